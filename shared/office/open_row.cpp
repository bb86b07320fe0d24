#include "shared/office/open_row.hpp"

#include "shared/wire/compress.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::office {

namespace {

// No server takes a segment above 3 MiB: what could never be sent is split before it is stored.
constexpr std::size_t kLargestRow = std::size_t{5} << 19;
constexpr std::uint8_t kCompressed = 0;

} // namespace

base::Bytes open_row_of(std::span<const change::Change> changes) {
    base::Bytes packed = wire::pack(changes);
    if (packed.size() < kCompressedFrom) return packed;
    if (packed.size() > wire::kMaxUnpacked) return {};
    base::Bytes row = wire::compress(packed);
    if (row.size() > kLargestRow) return {};
    row.insert(row.begin(), kCompressed);
    return row;
}

bool is_sealed_alone(base::ByteSpan row) { return !row.empty() && row.front() == kCompressed; }

base::Result<std::vector<change::Change>> changes_in_open_row(base::ByteSpan row) {
    if (!is_sealed_alone(row)) return wire::unpack(row);
    DT_TRY(const base::Bytes packed, wire::decompress(row.subspan(1), wire::kMaxUnpacked));
    return wire::unpack(packed);
}

} // namespace dongthac::office
