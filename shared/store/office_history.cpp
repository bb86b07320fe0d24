#include <algorithm>

#include "shared/store/office_store.hpp"

// The part of OfficeStore that keeps what came as a state before its history (docs/adr/0012).

namespace dongthac::store {

namespace {

std::uint64_t unsigned_at(const Statement& row, int column) { return static_cast<std::uint64_t>(row.integer(column)); }

base::Hash hash_at(const Statement& row, int column) {
    base::Hash hash{};
    const base::Bytes bytes = row.blob(column);
    if (bytes.size() == hash.size()) std::ranges::copy(bytes, hash.begin());
    return hash;
}

} // namespace

base::Result<bool> OfficeStore::has_segments_beyond(std::string_view feed) {
    DT_TRY(Statement read, database_.prepare("SELECT 1 FROM segment WHERE feed > ? LIMIT 1"));
    return read.bind(feed).step();
}

base::Result<std::vector<LearntRow>> OfficeStore::learnt_after(std::int64_t id) {
    DT_TRY(Statement read,
           database_.prepare("SELECT id, feed, seq, coalesce(pack_size, length(bytes), 0) FROM "
                             "segment LEFT JOIN loose_bytes USING (id) WHERE id > ? AND state = 2 ORDER BY id"));
    read.bind(id);
    std::vector<LearntRow> rows;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return rows;
        rows.push_back({read.integer(0), read.text(1), unsigned_at(read, 2), unsigned_at(read, 3)});
    }
}

base::Result<void> OfficeStore::add_old_segment(const SegmentRow& row, const std::vector<base::DocumentId>& documents) {
    std::int64_t id = kBeforeAllRows + 1;
    {
        DT_TRY(Statement last, database_.prepare("SELECT max(id) FROM segment WHERE id < 0"));
        DT_TRY(const bool has_row, last.step());
        if (has_row && !last.is_null(0)) id = last.integer(0) + 1;
    }
    DT_TRY(Statement write,
           database_.prepare("INSERT INTO segment (id, feed, replica, first, last, count, state, seq, hash) "
                             "VALUES (?, ?, ?, ?, ?, ?, 2, ?, ?)"));
    write.bind(id).bind(row.feed).bind(row.replica).bind(row.first).bind(row.last).bind(row.count).bind(row.seq);
    DT_CHECK(write.bind(base::ByteSpan(row.hash)).run());
    DT_CHECK(put_loose(id, row.bytes));
    DT_TRY(Statement link, database_.prepare("INSERT INTO segment_document (document, segment) VALUES (?, ?)"));
    for (const base::DocumentId& document : documents) {
        link.reset();
        DT_CHECK(link.bind(document).bind(id).run());
    }
    return {};
}

base::Result<std::vector<base::DocumentId>> OfficeStore::documents_of_old_segments() {
    DT_TRY(Statement read,
           database_.prepare("SELECT DISTINCT document FROM segment_document WHERE segment < 0 ORDER BY document"));
    std::vector<base::DocumentId> documents;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return documents;
        documents.push_back(read.id<base::DocumentId>(0));
    }
}

base::Result<void> OfficeStore::add_nodes(const base::DocumentId& document, const std::vector<NodeRow>& rows) {
    DT_TRY(Statement write,
           database_.prepare("INSERT INTO node (document, node, conflicts, bytes) VALUES (?, ?, ?, ?)"));
    for (const NodeRow& row : rows) {
        write.reset();
        DT_CHECK(write.bind(document).bind(row.node).bind(row.conflicts).bind(row.bytes).run());
    }
    DT_TRY(Statement note, database_.prepare("INSERT INTO search_queue SELECT id FROM node WHERE document = ?"));
    return note.bind(document).run();
}

base::Result<void> OfficeStore::put_taken_state(base::ByteSpan sealed) {
    DT_TRY(Statement write, database_.prepare("INSERT INTO taken_state (bytes) VALUES (?)"));
    return write.bind(sealed).run();
}

base::Result<base::Bytes> OfficeStore::taken_state() {
    DT_TRY(Statement read, database_.prepare("SELECT bytes FROM taken_state"));
    DT_TRY(const bool found, read.step());
    return found ? read.blob(0) : base::Bytes{};
}

base::Result<std::vector<MissingFeed>> OfficeStore::missing_feeds() {
    DT_TRY(Statement read, database_.prepare("SELECT feed, taken, until FROM missing_feed ORDER BY feed"));
    std::vector<MissingFeed> feeds;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return feeds;
        feeds.push_back({read.text(0), unsigned_at(read, 1), unsigned_at(read, 2)});
    }
}

base::Result<void> OfficeStore::put_missing_feed(const MissingFeed& feed) {
    DT_TRY(Statement write,
           database_.prepare("INSERT OR REPLACE INTO missing_feed (feed, taken, until) VALUES (?, ?, ?)"));
    return write.bind(feed.feed).bind(feed.taken).bind(feed.until).run();
}

