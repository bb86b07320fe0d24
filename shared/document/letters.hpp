#pragma once

#include <string>
#include <string_view>

namespace dongthac::document {

/// Capital / small letter among those Vietnamese is printed with (Latin-1, Latin Extended-A/B as used, U+1EA0–1EF9).
[[nodiscard]] bool is_upper(char32_t letter);
[[nodiscard]] bool is_lower(char32_t letter);

/// The first code point of valid UTF-8 `text`; 0 when empty.
[[nodiscard]] char32_t first_letter(std::string_view text);
/// The last code point of valid UTF-8 `text`; 0 when empty.
[[nodiscard]] char32_t last_letter(std::string_view text);

/// Capitals as a share of all letters, 0 when there is no letter.
[[nodiscard]] double capital_share(std::string_view text);

/// "KẾ HOẠCH" as "Kế hoạch": the first letter a capital, the others small.
[[nodiscard]] std::string sentence_case(std::string_view text);

/// Width of `text` set in Times, in thousandths of the type size. Telling whether "the next word would still have
/// fitted" needs widths: counting characters takes "ILLIT" and "WWWWW" for equal (TRAPS, Word and PDF).
[[nodiscard]] double times_width(std::string_view text);
/// The same in Times Bold.
[[nodiscard]] double times_bold_width(std::string_view text);

/// `text` starts with `prefix`, byte for byte.
[[nodiscard]] bool starts_with(std::string_view text, std::string_view prefix);
/// `text` ends with `suffix`, byte for byte.
[[nodiscard]] bool ends_with(std::string_view text, std::string_view suffix);
/// `key` (folded by text::search_key) starts with the whole words `words`.
[[nodiscard]] bool starts_with_words(std::string_view key, std::string_view words);
/// `key` (folded by text::search_key) holds the whole words `words` somewhere.
[[nodiscard]] bool has_words(std::string_view key, std::string_view words);

} // namespace dongthac::document
