#include "shared/store/office_store.hpp"

// The part of OfficeStore that keeps the server's receipts for decisions, and finds what a restored server lacks.

namespace dongthac::store {

base::Result<void> OfficeStore::want_receipt(const ReceiptRow& row) {
    DT_TRY(Statement write, database_.prepare("INSERT OR IGNORE INTO receipt (feed, replica, last, bytes) "
                                              "VALUES (?, ?, ?, x'')"));
    return write.bind(row.feed).bind(row.replica).bind(row.last).run();
}

base::Result<void> OfficeStore::put_receipt(const ReceiptRow& row) {
    DT_TRY(Statement write, database_.prepare("UPDATE receipt SET bytes = ? WHERE feed = ? AND replica = ? AND "
                                              "last = ? AND bytes = x''"));
    return write.bind(row.bytes).bind(row.feed).bind(row.replica).bind(row.last).run();
}

base::Result<base::Bytes> OfficeStore::receipt(std::string_view feed, const base::ReplicaId& replica,
                                               std::uint64_t last) {
    DT_TRY(Statement read, database_.prepare("SELECT bytes FROM receipt WHERE feed = ? AND replica = ? AND last = ?"));
    DT_TRY(const bool found, read.bind(feed).bind(replica).bind(last).step());
    return found ? read.blob(0) : base::Bytes{};
}

base::Result<ReceiptRow> OfficeStore::receipt_ending(const base::ReplicaId& replica, std::uint64_t last) {
    DT_TRY(Statement read, database_.prepare("SELECT feed, bytes FROM receipt WHERE replica = ? AND last = ? AND "
                                             "bytes <> x'' ORDER BY feed LIMIT 1"));
    DT_TRY(const bool found, read.bind(replica).bind(last).step());
    return found ? ReceiptRow{read.text(0), replica, last, read.blob(1)} : ReceiptRow{{}, replica, last, {}};
}

base::Result<std::vector<ReceiptRow>> OfficeStore::wanted_receipts(std::size_t limit) {
    DT_TRY(Statement read, database_.prepare("SELECT feed, replica, last FROM receipt WHERE bytes = x'' "
                                             "ORDER BY feed, replica, last LIMIT ?"));
    read.bind(static_cast<std::int64_t>(limit));
    std::vector<ReceiptRow> rows;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return rows;
        rows.push_back({read.text(0), read.id<base::ReplicaId>(1), static_cast<std::uint64_t>(read.integer(2)), {}});
    }
}

base::Result<std::optional<SegmentRow>>
OfficeStore::segment_ending(std::string_view feed, const base::ReplicaId& replica, std::uint64_t last) {
    DT_TRY(Statement read, database_.prepare(segments_where("WHERE s.feed = ? AND s.replica = ? AND s.last = ?")));
    DT_TRY(const bool found, read.bind(feed).bind(replica).bind(last).step());
    if (!found) return std::nullopt;
    DT_TRY(SegmentRow row, segment_from(read));
    return row;
}

base::Result<std::optional<SegmentRow>>
OfficeStore::segment_before(std::string_view feed, const base::ReplicaId& replica, std::uint64_t first) {
    DT_TRY(Statement read, database_.prepare(segments_where("WHERE s.feed = ? AND s.replica = ? AND s.last < ? "
                                                            "ORDER BY s.last DESC LIMIT 1")));
    DT_TRY(const bool found, read.bind(feed).bind(replica).bind(first).step());
    if (!found) return std::nullopt;
    DT_TRY(SegmentRow row, segment_from(read));
    return row;
}

base::Result<std::vector<SegmentRow>> OfficeStore::settled_after(std::string_view feed, const base::ReplicaId& replica,
                                                                 std::uint64_t after, std::size_t budget) {
    DT_TRY(Statement read, database_.prepare(segments_where("WHERE s.feed = ? AND s.replica = ? AND s.last > ? AND "
                                                            "s.state = 2 ORDER BY s.last")));
    read.bind(feed).bind(replica).bind(after);
    std::vector<SegmentRow> rows;
    std::size_t bytes = 0;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return rows;
        DT_TRY(SegmentRow row, segment_from(read));
        bytes += row.bytes.size();
        if (!rows.empty() && bytes > budget) return rows;
        rows.push_back(std::move(row));
    }
}

} // namespace dongthac::store
