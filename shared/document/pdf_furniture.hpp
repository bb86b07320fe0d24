#pragma once

#include <string>
#include <utility>
#include <vector>

#include "shared/document/pdf_lines.hpp"

namespace dongthac::document {

/// Lines of one page of a .pdf.
struct PdfPageLines {
    double width = 0;
    double height = 0;
    std::vector<PdfLine> lines;
};

/// What printing added to a document, taken out of its pages.
struct PdfFurniture {
    std::vector<std::string> page_numbers;
    std::vector<std::string> running; ///< headers and footers, each once
};

/// Takes out what stands in the top or bottom margin of several pages at one height: numbers that count the pages, and
/// lines that are on at least three pages and on half of them.
[[nodiscard]] PdfFurniture take_furniture(std::vector<PdfPageLines>& pages);

} // namespace dongthac::document
