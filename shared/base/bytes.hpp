#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace dongthac::base {

using Bytes = std::vector<std::uint8_t>;
using ByteSpan = std::span<const std::uint8_t>;

/// The bytes of `text`, borrowed: valid as long as `text` is.
[[nodiscard]] ByteSpan as_bytes(std::string_view text);
/// The bytes as characters, borrowed. Not necessarily UTF-8.
[[nodiscard]] std::string_view as_text(ByteSpan bytes);

/// Lower-case hexadecimal, two digits a byte.
[[nodiscard]] std::string to_hex(ByteSpan bytes);
/// Inverse of to_hex; either case. Error bad_bytes on an odd length or another character.
[[nodiscard]] Result<Bytes> from_hex(std::string_view text);

} // namespace dongthac::base
