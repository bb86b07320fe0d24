#pragma once

#include <string>
#include <vector>

#include "shared/document/pdf_lines.hpp"
#include "shared/document/pdf_table.hpp"

namespace dongthac::document {

/// Lines of one page of a .pdf.
struct PdfPageLines {
    double width = 0;
    double height = 0;
    std::vector<PdfLine> lines;
    std::vector<PdfGrid> grids; ///< its ruled tables, from the top
};

/// Takes out what printing added: numbers that count the pages; lines that stand in the top or bottom margin of at
/// least three pages and of half of them, at one height and with the same words, but for the page's own number; and
/// what stands aside with the same words on half of the pages (a watermark). Never taken: a numbered line, one that
/// names an appendix or a form ("PHỤ LỤC", "BIỂU", "MẪU"), a line of a table. Returns each text that was taken, once.
[[nodiscard]] std::vector<std::string> take_furniture(std::vector<PdfPageLines>& pages);

} // namespace dongthac::document
