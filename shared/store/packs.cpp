#include "shared/store/packs.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace dongthac::store {

namespace {

constexpr std::size_t kLargestPack = std::size_t{64} << 20;

std::unexpected<base::Error> no_codec() { return base::fail(base::Code::storage, {{"reason", "no pack codec"}}); }

std::unexpected<base::Error> damaged(std::int64_t pack) {
    return base::fail(base::Code::bad_bytes, {{"what", "pack"}, {"reason", std::to_string(pack)}});
}

struct LooseRow {
    std::int64_t id = 0;
    std::int64_t order = 0;
    base::Bytes bytes;
};

base::Result<std::vector<LooseRow>> loose_rows(Database& database, const PackRule& rule, const PackedTable& table,
                                               const std::string& feed) {
    const std::string order(table.order);
    const std::string joined = table.loose.empty() ? "" : " JOIN " + std::string(table.loose) + " USING (id)";
    DT_TRY(Statement read,
           database.prepare("SELECT id, " + order + ", bytes FROM segment" + joined +
                            " WHERE feed = ?1 AND pack IS NULL AND length(bytes) <= ?2 AND " +
                            std::string(table.condition) + " AND " + order +
                            " > coalesce((SELECT until FROM packed_feed WHERE feed = ?1), -9223372036854775808) AND " +
                            order + " <= (SELECT " + order + " FROM segment WHERE feed = ?1 ORDER BY " + order +
                            " DESC LIMIT 1 OFFSET ?3) ORDER BY " + order));
    read.bind(feed).bind(std::uint64_t{rule.largest_row}).bind(std::uint64_t{rule.newest});
    std::vector<LooseRow> rows;
    std::size_t bytes = 0;
    while (rows.size() < rule.most) {
        DT_TRY(const bool has_row, read.step());
        if (!has_row) return rows;
        LooseRow row{read.integer(0), read.integer(1), read.blob(2)};
        bytes += row.bytes.size();
        if (!rows.empty() && bytes > rule.bytes) return rows;
        rows.push_back(std::move(row));
    }
    return rows;
}

/// False when one of the rows was packed by somebody else meanwhile: nothing of this may stay.
base::Result<bool> move_rows(Database& database, const PackedTable& table, const std::vector<LooseRow>& rows,
                             std::int64_t pack) {
    const bool apart = !table.loose.empty();
    DT_TRY(Statement move, database.prepare(std::string("UPDATE segment SET ") + (apart ? "" : "bytes = x'', ") +
                                            "pack = ?, pack_offset = ?, pack_size = ? WHERE id = ? AND pack IS NULL"));
    std::uint64_t offset = 0;
    for (const LooseRow& row : rows) {
        move.reset();
        DT_CHECK(move.bind(pack).bind(offset).bind(std::uint64_t{row.bytes.size()}).bind(row.id).run());
        if (database.changed_rows() != 1) return false;
        offset += row.bytes.size();
    }
    if (!apart) return true;
    DT_TRY(Statement forget, database.prepare("DELETE FROM " + std::string(table.loose) + " WHERE id = ?"));
    for (const LooseRow& row : rows) {
        forget.reset();
        DT_CHECK(forget.bind(row.id).run());
    }
    return true;
}

} // namespace

base::Result<base::Bytes> PackReader::read(Database& database, base::Bytes bytes, const PackPlace& place) {
    if (place.pack == 0) return bytes;
    if (codec_.expand == nullptr) return no_codec();
    if (kept_ != place.pack) {
        kept_ = 0;
        DT_TRY(Statement read, database.prepare("SELECT size, bytes FROM pack WHERE id = ?"));
        DT_TRY(const bool found, read.bind(place.pack).step());
        const auto size = found ? static_cast<std::uint64_t>(read.integer(0)) : kLargestPack + 1;
        if (size > kLargestPack) return damaged(place.pack);
        auto expanded = codec_.expand(read.blob(1), static_cast<std::size_t>(size));
        if (!expanded || expanded->size() != size) return damaged(place.pack);
        expanded_ = std::move(*expanded);
        kept_ = place.pack;
    }
    if (place.offset > expanded_.size() || place.size > expanded_.size() - place.offset) return damaged(place.pack);
    const auto begin = expanded_.begin() + static_cast<std::ptrdiff_t>(place.offset);
    return base::Bytes(begin, begin + static_cast<std::ptrdiff_t>(place.size));
}

base::Result<std::size_t> pack_feed(Database& database, const PackCodec& codec, const PackRule& rule,
                                    const PackedTable& table, const std::string& feed) {
    if (codec.squeeze == nullptr || codec.expand == nullptr) return no_codec();
    DT_TRY(const std::vector<LooseRow> rows, loose_rows(database, rule, table, feed));
    if (rows.empty() || rows.size() < rule.fewest) return 0;
    base::Bytes together;
    for (const LooseRow& row : rows) together.insert(together.end(), row.bytes.begin(), row.bytes.end());
    // Before the transaction: a person's act must not wait for this. Rows in the log are never changed meanwhile.
    const base::Bytes squeezed = codec.squeeze(together);
    const auto again = codec.expand(squeezed, together.size());
    if (!again || *again != together) return base::fail(base::Code::internal, {{"reason", "pack"}});

    DT_TRY(Transaction transaction, Transaction::begin(database, Durability::lazy)); // undone, the rows are loose again
    DT_TRY(Statement add, database.prepare("INSERT INTO pack (size, bytes) VALUES (?, ?)"));
    DT_CHECK(add.bind(std::uint64_t{together.size()}).bind(squeezed).run());
    DT_TRY(const bool moved, move_rows(database, table, rows, database.last_row_id()));
    if (!moved) return 0;
    DT_TRY(Statement note, database.prepare("INSERT OR REPLACE INTO packed_feed (feed, until) VALUES (?, ?)"));
    DT_CHECK(note.bind(feed).bind(rows.back().order).run());
    DT_CHECK(transaction.commit());
    return rows.size();
}

} // namespace dongthac::store
