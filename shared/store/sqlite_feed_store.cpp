#include <algorithm>
#include <system_error>

#include "shared/base/files.hpp"
#include "shared/store/feed_schema.hpp"
#include "shared/store/sqlite_feed_writer.hpp"

namespace dongthac::store {

namespace {

constexpr std::string_view kSegmentColumns =
    "seq, feed, replica, device, first, last, count, unpacked, hash, previous, door, received_ms, bytes, pack, "
    "pack_offset, pack_size";

std::string select_segments(std::string_view rest) {
    return "SELECT " + std::string(kSegmentColumns) + " FROM segment " + std::string(rest);
}

std::uint64_t unsigned_of(const Statement& row, int column) { return static_cast<std::uint64_t>(row.integer(column)); }

PackPlace place_at(const Statement& row, int column) {
    return {row.integer(column), unsigned_of(row, column + 1), unsigned_of(row, column + 2)};
}

base::Result<StoredSegment> read_segment(Database& database, PackReader& packs, const Statement& row) {
    StoredSegment segment;
    segment.seq = unsigned_of(row, 0);
    segment.info = {row.text(1),         row.id<base::ReplicaId>(2), row.id<base::DeviceId>(3), unsigned_of(row, 4),
                    unsigned_of(row, 5), unsigned_of(row, 6),        unsigned_of(row, 7)};
    segment.hash = read_hash(row, 8);
    segment.previous = read_hash(row, 9);
    segment.door = static_cast<Door>(row.integer(10));
    segment.received_ms = row.integer(11);
    DT_TRY(segment.bytes, packs.read(database, row.blob(12), place_at(row, 13)));
    return segment;
}

/// The server's signing key is inside: nobody else on this machine reads it. Where the file system knows no owners this
/// does nothing.
void keep_private(const std::filesystem::path& file) {
    using std::filesystem::perms;
    std::error_code ignored;
    std::filesystem::permissions(file, perms::owner_read | perms::owner_write, ignored);
}

base::Result<void> mark_as_copy(const std::filesystem::path& file) {
    DT_TRY(Database copy, Database::open(file));
    DT_CHECK(write_meta(copy, "run", base::as_bytes("backup")));
    return copy.execute("PRAGMA journal_mode=DELETE"); // one file, nothing beside it
}

class SqliteFeedStore final : public FeedStore {
  public:
    SqliteFeedStore(Database database, PackCodec codec) : database_(std::move(database)), packs_(codec) {}

    base::Result<std::unique_ptr<FeedWriter>> begin() override {
        DT_TRY(Transaction transaction, Transaction::begin(database_));
        return std::make_unique<SqliteFeedWriter>(database_, std::move(transaction));
    }

    base::Result<std::optional<ServerIdentity>> identity() override {
        DT_TRY(const base::Bytes seed, read_meta(database_, "seed"));
        DT_TRY(const base::Bytes replica, read_meta(database_, "replica"));
        ServerIdentity identity;
        if (seed.size() != identity.seed.size() || replica.size() != identity.replica.bytes.size()) return std::nullopt;
        std::ranges::copy(seed, identity.seed.begin());
        std::ranges::copy(replica, identity.replica.bytes.begin());
        DT_TRY(const base::Bytes epoch, read_meta(database_, "epoch"));
        DT_TRY(const base::Bytes run, read_meta(database_, "run"));
        identity.epoch = base::as_text(epoch);
        identity.run = base::as_text(run);
        DT_TRY(const base::Bytes old_seeds, read_meta(database_, "old_seeds"));
        for (std::size_t at = 0; at + identity.seed.size() <= old_seeds.size(); at += identity.seed.size())
            std::copy_n(old_seeds.begin() + static_cast<std::ptrdiff_t>(at), identity.seed.size(),
                        identity.old_seeds.emplace_back().begin());
        return identity;
    }

    base::Result<std::vector<FeedHead>> heads() override {
        DT_TRY(Statement ask, database_.prepare("SELECT name, seq FROM feed ORDER BY name"));
        std::vector<FeedHead> heads;
        while (true) {
            DT_TRY(const bool more, ask.step());
            if (!more) return heads;
            heads.push_back({ask.text(0), unsigned_of(ask, 1)});
        }
    }