base::Result<std::vector<MissingChain>> OfficeStore::missing_chains() {
    DT_TRY(Statement read, database_.prepare("SELECT feed, replica, counter, hash, goal_counter, goal_hash "
                                             "FROM missing_chain ORDER BY feed, replica"));
    std::vector<MissingChain> chains;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return chains;
        chains.push_back({read.text(0), read.id<base::ReplicaId>(1), unsigned_at(read, 2), hash_at(read, 3),
                          unsigned_at(read, 4), hash_at(read, 5)});
    }
}

base::Result<std::optional<MissingChain>> OfficeStore::missing_chain(std::string_view feed,
                                                                     const base::ReplicaId& replica) {
    DT_TRY(Statement read, database_.prepare("SELECT counter, hash, goal_counter, goal_hash FROM missing_chain "
                                             "WHERE feed = ? AND replica = ?"));
    DT_TRY(const bool found, read.bind(feed).bind(replica).step());
    if (!found) return std::nullopt;
    return MissingChain{std::string(feed),    replica,         unsigned_at(read, 0), hash_at(read, 1),
                        unsigned_at(read, 2), hash_at(read, 3)};
}

base::Result<void> OfficeStore::put_missing_chain(const MissingChain& chain) {
    DT_TRY(Statement write, database_.prepare("INSERT OR REPLACE INTO missing_chain (feed, replica, counter, hash, "
                                              "goal_counter, goal_hash) VALUES (?, ?, ?, ?, ?, ?)"));
    write.bind(chain.feed).bind(chain.replica).bind(chain.counter).bind(base::ByteSpan(chain.hash));
    return write.bind(chain.goal_counter).bind(base::ByteSpan(chain.goal_hash)).run();
}

base::Result<bool> OfficeStore::is_partial(const base::DocumentId& document) {
    DT_TRY(Statement read, database_.prepare("SELECT 1 FROM partial_document WHERE document = ?"));
    return read.bind(document).step();
}

base::Result<std::vector<PartialDocument>> OfficeStore::partial_documents() {
    DT_TRY(Statement read, database_.prepare("SELECT document, held FROM partial_document ORDER BY document"));
    std::vector<PartialDocument> documents;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return documents;
        documents.push_back({read.id<base::DocumentId>(0), read.integer(1) != 0});
    }
}

base::Result<void> OfficeStore::put_partial(const PartialDocument& document) {
    DT_TRY(Statement write,
           database_.prepare("INSERT OR REPLACE INTO partial_document (document, held) VALUES (?, ?)"));
    return write.bind(document.document).bind(document.held ? 1 : 0).run();
}

base::Result<void> OfficeStore::remove_partial(const base::DocumentId& document) {
    DT_TRY(Statement remove, database_.prepare("DELETE FROM partial_document WHERE document = ?"));
    return remove.bind(document).run();
}

base::Result<void> OfficeStore::remove_document(const base::DocumentId& document) {
    DT_CHECK(remove_nodes(document));
    DT_TRY(Statement remove, database_.prepare("DELETE FROM document WHERE id = ?"));
    DT_CHECK(remove.bind(document).run());
    return work().remove(document);
}

base::Result<std::size_t> OfficeStore::pack_some(const PackRule& rule) {
    // Rows that count as seen are looked at again only when there are as many behind them.
    constexpr std::string_view kSeen = "packs_seen";
    constexpr PackedTable kTable{"id", "state = 2", "loose_bytes"};
    DT_TRY(const std::vector<MissingFeed> missing, missing_feeds());
    if (!missing.empty()) return 0;
    DT_TRY(const std::uint64_t seen, number(kSeen));
    std::uint64_t newest = 0;
    {
        DT_TRY(Statement last, database_.prepare("SELECT coalesce(max(id), 0) FROM segment"));
        DT_TRY(const bool has_row, last.step());
        if (has_row && last.integer(0) > 0) newest = unsigned_at(last, 0);
    }
    if (seen > 0 && newest < seen + rule.fewest) return 0;
    DT_TRY(const std::vector<std::string> feeds, feeds_in(SegmentState::settled));
    for (const std::string& feed : feeds) {
        DT_TRY(const std::size_t packed, pack_feed(database_, packs_.codec(), rule, kTable, feed));
        if (packed > 0) return packed;
    }
    DT_TRY(Transaction transaction, begin(Durability::lazy));
    DT_CHECK(put_number(kSeen, std::max<std::uint64_t>(newest, 1)));
    DT_CHECK(transaction.commit());
    return 0;
}

base::Result<void> OfficeStore::forget_missing() {
    return database_.execute(
        "DELETE FROM setting WHERE key = 'packs_seen'; DELETE FROM missing_feed; DELETE FROM "
        "missing_chain; DELETE FROM taken_state WHERE NOT EXISTS (SELECT 1 FROM partial_document)");
}

} // namespace dongthac::store
