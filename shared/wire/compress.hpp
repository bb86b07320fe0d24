#pragma once

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace dongthac::wire {

/// zstd (RFC 8878), level 3. Empty in, empty frame out.
[[nodiscard]] base::Bytes compress(base::ByteSpan bytes);

/// Never makes more than `limit` bytes, whatever the frame claims. Errors: bad_bytes.
[[nodiscard]] base::Result<base::Bytes> decompress(base::ByteSpan packed, std::size_t limit);

} // namespace dongthac::wire