    base::Result<std::vector<FeedTip>> tips() override {
        DT_TRY(Statement ask, database_.prepare("SELECT feed, replica, counter, hash FROM tip ORDER BY feed, replica"));
        std::vector<FeedTip> tips;
        while (true) {
            DT_TRY(const bool more, ask.step());
            if (!more) return tips;
            tips.push_back({ask.text(0), ask.id<base::ReplicaId>(1), unsigned_of(ask, 2), read_hash(ask, 3)});
        }
    }

    base::Result<std::vector<std::pair<base::ReplicaId, base::DeviceId>>> replicas() override {
        DT_TRY(Statement ask, database_.prepare("SELECT id, device FROM replica ORDER BY id"));
        std::vector<std::pair<base::ReplicaId, base::DeviceId>> bound;
        while (true) {
            DT_TRY(const bool more, ask.step());
            if (!more) return bound;
            bound.emplace_back(ask.id<base::ReplicaId>(0), ask.id<base::DeviceId>(1));
        }
    }

    base::Result<void> each_after(const std::string& feed, std::uint64_t seq,
                                  const std::function<Visit(const StoredSegment&)>& visit) override {
        DT_TRY(Statement ask, database_.prepare(select_segments("WHERE feed = ? AND seq > ? ORDER BY seq")));
        ask.bind(feed).bind(seq);
        while (true) {
            DT_TRY(const bool more, ask.step());
            if (!more) return {};
            DT_TRY(const StoredSegment segment, read_segment(database_, packs_, ask));
            if (visit(segment) == Visit::stop) return {};
        }
    }

    base::Result<std::optional<StoredSegment>> segment_ending(const std::string& feed, const base::ReplicaId& replica,
                                                              std::uint64_t last) override {
        DT_TRY(Statement ask, database_.prepare(select_segments("WHERE feed = ? AND replica = ? AND last = ?")));
        ask.bind(feed).bind(replica).bind(last);
        DT_TRY(const bool found, ask.step());
        if (!found) return std::nullopt;
        DT_TRY(StoredSegment segment, read_segment(database_, packs_, ask));
        return segment;
    }

    base::Result<bool> was_changed_elsewhere() override {
        DT_TRY(Statement ask, database_.prepare("PRAGMA data_version"));
        DT_TRY(const bool found, ask.step());
        const std::int64_t version = found ? ask.integer(0) : 0;
        return std::exchange(seen_version_, version) != version;
    }

    base::Result<std::uint64_t> seq_until(const std::string& feed, std::int64_t received_ms) override {
        DT_TRY(Statement ask, database_.prepare("SELECT seq FROM segment WHERE feed = ? AND received_ms <= ? "
                                                "ORDER BY seq DESC LIMIT 1"));
        DT_TRY(const bool found, ask.bind(feed).bind(received_ms).step());
        return found ? static_cast<std::uint64_t>(ask.integer(0)) : 0;
    }

    base::Result<std::set<Door>> doors_after(const std::string& feed, const base::ReplicaId& replica,
                                             std::uint64_t after) override {
        DT_TRY(Statement ask,
               database_.prepare("SELECT DISTINCT door FROM segment WHERE feed = ? AND replica = ? AND last > ?"));
        ask.bind(feed).bind(replica).bind(after);
        std::set<Door> doors;
        while (true) {
            DT_TRY(const bool more, ask.step());
            if (!more) return doors;
            doors.insert(static_cast<Door>(ask.integer(0)));
        }
    }

    base::Result<std::vector<base::DocumentId>> documents_of(const std::string& feed, std::uint64_t offset,
                                                             std::uint64_t limit) override {
        // Ordered by when they first came: a new document never moves those a reader has paged past.
        DT_TRY(Statement ask,
               database_.prepare("SELECT document FROM segment_document WHERE feed = ? GROUP BY document "
                                 "ORDER BY min(seq), document LIMIT ? OFFSET ?"));
        ask.bind(feed).bind(limit).bind(offset);
        std::vector<base::DocumentId> documents;
        while (true) {
            DT_TRY(const bool more, ask.step());
            if (!more) return documents;
            documents.push_back(ask.id<base::DocumentId>(0));
        }
    }

    base::Result<std::uint64_t> count_documents(const std::string& feed) override {
        return count("SELECT count(DISTINCT document) FROM segment_document WHERE feed = ?", &feed);
    }

