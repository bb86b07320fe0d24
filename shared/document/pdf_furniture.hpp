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

/// Takes out what printing added: what stands in the top or bottom margin of several pages at one height, numbers that
/// count the pages and lines that are on at least three pages and on half of them. Returns their texts, each running
/// line once.
[[nodiscard]] std::vector<std::string> take_furniture(std::vector<PdfPageLines>& pages);

} // namespace dongthac::document
