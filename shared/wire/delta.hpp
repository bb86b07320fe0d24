#pragma once

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace dongthac::wire {

/// `bytes` as what differs from `reference`, which the reader has too: runs of its own, and places to copy from. Meant
/// for a segment beside the one before it, where a general compressor spends more on its frame than it saves. Same
/// input, same output. Only the first 2 KiB of either are looked at.
[[nodiscard]] base::Bytes shorten(base::ByteSpan bytes, base::ByteSpan reference);

/// The inverse, for bytes that may be hostile: never more than `limit`. Errors: bad_bytes.
[[nodiscard]] base::Result<base::Bytes> lengthen(base::ByteSpan shortened, base::ByteSpan reference, std::size_t limit);

} // namespace dongthac::wire