    base::Result<std::vector<ReceivedBytes>> segments_of(const std::string& feed,
                                                         const base::DocumentId& document) override {
        DT_TRY(Statement ask,
               database_.prepare("SELECT bytes, pack, pack_offset, pack_size, received_ms FROM segment_document "
                                 "JOIN segment USING (feed, seq) WHERE feed = ? AND document = ? ORDER BY seq"));
        ask.bind(feed).bind(document);
        std::vector<ReceivedBytes> segments;
        while (true) {
            DT_TRY(const bool more, ask.step());
            if (!more) return segments;
            DT_TRY(base::Bytes bytes, packs_.read(database_, ask.blob(0), place_at(ask, 1)));
            segments.push_back({std::move(bytes), ask.integer(4)});
        }
    }

    base::Result<std::set<base::DocumentId>> indexed(const std::string& feed, std::uint64_t seq) override {
        DT_TRY(Statement ask, database_.prepare("SELECT document FROM segment_document WHERE feed = ? AND seq = ?"));
        ask.bind(feed).bind(seq);
        std::set<base::DocumentId> documents;
        while (true) {
            DT_TRY(const bool more, ask.step());
            if (!more) return documents;
            documents.insert(ask.id<base::DocumentId>(0));
        }
    }

    base::Result<base::Bytes> office_state(const model::OrgId& org) override {
        DT_TRY(Statement ask, database_.prepare("SELECT bytes FROM office_state WHERE org = ?"));
        DT_TRY(const bool found, ask.bind(org).step());
        return found ? ask.blob(0) : base::Bytes{};
    }

    base::Result<std::vector<DocumentDecision>> decisions() override {
        DT_TRY(Statement ask,
               database_.prepare("SELECT document, owner, state, version FROM decision ORDER BY document"));
        std::vector<DocumentDecision> decisions;
        while (true) {
            DT_TRY(const bool more, ask.step());
            if (!more) return decisions;
            const auto state = model::state_named(ask.text(2));
            if (!state) return base::fail(base::Code::storage, {{"reason", "decision state"}});
            decisions.push_back(
                {ask.id<base::DocumentId>(0), ask.text(1), *state, static_cast<std::uint32_t>(ask.integer(3))});
        }
    }

    base::Result<std::vector<StoredAuditEntry>> audit_log() override {
        DT_TRY(Statement ask,
               database_.prepare("SELECT id, at_ms, what, org, device, detail, previous, hash FROM audit ORDER BY id"));
        std::vector<StoredAuditEntry> log;
        while (true) {
            DT_TRY(const bool more, ask.step());
            if (!more) return log;
            AuditEntry entry{ask.integer(1), ask.text(2), ask.text(3), ask.id<base::DeviceId>(4), ask.text(5)};
            log.push_back({unsigned_of(ask, 0), std::move(entry), read_hash(ask, 6), read_hash(ask, 7)});
        }
    }

    base::Result<base::Hash> audit_head() override {
        DT_TRY(const base::Bytes head, read_meta(database_, "audit_head"));
        base::Hash hash{};
        if (head.size() == hash.size()) std::ranges::copy(head, hash.begin());
        return hash;
    }

    base::Result<std::vector<QuarantinedSegment>> quarantined() override {
        DT_TRY(Statement ask, database_.prepare("SELECT feed, device, reason, received_ms, bytes FROM quarantine "
                                                "ORDER BY received_ms, bytes_hash"));
        std::vector<QuarantinedSegment> segments;
        while (true) {
            DT_TRY(const bool more, ask.step());
            if (!more) return segments;
            segments.push_back({ask.text(0), ask.id<base::DeviceId>(1), ask.text(2), ask.integer(3), ask.blob(4)});
        }
    }

    base::Result<Totals> totals() override {
        Totals totals;
        {
            DT_TRY(Statement ask,
                   database_.prepare("SELECT count(*), coalesce(sum(count), 0), "
                                     "coalesce(sum(coalesce(pack_size, length(bytes))), 0) FROM segment"));
            DT_TRY(const bool has_row, ask.step());
            if (has_row) {
                totals.segments = unsigned_of(ask, 0);
                totals.changes = unsigned_of(ask, 1);
                totals.bytes = unsigned_of(ask, 2);
            }
        }
        DT_TRY(totals.feeds, count("SELECT count(*) FROM feed", nullptr));
        DT_TRY(totals.documents, count("SELECT count(DISTINCT document) FROM segment_document", nullptr));
        DT_TRY(totals.quarantined, count("SELECT count(*) FROM quarantine", nullptr));
        DT_TRY(totals.open_invitations, count("SELECT count(*) FROM invitation WHERE used_ms IS NULL", nullptr));
        return totals;
    }

