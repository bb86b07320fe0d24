#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "shared/document/docx_read.hpp"
#include "tests/document/word_files.hpp"

/// What is read of the files of word_files.hpp.
namespace dongthac::tests {

inline document::DocxContent docx_ok(const std::string& bytes) {
    auto content = document::open_docx(bytes, "kế hoạch.docx");
    EXPECT_TRUE(content.has_value()) << (content ? "" : base::name_of(content.error().code));
    return content.value_or(document::DocxContent{});
}

/// The lines that say something.
inline std::vector<std::string> lines_of(const std::string& bytes) {
    std::vector<std::string> lines;
    const document::DocxContent content = docx_ok(bytes);
    for (const document::ReadLine& line : content.text.lines)
        if (!line.text.empty()) lines.push_back(line.text);
    return lines;
}

/// What a remark says; "" when it is not there.
inline std::string remark_of(const document::ReadText& read, std::string_view key) {
    for (const auto& remark : read.remarks)
        if (remark.key == key) return remark.detail.empty() ? "yes" : remark.detail;
    return {};
}
inline std::string remark_of(const std::string& bytes, std::string_view key) {
    return remark_of(docx_ok(bytes).text, key);
}

} // namespace dongthac::tests
