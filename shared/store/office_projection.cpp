#include "shared/store/office_store.hpp"

// The part of OfficeStore that keeps projections, intents and rounds; the log is in office_store.cpp.

namespace dongthac::store {

namespace {

constexpr std::string_view kDocumentColumns = "SELECT id, kind, org, state, state_version, parent, subject, number, "
                                              "symbol, issued_on, conflicts, after_revision, "
                                              "changed_ms, head FROM document ";
constexpr std::int64_t kKeptRounds = 500;

DocumentRow document_from(const Statement& row) {
    return {row.id<base::DocumentId>(0),
            row.text(1),
            row.text(2),
            row.text(3),
            static_cast<std::uint32_t>(row.integer(4)),
            row.id<base::DocumentId>(5),
            row.text(6),
            row.text(7),
            row.text(8),
            row.text(9),
            static_cast<std::uint64_t>(row.integer(10)),
            static_cast<std::uint64_t>(row.integer(11)),
            row.integer(12),
            row.blob(13),
            std::nullopt};
}

/// FTS5 query: every word as a prefix. Words are letters and digits only (text::search_key), so quoting is enough.
std::string prefix_query(std::string_view folded) {
    std::string query;
    std::size_t at = 0;
    while (at < folded.size()) {
        const std::size_t end = std::min(folded.find(' ', at), folded.size());
        if (end > at) query += (query.empty() ? "\"" : " \"") + std::string(folded.substr(at, end - at)) + "\"*";
        at = end + 1;
    }
    return query;
}

} // namespace

base::Result<void> OfficeStore::put_document(const DocumentRow& row) {
    DT_TRY(Statement write,
           database_.prepare(
               "INSERT INTO document (id, kind, org, state, state_version, parent, subject, number, symbol, "
               "issued_on, conflicts, after_revision, changed_ms, head) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
               "(kind, org, state, state_version, parent, subject, number, symbol, issued_on, conflicts, "
               "after_revision, changed_ms, head) = (excluded.kind, excluded.org, excluded.state, "
               "excluded.state_version, excluded.parent, excluded.subject, excluded.number, excluded.symbol, "
               "excluded.issued_on, excluded.conflicts, excluded.after_revision, excluded.changed_ms, "
               "excluded.head)"));
    write.bind(row.id).bind(row.kind).bind(row.org).bind(row.state).bind(row.state_version).bind(row.parent);
    write.bind(row.subject).bind(row.number).bind(row.symbol).bind(row.issued_on);
    DT_CHECK(write.bind(row.conflicts).bind(row.after_revision).bind(row.changed_ms).bind(row.head).run());
    return work().put(row.id, row.work);
}

base::Result<std::optional<DocumentRow>> OfficeStore::document(const base::DocumentId& id) {
    DT_TRY(Statement read, database_.prepare(std::string(kDocumentColumns) + "WHERE id = ?"));
    DT_TRY(const bool found, read.bind(id).step());
    if (!found) return std::nullopt;
    return document_from(read);
}

base::Result<std::vector<DocumentRow>> OfficeStore::documents() {
    DT_TRY(Statement read, database_.prepare(std::string(kDocumentColumns) + "ORDER BY changed_ms DESC, id"));
    std::vector<DocumentRow> rows;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return rows;
        rows.push_back(document_from(read));
    }
}

base::Result<std::vector<DocumentRow>> OfficeStore::documents_of(std::string_view kind, std::size_t limit) {
    DT_TRY(Statement read, database_.prepare("SELECT id, kind, org, state, state_version, parent, subject, number, "
                                             "symbol, issued_on, conflicts, after_revision, changed_ms, x'' "
                                             "FROM document WHERE kind = ? ORDER BY changed_ms DESC, id LIMIT ?"));
    read.bind(kind).bind(static_cast<std::int64_t>(limit));
    std::vector<DocumentRow> rows;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return rows;
        rows.push_back(document_from(read));
    }
}

base::Result<std::int64_t> OfficeStore::put_node_row(const base::DocumentId& document, const NodeRow& row) {
    if (row.id != 0) {
        DT_TRY(Statement update, database_.prepare("UPDATE node SET conflicts = ?, bytes = ? WHERE id = ?"));
        DT_CHECK(update.bind(row.conflicts).bind(row.bytes).bind(row.id).run());
        return row.id;
    }
    DT_TRY(Statement write,
           database_.prepare("INSERT INTO node (document, node, conflicts, bytes) VALUES (?, ?, ?, ?) "
                             "ON CONFLICT (document, node) DO UPDATE SET conflicts = excluded.conflicts, bytes = "
                             "excluded.bytes RETURNING id"));
    DT_TRY(const bool has_row, write.bind(document).bind(row.node).bind(row.conflicts).bind(row.bytes).step());
    if (!has_row) return base::fail(base::Code::storage, {{"reason", "node"}});
    const std::int64_t id = write.integer(0);
    DT_TRY(const bool more, write.step());
    (void)more;
    return id;
}

