#include "shared/store/office_store.hpp"

#include <algorithm>

#include "shared/base/files.hpp"
#include "shared/store/office_schema.hpp"

namespace dongthac::store {

namespace {

base::Hash hash_from(const base::Bytes& bytes) {
    base::Hash hash{};
    if (bytes.size() == hash.size()) std::ranges::copy(bytes, hash.begin());
    return hash;
}

std::uint64_t unsigned_at(const Statement& row, int column) { return static_cast<std::uint64_t>(row.integer(column)); }

// Open rows live in a table of their own; above this their ids are told from those of the log.
constexpr std::int64_t kOpenIds = std::int64_t{1} << 62;
constexpr std::string_view kOpenColumns = "SELECT id, feed, replica, first, last, count, bytes FROM open_row ";

std::string open_columns_and(std::string_view rest) { return std::string(kOpenColumns) + std::string(rest); }

} // namespace

base::Result<OfficeStore> OfficeStore::open(const std::filesystem::path& folder, PackCodec codec) {
    DT_TRY(Database database, Database::open(folder / kFileName));
    DT_CHECK(database.migrate(kOfficeSchema));
    return OfficeStore(std::move(database), codec);
}

base::Result<base::Bytes> OfficeStore::setting(std::string_view key) {
    DT_TRY(Statement read, database_.prepare("SELECT value FROM setting WHERE key = ?"));
    DT_TRY(const bool found, read.bind(key).step());
    return found ? read.blob(0) : base::Bytes{};
}

base::Result<void> OfficeStore::put_setting(std::string_view key, base::ByteSpan value) {
    DT_TRY(Statement write, database_.prepare("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)"));
    return write.bind(key).bind(value).run();
}

base::Result<std::uint64_t> OfficeStore::number(std::string_view key) {
    DT_TRY(const base::Bytes bytes, setting(key));
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size() && i < 8; ++i) value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    return value;
}

base::Result<void> OfficeStore::put_number(std::string_view key, std::uint64_t value) {
    base::Bytes bytes(8);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(value >> (8 * i));
    return put_setting(key, bytes);
}

