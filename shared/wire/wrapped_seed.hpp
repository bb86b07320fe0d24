#pragma once

#include "shared/base/pin.hpp"

namespace dongthac::wire {

/// How a wrapped key is kept on the disk of its PC.
[[nodiscard]] base::Bytes encode(const base::WrappedSeed& wrapped);
/// Error bad_bytes.
[[nodiscard]] base::Result<base::WrappedSeed> decode_wrapped_seed(base::ByteSpan bytes);

} // namespace dongthac::wire
