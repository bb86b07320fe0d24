#include "shared/wire/gap.hpp"

#include <algorithm>
#include <array>

#include "shared/wire/coding.hpp"

namespace dongthac::wire {

namespace {

constexpr std::array<std::uint8_t, 4> kMagic = {'D', 'T', 'S', kGapFormat};
constexpr std::uint8_t kVersion = 1;

} // namespace

template <class Archive>
void serialize(Archive& archive, Gap& gap) {
    archive(gap.feed, gap.replica, gap.last, gap.hash);
}

base::Bytes encode(const Gap& gap) {
    base::Bytes bytes(kMagic.begin(), kMagic.end());
    const base::Bytes value = encode_value(gap, kVersion);
    bytes.insert(bytes.end(), value.begin(), value.end());
    return bytes;
}

bool is_gap(base::ByteSpan bytes) {
    return bytes.size() > kMagic.size() && std::ranges::equal(bytes.first(kMagic.size()), kMagic);
}

base::Result<Gap> decode_gap(base::ByteSpan bytes) {
    if (!is_gap(bytes)) return base::fail(base::Code::bad_bytes, {{"what", "gap"}, {"reason", "not a gap"}});
    DT_TRY(Gap gap, decode_value<Gap>(bytes.subspan(kMagic.size()), kVersion, "gap"));
    if (gap.last == 0 || gap.replica.empty())
        return base::fail(base::Code::bad_bytes, {{"what", "gap"}, {"reason", "empty"}});
    return gap;
}

} // namespace dongthac::wire