base::Result<void> OfficeStore::put_node(const base::DocumentId& document, const NodeRow& row, Words words) {
    DT_TRY(const std::int64_t id, put_node_row(document, row));
    if (words == Words::same) return {};
    DT_TRY(Statement note, database_.prepare("INSERT OR IGNORE INTO search_queue (node) VALUES (?)"));
    return note.bind(id).run();
}

base::Result<std::vector<UnindexedNode>> OfficeStore::unindexed_nodes(std::size_t limit) {
    DT_TRY(Statement read, database_.prepare("SELECT n.id, n.bytes FROM search_queue q JOIN node n ON n.id = q.node "
                                             "ORDER BY q.node LIMIT ?"));
    read.bind(static_cast<std::int64_t>(limit));
    std::vector<UnindexedNode> nodes;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return nodes;
        nodes.push_back({read.integer(0), read.blob(1)});
    }
}

base::Result<void> OfficeStore::index_node(std::int64_t id, std::string_view folded) {
    DT_TRY(Statement index, database_.prepare("INSERT OR REPLACE INTO node_search (rowid, folded) VALUES (?, ?)"));
    DT_CHECK(index.bind(id).bind(folded).run());
    DT_TRY(Statement done, database_.prepare("DELETE FROM search_queue WHERE node = ?"));
    return done.bind(id).run();
}

base::Result<std::optional<NodeRow>> OfficeStore::node(const base::DocumentId& document, const base::NodeId& node) {
    DT_TRY(Statement read, database_.prepare("SELECT conflicts, bytes, id FROM node WHERE document = ? AND node = ?"));
    DT_TRY(const bool found, read.bind(document).bind(node).step());
    if (!found) return std::nullopt;
    return NodeRow{node, static_cast<std::uint64_t>(read.integer(0)), {}, read.blob(1), read.integer(2)};
}

base::Result<std::vector<NodeRow>> OfficeStore::nodes_of(const base::DocumentId& document) {
    DT_TRY(Statement read,
           database_.prepare("SELECT node, conflicts, bytes FROM node WHERE document = ? ORDER BY node"));
    read.bind(document);
    std::vector<NodeRow> rows;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return rows;
        rows.push_back({read.id<base::NodeId>(0), static_cast<std::uint64_t>(read.integer(1)), {}, read.blob(2)});
    }
}

base::Result<std::vector<NodeRow>> OfficeStore::indexed_nodes_of(const base::DocumentId& document) {
    DT_TRY(Statement read, database_.prepare("SELECT n.node, n.conflicts, s.folded, n.bytes FROM node n LEFT JOIN "
                                             "node_search s ON s.rowid = n.id WHERE n.document = ? ORDER BY n.node"));
    read.bind(document);
    std::vector<NodeRow> rows;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return rows;
        rows.push_back(
            {read.id<base::NodeId>(0), static_cast<std::uint64_t>(read.integer(1)), read.text(2), read.blob(3)});
    }
}

base::Result<std::uint64_t> OfficeStore::conflicts_of(const base::DocumentId& document) {
    DT_TRY(Statement read, database_.prepare("SELECT coalesce(sum(conflicts), 0) FROM node WHERE document = ?"));
    DT_TRY(const bool has_row, read.bind(document).step());
    return has_row ? static_cast<std::uint64_t>(read.integer(0)) : 0;
}

base::Result<void> OfficeStore::remove_nodes(const base::DocumentId& document) {
    DT_TRY(Statement unindex,
           database_.prepare("DELETE FROM node_search WHERE rowid IN (SELECT id FROM node WHERE document = ?)"));
    DT_CHECK(unindex.bind(document).run());
    DT_TRY(Statement forget,
           database_.prepare("DELETE FROM search_queue WHERE node IN (SELECT id FROM node WHERE document = ?)"));
    DT_CHECK(forget.bind(document).run());
    DT_TRY(Statement remove, database_.prepare("DELETE FROM node WHERE document = ?"));
    return remove.bind(document).run();
}

base::Result<void> OfficeStore::remove_projections() {
    DT_CHECK(work().clear());
    return database_.execute(
        "DELETE FROM node_search; DELETE FROM search_queue; DELETE FROM node; DELETE FROM document");
}

base::Result<void> OfficeStore::check_structure() {
    // FTS5 checks its index by what it remembers of it, which another connection may have changed since. A search reads
    // that anew; nobody comes between the two in one view of the database.
    const Reading reading = read();
    DT_TRY(Statement search, database_.prepare("SELECT rowid FROM node_search WHERE node_search MATCH 'a' LIMIT 1"));
    DT_TRY(const bool found, search.step());
    (void)found;
    return database_.check_structure();
}

