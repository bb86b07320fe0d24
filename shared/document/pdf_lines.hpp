#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/document/pdf_page.hpp"
#include "shared/document/read_text.hpp"

namespace dongthac::document {

/// A word and where it stands; lengths in points, as in PdfPage.
struct PdfWord {
    std::string text; ///< UTF-8, old fonts read
    double left = 0;
    double right = 0;
    double y = 0;        ///< of the baseline
    double size = 0;     ///< of its type
    bool column = false; ///< it begins a column: the gap before it is none between words
    bool bold = false;
    bool italic = false;
    std::optional<text::LegacyTable> legacy; ///< that changed it
};

/// A printed line, its words from left to right.
struct PdfLine {
    std::vector<PdfWord> words;
    double y = 0;
    double size = 0;
    bool aside = false; ///< turned, or large type laid over other lines, as a watermark is: no line of the text
    /// Turned by a right angle, as heads of narrow columns are: each of its words has no width and stands where its
    /// middle is on the page.
    bool upright = false;
    [[nodiscard]] double left() const { return words.front().left; }
    [[nodiscard]] double right() const { return words.back().right; }
};

/// The lines that `glyphs` make, from top to bottom, each with at least one word; those that stand aside at the end.
/// Letters drawn twice for boldness count once, marks drawn apart join their letter, raised and lowered letters stay in
/// their line, and a large first letter begins the first of the lines it stands beside.
[[nodiscard]] std::vector<PdfLine> pdf_lines(std::vector<PdfGlyph> glyphs);

/// Words by spaces, columns by tabs.
[[nodiscard]] std::string text_of(const PdfLine& line);

} // namespace dongthac::document
