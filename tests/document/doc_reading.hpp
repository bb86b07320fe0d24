#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "shared/document/read_doc.hpp"

/// What is read of the files of tests/support/doc_builder.hpp.
namespace dongthac::tests {

inline document::ReadText doc_ok(const std::string& bytes) {
    auto text = document::read_doc(bytes, "kế hoạch.doc");
    EXPECT_TRUE(text) << (text ? "" : base::name_of(text.error().code));
    return text ? std::move(*text) : document::ReadText{};
}
/// Rows of tables begin with "| ".
inline std::vector<std::string> doc_lines_of(const document::ReadText& text) {
    std::vector<std::string> lines;
    for (const auto& line : text.lines) lines.push_back((line.look.table_row ? "| " : "") + line.text);
    return lines;
}
inline std::string doc_remark(const document::ReadText& text, std::string_view key) {
    for (const auto& said : text.remarks)
        if (said.key == key) return said.detail;
    return "not said";
}

} // namespace dongthac::tests
