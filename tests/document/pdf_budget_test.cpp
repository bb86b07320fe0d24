#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/document/pdf_cmap.hpp"
#include "shared/document/pdf_content.hpp"
#include "tests/document/pdf_reading.hpp"

namespace dongthac::tests {

namespace {

using document::PdfBudget;
using document::PdfCMap;

/// What reading `bytes` takes; the file itself may be refused.
PdfBudget left_of(const std::string& bytes, PdfBudget budget = {}) {
    (void)document::read_pdf(bytes, "kế hoạch.pdf", budget);
    return budget;
}
std::size_t entries_of(const std::string& bytes) { return PdfBudget{}.entries - left_of(bytes).entries; }

std::string hex(unsigned value) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string text = "<";
    for (int shift = 12; shift >= 0; shift -= 4) text += kDigits[value >> shift & 0xFu];
    return text + ">";
}

/// `count` composite fonts that share the map `to_unicode` and widths, each used once.
std::string fonts_that_share(int count, const std::string& to_unicode, const std::string& encoding = "/Identity-H") {
    PdfBuilder pdf;
    const int map = pdf.add_stream(to_unicode);
    std::string names, content = "BT 50 700 Td ";
    for (int i = 0; i < count; ++i) {
        const int font = pdf.add("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding " + encoding + " /ToUnicode " +
                                 std::to_string(map) + " 0 R >>");
        names += "/F" + std::to_string(i) + " " + std::to_string(font) + " 0 R ";
        content += "/F" + std::to_string(i) + " 10 Tf <0041> Tj ";
    }
    pdf.add_page(content + "ET", "/Font << " + names + ">>");
    return pdf.build();
}

const std::string kEveryCode = "1 beginbfrange <0000> <FFFF> <0000> endbfrange";

TEST(PdfBudget, CountsARangeOfCodesOnceAndASharedMapOnce) {
    EXPECT_EQ(entries_of(fonts_that_share(1, kEveryCode)), 1u);
    EXPECT_EQ(entries_of(fonts_that_share(300, kEveryCode)), 1u);
    EXPECT_EQ(entries_of(fonts_that_share(1, "3 beginbfchar <0041> <0061> <0042> <0062> <0043> <0063> endbfchar")), 3u);
    EXPECT_EQ(PdfBudget{}.fonts - left_of(fonts_that_share(300, kEveryCode)).fonts, 300u);
}

TEST(PdfBudget, LeavesOutEntriesAndFontsBeyondItAndSaysSo) {
    PdfBudget small;
    small.entries = 2;
    const auto read = document::read_pdf(
        fonts_that_share(1, "3 beginbfchar <0041> <0061> <0042> <0062> <0043> <0063> endbfchar"), "a.pdf", small);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->lines.front().text, "a");
    EXPECT_EQ(remark(*read, "partly_read"), "");

    PdfBudget few;
    few.fonts = 2;
    const auto two = document::read_pdf(fonts_that_share(5, kEveryCode), "a.pdf", few);
    ASSERT_TRUE(two);
    EXPECT_EQ(two->lines.front().text, "AA");
    EXPECT_EQ(remark(*two, "partly_read"), "");
}

TEST(PdfBudget, ReadsAFontThatStandsInThePagesResourcesOnce) {
    PdfBuilder pdf;
    std::string content = "BT 50 700 Td ";
    for (int i = 0; i < 200; ++i) content += "/F 10 Tf (a) Tj ";
    pdf.add_page(content + "ET", "/Font << /F " + kWindows + " >>");

    EXPECT_EQ(PdfBudget{}.fonts - left_of(pdf.build()).fonts, 1u);
}

TEST(PdfBudget, CountsWidths) {
    PdfBuilder pdf;
    const int descendant =
        pdf.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /W [1 [500 600 700] 9 99 400] >>");
    const int font = pdf.add("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [" +
                             std::to_string(descendant) + " 0 R] >>");
    pdf.add_page("BT /F 10 Tf 50 700 Td <0001> Tj ET", "/Font << /F " + std::to_string(font) + " 0 R >>");

    EXPECT_EQ(entries_of(pdf.build()), 4u);
}

TEST(PdfBudget, CountsNamesOfGlyphsByTheirLength) {
    std::string name = "/uni";
    for (int i = 0; i < 40; ++i) name += "0061";
    const std::string font = half_wide("/Subtype /Type1 /BaseFont /X /Encoding << /Differences [33 " + name + "] >>");
    const std::string bytes = page_with(font, "BT /F 10 Tf 50 700 Td (!) Tj ET");

    EXPECT_EQ(lines_of(read_ok(bytes)), (Lines{std::string(40, 'a')}));
    EXPECT_EQ(entries_of(bytes), 11u);
}

TEST(PdfBudget, CountsACodeThatStandsForManyLettersAsManyOfThem) {
    std::string many;
    for (int i = 0; i < 800; ++i) many += "0061";
    const std::string bytes = fonts_that_share(1, "1 beginbfchar <0041> <" + many + "> endbfchar");

    EXPECT_EQ(PdfBudget{}.letters - left_of(bytes).letters, 101u);
}

