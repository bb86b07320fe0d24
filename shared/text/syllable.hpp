#pragma once

#include <string_view>

namespace dongthac::text {

/// True when `word` (UTF-8 NFC, in any case, no white space) is built as a Vietnamese syllable is: a first sound the
/// spelling knows, a rhyme it knows, one tone at most. "trường", "Quyền", "GÌ"; not "plan", "school", "été".
[[nodiscard]] bool is_syllable(std::string_view word);

} // namespace dongthac::text
