#pragma once

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace dongthac::wire {

/// What zstd may refer to before the first byte.
enum class Dictionary { none, shipped };

/// One zstd frame (RFC 8878), level 3. Empty in, empty frame out. With a dictionary the frame names it by its number,
/// and only programs since segment format 2 can read it.
[[nodiscard]] base::Bytes compress(base::ByteSpan bytes, Dictionary dictionary = Dictionary::none);
/// Without a dictionary at level 19: for what is compressed once in the background and kept for good
/// (store::PackCodec).
[[nodiscard]] base::Bytes compress_tightly(base::ByteSpan bytes);

/// The inverse of all. Never makes more than `limit` bytes, whatever the frame claims. Errors: bad_bytes;
/// unknown_format for a dictionary this program does not have.
[[nodiscard]] base::Result<base::Bytes> decompress(base::ByteSpan packed, std::size_t limit);

/// The same for the body of a segment, whose header says what a frame would say: neither size nor dictionary in it.
/// From 2 KiB to 256 KiB at level 19.
[[nodiscard]] base::Bytes compress_body(base::ByteSpan bytes, Dictionary dictionary);
/// Exactly `size` bytes or an error.
[[nodiscard]] base::Result<base::Bytes> decompress_body(base::ByteSpan packed, std::size_t size, Dictionary dictionary);

} // namespace dongthac::wire
