#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "shared/document/read_pdf.hpp"
#include "tests/document/pdf_reading.hpp"

namespace dongthac::tests {

namespace {

using base::Code;

TEST(ReadPdf, FollowsEveryWayToMoveAndShow) {
    // 10 points: letters are 5 wide.
    EXPECT_EQ(shown(kWindows, "BT /F 10 Tf 50 700 Td (mot) Tj 0 -15 Td [(ha) 20 (i)] TJ 0 -15 TD (ba) Tj T* (bon) Tj "
                              "(nam) ' 0 0 (sau) \" 1 0 0 1 50 500 Tm (bay\\040tam \\(9\\)) Tj <4D7> Tj ET"),
              (Lines{"mot", "hai", "ba", "bon", "nam", "sau", "bay tam (9)Mp"}));
}

TEST(ReadPdf, PartsWordsByGapsAndColumnsByWideOnes) {
    EXPECT_EQ(shown(kWindows, "BT /F 10 Tf 50 700 Td (ab) Tj 13 0 Td (cd) Tj 10.5 0 Td (ef) Tj 100 0 Td (gh) Tj ET"),
              (Lines{"ab cdef\tgh"}));
    EXPECT_EQ(shown(kWindows, "BT /F 10 Tf 50 700 Td [(ab) -600 (cd) 30 (ef)] TJ ET"), (Lines{"ab cdef"}));
    EXPECT_EQ(shown(kWindows, "BT /F 10 Tf 2 Tc 50 700 Td (a b) Tj ET BT /F 10 Tf 0 Tc 1 Tw 50 600 Td (a b) Tj ET"),
              (Lines{"a b", "a b"}));
}

TEST(ReadPdf, KeepsALabelWithItsText) {
    EXPECT_EQ(shown(kWindows, "BT /F 10 Tf 50 700 Td (1.) Tj 35 0 Td (Muc dich) Tj ET"), (Lines{"1. Muc dich"}));
}

TEST(ReadPdf, KeepsRaisedLettersInTheirLine) {
    EXPECT_EQ(shown(kWindows, "BT /F 10 Tf 50 700 Td (25 m) Tj /F 6 Tf 4 Ts (2) Tj /F 10 Tf 0 Ts ( dat) Tj ET"),
              (Lines{"25 m2 dat"}));
}

TEST(ReadPdf, CountsLettersDrawnTwiceOnceAndAsBold) {
    const ReadText text = read_ok(page_with(
        kWindows,
        "BT /F 10 Tf 50 700 Td (NOI) Tj ET BT /F 10 Tf 50.4 700 Td (NOI) Tj ET BT /F 10 Tf 50 680 Td (Anna) Tj ET"));

    EXPECT_EQ(lines_of(text), (Lines{"NOI", "Anna"}));
    ASSERT_EQ(text.lines.size(), 2u);
    EXPECT_TRUE(text.lines[0].look.bold);
    EXPECT_FALSE(text.lines[1].look.bold);
}

TEST(ReadPdf, KnowsEncodingsAndNamesOfGlyphs) {
    EXPECT_EQ(shown(kWindows, "BT /F 10 Tf 50 700 Td (\\223\\340\\224 \\226) Tj ET"), (Lines{"“à” –"}));
    EXPECT_EQ(shown(half_wide("/Subtype /Type1 /BaseFont /X /Encoding /MacRomanEncoding"),
                    "BT /F 10 Tf 50 700 Td (\\210\\216) Tj ET"),
              (Lines{"àé"}));
    EXPECT_EQ(shown(half_wide("/Subtype /Type1 /BaseFont /X"), "BT /F 10 Tf 50 700 Td (\\252a\\272) Tj ET"),
              (Lines{"“a”"}));
    EXPECT_EQ(shown(half_wide("/Subtype /Type1 /BaseFont /X /Encoding << /Differences [1 /Dcroat /ohornacute "
                              "/uni1EC7 /u1EA1 /f_i /abreve.alt /acircumflextilde 65 /uhorn /dotbelowcomb] >>"),
                    "BT /F 10 Tf 50 700 Td (\\001\\002\\003\\004\\005\\006\\007A) Tj ET"),
              (Lines{"Đớệạfiăẫư"}));
}

const std::string kMap = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> "
                         "endcodespacerange 2 beginbfchar <0001> <1EA1> <0002> <00660066> endbfchar 2 beginbfrange "
                         "<0010> <0012> <0061> <0020> <0021> [<0111> <D83DDE00>] endbfrange endcmap";

/// A composite font whose glyphs are 0.5 wide, but 0.9 for glyph 16 and 17, with `map` as its ToUnicode.
std::string composite(const std::string& map, std::string_view content) {
    PdfBuilder pdf;
    const int descendant =
        pdf.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 /W [16 [900] 17 17 900] >>");
    const int table = map.empty() ? 0 : pdf.add_stream(map);
    const int font = pdf.add("<< /Type /Font /Subtype /Type0 /BaseFont /X-Bold /Encoding /Identity-H "
                             "/DescendantFonts [" +
                             std::to_string(descendant) + " 0 R] " +
                             (map.empty() ? "" : "/ToUnicode " + std::to_string(table) + " 0 R") + " >>");
    pdf.add_page(content, "/Font << /F " + std::to_string(font) + " 0 R >>");
    return pdf.build();
}

TEST(ReadPdf, ReadsCompositeFontsByTheirMaps) {
    const ReadText text =
        read_ok(composite(kMap, "BT /F 10 Tf 50 700 Td <000100020010001100120020> Tj <0021> Tj 60 0 Td <0012> Tj ET"));

    // With the wide glyphs as wide as others, the last gap would be a column's.
    EXPECT_EQ(lines_of(text), (Lines{"ạffabcđ😀 c"}));
    EXPECT_TRUE(text.lines.front().look.bold);
}

TEST(ReadPdf, SaysThatLettersWithoutATableCannotBeRead) {
    const auto none = document::read_pdf(composite("", "BT /F 10 Tf 50 700 Td <00010002> Tj ET"), "a.pdf");
    const ReadText some = read_ok(composite(kMap, "BT /F 10 Tf 50 700 Td <00010002001000330011> Tj ET"));

    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, Code::unreadable_fonts);
    EXPECT_EQ(remark(some, "unreadable_letters"), "1");
    EXPECT_EQ(lines_of(some), (Lines{"ạffa\uFFFDb"}));
}

TEST(ReadPdf, ComposesMarksThatAreDrawnApart) {
    const std::string font = half_wide("/Subtype /Type1 /BaseFont /X /Encoding << /Differences [1 /dotbelowcomb "
                                       "/circumflexcmb] >>");
    EXPECT_EQ(shown(font, "BT /F 10 Tf 50 700 Td (Vie) Tj 10 0 Td (\\001) Tj ET BT /F 10 Tf 60 700 Td (\\002) Tj ET "
                          "BT /F 10 Tf 65 700 Td (t) Tj ET"),
              (Lines{"Việt"}));
}

TEST(ReadPdf, ReadsOldVietnameseFonts) {
    EXPECT_EQ(shown(half_wide("/Subtype /TrueType /BaseFont /ABCDEF+.VnTime /Encoding /WinAnsiEncoding"),
                    "BT /F 10 Tf 50 700 Td (Tr\\255\\352ng M\\307m non) Tj ET"),
              (Lines{"Trường Mầm non"}));
    const ReadText vni =
        read_ok(page_with(half_wide("/Subtype /TrueType /BaseFont /VNI-Times,Bold /Encoding /WinAnsiEncoding"),
                          "BT /F 10 Tf 50 700 Td (Tr\\366\\364) Tj 20 0 Td (\\370ng ho\\357c) Tj ET"));
    EXPECT_EQ(lines_of(vni), (Lines{"Trường học"}));
    EXPECT_EQ(remark(vni, "legacy_letters"), "VNI");

    PdfBuilder two; // the mark is bold, the letter is not
    const int light = two.add(half_wide("/Subtype /TrueType /BaseFont /VNI-Times /Encoding /WinAnsiEncoding"));
    const int bold = two.add(half_wide("/Subtype /TrueType /BaseFont /VNI-Times,Bold /Encoding /WinAnsiEncoding"));
    two.add_page("BT /F 10 Tf 50 700 Td (Tr\\366\\364) Tj /G 10 Tf (\\370ng) Tj ET",
                 "/Font << /F " + std::to_string(light) + " 0 R /G " + std::to_string(bold) + " 0 R >>");
    EXPECT_EQ(lines_of(read_ok(two.build())), (Lines{"Trường"}));
}

/// An old font that was cut down to its letters, with `map` as its ToUnicode.
Lines shown_in_old_font(const std::string& map, const std::string& more, std::string_view content) {
    PdfBuilder pdf;
    const int table = pdf.add_stream(map);
    const int font = pdf.add(half_wide("/Subtype /TrueType /BaseFont /ABCDEF+VNI-Times /ToUnicode " +
                                       std::to_string(table) + " 0 R " + more));
    pdf.add_page(content, "/Font << /F " + std::to_string(font) + " 0 R >>");
    return lines_of(read_ok(pdf.build()));
}

TEST(ReadPdf, ReadsOldFontsThatNumberTheirLettersAnew) {
    // "Tröôøng": codes in the order the letters came, some of them ASCII's.
    const std::string anew =
        "1 beginbfchar <21> <0054> <22> <0072> <23> <00F6> <24> <00F4> <25> <00F8> <26> <006E> <27> "
        "<0067> endbfchar";
    EXPECT_EQ(shown_in_old_font(anew, "", "BT /F 10 Tf 50 700 Td (!\"#$%&') Tj ET"), (Lines{"Trường"}));
    EXPECT_EQ(shown_in_old_font(anew, "/Encoding /WinAnsiEncoding", "BT /F 10 Tf 50 700 Td (!\"#$%&') Tj ET"),
              (Lines{"Trường"}));
    const std::string low = "1 beginbfchar <01> <0074> <02> <00F6> <03> <00F8> endbfchar";
    EXPECT_EQ(shown_in_old_font(low, "", "BT /F 10 Tf 50 700 Td (\001\002\003) Tj ET"), (Lines{"từ"}));
}

TEST(ReadPdf, ReadsOldFontsByPlaceWhereTheirMapKeepsThePlaces) {
    // The map leads "ö" astray, and leaves ASCII where it is.
    const std::string kept = "1 beginbfrange <41> <7A> <0041> endbfrange 1 beginbfchar <F6> <002D> endbfchar";
    EXPECT_EQ(shown_in_old_font(kept, "", "BT /F 10 Tf 50 700 Td (t\366\370) Tj ET"), (Lines{"từ"}));
}

TEST(ReadPdf, ReadsNamesOfAnOldFontsGlyphs) {
    EXPECT_EQ(shown_in_old_font("", "/Encoding << /Differences [33 /t /odieresis /oslash] >>",
                                "BT /F 10 Tf 50 700 Td (!\"#) Tj ET"),
              (Lines{"từ"}));
}

TEST(ReadPdf, LeavesAnOldFontAloneWhoseMapSaysUnicode) {
    const std::string unicode = "1 beginbfchar <01> <0056> <02> <00E0> <03> <0111> endbfchar";
    PdfBuilder pdf;
    const int table = pdf.add_stream(unicode);
    const int font =
        pdf.add(half_wide("/Subtype /TrueType /BaseFont /.VnTime /ToUnicode " + std::to_string(table) + " 0 R"));
    pdf.add_page("BT /F 10 Tf 50 700 Td (\001\002) Tj ET", "/Font << /F " + std::to_string(font) + " 0 R >>");
    const ReadText read = read_ok(pdf.build());

    EXPECT_EQ(lines_of(read), (Lines{"Và"}));
    EXPECT_EQ(remark(read, "legacy_letters"), "not said");
}

TEST(ReadPdf, TakesWhatMarkedContentSaysItReadsAs) {
    EXPECT_EQ(shown(kWindows, "BT /F 10 Tf 50 700 Td /Span << /ActualText <FEFF0111> >> BDC (d-) Tj EMC (en) Tj ET"),
              (Lines{"đen"}));
}

TEST(ReadPdf, DrawsFormsAndStopsAtThoseThatHoldThemselves) {
    PdfBuilder pdf;
    const int font = pdf.add(kWindows);
    const std::string fonts = "/Font << /F " + std::to_string(font) + " 0 R >>";
    const int form = font + 1;
    pdf.add_stream("BT /F 10 Tf 0 0 Td (con dau) Tj ET /Me Do",
                   "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [1 0 0 1 0 5] /Resources << " + fonts +
                       " /XObject << /Me " + std::to_string(form) + " 0 R >> >>");
    pdf.add_page("q 1 0 0 1 50 700 cm /X Do Q BT /F 10 Tf 50 600 Td (sau) Tj ET",
                 fonts + " /XObject << /X " + std::to_string(form) + " 0 R >>");

    const Lines lines = lines_of(read_ok(pdf.build()));

    ASSERT_FALSE(lines.empty());
    EXPECT_EQ(lines.back(), "sau");
    EXPECT_LE(lines.size(), 14u);
}

TEST(ReadPdf, StepsOverPicturesInTheContent) {
    EXPECT_EQ(shown(kWindows, "BT /F 10 Tf 50 700 Td (a) Tj ET BI /W 2 /H 2 ID \x01 EI\x02(x) Tj EI BT /F 10 Tf 50 600 "
                              "Td (b) Tj ET"),
              (Lines{"a", "b"}));
}

TEST(ReadPdf, TurnsPagesUprightAndKeepsTurnedTextApart) {
    PdfBuilder pdf;
    const int font = pdf.add(kWindows);
    pdf.add_page("BT /F 10 Tf 0 1 -1 0 100 100 Tm (ngang) Tj 0 1 -1 0 120 100 Tm (duoi) Tj ET",
                 "/Font << /F " + std::to_string(font) + " 0 R >>", "/Rotate 90");
    EXPECT_EQ(lines_of(read_ok(pdf.build())), (Lines{"ngang", "duoi"}));

    EXPECT_EQ(shown(kWindows,
                    "BT /F 10 Tf 1 0 0 1 50 700 Tm (thang) Tj 0 1 -1 0 300 700 Tm (dung) Tj 1 0 0 1 50 600 Tm "
                    "(het) Tj ET"),
              (Lines{"thang", "het", "dung"}));
}

TEST(ReadPdf, MakesRowsOfARuledTable) {
    EXPECT_EQ(
        shown(kWindows, grid({50, 100, 200}, {600, 650, 680, 700}) +
                            "BT /F 10 Tf 1 0 0 1 60 720 Tm (truoc) Tj 1 0 0 1 60 685 Tm (STT) Tj 1 0 0 1 110 685 Tm "
                            "(Noi dung) Tj 1 0 0 1 60 665 Tm (1) Tj 1 0 0 1 110 665 Tm (a | b) Tj 1 0 0 1 60 635 Tm "
                            "(2) Tj 1 0 0 1 110 635 Tm (mot) Tj 1 0 0 1 110 620 Tm (hai) Tj 1 0 0 1 60 580 Tm (sau) "
                            "Tj ET"),
        (Lines{"truoc", "| STT | Noi dung", "| 1 | a ¦ b", "| 2 | mot hai", "sau"}));
}

TEST(ReadPdf, TakesOutPageNumbersAndRunningLines) {
    PdfBuilder pdf;
    const int font = pdf.add(kWindows);
    for (int page = 1; page <= 4; ++page)
        pdf.add_page("BT /F 10 Tf 1 0 0 1 290 800 Tm (" + std::to_string(page) +
                         ") Tj 1 0 0 1 50 780 Tm (Truong A) Tj "
                         "1 0 0 1 50 600 Tm (noi dung " +
                         std::string(1, static_cast<char>('a' + page)) + ") Tj ET",
                     "/Font << /F " + std::to_string(font) + " 0 R >>");

    const ReadText text = read_ok(pdf.build());

    EXPECT_EQ(lines_of(text), (Lines{"noi dung b", "noi dung c", "noi dung d", "noi dung e"}));
    EXPECT_EQ(remark(text, "page_furniture"), "Truong A, 1, 2, 3, 4");
}

TEST(ReadPdf, SeesWhatIsCentred) {
    const ReadText text = read_ok(page_with(
        kWindows,
        "BT /F 10 Tf 1 0 0 1 50 700 Tm (mot dong that dai de biet le giay o dau va den dau) Tj 1 0 0 1 160 680 Tm "
        "(KE HOACH) Tj 1 0 0 1 50 660 Tm (ngan) Tj ET"));

    ASSERT_EQ(text.lines.size(), 3u);
    EXPECT_FALSE(text.lines[0].look.centred);
    EXPECT_TRUE(text.lines[1].look.centred);
    EXPECT_FALSE(text.lines[2].look.centred);
}

TEST(ReadPdf, ReadsWhatStampsAndFieldsShow) {
    PdfBuilder pdf;
    const int font = pdf.add(kWindows);
    const std::string fonts = "/Font << /F " + std::to_string(font) + " 0 R >>";
    const int look = pdf.add_stream("BT /F 10 Tf 2 2 Td (Da ky) Tj ET",
                                    "/Subtype /Form /BBox [0 0 50 20] /Resources << " + fonts + " >>");
    const int field =
        pdf.add("<< /Subtype /Widget /Rect [300 100 350 120] /AP << /N " + std::to_string(look) + " 0 R >> >>");
    pdf.add_page("BT /F 10 Tf 50 110 Td (HIEU TRUONG) Tj ET", fonts, "/Annots [" + std::to_string(field) + " 0 R]");

    EXPECT_EQ(lines_of(read_ok(pdf.build())), (Lines{"HIEU TRUONG", "Da ky"}));
}

} // namespace

} // namespace dongthac::tests
