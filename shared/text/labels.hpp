#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dongthac::text {

/// "I", "II", … for 1…3999; empty outside.
[[nodiscard]] std::string to_roman(int number);
/// The value of a Roman numeral in capitals; nothing when it is not one ("IIII" is not).
[[nodiscard]] std::optional<int> from_roman(std::string_view text);

/// The point letters of a decree: a, b, c, d, đ, e, g, h, i, k, l, m, n, o, p, q, r, s, t, u, v, x, y (1-based; empty
/// outside).
[[nodiscard]] std::string point_letter(int number);
[[nodiscard]] std::optional<int> point_number(std::string_view letter);

/// How a paragraph is numbered, read from its start. `text_offset` is the byte where its own text begins. `part` is
/// "Phần" or "Chương", `article` is "Điều", `letter` a capital ("A.").
enum class LabelKind { none, roman, arabic, arabic_pair, point, dash, plus, dot, part, letter, article };
struct Label {
    LabelKind kind = LabelKind::none;
    std::string printed; ///< as in the source: "I.", "1", "1.2", "a)", "-", "+", "Phần thứ nhất", "Điều 1."
    int number = 0;      ///< its value; for arabic_pair the last number
    std::size_t text_offset = 0; ///< bytes to skip, white space after the label included
};

/// Reads "I. ", "I- ", "1.", "1.Thuận lợi", "1.2.", "(1) ", "a) ", "đ) ", "- ", "-Thực hiện", "+ ", "• ", "A. ",
/// "Phần I.", "PHẦN THỨ NHẤT", "Điều 1.". "1945 là năm" and "V/v" are no labels.
[[nodiscard]] Label read_label(std::string_view line);

/// Reads "A. KẾT QUẢ", "B/ …". Names start so, too ("C. Mác"): only who reads a whole text and sees that "B." follows
/// "A." can tell.
[[nodiscard]] Label read_letter_label(std::string_view line);

} // namespace dongthac::text
