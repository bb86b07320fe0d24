#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace dongthac::document {

/// Part of a text that stands on one line, without the spaces at its end. It is a view of that text.
struct Line {
    std::string_view text;
    double width = 0;
    bool last = false; ///< of its paragraph, or before a line break: it is not stretched
};

/// How wide letters are: `letter` in parts of the type size, which is `size` twips.
struct LetterWidths {
    std::function<double(char32_t)> letter;
    double size = 0;
};

/// Breaks a text in lines of at most `first` and then `others` twips: at spaces, behind a hyphen inside of a word, and
/// where a word alone is wider than its line. One line at least, one letter at least on each. A letter is measured a
/// few times at most, however long words and paragraphs are.
[[nodiscard]] std::vector<Line> break_lines(std::string_view text, const LetterWidths& widths, double first,
                                            double others);

} // namespace dongthac::document