TEST(PdfBudget, CountsWhatMarkedContentSays) {
    const std::string said(1'000, 'a');
    PdfBuilder pdf;
    const int font = pdf.add(kWindows);
    const std::string fonts = "/Font << /F " + std::to_string(font) + " 0 R >>";
    const int properties = pdf.add("<< /ActualText (" + said + ") >>");
    const std::string once = "/Span /P BDC (x) Tj EMC ";
    std::string content = "BT /F 10 Tf 50 700 Td ";
    for (int i = 0; i < 50; ++i) content += once;
    pdf.add_page(content + "ET", fonts + " /Properties << /P " + std::to_string(properties) + " 0 R >>");

    EXPECT_GE(PdfBudget{}.bytes - left_of(pdf.build()).bytes, 50u * said.size());
    PdfBudget small;
    small.bytes = 4'000;
    const auto read = document::read_pdf(pdf.build(), "a.pdf", small);
    ASSERT_TRUE(read);
    EXPECT_EQ(remark(*read, "partly_read"), "");
}

TEST(PdfBudget, CountsTheStepsOfFindingTables) {
    std::string strokes;
    for (int i = 0; i < 3'000; ++i)
        strokes += std::to_string(i % 50 * 11) + " " + std::to_string(i / 50 * 12 + 20) + " m " +
                   std::to_string(i % 50 * 11 + 6) + " " + std::to_string(i / 50 * 12 + 20) + " l S ";
    const std::string drawing = page_with(kWindows, strokes + "BT /F 10 Tf 50 800 Td (a) Tj ET");
    const std::size_t steps = PdfBudget{}.steps - left_of(drawing).steps;
    EXPECT_GT(steps, 3'000u);
    EXPECT_LT(steps, 400'000u) << "lines that are far from each other are not compared";

    const std::string table = page_with(kWindows, grid({50, 100, 200}, {600, 650, 680, 700}) +
                                                      "BT /F 10 Tf 1 0 0 1 60 685 Tm (So) Tj 1 0 0 1 110 685 Tm (hai) "
                                                      "Tj 1 0 0 1 60 665 Tm (1) Tj ET");
    EXPECT_EQ(lines_of(read_ok(table)), (Lines{"| So | hai", "| 1 | "}));
    PdfBudget small;
    small.steps = 5;
    const auto read = document::read_pdf(table, "a.pdf", small);
    ASSERT_TRUE(read);
    EXPECT_EQ(lines_of(*read), (Lines{"So\thai", "1"})) << "no table, but every word";
    EXPECT_EQ(remark(*read, "partly_read"), "");
}

TEST(PdfBudget, BoundsTheOperandsOfAnOperatorWithThoseInItsLists) {
    std::string nested;
    for (int i = 0; i < 3'000; ++i) {
        nested += "[";
        for (int k = 0; k < 100; ++k) nested += "[]";
        nested += "]";
    }
    std::size_t most = 0;
    nested += " Do";
    document::PdfContent content(nested);
    while (const auto operation = content.next()) most = std::max(most, operation->operands.size());
    EXPECT_GT(most, 0u);
    EXPECT_LE(most, 2'000u) << "300 000 lists, of which an operation has no more than 200 000";
}

TEST(PdfCMap, FindsCodesInManyRangesAndSpaces) {
    std::string program = "1 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange ";
    std::string ranges, cids;
    for (unsigned low = 0x8000; low < 0xF000; low += 16) {
        ranges += hex(low) + " " + hex(low + 7) + " " + hex(0x1E00 + (low & 0xF0u)) + " ";
        cids += hex(low) + " " + hex(low + 7) + " " + std::to_string(low / 16) + " ";
    }
    program += "1 beginbfrange " + ranges + "endbfrange 1 begincidrange " + cids + "endcidrange ";
    program += "1 beginbfchar <8003> <0111> endbfchar";
    PdfBudget budget;

    const PdfCMap map = PdfCMap::parse(program, budget);

    EXPECT_EQ(map.text_of(0x80A2), "\u1EA2");
    EXPECT_EQ(map.text_of(0x8003), "đ") << "a code of its own counts before a range";
    EXPECT_EQ(map.text_of(0x8008), std::nullopt);
    EXPECT_EQ(map.cid_of(0x8012), 0x801u + 2);
    EXPECT_EQ(map.cid_of(0x8019), 0x8019u);
    EXPECT_EQ(map.length_at("a\x80\x01", 0, 2), 1u);
    EXPECT_EQ(map.length_at("a\x80\x01", 1, 1), 2u);
    EXPECT_EQ(map.length_at("\x80", 0, 2), 1u);
}

TEST(PdfCMap, GivesCodesOfRangesThatOverlapToTheOneThatBeginsFirst) {
    PdfBudget budget;
    const PdfCMap map =
        PdfCMap::parse("2 begincidrange <0010> <001F> 100 <0018> <002F> 200 <0012> <0014> 300 endcidrange", budget);

    EXPECT_EQ(map.cid_of(0x13), 103u);
    EXPECT_EQ(map.cid_of(0x1F), 115u);
    EXPECT_EQ(map.cid_of(0x20), 208u);
    EXPECT_EQ(map.cid_of(0x2F), 223u);
    EXPECT_EQ(map.cid_of(0x30), 0x30u);
}

} // namespace

} // namespace dongthac::tests
