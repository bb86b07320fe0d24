#pragma once

#include <span>
#include <vector>

#include "shared/change/change.hpp"

namespace dongthac::office {

// The bytes of an open row of the outbox (docs/file-formats.md §3): a row of wire::pack(), for a large act compressed.
// Such a row becomes a segment of its own. Rows of segment format 1 are read as well.

/// Packed bytes from which a row is compressed when it is written.
inline constexpr std::size_t kCompressedFrom = std::size_t{256} << 10;

/// The row of `changes`, which it borrows.
struct OpenRow {
    std::span<const change::Change> changes;
    base::Bytes bytes;
};

/// The rows of an act, one unless it is more than a segment may hold. Error too_large {path: the document} for a single
/// change no server would take.
[[nodiscard]] base::Result<std::vector<OpenRow>> open_rows_of(std::span<const change::Change> changes);

[[nodiscard]] base::Result<std::vector<change::Change>> changes_in_open_row(base::ByteSpan row);

/// True for a large act, which becomes a segment of its own.
[[nodiscard]] bool is_sealed_alone(base::ByteSpan row);

} // namespace dongthac::office
