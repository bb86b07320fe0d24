#pragma once

#include <string>
#include <string_view>

// Words as NĐ 30/2020/NĐ-CP, Phụ lục I has them printed. All pure; texts are UTF-8, NFC; what is right comes back as it
// was.
namespace dongthac::document {

/// "...", "…": something is left out, or to be filled in by hand.
[[nodiscard]] bool ends_in_dots(std::string_view text);

/// `text` with `mark` in the place of what closes it. Dots of something left out and the dot of "v.v." are not taken
/// away.
[[nodiscard]] std::string closed_with(std::string text, std::string_view mark);

/// Closes with exactly that mark.
[[nodiscard]] bool is_closed_with(const std::string& text, std::string_view mark);

/// With one "./." in the place of all that closes it, as the decree's own models end. Dots of something left out stay.
[[nodiscard]] std::string ended(std::string text);

/// Without a space before a mark that closes or at the end, and without two in a row: three and more are room to write
/// in, as the dots of "ngày ... tháng ..." are, and the dot of ".docx" opens a word.
[[nodiscard]] std::string tidied(std::string_view text);

/// "TM. ỦY BAN NHÂN DÂN" of "T/M Ủy ban nhân dân" (mục II.7a).
[[nodiscard]] std::string title_as_printed(std::string_view title);

/// "ThS.", "TS." and the like stand in front of a name.
[[nodiscard]] bool has_academic_title(std::string_view name);

/// Both ways to place the tone of "HÒA" are right; the decree's own is the one to compare with.
[[nodiscard]] std::string with_tone_as_decreed(std::string text);

} // namespace dongthac::document