    base::Result<std::size_t> pack_some(const PackRule& rule) override {
        DT_TRY(const std::vector<std::string> feeds, feeds_to_pack(rule));
        std::size_t packed = 0;
        for (const std::string& feed : feeds) {
            DT_TRY(const std::size_t rows, pack_feed(database_, packs_.codec(), rule, {"seq", "1"}, feed));
            packed += rows;
        }
        return packed;
    }

    base::Result<void> check_structure() override { return database_.check_structure(); }

    base::Result<void> backup_to(const std::filesystem::path& file) override {
        // Clients may have been told of more than the copy holds: a server that starts from it must say so. Marked
        // before it gets its name, so that no copy without the mark is ever found.
        std::filesystem::path beside = file;
        beside += ".unmarked";
        // A power cut may have left an earlier try: its log must not be read into the new copy.
        std::error_code problem;
        for (const char* part : {"-wal", "-shm", "-journal"}) {
            std::filesystem::path left_over = beside;
            left_over += part;
            std::filesystem::remove(left_over, problem);
        }
        DT_CHECK(database_.backup_to(beside));
        keep_private(beside);
        DT_CHECK(mark_as_copy(beside));
        std::filesystem::rename(beside, file, problem);
        if (problem)
            return base::fail(base::Code::unwritable_file,
                              {{"path", base::path_to_utf8(file)}, {"reason", problem.message()}});
        return base::sync_folder(file.parent_path());
    }

  private:
    base::Result<std::uint64_t> count(std::string_view sql, const std::string* feed) {
        DT_TRY(Statement ask, database_.prepare(sql));
        if (feed != nullptr) ask.bind(*feed);
        DT_TRY(const bool has_row, ask.step());
        return has_row ? unsigned_of(ask, 0) : 0;
    }

    /// Feeds that have grown enough since they were packed.
    base::Result<std::vector<std::string>> feeds_to_pack(const PackRule& rule) {
        DT_TRY(Statement ask, database_.prepare("SELECT name FROM feed LEFT JOIN packed_feed ON feed = name "
                                                "WHERE seq - coalesce(until, 0) >= ? ORDER BY name"));
        ask.bind(std::uint64_t{rule.newest} + rule.fewest);
        std::vector<std::string> feeds;
        while (true) {
            DT_TRY(const bool more, ask.step());
            if (!more) return feeds;
            feeds.push_back(ask.text(0));
        }
    }

    Database database_;
    std::int64_t seen_version_ = 0; ///< SQLite counts what other connections committed
    PackReader packs_;
};

void append_field(base::Bytes& to, base::ByteSpan field) {
    // Length first, so that no two different rows have the same bytes.
    for (std::size_t i = 0; i < 8; ++i) to.push_back(static_cast<std::uint8_t>(std::uint64_t{field.size()} >> (8 * i)));
    to.insert(to.end(), field.begin(), field.end());
}

} // namespace

base::Hash audit_hash(const AuditEntry& entry, const base::Hash& previous) {
    base::Bytes bytes(previous.begin(), previous.end());
    append_field(bytes, base::as_bytes(std::to_string(entry.at_ms)));
    append_field(bytes, base::as_bytes(entry.what));
    append_field(bytes, base::as_bytes(entry.org));
    append_field(bytes, entry.device.bytes);
    append_field(bytes, base::as_bytes(entry.detail));
    return base::sha256(bytes);
}

std::filesystem::path feed_store_file(const std::filesystem::path& folder) { return folder / "server.db"; }

base::Result<std::unique_ptr<FeedStore>> open_feed_store(const std::filesystem::path& folder, PackCodec codec) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem)
        return base::fail(base::Code::unwritable_file,
                          {{"path", base::path_to_utf8(folder)}, {"reason", problem.message()}});
    DT_TRY(Database database, Database::open(feed_store_file(folder)));
    keep_private(feed_store_file(folder));
    DT_CHECK(database.migrate(kFeedSchema));
    return std::make_unique<SqliteFeedStore>(std::move(database), codec);
}

} // namespace dongthac::store
