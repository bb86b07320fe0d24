#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/document/docx_read.hpp"
#include "shared/document/read_doc.hpp"
#include "shared/document/read_rtf.hpp"
#include "tests/document/word_files.hpp"
#include "tests/support/temp_folder.hpp"

/// One document as .docx, .doc and .rtf says the same. LibreOffice makes the other two, where it is installed.
namespace dongthac::tests {
namespace {

using Lines = std::vector<std::string>;

std::string level(int at, const std::string& format, const std::string& text) {
    return "<w:lvl w:ilvl=\"" + std::to_string(at) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/>" +
           "<w:lvlText w:val=\"" + text + "\"/></w:lvl>";
}
std::string numbered(const std::string& text, int at) {
    return paragraph(run(text),
                     "<w:numPr><w:ilvl w:val=\"" + std::to_string(at) + "\"/><w:numId w:val=\"1\"/></w:numPr>");
}
std::string grid_cell(const std::string& blocks) { return cell(blocks, R"(<w:tcW w:w="4500" w:type="dxa"/>)"); }

std::string plan() {
    const std::string numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>" +
                                  level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") +
                                  level(2, "decimal", "%2.%3.") + level(3, "lowerLetter", "%4)") +
                                  "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    const std::string notes = "<w:footnote w:id=\"2\">" + said("Theo sổ của lớp.") +
                              "</w:footnote><w:footnote w:id=\"3\">" + said("Tính đến tháng 5.") + "</w:footnote>";
    const auto note = [](int id) { return "<w:r><w:footnoteReference w:id=\"" + std::to_string(id) + "\"/></w:r>"; };
    const std::string old = R"(<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime" w:cs=".VnTime"/>)";
    const std::string soft = "<w:r><w:rPr>" + old + "</w:rPr><w:t>Tr</w:t><w:softHyphen/><w:t>êng</w:t></w:r>";
    std::string sides;
    for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
        sides += std::string("<w:") + side + R"( w:val="single" w:sz="4" w:space="0" w:color="000000"/>)";
    const std::string body = said("KẾ HOẠCH") + numbered("MỤC ĐÍCH", 0) + numbered("Đưa tin kịp thời", 1) +
                             paragraph(run("Có 12 tin") + note(2) + run(" mỗi tháng.")) + numbered("Đưa tin đúng", 1) +
                             numbered("Tin của tổ", 2) + numbered("viết", 3) + numbered("duyệt", 3) +
                             numbered("NỘI DUNG", 0) + numbered("Các việc", 1) +
                             table(row(grid_cell(said("STT")) + grid_cell(said("Việc | người làm"))) +
                                       row(grid_cell(said("1")) + grid_cell(said("Viết tin") + said("mỗi tuần"))) +
                                       row(grid_cell(said("2")) + grid_cell(said(""))),
                                   "<w:tblBorders>" + sides + "</w:tblBorders>") +
                             paragraph(run("Hết năm tổng kết.") + note(3)) + paragraph(soft) +
                             R"(<w:sectPr><w:headerReference w:type="first" r:id="rId3"/><w:titlePg/></w:sectPr>)";
    const std::string head =
        word_xml("hdr", said("TRƯỜNG MẦM NON HƯỚNG DƯƠNG") + said("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    auto entries = word_entries(word_xml("document", "<w:body>" + body + "</w:body>"),
                                {{"numbering", "numbering.xml", word_xml("numbering", numbering)},
                                 {"footnotes", "footnotes.xml", word_xml("footnotes", notes)},
                                 {"header", "header1.xml", head}});
    std::string types =
        R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)";
    for (const auto& [part, kind] : {std::pair{"document", "document.main"},
                                     {"numbering", "numbering"},
                                     {"footnotes", "footnotes"},
                                     {"header1", "header"}})
        types += std::string(R"(<Override PartName="/word/)") + part +
                 R"(.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.)" + kind +
                 R"(+xml"/>)";
    entries.front().content =
        R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)" + types + "</Types>";
    return document::write_zip(entries).value();
}

/// What LibreOffice makes of `docx` in another form, "doc" or "rtf"; nothing where it cannot.
std::optional<std::string> converted(const TempFolder& folder, const std::string& docx, const std::string& form) {
    if (!base::write_file(folder / "plan.docx", docx)) return std::nullopt;
    const std::string at = base::path_to_utf8(folder.path());
    const std::string command = "timeout 60 soffice -env:UserInstallation='file://" + at +
                                "/profile' --headless --convert-to " + form + " --outdir '" + at + "' '" + at +
                                "/plan.docx' >/dev/null 2>&1";
    if (std::system(command.c_str()) != 0) return std::nullopt;
    auto made = base::read_file(folder / ("plan." + form), 1 << 22);
    return made ? std::optional(std::move(*made)) : std::nullopt;
}

/// Lines without spaces to no end; a note is part of the line before it, wherever its form puts it.
Lines lines_of(const base::Result<document::ReadText>& read) {
    EXPECT_TRUE(read) << (read ? "" : base::name_of(read.error().code));
    Lines lines;
    if (!read) return lines;
    for (const document::ReadLine& line : read->lines) {
        std::string words;
        for (const char c : line.text)
            if (c != ' ' || !(words.empty() || words.back() == ' ')) words += c;
        while (words.ends_with(' ')) words.pop_back();
        if (words.empty()) continue;
        if (words.starts_with('[') && !lines.empty())
            lines.back() += " " + words;
        else
            lines.push_back((line.look.table_row ? "| " : "") + words);
    }
    return lines;
}

TEST(OfficeForms, ADocumentSaysTheSameAsDocxDocAndRtf) {
    if (std::system("command -v soffice >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "soffice is not installed: nothing makes a .doc and an .rtf";
    const std::string docx = plan();
    const Lines said_in_docx = lines_of(document::read_docx(docx, "plan.docx"));

    EXPECT_EQ(said_in_docx, (Lines{"TRƯỜNG MẦM NON HƯỚNG DƯƠNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "KẾ HOẠCH",
                                   "I. MỤC ĐÍCH", "1. Đưa tin kịp thời", "Có 12 tin mỗi tháng. [Theo sổ của lớp.]",
                                   "2. Đưa tin đúng", "2.1. Tin của tổ", "a) viết", "b) duyệt", "II. NỘI DUNG",
                                   "1. Các việc", "| STT | Việc ¦ người làm", "| 1 | Viết tin mỗi tuần", "| 2 |",
                                   "Hết năm tổng kết. [Tính đến tháng 5.]", "Trường"}));
    const TempFolder folder;
    const auto doc = converted(folder, docx, "doc");
    const auto rtf = converted(folder, docx, "rtf");
    ASSERT_TRUE(doc && rtf);
    EXPECT_EQ(lines_of(document::read_doc(*doc, "plan.doc")), said_in_docx);
    EXPECT_EQ(lines_of(document::read_rtf(*rtf, "plan.rtf")), said_in_docx);
}

} // namespace
} // namespace dongthac::tests
