#include "shared/office/open_row.hpp"

#include <algorithm>
#include <iterator>

#include "shared/wire/compress.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::office {

namespace {

// No server takes a segment above 3 MiB: what could never be sent is split before it is stored.
constexpr std::size_t kLargestRow = std::size_t{5} << 19;
constexpr std::uint8_t kCompressedFirst = 0; ///< a large row of segment format 1: this and zstd
constexpr std::uint8_t kZstdMagic = 0x28;

/// A large row as programs of segment format 1 wrote it.
bool is_large_first_format(base::ByteSpan row) {
    return row.size() > 1 && row[0] == kCompressedFirst && row[1] == kZstdMagic;
}

/// Nothing when they are more than one segment may hold.
base::Bytes row_of(std::span<const change::Change> changes) {
    base::Bytes packed = wire::pack(changes);
    if (packed.size() < kCompressedFrom) return packed;
    base::Bytes row = wire::shrink(std::move(packed));
    if (row.size() > kLargestRow) return {};
    return row;
}

} // namespace

base::Result<std::vector<OpenRow>> open_rows_of(std::span<const change::Change> changes) {
    std::vector<OpenRow> rows;
    if (changes.empty()) return rows;
    base::Bytes bytes = row_of(changes);
    if (!bytes.empty()) {
        rows.push_back({changes, std::move(bytes)});
        return rows;
    }
    if (changes.size() == 1)
        return base::fail(base::Code::too_large,
                          {{"path", base::to_text(changes.front().document)}, {"limit_mb", "2"}});
    const std::size_t half = changes.size() / 2;
    for (const auto part : {changes.first(half), changes.subspan(half)}) {
        DT_TRY(std::vector<OpenRow> some, open_rows_of(part));
        std::ranges::move(some, std::back_inserter(rows));
    }
    return rows;
}

bool is_sealed_alone(base::ByteSpan row) {
    if (is_large_first_format(row)) return true;
    const auto header = wire::read_row(row);
    return header && header->unpacked >= kCompressedFrom;
}

base::Result<std::vector<change::Change>> changes_in_open_row(base::ByteSpan row) {
    if (!is_large_first_format(row)) return wire::unpack(row);
    DT_TRY(const base::Bytes packed, wire::decompress(row.subspan(1), wire::kMaxUnpacked));
    return wire::unpack(packed);
}

} // namespace dongthac::office
