#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "shared/base/files.hpp"
#include "shared/document/export_pdf.hpp"
#include "shared/document/pdf_file.hpp"
#include "shared/text/nfc.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/shipped_faces.hpp"
#include "tests/document/shipped_layout.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::tests {
namespace {

using namespace document;

std::string pdf_of(const model::Outline& outline) {
    return export_pdf(outline, shipped_layout(), shipped_faces()).value();
}

// Every letter of Vietnamese, two that look alike, one beyond the first plane and markup.
model::Outline letters() {
    model::Outline outline = every_part();
    outline.items.insert(std::ranges::find(outline.items, ItemRole::closing, &model::OutlineItem::role),
                         {ItemRole::paragraph, 1, "",
                          "ĐÐđð ăâêôơư ÀẢÃÁẠ ằẳẵắặ ầẩẫấậ èẻẽéẹ ềểễếệ ìỉĩíị òỏõóọ ồổỗốộ ờởỡớợ ùủũúụ ừửữứự ỳỷỹýỵ "
                          "ỲỶỸÝỴ (ngoặc) <nhọn> \\ \"kép\" “cong” – — …"});
    return outline;
}

// What stands behind `key` in the file, read as a number.
std::size_t number_behind(const std::string& pdf, std::string_view key) {
    const std::size_t at = pdf.rfind(key);
    return at == std::string::npos ? 0 : std::strtoul(pdf.c_str() + at + key.size(), nullptr, 10);
}

// The words that poppler's pdftotext copies out of a file, sorted; nothing where there is no pdftotext.
std::optional<std::string> copied_text(const std::string& pdf) {
    const TempFolder folder;
    const auto file = folder.path() / "van_ban.pdf";
    const auto out = folder.path() / "van_ban.txt";
    EXPECT_TRUE(base::write_file(file, pdf).has_value());
    const std::string command = "pdftotext -enc UTF-8 '" + base::path_to_utf8(file) + "' '" + base::path_to_utf8(out) +
                                "' 2>'" + base::path_to_utf8(folder.path() / "errors") + "'";
    if (std::system("pdftotext -v >/dev/null 2>&1") != 0) return std::nullopt;
    if (std::system(command.c_str()) != 0) return "";
    EXPECT_EQ(base::read_file(folder.path() / "errors", 1 << 20).value_or("?"), "");
    std::string copied = base::read_file(out, 1 << 24).value_or("");
    std::erase(copied, '\f'); // between pages
    return copied;
}

std::string sorted_letters(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\f'; });
    std::ranges::sort(text);
    return text;
}

TEST(ExportPdf, GivesTheSameBytesForTheSameOutline) {
    const auto again = Typefaces::load(base::find_assets().value());

    EXPECT_EQ(pdf_of(every_part()), export_pdf(every_part(), shipped_layout(), *again).value());
    EXPECT_EQ(pdf_of(every_part()).find("CreationDate"), std::string::npos);
    EXPECT_NE(pdf_of(every_part()), pdf_of(letters()));
}

TEST(ExportPdf, ItsTableSaysWhereEachObjectStands) {
    for (const model::Outline& outline : {every_part(), letters(), model::Outline{}}) {
        const std::string pdf = pdf_of(outline);

        ASSERT_TRUE(pdf.starts_with("%PDF-1.7\n"));
        ASSERT_TRUE(pdf.ends_with("%%EOF\n"));
        const std::size_t table = number_behind(pdf, "startxref\n");
        const std::size_t size = number_behind(pdf, "/Size ");
        const std::string head = "xref\n0 " + std::to_string(size) + "\n";
        ASSERT_EQ(pdf.substr(table, head.size()), head);
        for (std::size_t i = 1; i < size; ++i) {
            const std::size_t at = std::strtoul(pdf.c_str() + table + head.size() + 20 * i, nullptr, 10);
            const std::string begin = std::to_string(i) + " 0 obj\n<<";
            EXPECT_EQ(pdf.substr(at, begin.size()), begin);
        }
    }
}

TEST(ExportPdf, SaysItsLanguageTitleAndHeadings) {
    const std::string pdf = pdf_of(every_part());

    EXPECT_NE(pdf.find("/Lang (vi-VN)"), std::string::npos);
    EXPECT_NE(pdf.find("/Title " + PdfFile::text("KẾ HOẠCH Đưa tin về hoạt động nuôi dạy trẻ năm 2026")),
              std::string::npos);
    EXPECT_NE(pdf.find("/Title " + PdfFile::text("I. MỤC ĐÍCH, YÊU CẦU") + " /Parent"), std::string::npos);
    EXPECT_NE(pdf.find("/MediaBox [0 0 595.3 841.9]"), std::string::npos);
}

TEST(ExportPdf, WhatIsCopiedOutIsWhatWasWritten) {
    for (const model::Outline& outline : {import_ok(kSchoolPlan), letters()}) {
        const Pages pages = make_pages(outline, shipped_layout(), shipped_faces());
        std::string written;
        for (const Page& page : pages.pages)
            for (const PageText& text : page.texts) written += text.text;

        const auto copied = copied_text(pdf_of(outline));

        if (!copied) GTEST_SKIP() << "pdftotext (poppler-utils) is not here";
        EXPECT_EQ(sorted_letters(*copied), sorted_letters(written));
        EXPECT_TRUE(text::is_nfc(*copied));
        EXPECT_NE(copied->find("Hoa Phượng, ngày 05 tháng 3 năm 2026"), std::string::npos);
        EXPECT_NE(copied->find("- Phụ huynh biết con mình ăn gì, học gì mỗi tuần."), std::string::npos);
    }
}

TEST(ExportPdf, ABrokenOrMissingFontIsAnError) {
    const TempFolder folder;
    EXPECT_EQ(Typefaces::load(folder.path()).error().code, base::Code::missing_file);
    ASSERT_TRUE(base::make_folder(folder.path() / "fonts").has_value());
    for (const char* name : {"LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"})
        ASSERT_TRUE(base::write_file(folder.path() / "fonts" / name, "no font").has_value());

    const auto faces = Typefaces::load(folder.path());

    ASSERT_FALSE(faces.has_value());
    EXPECT_EQ(faces.error().code, base::Code::bad_bytes);
    EXPECT_EQ(faces.error().arg("what"), "LiberationSerif-Regular.ttf");
}

TEST(PdfFile, WritesNumbersWithoutALocale) {
    EXPECT_EQ(PdfFile::number(0), "0");
    EXPECT_EQ(PdfFile::number(-0.05), "-0.05");
    EXPECT_EQ(PdfFile::number(12.5), "12.5");
    EXPECT_EQ(PdfFile::number(595.299), "595.3");
    EXPECT_EQ(PdfFile::number(-3.999), "-4");
}

} // namespace
} // namespace dongthac::tests
