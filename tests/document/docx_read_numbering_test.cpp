#include <gtest/gtest.h>

#include "shared/document/list_numbers.hpp"
#include "tests/document/word_reading.hpp"

namespace dongthac::tests {
namespace {

using Lines = std::vector<std::string>;

std::string level(int at, const std::string& format, const std::string& text, const std::string& more = {}) {
    return "<w:lvl w:ilvl=\"" + std::to_string(at) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/>" +
           "<w:lvlText w:val=\"" + text + "\"/>" + more + "</w:lvl>";
}

std::string definition(int id, const std::string& levels) {
    return "<w:abstractNum w:abstractNumId=\"" + std::to_string(id) + "\">" + levels + "</w:abstractNum>";
}

std::string list(int id, int of, const std::string& changes = {}) {
    return "<w:num w:numId=\"" + std::to_string(id) + "\"><w:abstractNumId w:val=\"" + std::to_string(of) + "\"/>" +
           changes + "</w:num>";
}

std::string numbered(const std::string& text, int in, int at) {
    return paragraph(run(text), "<w:numPr><w:ilvl w:val=\"" + std::to_string(at) + "\"/><w:numId w:val=\"" +
                                    std::to_string(in) + "\"/></w:numPr>");
}

/// As the usual plan is numbered: I. 1. 1.1. a) -
const std::string kPlan =
    definition(0, level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "decimal", "%2.%3.") +
                      level(3, "lowerLetter", "%4)") + level(4, "bullet", "-"));

Lines read(const std::string& body, const std::string& numbering, const std::string& styles = {}) {
    return lines_of(word_file(body, {{"numbering", "numbering.xml", word_xml("numbering", numbering)},
                                     {"styles", "styles.xml", word_xml("styles", styles)}}));
}

TEST(DocxNumbering, LevelsCountAndBeginAgainBelowTheirHeading) {
    const std::string body = numbered("MỤC ĐÍCH", 1, 0) + numbered("Một", 1, 1) + numbered("Hai", 1, 1) +
                             numbered("Nhỏ", 1, 2) + numbered("Điểm", 1, 3) + numbered("Gạch", 1, 4) +
                             numbered("NỘI DUNG", 1, 0) + numbered("Ba", 1, 1) + numbered("Nhỏ", 1, 2);

    EXPECT_EQ(read(body, kPlan + list(1, 0)), Lines({"I. MỤC ĐÍCH", "1. Một", "2. Hai", "2.1. Nhỏ", "a) Điểm", "- Gạch",
                                                     "II. NỘI DUNG", "1. Ba", "1.1. Nhỏ"}));
}

TEST(DocxNumbering, ListsOfOneDefinitionCountOnUnlessOneBeginsAnew) {
    const std::string again = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>";
    const std::string body =
        numbered("a", 1, 0) + numbered("b", 2, 0) + numbered("c", 3, 0) + numbered("d", 3, 0) + numbered("e", 1, 0);

    EXPECT_EQ(read(body, definition(0, level(0, "decimal", "%1)")) + list(1, 0) + list(2, 0) + list(3, 0, again)),
              Lines({"1) a", "2) b", "1) c", "2) d", "3) e"}));
}

TEST(DocxNumbering, AListMayChangeALevelOfItsDefinition) {
    const std::string own = "<w:lvlOverride w:ilvl=\"0\">" + level(0, "decimalZero", "Điều %1.") + "</w:lvlOverride>";

    EXPECT_EQ(read(numbered("Tin", 1, 0), kPlan + list(1, 0, own)), Lines({"Điều 01. Tin"}));
}

TEST(DocxNumbering, AStyleNumbersItsParagraphsOnItsLevel) {
    const std::string styles =
        R"(<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>)"
        R"(<w:style w:type="paragraph" w:styleId="Khoan"><w:basedOn w:val="Muc"/></w:style>)";
    const std::string numbering = definition(0, level(0, "upperRoman", "%1.", "<w:pStyle w:val=\"Muc\"/>") +
                                                    level(1, "decimal", "%2.", "<w:pStyle w:val=\"Khoan\"/>"));
    const std::string body =
        paragraph(run("MỤC"), R"(<w:pStyle w:val="Muc"/>)") + paragraph(run("Khoản"), R"(<w:pStyle w:val="Khoan"/>)") +
        paragraph(run("Trơn"), R"(<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>)");

    EXPECT_EQ(read(body, numbering + list(1, 0), styles), Lines({"I. MỤC", "1. Khoản", "Trơn"}));
}

TEST(DocxNumbering, ADefinitionMayStandInAStyleOfLists) {
    const std::string styles = R"(<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/>)"
                               R"(</w:numPr></w:pPr></w:style>)";
    const std::string numbering = definition(0, "<w:numStyleLink w:val=\"L\"/>") +
                                  definition(1, level(0, "upperLetter", "%1.")) + list(1, 0) + list(2, 1);

    EXPECT_EQ(read(numbered("x", 1, 0), numbering, styles), Lines({"A. x"}));
}

TEST(DocxNumbering, BulletsOfPictureFontsAreDots) {
    const auto bullet = [](const std::string& text, const std::string& font) {
        return definition(0, level(0, "bullet", text, "<w:rPr><w:rFonts w:ascii=\"" + font + "\"/></w:rPr>")) +
               list(1, 0);
    };

    EXPECT_EQ(read(numbered("x", 1, 0), bullet("\xEF\x82\xB7", "Symbol")), Lines({"• x"}));
    EXPECT_EQ(read(numbered("x", 1, 0), bullet("o", "Courier New")), Lines({"• x"}));
    EXPECT_EQ(read(numbered("x", 1, 0), bullet("+", "Times New Roman")), Lines({"+ x"}));
    EXPECT_EQ(read(numbered("x", 1, 0), bullet("–", "Times New Roman")), Lines({"– x"}));
}

TEST(DocxNumbering, LabelsInOldFontsAreReadByTheFont) {
    const std::string old = "<w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr>";

    EXPECT_EQ(read(numbered("x", 1, 0), definition(0, level(0, "decimal", "§iÒu %1.", old)) + list(1, 0)),
              Lines({"Điều 1. x"}));
}

TEST(DocxNumbering, ATabBehindTheNumberIsNoColumn) {
    const std::string body =
        paragraph("<w:r><w:tab/></w:r>" + run("x"), R"(<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>)");

    EXPECT_EQ(read(body, kPlan + list(1, 0)), Lines({"I. x"}));
}

TEST(DocxNumbering, ParagraphsThatAreGoneDoNotCount) {
    const std::string gone = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del/>"
                             "</w:rPr></w:pPr><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del></w:p>";

    EXPECT_EQ(
        read(numbered("a", 1, 0) + gone + numbered("b", 1, 0), definition(0, level(0, "decimal", "%1.")) + list(1, 0)),
        Lines({"1. a", "2. b"}));
}

TEST(DocxNumbering, NumbersAreWrittenAsTheFormatSays) {
    const std::vector<std::tuple<int, std::string, std::string>> cases = {
        {4, "upperRoman", "IV"},     {9, "lowerRoman", "ix"},  {5, "lowerLetter", "e"},   {28, "lowerLetter", "bb"},
        {3, "upperLetter", "C"},     {7, "decimalZero", "07"}, {12, "decimalZero", "12"}, {5, "none", ""},
        {5, "chineseCounting", "5"}, {0, "lowerLetter", "0"}};

    for (const auto& [number, format, expected] : cases)
        EXPECT_EQ(document::format_number(number, format), expected) << format;
}

TEST(DocxNumbering, AListOfAnotherFileOrAWildLevelIsNoTrouble) {
    EXPECT_EQ(read(numbered("x", 77, 0), kPlan + list(1, 0)), Lines({"x"}));
    EXPECT_EQ(read(numbered("x", 1, 900), kPlan + list(1, 0)), Lines({"x"}));
    EXPECT_EQ(read(numbered("x", 1, -3), kPlan + list(1, 0)), Lines({"I. x"}));
}

} // namespace
} // namespace dongthac::tests
