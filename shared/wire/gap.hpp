#pragma once

#include <string>

#include "shared/base/crypto.hpp"
#include "shared/base/result.hpp"

namespace dongthac::wire {

/// The format number of a gap among those of segments: programs that read only lower ones stop before it.
inline constexpr std::uint64_t kGapFormat = 3;

/// Stands in a feed in the place of a segment that entered it on a day whose entries the reader may not read (DESIGN
/// §6): only what is needed to check the next one of the same replica. The server's word; it is not signed, and where
/// it lies the chain does not go on.
struct Gap {
    std::string feed;
    base::ReplicaId replica;
    std::uint64_t last = 0; ///< counter of the segment's last change
    base::Hash hash{};      ///< what the next segment chains to
    friend bool operator==(const Gap&, const Gap&) = default;
};

[[nodiscard]] base::Bytes encode(const Gap& gap);
[[nodiscard]] bool is_gap(base::ByteSpan bytes);
/// Error bad_bytes.
[[nodiscard]] base::Result<Gap> decode_gap(base::ByteSpan bytes);

} // namespace dongthac::wire
