#include <gtest/gtest.h>

#include "shared/document/import_file.hpp"
#include "shared/text/nfc.hpp"
#include "tests/document/pdf_builder.hpp"
#include "tests/document/plans.hpp"
#include "tests/document/word_reading.hpp"

namespace dongthac::tests {
namespace {

using base::Code;
using document::import_file;

base::Error refusal(const std::string& bytes, const std::string& name = "kế hoạch.docx") {
    const auto imported = import_file(bytes, name);
    EXPECT_FALSE(imported.has_value());
    return imported ? base::Error{} : imported.error();
}

std::string wide(std::string_view text) {
    std::string out;
    for (const char c : text) out += {c, '\0'};
    return out;
}

const std::string kOle = std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(512, '\0');

TEST(ImportFile, TheFormIsToldByTheBytes) {
    const std::string word = word_file(said("KẾ HOẠCH") + said("I. MỤC ĐÍCH") + said("1. Đưa tin kịp thời."));

    EXPECT_TRUE(import_file(word, "cũ.doc").has_value());
    EXPECT_TRUE(import_file(word, "không đuôi").has_value());
    EXPECT_TRUE(import_file(kSchoolPlan, "gọi nhầm.docx").has_value());
    const std::string rich = R"({\rtf1 KE HOACH\par I. MUC DICH\par 1. Dua tin kip thoi.\par})";
    EXPECT_TRUE(import_file("\n" + rich, "cũ.doc").has_value());
}

const std::string kOldLetters = "1. C«ng t¸c truyÒn th«ng cña tr\u00ADêng häc n¨m nay.";

std::string remark_of(const document::ImportedFile& imported, std::string_view key) {
    const auto found = std::ranges::find(imported.remarks, key, &document::ReadText::Remark::key);
    return found == imported.remarks.end() ? "not said" : found->detail;
}

TEST(ImportFile, LettersOfAnOldFontAreReadWhereTheFontsNameIsLost) {
    const auto word = import_file(word_file(said("KÕ HO¹CH") + said("I. CHUNG") + said(kOldLetters)), "a.docx");
    std::string bytes;
    for (const char32_t c : text::to_code_points(kOldLetters)) bytes += static_cast<char>(c);
    PdfBuilder builder;
    const int font = builder.add(half_wide("/Subtype /TrueType /BaseFont /CIDFont+F1 /Encoding /WinAnsiEncoding"));
    builder.add_page("BT /F 10 Tf 50 700 Td (K\xD5 HO\xB9"
                     "CH) Tj 0 -20 Td (I. CHUNG) Tj 0 -20 Td (" +
                         bytes + ") Tj ET",
                     "/Font << /F " + std::to_string(font) + " 0 R >>");
    const auto pdf = import_file(builder.build(), "a.pdf");

    for (const auto* imported : {&word, &pdf}) {
        ASSERT_TRUE(*imported);
        EXPECT_EQ((*imported)->outline.items.back().text, "Công tác truyền thông của trường học năm nay.");
        EXPECT_EQ(remark_of(**imported, "legacy_letters"), "TCVN3");
    }
}

TEST(ImportFile, ATextFileWithABrokenByteIsStillReadAndSaid) {
    const auto imported = import_file(std::string(kSchoolPlan) + "\xE1\xBB", "a.txt");

    ASSERT_TRUE(imported);
    EXPECT_EQ(remark_of(*imported, "broken_bytes"), "1");
    EXPECT_EQ(remark_of(*imported, "text_encoding"), "not said");
    EXPECT_EQ(imported->outline.issuing_body, "TRƯỜNG MẦM NON HƯỚNG DƯƠNG");
}

TEST(ImportFile, OtherFormsAreNamedByWhatTheyAre) {
    const auto zip_of = [](const char* name) {
        return document::write_zip(std::vector<document::ZipEntry>{{name, "x"}}).value();
    };
    const std::vector<std::pair<std::string, std::string>> cases = {{"\xEF\xBB\xBF <HTML><body>KẾ HOẠCH", ".html"},
                                                                    {"<?xml version=\"1.0\"?><html>", ".html"},
                                                                    {"MIME-Version: 1.0", ".mht"},
                                                                    {"\xFF\xD8\xFF\xE0 ảnh", ".jpg"},
                                                                    {"\x89PNG\r\n", ".png"},
                                                                    {zip_of("xl/workbook.xml"), ".xlsx"},
                                                                    {zip_of("content.xml"), ".odt"},
                                                                    {zip_of("ảnh.txt"), ".zip"},
                                                                    {kOle + wide("Workbook"), ".xls"},
                                                                    {std::string("\x7F"
                                                                                 "ELF\0\0",
                                                                                 6),
                                                                     ".docx"}};

    for (const auto& [bytes, form] : cases) {
        const base::Error error = refusal(bytes);
        EXPECT_EQ(error.code, Code::unsupported_format) << form;
        EXPECT_EQ(error.arg("extension"), form);
    }
}

TEST(ImportFile, APasswordIsSaid) {
    EXPECT_EQ(refusal(kOle + wide("EncryptionInfo") + wide("EncryptedPackage")).code, Code::password_file);
    std::string locked = word_file(said("KẾ HOẠCH"));
    const std::size_t directory = locked.rfind("PK\x01\x02");
    locked[directory + 8] |= 1; // general purpose flag: encrypted

    EXPECT_EQ(refusal(locked).code, Code::password_file);
}

TEST(ImportFile, ATruncatedFileIsSaidToBeDamaged) {
    const std::string whole = word_file(said("KẾ HOẠCH"));

    for (const std::size_t size : {whole.size() / 2, whole.size() - 1, std::size_t{40}})
        EXPECT_EQ(refusal(whole.substr(0, size)).code, Code::damaged_file) << size;
    EXPECT_TRUE(import_file(whole, "x.docx").has_value());
}

TEST(ImportFile, BrokenXmlIsSaidToBeDamaged) {
    const auto with_main = [](const std::string& xml) { return document::write_zip(word_entries(xml, {})).value(); };

    EXPECT_EQ(refusal(with_main("<w:document><w:body>")).code, Code::damaged_file);
    EXPECT_EQ(refusal(with_main("")).code, Code::damaged_file);
}

TEST(ImportFile, ABombIsRefusedBeforeItGoesOff) {
    std::vector<document::ZipEntry> entries = word_entries("", {});
    entries[2].content = std::string(std::size_t{40} << 20, ' ');

    EXPECT_EQ(refusal(document::write_zip(entries).value()).code, Code::too_large);
    entries[2].content = "<w:document><w:body>";
    for (int i = 0; i < 1'600'000; ++i) entries[2].content += "<w:p/>";
    entries[2].content += "</w:body></w:document>";
    EXPECT_EQ(refusal(document::write_zip(entries).value()).code, Code::damaged_file);
}

TEST(ImportFile, ASizeThatCannotBeTrueIsNotReserved) {
    std::string lying = word_file(said("KẾ HOẠCH"));
    const std::size_t directory = lying.find("PK\x01\x02", lying.find("PK\x01\x02", lying.find("PK\x01\x02") + 1) + 1);
    for (std::size_t i = 0; i < 4; ++i) lying[directory + 24 + i] = static_cast<char>(i == 3 ? 0x01 : 0x00); // 16 MiB

    EXPECT_EQ(refusal(lying).code, Code::damaged_file);
}

TEST(ImportFile, DepthIsBounded) {
    std::string open;
    std::string close;
    for (int i = 0; i < 50'000; ++i) {
        open += "<w:sdt>";
        close += "</w:sdt>";
    }

    EXPECT_EQ(refusal(word_file(open + said("x") + close)).code, Code::damaged_file);
    EXPECT_EQ(refusal(word_file("<w:p>" + open + close + "</w:p>")).code, Code::damaged_file);
}

TEST(ImportFile, PhotographsOfPagesAreNoText) {
    const std::string picture = R"(<w:p><w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r></w:p>)";

    EXPECT_EQ(refusal(word_file(picture + picture)).code, Code::only_pictures);
    EXPECT_EQ(refusal(word_file("")).code, Code::empty_file);
    EXPECT_EQ(refusal("").code, Code::empty_file);
}

TEST(ImportFile, LimitsAreSaidInMegabytes) {
    EXPECT_EQ(refusal(std::string(document::kMostTextBytes + 1, 'x'), "dài.txt").arg("limit_mb"), "2");
    EXPECT_EQ(refusal(std::string(document::kMostFileBytes + 1, 'x')).arg("limit_mb"), "64");
    std::string body;
    for (int i = 0; i < 300; ++i) body += said(std::string(8'000, 'x'));
    EXPECT_EQ(refusal(word_file(body)).arg("limit_mb"), "2");
}

} // namespace
} // namespace dongthac::tests
