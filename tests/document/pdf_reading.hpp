#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "shared/document/read_pdf.hpp"
#include "tests/document/pdf_builder.hpp"

/// What read_pdf says of small files.
namespace dongthac::tests {

using document::ReadText;
using Lines = std::vector<std::string>;

inline ReadText read_ok(const std::string& bytes) {
    auto text = document::read_pdf(bytes, "kế hoạch.pdf");
    EXPECT_TRUE(text) << (text ? "" : base::name_of(text.error().code));
    return text ? std::move(*text) : ReadText{};
}
inline Lines lines_of(const ReadText& text) {
    Lines lines;
    for (const auto& line : text.lines)
        if (!line.text.empty()) lines.push_back((line.look.table_row ? "| " : "") + line.text);
    return lines;
}
inline std::string remark(const ReadText& text, std::string_view key) {
    for (const auto& said : text.remarks)
        if (said.key == key) return said.detail;
    return "not said";
}

inline const std::string kWindows = half_wide("/Subtype /TrueType /BaseFont /Times /Encoding /WinAnsiEncoding");

/// A file of one page that shows `content` with /F being `font`.
inline std::string page_with(const std::string& font, std::string_view content, const std::string& more = "") {
    PdfBuilder pdf;
    const int number = pdf.add(font);
    pdf.add_page(content, "/Font << /F " + std::to_string(number) + " 0 R >> " + more);
    return pdf.build();
}
inline Lines shown(const std::string& font, std::string_view content) {
    return lines_of(read_ok(page_with(font, content)));
}

/// A grid of lines at the given places.
inline std::string grid(const std::vector<int>& xs, const std::vector<int>& ys) {
    std::string content;
    for (const int x : xs)
        content += std::to_string(x) + " " + std::to_string(ys.front()) + " m " + std::to_string(x) + " " +
                   std::to_string(ys.back()) + " l S ";
    for (const int y : ys)
        content += std::to_string(xs.front()) + " " + std::to_string(y) + " " + std::to_string(xs.back() - xs.front()) +
                   " 0.5 re f ";
    return content;
}

} // namespace dongthac::tests
