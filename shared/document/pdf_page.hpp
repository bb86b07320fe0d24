#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/document/pdf_font.hpp"
#include "shared/document/pdf_objects.hpp"

namespace dongthac::document {

/// A letter where it is drawn. Lengths in points; x to the right, y downwards, from the corner of the page as a reader
/// sees it.
struct PdfGlyph {
    std::string text; ///< UTF-8; a ligature has several letters, an old font's has its Western ones
    double x = 0;     ///< where it begins on its baseline
    double y = 0;     ///< of the baseline
    double width = 0;
    double size = 0; ///< of the type
    int turn = 0;    ///< degrees clockwise that its line is turned by, 0 to 359
    bool bold = false;
    bool italic = false;
    std::optional<text::LegacyEncoding> legacy;
};

/// A drawn line, level or upright: of tables, and below letterheads.
struct PdfRule {
    double x0, y0, x1, y1; ///< x0 <= x1, y0 <= y1
    [[nodiscard]] bool level() const { return x1 - x0 >= y1 - y0; }
};

struct PdfPage {
    double width = 0;
    double height = 0;
    std::vector<PdfGlyph> glyphs; ///< in the order they are drawn
    std::vector<PdfGlyph> notes;  ///< of fields, stamps and signatures laid over the page
    std::vector<PdfRule> rules;
    std::size_t pictures = 0;
};

/// Fonts and their maps, read once for a file.
struct PdfFonts {
    std::map<QPDFObjGen, std::shared_ptr<const PdfFont>> known;
    PdfCMaps maps;
};

/// Draws a page without drawing it, and turns it upright when most of its letters are turned. Never fails: damaged
/// content gives what can be read of it.
[[nodiscard]] PdfPage read_pdf_page(QPDFObjectHandle page, PdfFonts& fonts, PdfBudget& budget);

} // namespace dongthac::document
