#pragma once

#include <span>
#include <vector>

#include "shared/change/change.hpp"

namespace dongthac::office {

// The bytes of an open row of the outbox (docs/file-formats.md §3): packed changes, or, for a large act, a zero byte
// and the packed changes compressed: such a row becomes a segment of its own. A packed batch never begins with zero.

/// Packed bytes from which a row is compressed when it is written.
inline constexpr std::size_t kCompressedFrom = std::size_t{256} << 10;

/// Nothing when they are more than one segment may hold: the caller then splits them.
[[nodiscard]] base::Bytes open_row_of(std::span<const change::Change> changes);

[[nodiscard]] base::Result<std::vector<change::Change>> changes_in_open_row(base::ByteSpan row);

/// True for a large act, which becomes a segment of its own.
[[nodiscard]] bool is_sealed_alone(base::ByteSpan row);

} // namespace dongthac::office
