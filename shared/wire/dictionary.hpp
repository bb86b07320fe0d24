#pragma once

#include <cstdint>
#include <string_view>

#include "shared/base/bytes.hpp"

namespace dongthac::wire {

/// The dictionary this program writes with: the word list and the zstd dictionary of one number belong together. Made
/// by scripts/train-dictionary, compiled in from assets/wire; a number is never given to other bytes.
inline constexpr std::uint64_t kDictionary = 1;

/// assets/wire/words-1.txt: one word a line, commonest first.
[[nodiscard]] std::string_view word_list();

/// assets/wire/dictionary-1.zstd: what zstd may refer to before the first byte.
[[nodiscard]] base::ByteSpan zstd_dictionary();

} // namespace dongthac::wire