base::Result<std::vector<SearchHit>> OfficeStore::search(std::string_view folded, std::size_t limit) {
    const std::string query = prefix_query(folded);
    std::vector<SearchHit> hits;
    if (query.empty()) return hits;
    DT_TRY(Statement read,
           database_.prepare("SELECT n.document, n.node, s.folded FROM node_search s JOIN node n ON n.id = "
                             "s.rowid WHERE node_search MATCH ? ORDER BY rank, n.id LIMIT ?"));
    read.bind(query).bind(static_cast<std::int64_t>(limit));
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return hits;
        hits.push_back({read.id<base::DocumentId>(0), read.id<base::NodeId>(1), read.text(2)});
    }
}

base::Result<std::int64_t> OfficeStore::add_intent(const IntentRow& intent) {
    DT_TRY(Statement write, database_.prepare("INSERT INTO intent (document, action, note, person, snapshot, "
                                              "draft_changes, made_ms, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    write.bind(intent.document).bind(intent.action).bind(intent.note).bind(intent.person).bind(intent.snapshot);
    DT_CHECK(write.bind(intent.draft_changes).bind(intent.made_ms).bind(intent.made).run());
    return database_.last_row_id();
}

base::Result<void> OfficeStore::put_made(std::int64_t id, const base::Bytes& made) {
    DT_TRY(Statement write, database_.prepare("UPDATE intent SET made = ? WHERE id = ?"));
    return write.bind(made).bind(id).run();
}

base::Result<void> OfficeStore::put_in_flight(std::int64_t id, const std::vector<base::Bytes>& segments) {
    DT_TRY(Statement clear, database_.prepare("DELETE FROM intent_segment WHERE intent = ?"));
    DT_CHECK(clear.bind(id).run());
    DT_TRY(Statement write, database_.prepare("INSERT INTO intent_segment (intent, position, bytes) VALUES (?, ?, ?)"));
    for (std::size_t i = 0; i < segments.size(); ++i) {
        write.reset();
        DT_CHECK(write.bind(id).bind(static_cast<std::int64_t>(i)).bind(segments[i]).run());
    }
    return {};
}

base::Result<std::vector<IntentRow>> OfficeStore::intents() {
    DT_TRY(Statement read,
           database_.prepare("SELECT id, document, action, note, person, snapshot, draft_changes, made_ms, made "
                             "FROM intent ORDER BY id"));
    DT_TRY(Statement segments,
           database_.prepare("SELECT bytes FROM intent_segment WHERE intent = ? ORDER BY position"));
    std::vector<IntentRow> rows;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return rows;
        IntentRow row{read.integer(0),
                      read.id<base::DocumentId>(1),
                      read.text(2),
                      read.text(3),
                      read.text(4),
                      read.blob(5),
                      static_cast<std::uint64_t>(read.integer(6)),
                      read.integer(7),
                      read.blob(8),
                      {}};
        segments.reset();
        segments.bind(row.id);
        for (;;) {
            DT_TRY(const bool more, segments.step());
            if (!more) break;
            row.in_flight.push_back(segments.blob(0));
        }
        rows.push_back(std::move(row));
    }
}

base::Result<void> OfficeStore::remove_intent(std::int64_t id) {
    DT_TRY(Statement forget, database_.prepare("DELETE FROM setting WHERE key = 'intent_time_token:' || ?"));
    DT_CHECK(forget.bind(id).run());
    DT_TRY(Statement remove, database_.prepare("DELETE FROM intent WHERE id = ?"));
    return remove.bind(id).run();
}

base::Result<void> OfficeStore::add_round(const RoundRow& round) {
    DT_TRY(Statement write, database_.prepare("INSERT INTO round (at_ms, sent, received, bytes_up, bytes_down, "
                                              "milliseconds, error) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    write.bind(round.at_ms).bind(round.sent).bind(round.received).bind(round.bytes_up).bind(round.bytes_down);
    DT_CHECK(write.bind(round.milliseconds).bind(round.error).run());
    DT_TRY(Statement prune, database_.prepare("DELETE FROM round WHERE id <= (SELECT max(id) FROM round) - ?"));
    return prune.bind(kKeptRounds).run();
}

base::Result<std::vector<RoundRow>> OfficeStore::rounds(std::size_t limit) {
    DT_TRY(Statement read,
           database_.prepare("SELECT at_ms, sent, received, bytes_up, bytes_down, milliseconds, error FROM "
                             "round ORDER BY id DESC LIMIT ?"));
    read.bind(static_cast<std::int64_t>(limit));
    std::vector<RoundRow> rows;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return rows;
        rows.push_back({read.integer(0), static_cast<std::uint64_t>(read.integer(1)),
                        static_cast<std::uint64_t>(read.integer(2)), static_cast<std::uint64_t>(read.integer(3)),
                        static_cast<std::uint64_t>(read.integer(4)), read.integer(5), read.text(6)});
    }
}

} // namespace dongthac::store