base::Result<std::int64_t> OfficeStore::add_segment(const SegmentRow& row,
                                                    const std::vector<base::DocumentId>& documents) {
    if (row.state == SegmentState::open) return add_open(row, documents);
    DT_TRY(Statement write,
           database_.prepare("INSERT INTO segment (feed, replica, first, last, count, state, seq, hash) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    DT_CHECK(write.bind(row.feed)
                 .bind(row.replica)
                 .bind(row.first)
                 .bind(row.last)
                 .bind(row.count)
                 .bind(static_cast<int>(row.state))
                 .bind(row.seq)
                 .bind(base::ByteSpan(row.hash))
                 .run());
    const std::int64_t id = database_.last_row_id();
    DT_CHECK(put_loose(id, row.bytes));
    DT_TRY(Statement link,
           database_.prepare("INSERT OR IGNORE INTO segment_document (document, segment) VALUES (?, ?)"));
    for (const base::DocumentId& document : documents) {
        link.reset();
        DT_CHECK(link.bind(document).bind(id).run());
    }
    return id;
}

base::Result<std::int64_t> OfficeStore::add_open(const SegmentRow& row,
                                                 const std::vector<base::DocumentId>& documents) {
    base::Bytes ids;
    for (const base::DocumentId& document : documents)
        ids.insert(ids.end(), document.bytes.begin(), document.bytes.end());
    DT_TRY(Statement write, database_.prepare("INSERT INTO open_row (feed, replica, first, last, count, documents, "
                                              "bytes) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    write.bind(row.feed).bind(row.replica).bind(row.first).bind(row.last).bind(row.count);
    DT_CHECK(write.bind(ids).bind(row.bytes).run());
    return kOpenIds + database_.last_row_id();
}

base::Result<std::vector<SegmentRow>> OfficeStore::read_open(Statement& read) {
    std::vector<SegmentRow> rows;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return rows;
        rows.push_back({kOpenIds + read.integer(0),
                        read.text(1),
                        read.id<base::ReplicaId>(2),
                        unsigned_at(read, 3),
                        unsigned_at(read, 4),
                        unsigned_at(read, 5),
                        SegmentState::open,
                        0,
                        {},
                        read.blob(6)});
    }
}

std::string OfficeStore::segments_where(std::string_view rest) {
    return "SELECT s.id, s.feed, s.replica, s.first, s.last, s.count, s.state, s.seq, s.hash, b.bytes, s.pack, "
           "s.pack_offset, s.pack_size FROM segment s LEFT JOIN loose_bytes b ON b.id = s.id " +
           std::string(rest);
}

base::Result<SegmentRow> OfficeStore::segment_from(const Statement& row) {
    const PackPlace place{row.integer(10), unsigned_at(row, 11), unsigned_at(row, 12)};
    DT_TRY(base::Bytes bytes, packs_.read(database_, row.blob(9), place));
    return SegmentRow{row.integer(0),
                      row.text(1),
                      row.id<base::ReplicaId>(2),
                      unsigned_at(row, 3),
                      unsigned_at(row, 4),
                      unsigned_at(row, 5),
                      static_cast<SegmentState>(row.integer(6)),
                      unsigned_at(row, 7),
                      hash_from(row.blob(8)),
                      std::move(bytes)};
}

base::Result<void> OfficeStore::put_loose(std::int64_t id, base::ByteSpan bytes) {
    DT_TRY(Statement write, database_.prepare("INSERT INTO loose_bytes (id, bytes) VALUES (?, ?)"));
    return write.bind(id).bind(bytes).run();
}

base::Result<std::vector<SegmentRow>> OfficeStore::read_segments(Statement& read) {
    std::vector<SegmentRow> rows;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return rows;
        DT_TRY(SegmentRow row, segment_from(read));
        rows.push_back(std::move(row));
    }
}

base::Result<std::vector<SegmentRow>> OfficeStore::sealed_within(std::size_t budget) {
    DT_TRY(Statement read, database_.prepare(segments_where("WHERE s.state = 1 ORDER BY s.feed, s.id")));
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

base::Result<bool> OfficeStore::has_unsent(std::string_view feed) {
    DT_TRY(Statement read, database_.prepare("SELECT EXISTS (SELECT 1 FROM segment WHERE state = 1 AND feed = ?1) OR "
                                             "EXISTS (SELECT 1 FROM open_row WHERE feed = ?1)"));
    DT_TRY(const bool has_row, read.bind(feed).step());
    return has_row && read.integer(0) == 1;
}

base::Result<bool> OfficeStore::has_unsent_until(const base::ReplicaId& replica, std::uint64_t counter) {
    DT_TRY(Statement read,
           database_.prepare("SELECT EXISTS (SELECT 1 FROM segment WHERE state = 1 AND replica = ?1 AND first <= ?2) "
                             "OR EXISTS (SELECT 1 FROM open_row WHERE replica = ?1 AND first <= ?2)"));
    DT_TRY(const bool has_row, read.bind(replica).bind(counter).step());
    return has_row && read.integer(0) == 1;
}

base::Result<std::vector<SegmentRow>> OfficeStore::segments_of(const base::DocumentId& document) {
    DT_TRY(Statement read, database_.prepare(segments_where(
                               "JOIN segment_document d ON d.segment = s.id WHERE d.document = ? ORDER BY s.id")));
    read.bind(document);
    DT_TRY(std::vector<SegmentRow> rows, read_segments(read));
    // A hit across two ids is as good as impossible and harmless: who reads the rows looks at each change's document.
    DT_TRY(Statement read_rest, database_.prepare(open_columns_and("WHERE instr(documents, ?) > 0 ORDER BY id")));
    read_rest.bind(document);
    DT_TRY(std::vector<SegmentRow> open, read_open(read_rest));
    std::ranges::move(open, std::back_inserter(rows));
    return rows;
}

base::Result<std::vector<SegmentRow>> OfficeStore::segments_in(SegmentState state, std::string_view feed) {
    if (state == SegmentState::open) {
        DT_TRY(Statement read, database_.prepare(open_columns_and("WHERE feed = ? ORDER BY id")));
        read.bind(feed);
        return read_open(read);
    }
    DT_TRY(Statement read, database_.prepare(segments_where("WHERE s.state = ? AND s.feed = ? ORDER BY s.id")));
    read.bind(static_cast<int>(state)).bind(feed);
    return read_segments(read);
}

base::Result<std::vector<SegmentRow>> OfficeStore::segments_of_feed(std::string_view feed) {
    DT_TRY(Statement read, database_.prepare(segments_where("WHERE s.feed = ? ORDER BY s.id")));
    read.bind(feed);
    return read_segments(read);
}

base::Result<std::vector<SegmentRow>> OfficeStore::segments_after(std::int64_t after, std::size_t limit) {
    std::vector<SegmentRow> rows;
    if (after < kOpenIds) {
        DT_TRY(Statement read, database_.prepare(segments_where("WHERE s.id > ? ORDER BY s.id LIMIT ?")));
        read.bind(after).bind(static_cast<std::int64_t>(limit));
        DT_TRY(rows, read_segments(read));
    }
    if (rows.size() >= limit) return rows;
    DT_TRY(Statement read, database_.prepare(open_columns_and("WHERE id > ? ORDER BY id LIMIT ?")));
    read.bind(after < kOpenIds ? std::int64_t{0} : after - kOpenIds)
        .bind(static_cast<std::int64_t>(limit - rows.size()));
    DT_TRY(std::vector<SegmentRow> open, read_open(read));
    std::ranges::move(open, std::back_inserter(rows));
    return rows;
}

base::Result<std::vector<std::string>> OfficeStore::feeds_in(SegmentState state) {
    DT_TRY(Statement read,
           database_.prepare(state == SegmentState::open
                                 ? "SELECT DISTINCT feed FROM open_row WHERE ?1 = 0 ORDER BY feed"
                             : state == SegmentState::sealed
                                 ? "SELECT DISTINCT feed FROM segment WHERE state = 1 AND ?1 = 1 ORDER BY feed"
                                 : "SELECT DISTINCT feed FROM segment WHERE state = ?1 ORDER BY feed"));
    read.bind(static_cast<int>(state));
    std::vector<std::string> feeds;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return feeds;
        feeds.push_back(read.text(0));
    }
}

base::Result<std::optional<SegmentRow>> OfficeStore::segment_with(const base::Hash& hash) {
    DT_TRY(Statement read, database_.prepare(segments_where("WHERE s.hash = ?")));
    read.bind(base::ByteSpan(hash));
    DT_TRY(std::vector<SegmentRow> rows, read_segments(read));
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

base::Result<bool> OfficeStore::holds_segment(std::string_view feed, const base::ReplicaId& replica, std::uint64_t last,
                                              base::ByteSpan bytes) {
    DT_TRY(Statement read, database_.prepare(segments_where("WHERE s.feed = ? AND s.replica = ? AND s.last = ?")));
    read.bind(feed).bind(replica).bind(last);
    DT_TRY(const std::vector<SegmentRow> rows, read_segments(read));
    return std::ranges::any_of(rows, [&](const SegmentRow& row) { return std::ranges::equal(row.bytes, bytes); });
}

base::Result<void> OfficeStore::remove_segment(std::int64_t id) {
    DT_TRY(Statement remove,
           database_.prepare(id > kOpenIds ? "DELETE FROM open_row WHERE id = ?" : "DELETE FROM segment WHERE id = ?"));
    return remove.bind(id > kOpenIds ? id - kOpenIds : id).run();
}

base::Result<void> OfficeStore::settle(std::int64_t id, std::uint64_t seq) {
    DT_TRY(Statement write, database_.prepare("UPDATE segment SET state = 2, seq = ? WHERE id = ?"));
    return write.bind(seq).bind(id).run();
}

base::Result<std::uint64_t> OfficeStore::last_open(const base::ReplicaId& replica) {
    DT_TRY(Statement read, database_.prepare("SELECT replica, last FROM open_row ORDER BY id DESC LIMIT 1"));
    DT_TRY(const bool found, read.step());
    return found && read.id<base::ReplicaId>(0) == replica ? unsigned_at(read, 1) : 0;
}

base::Result<std::uint64_t> OfficeStore::unsent_changes() {
    DT_TRY(Statement read, database_.prepare("SELECT coalesce((SELECT sum(count) FROM segment WHERE state = 1), 0) + "
                                             "coalesce((SELECT sum(count) FROM open_row), 0)"));
    DT_TRY(const bool has_row, read.step());
    return has_row ? unsigned_at(read, 0) : 0;
}

base::Result<std::uint64_t> OfficeStore::count_changes() {
    DT_TRY(Statement read, database_.prepare("SELECT coalesce((SELECT sum(count) FROM segment), 0) + "
                                             "coalesce((SELECT sum(count) FROM open_row), 0)"));
    DT_TRY(const bool has_row, read.step());
    return has_row ? unsigned_at(read, 0) : 0;
}

base::Result<TipRow> OfficeStore::tip(std::string_view feed, const base::ReplicaId& replica) {
    DT_TRY(Statement read, database_.prepare("SELECT sealed_counter, sealed_hash, acked_counter, acked_hash FROM tip "
                                             "WHERE feed = ? AND replica = ?"));
    DT_TRY(const bool found, read.bind(feed).bind(replica).step());
    TipRow row{std::string(feed), replica, 0, {}, 0, {}};
    if (!found) return row;
    row.sealed_counter = unsigned_at(read, 0);
    row.sealed_hash = hash_from(read.blob(1));
    row.acked_counter = unsigned_at(read, 2);
    row.acked_hash = hash_from(read.blob(3));
    return row;
}

base::Result<void> OfficeStore::put_tip(const TipRow& tip) {
    DT_TRY(Statement write, database_.prepare("INSERT OR REPLACE INTO tip (feed, replica, sealed_counter, sealed_hash, "
                                              "acked_counter, acked_hash) VALUES (?, ?, ?, ?, ?, ?)"));
    return write.bind(tip.feed)
        .bind(tip.replica)
        .bind(tip.sealed_counter)
        .bind(base::ByteSpan(tip.sealed_hash))
        .bind(tip.acked_counter)
        .bind(base::ByteSpan(tip.acked_hash))
        .run();
}

base::Result<std::vector<TipRow>> OfficeStore::tips_of(const base::ReplicaId& replica) {
    DT_TRY(Statement read, database_.prepare("SELECT feed FROM tip WHERE replica = ? ORDER BY feed"));
    read.bind(replica);
    std::vector<TipRow> tips;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return tips;
        DT_TRY(TipRow row, tip(read.text(0), replica));
        tips.push_back(std::move(row));
    }
}

base::Result<std::vector<std::pair<TipRow, base::ReplicaId>>> OfficeStore::tips() {
    DT_TRY(Statement read, database_.prepare("SELECT feed, replica FROM tip ORDER BY feed, replica"));
    std::vector<std::pair<TipRow, base::ReplicaId>> tips;
    for (;;) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return tips;
        const auto replica = read.id<base::ReplicaId>(1);
        DT_TRY(TipRow row, tip(read.text(0), replica));
        tips.emplace_back(std::move(row), replica);
    }
}

