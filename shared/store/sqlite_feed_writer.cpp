#include "shared/store/sqlite_feed_writer.hpp"

#include <algorithm>

namespace dongthac::store {

namespace {

std::string join_roles(const std::set<model::Role>& roles) {
    std::string text;
    for (const model::Role role : roles) {
        if (!text.empty()) text += ' ';
        text += model::name_of(role);
    }
    return text;
}

std::set<model::Role> split_roles(std::string_view text) {
    std::set<model::Role> roles;
    while (!text.empty()) {
        const std::size_t space = std::min(text.find(' '), text.size());
        if (const auto role = model::role_named(text.substr(0, space))) roles.insert(*role);
        text.remove_prefix(std::min(space + 1, text.size()));
    }
    return roles;
}

} // namespace

base::Result<base::Bytes> read_meta(Database& database, std::string_view key) {
    DT_TRY(Statement ask, database.prepare("SELECT value FROM meta WHERE key = ?"));
    ask.bind(key);
    DT_TRY(const bool found, ask.step());
    return found ? ask.blob(0) : base::Bytes{};
}

base::Result<void> write_meta(Database& database, std::string_view key, base::ByteSpan value) {
    DT_TRY(Statement put, database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"));
    return put.bind(key).bind(value).run();
}

base::Hash read_hash(const Statement& row, int column) {
    base::Hash hash{};
    const base::Bytes bytes = row.blob(column);
    if (bytes.size() == hash.size()) std::ranges::copy(bytes, hash.begin());
    return hash;
}

base::Result<void> SqliteFeedWriter::check_follows(const NewSegment& segment) {
    DT_TRY(Statement ask, database_.prepare("SELECT hash FROM tip WHERE feed = ? AND replica = ?"));
    ask.bind(segment.info.feed).bind(segment.info.replica);
    DT_TRY(const bool found, ask.step());
    const base::Hash tip = found ? read_hash(ask, 0) : base::Hash{};
    return tip == segment.previous ? base::Result<void>{} : base::fail(base::Code::storage, {{"reason", "fork"}});
}

base::Result<std::uint64_t> SqliteFeedWriter::append(const NewSegment& segment) {
    const SegmentInfo& info = segment.info;
    DT_CHECK(check_follows(segment));
    std::uint64_t seq = 0;
    {
        DT_TRY(Statement next, database_.prepare("INSERT INTO feed (name, seq) VALUES (?, 1) "
                                                 "ON CONFLICT (name) DO UPDATE SET seq = seq + 1 RETURNING seq"));
        next.bind(info.feed);
        DT_TRY(const bool has_row, next.step());
        if (!has_row) return base::fail(base::Code::storage, {{"reason", "no seq"}});
        seq = static_cast<std::uint64_t>(next.integer(0));
        DT_CHECK(next.run()); // an INSERT with RETURNING is done only once it has been stepped to its end
    }
    DT_TRY(Statement insert,
           database_.prepare("INSERT INTO segment (feed, seq, replica, device, first, last, count, unpacked, hash, "
                             "previous, door, received_ms, bytes) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"));
    insert.bind(info.feed).bind(seq).bind(info.replica).bind(info.device).bind(info.first).bind(info.last);
    insert.bind(info.count).bind(info.unpacked).bind(base::ByteSpan(segment.hash));
    insert.bind(base::ByteSpan(segment.previous)).bind(static_cast<int>(segment.door)).bind(segment.received_ms);
    DT_CHECK(insert.bind(segment.bytes).run());

    DT_TRY(Statement tip,
           database_.prepare("INSERT OR REPLACE INTO tip (feed, replica, counter, hash) VALUES (?,?,?,?)"));
    DT_CHECK(tip.bind(info.feed).bind(info.replica).bind(info.last).bind(base::ByteSpan(segment.hash)).run());

    DT_TRY(Statement index, database_.prepare("INSERT INTO segment_document (feed, document, seq) VALUES (?,?,?)"));
    for (const base::DocumentId& document : segment.documents) {
        index.reset();
        DT_CHECK(index.bind(info.feed).bind(document).bind(seq).run());
    }
    // A segment that came out of order waited in quarantine; now it has its place.
    DT_TRY(Statement release, database_.prepare("DELETE FROM quarantine WHERE bytes_hash = ?"));
    DT_CHECK(release.bind(base::ByteSpan(base::sha256(segment.bytes))).run());
    return seq;
}

base::Result<void> SqliteFeedWriter::bind_replica(const base::ReplicaId& replica, const base::DeviceId& device) {
    DT_TRY(Statement put, database_.prepare("INSERT INTO replica (id, device) VALUES (?, ?)"));
    return put.bind(replica).bind(device).run();
}

base::Result<bool> SqliteFeedWriter::quarantine(const QuarantinedSegment& segment) {
    DT_TRY(Statement put, database_.prepare("INSERT OR IGNORE INTO quarantine (bytes_hash, feed, device, reason, "
                                            "received_ms, bytes) VALUES (?,?,?,?,?,?)"));
    put.bind(base::ByteSpan(base::sha256(segment.bytes))).bind(segment.feed).bind(segment.device);
    DT_CHECK(put.bind(segment.reason).bind(segment.received_ms).bind(segment.bytes).run());
    return database_.changed_rows() > 0;
}

base::Result<std::optional<DocumentDecision>> SqliteFeedWriter::decision(const base::DocumentId& document) {
    DT_TRY(Statement ask, database_.prepare("SELECT owner, state, version FROM decision WHERE document = ?"));
    ask.bind(document);
    DT_TRY(const bool found, ask.step());
    if (!found) return std::nullopt;
    const auto state = model::state_named(ask.text(1));
    if (!state) return base::fail(base::Code::storage, {{"reason", "decision state"}});
    return DocumentDecision{document, ask.text(0), *state, static_cast<std::uint32_t>(ask.integer(2))};
}

base::Result<void> SqliteFeedWriter::put_decision(const DocumentDecision& decision) {
    DT_TRY(Statement put,
           database_.prepare("INSERT OR REPLACE INTO decision (document, owner, state, version) VALUES (?,?,?,?)"));
    put.bind(decision.document).bind(decision.owner).bind(model::name_of(decision.state));
    return put.bind(decision.version).run();
}

base::Result<std::optional<NumberRow>> SqliteFeedWriter::number(const model::OrgId& org, int year,
                                                                std::uint32_t number) {
    DT_TRY(Statement ask,
           database_.prepare("SELECT device, document FROM number WHERE org = ? AND year = ? AND number = ?"));
    DT_TRY(const bool found, ask.bind(org).bind(year).bind(number).step());
    if (!found) return std::nullopt;
    NumberRow row{org, year, number, ask.id<base::DeviceId>(0), {}};
    if (!ask.is_null(1)) row.document = ask.id<base::DocumentId>(1);
    return row;
}

base::Result<std::vector<std::uint32_t>> SqliteFeedWriter::reserved_numbers(const model::OrgId& org, int year,
                                                                            const base::DeviceId& device) {
    DT_TRY(Statement ask, database_.prepare("SELECT number FROM number WHERE org = ? AND year = ? AND device = ? AND "
                                            "document IS NULL ORDER BY number"));
    ask.bind(org).bind(year).bind(device);
    std::vector<std::uint32_t> numbers;
    while (true) {
        DT_TRY(const bool more, ask.step());
        if (!more) return numbers;
        numbers.push_back(static_cast<std::uint32_t>(ask.integer(0)));
    }
}

base::Result<std::uint32_t> SqliteFeedWriter::last_number(const model::OrgId& org, int year) {
    DT_TRY(Statement ask,
           database_.prepare("SELECT number FROM number WHERE org = ? AND year = ? ORDER BY number DESC LIMIT 1"));
    DT_TRY(const bool found, ask.bind(org).bind(year).step());
    return found ? static_cast<std::uint32_t>(ask.integer(0)) : 0;
}

base::Result<void> SqliteFeedWriter::put_number(const NumberRow& row) {
    DT_TRY(Statement put,
           database_.prepare(row.document.empty()
                                 ? "INSERT OR REPLACE INTO number (org, year, number, device) VALUES (?,?,?,?)"
                                 : "INSERT OR REPLACE INTO number (org, year, number, device, document) "
                                   "VALUES (?,?,?,?,?)"));
    put.bind(row.org).bind(row.year).bind(row.number).bind(row.device);
    if (!row.document.empty()) put.bind(row.document);
    return put.run();
}

base::Result<void> SqliteFeedWriter::add_invitation(const Invitation& invitation, std::int64_t made_ms) {
    DT_TRY(Statement put, database_.prepare("INSERT INTO invitation (code_hash, org, roles, made_ms, expires_ms, "
                                            "person, secret_name, secret_key) VALUES (?,?,?,?,?,?,?,?)"));
    put.bind(base::ByteSpan(invitation.code_hash)).bind(invitation.org).bind(join_roles(invitation.roles));
    put.bind(made_ms).bind(invitation.expires_ms).bind(invitation.person);
    if (invitation.secret)
        put.bind(base::ByteSpan(invitation.secret->name)).bind(base::ByteSpan(invitation.secret->key));
    return put.run();
}

base::Result<std::optional<Invitation>> SqliteFeedWriter::invitation(const base::Hash& code_hash) {
    DT_TRY(Statement ask,
           database_.prepare("SELECT org, roles, expires_ms, used_by, person FROM invitation WHERE code_hash = ?"));
    ask.bind(base::ByteSpan(code_hash));
    DT_TRY(const bool found, ask.step());
    if (!found) return std::nullopt;
    Invitation invitation{code_hash, ask.text(0), split_roles(ask.text(1)), ask.integer(2), {}, {}, {}};
    if (!ask.is_null(3)) invitation.used_by = ask.id<base::DeviceId>(3);
    if (!ask.is_null(4)) invitation.person = ask.id<base::PersonId>(4);
    return invitation;
}

base::Result<std::optional<base::Hash>> SqliteFeedWriter::invitation_key(const base::Hash& name) {
    DT_TRY(Statement ask, database_.prepare("SELECT secret_key FROM invitation WHERE secret_name = ?"));
    ask.bind(base::ByteSpan(name));
    DT_TRY(const bool found, ask.step());
    if (!found) return std::nullopt;
    return read_hash(ask, 0);
}

base::Result<void> SqliteFeedWriter::use_invitation(const base::Hash& code_hash, const base::DeviceId& device,
                                                    std::int64_t used_ms) {
    DT_TRY(Statement use, database_.prepare("UPDATE invitation SET used_ms = ?, used_by = ? WHERE code_hash = ?"));
    return use.bind(used_ms).bind(device).bind(base::ByteSpan(code_hash)).run();
}

base::Result<void> SqliteFeedWriter::put_identity(const ServerIdentity& identity) {
    DT_CHECK(write_meta(database_, "seed", identity.seed));
    DT_CHECK(write_meta(database_, "replica", identity.replica.bytes));
    DT_CHECK(write_meta(database_, "epoch", base::as_bytes(identity.epoch)));
    base::Bytes old_seeds;
    for (const base::KeyPair::Seed& seed : identity.old_seeds)
        old_seeds.insert(old_seeds.end(), seed.begin(), seed.end());
    DT_CHECK(write_meta(database_, "old_seeds", old_seeds));
    return write_meta(database_, "run", base::as_bytes(identity.run));
}

base::Result<void> SqliteFeedWriter::audit(const AuditEntry& entry) {
    DT_TRY(const base::Bytes head, read_meta(database_, "audit_head"));
    base::Hash previous{};
    if (head.size() == previous.size()) std::ranges::copy(head, previous.begin());
    const base::Hash hash = audit_hash(entry, previous);
    DT_TRY(Statement put, database_.prepare("INSERT INTO audit (at_ms, what, org, device, detail, previous, hash) "
                                            "VALUES (?,?,?,?,?,?,?)"));
    put.bind(entry.at_ms).bind(entry.what).bind(entry.org).bind(entry.device).bind(entry.detail);
    DT_CHECK(put.bind(base::ByteSpan(previous)).bind(base::ByteSpan(hash)).run());
    return write_meta(database_, "audit_head", hash);
}

base::Result<void> SqliteFeedWriter::put_office_state(const model::OrgId& org, const base::DeviceId& device,
                                                      std::int64_t made_ms, base::ByteSpan bytes) {
    DT_TRY(Statement put,
           database_.prepare("INSERT OR REPLACE INTO office_state (org, device, made_ms, bytes) VALUES (?,?,?,?)"));
    return put.bind(org).bind(device).bind(made_ms).bind(bytes).run();
}

base::Result<void> SqliteFeedWriter::commit() { return transaction_.commit(); }

} // namespace dongthac::store
