#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.hpp"

namespace dongthac::text {

/// `raw` as UTF-8 in Unicode normalisation form C, a leading byte order mark dropped and CR LF / CR made LF.
/// Every door text comes in by (typing, paste, import, sync) goes through here: decomposed tones draw misplaced and
/// compare unequal. Error not_utf8 {offset} at the first bad byte; control characters other than TAB and LF become
/// spaces.
[[nodiscard]] base::Result<std::string> to_nfc(std::string_view raw);

/// True when to_nfc would return `utf8` unchanged. Cheap for plain ASCII.
[[nodiscard]] bool is_nfc(std::string_view utf8);

/// Code points of valid UTF-8 (ill-formed bytes become U+FFFD) and back.
[[nodiscard]] std::u32string to_code_points(std::string_view utf8);
[[nodiscard]] std::string to_utf8(std::u32string_view code_points);

/// Number of code points.
[[nodiscard]] std::size_t length(std::string_view utf8);

} // namespace dongthac::text