base::Result<std::uint64_t> OfficeStore::cursor(std::string_view feed) {
    DT_TRY(Statement read, database_.prepare("SELECT seq FROM cursor WHERE feed = ?"));
    DT_TRY(const bool found, read.bind(feed).step());
    return found ? unsigned_at(read, 0) : 0;
}

base::Result<void> OfficeStore::put_cursor(std::string_view feed, std::uint64_t seq) {
    DT_TRY(Statement write, database_.prepare("INSERT OR REPLACE INTO cursor (feed, seq) VALUES (?, ?)"));
    return write.bind(feed).bind(seq).run();
}

base::Result<void> OfficeStore::backup_to(const std::filesystem::path& target) {
    // Marked before it gets its name, so that no copy without the mark is ever found.
    std::filesystem::path beside = target;
    beside += ".unmarked";
    std::error_code problem;
    for (const char* part : {"-wal", "-shm", "-journal"}) {
        std::filesystem::path left_over = beside;
        left_over += part;
        std::filesystem::remove(left_over, problem);
    }
    DT_CHECK(database_.backup_to(beside));
    {
        DT_TRY(Database copy, Database::open(beside));
        DT_TRY(Statement mark, copy.prepare("INSERT OR REPLACE INTO setting (key, value) VALUES (?, x'00')"));
        DT_CHECK(mark.bind(kFingerprint).run());
        mark.reset();
        DT_CHECK(copy.execute("PRAGMA journal_mode=DELETE")); // one file, nothing beside it
    }
    std::filesystem::rename(beside, target, problem);
    if (problem)
        return base::fail(base::Code::unwritable_file,
                          {{"path", base::path_to_utf8(target)}, {"reason", problem.message()}});
    return base::sync_folder(target.parent_path());
}

} // namespace dongthac::store
