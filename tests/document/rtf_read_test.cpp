#include <string>
#include <vector>

#include "shared/document/read_rtf.hpp"
#include "tests/document/doc_reading.hpp"

namespace dongthac::tests {

namespace {

using base::Code;
using document::ReadText;
using Lines = std::vector<std::string>;

const std::string kFonts = R"({\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\ftech\fcharset2 Symbol;})"
                           R"({\f2\fnil\fcharset0{\*\fname X;}.VnTime;}{\f3 VNI-Times;}{\f4\fcharset163 Arial;})"
                           R"({\f5\fcharset0 Wingdings;}})";

ReadText rich(const std::string& body) {
    auto text = document::read_rtf(R"({\rtf1\ansi\ansicpg1252\deff0)" + kFonts + body + "}", "kế hoạch.doc");
    EXPECT_TRUE(text) << (text ? "" : base::name_of(text.error().code));
    return text ? std::move(*text) : ReadText{};
}
Lines lines(const std::string& body) { return doc_lines_of(rich(body)); }
Code refusal(const std::string& bytes) {
    const auto text = document::read_rtf(bytes, "a.rtf");
    EXPECT_FALSE(text);
    return text ? Code::internal : text.error().code;
}

TEST(ReadRtf, LettersComeByNumberByByteAndByName) {
    EXPECT_EQ(lines(R"(K\u7870?\u32?HO\u7840\'61CH \{1\}\\\~\endash\emdash\ldblquote a\rdblquote\_b\-c\par)"),
              (Lines{"KẾ HOẠCH {1}\\\u00A0–—“a”-bc"}));
    EXPECT_EQ(lines(R"(\uc2\u7870 ab{\uc0\u7840 c}\u-10179\'20x\u-8704  .y\par)"), (Lines{"ẾẠc😀y"}));
    EXPECT_EQ(lines("m\r\not\\'e9\\'xz\\par"), (Lines{"motéxz"}));
    EXPECT_EQ(lines(R"({\f4 tr\'fd\'f5\'f2ng}{\f1 \'b7\'b3}{\f5 \'fc}\par)"), (Lines{"trươ\u0323ng•≥✓"}));
}

TEST(ReadRtf, OldFontsAreReadByTheirNames) {
    const ReadText text = rich(R"({\f2 Tr\'ad\'ea}{\f2\b ng}{\f3  ho\par ho\u239?c }\f3 tre{\b\'fb}\plain \'fb\par)");

    EXPECT_EQ(doc_lines_of(text), (Lines{"Trường ho", "học trẻû"}));
    EXPECT_NE(doc_remark(text, "legacy_letters"), "not said");
}

TEST(ReadRtf, AnOptionalHyphenIsALetterInTcvn3) {
    EXPECT_EQ(lines(R"({\f2 Tr\-\'eang}{\f3 tr\-e} b\-e{\f2{\info t\-}}\par)"), (Lines{"Trườngtre be"}));
}

TEST(ReadRtf, ParagraphsHaveTheirLook) {
    const ReadText text =
        rich(R"(\pard\qc\b KE HOACH\b0\par\pard\i{\b mot} hai\line ba\i0\par{\pard\qc\b x\par}y\b\par\par)");

    EXPECT_EQ(doc_lines_of(text), (Lines{"KE HOACH", "mot hai", "ba", "x", "y", ""}));
    EXPECT_TRUE(text.lines[0].look.centred && text.lines[0].look.bold && text.lines[0].look.whole);
    EXPECT_TRUE(text.lines[1].look.italic);
    EXPECT_FALSE(text.lines[1].look.bold || text.lines[1].look.centred);
    EXPECT_TRUE(text.lines[3].look.centred);
    EXPECT_FALSE(text.lines[4].look.centred || text.lines[4].look.bold);
}

TEST(ReadRtf, AutomaticNumbersAreThoseThatWerePrinted) {
    EXPECT_EQ(
        lines(
            R"(\pard{\listtext\pard\plain\b  I.\tab}\ls1 MUC\par{\listtext\f1\'b7\tab}mot\par)"
            R"({\pntext\f0 -\tab}{\*\pn\pnlvlblt{\pntxtb -}}hai\par{\listtext o\tab}ba\par{\listtext 3.\tab}\par het\par)"),
        (Lines{"I. MUC", "• mot", "- hai", "• ba", "", "het"}));
}

TEST(ReadRtf, TablesAreRowsOrPlaceThings) {
    const std::string ruled = R"(\trowd\trgaph1\clbrdrt\brdrw10\brdrs\cellx100\cellx200)";
    EXPECT_EQ(lines(ruled + R"(\pard\intbl STT\cell Viec\cell\row)" + ruled +
                    R"(\intbl{\listtext 1\tab}\cell\pard\intbl a\par b | c\cell\row\pard sau\par)"),
              (Lines{"| STT | Viec", "| 1 | a b ¦ c", "sau"}));
    // A border that is none, and one of a paragraph.
    EXPECT_EQ(lines(R"(\trowd\clbrdrt\brdrnone\cellx100\cellx200\pard\intbl\brdrb\brdrs UBND PHUONG\par TRUONG A\cell )"
                    R"(CONG HOA XA HOI CHU NGHIA VIET NAM\par Doc lap\cell\row\pard x\par)"),
              (Lines{"UBND PHUONG\tCONG HOA XA HOI CHU NGHIA VIET NAM", "TRUONG A\tDoc lap", "x"}));
    EXPECT_EQ(lines(R"(\trowd\clbrdrt\brdrnone\cellx1\pard\intbl\brdrb\brdrs a\cell b\cell\row\pard x\par)"),
              (Lines{"a", "b", "x"}));
    EXPECT_EQ(lines(R"(\trowd\cellx1\pard\intbl Noi nhan:\par - Luu: VT.\cell HIEU TRUONG\cell\row\pard)"),
              (Lines{"Noi nhan:", "- Luu: VT.", "HIEU TRUONG"}));
}

TEST(ReadRtf, WhatIsNoTextIsSaid) {
    const ReadText text = rich(
        R"({\info{\title T}}{\stylesheet{\s0 Normal;}}{\*\generator G;}{\header Truong A\par}{\footer 1})"
        R"({\field{\*\fldinst HYPERLINK}{\fldrslt lien ket}}{\*\shppict{\pict 00ff}}{\nonshppict{\pict 00}})"
        R"({\v an hai}{\deleted cu}{\*\annotation ghi}{\footnote chu thich} mot{\bin5 }}}{\}\par)"
        R"({\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt khung\par}}{\shprslt{\*\do{\dptxbxtext khung\par}}}}hai\par)");

    EXPECT_EQ(doc_lines_of(text), (Lines{"lien ket mot", "[chu thich]", "hai", "khung"}));
    EXPECT_EQ(doc_remark(text, "page_furniture"), "Truong A 1");
    for (const char* key : {"pictures", "notes", "comments", "deleted", "text_boxes"})
        EXPECT_EQ(doc_remark(text, key), "1") << key;
    EXPECT_EQ(doc_remark(text, "hidden"), "2");
}

TEST(ReadRtf, ALetterheadAtTheHeadOfAPageIsPartOfTheText) {
    const std::string name = R"(C\u7896?NG H\u210?A X\u195? H\u7896?I CH\u7910? NGH\u296?A VI\u7878?T NAM)";
    const std::string heads =
        R"({\header Truong A\par}{\headerf UBND XA\par )" + name + R"(\par}{\footerf )" + name + "}";
    const ReadText text = rich(heads + R"(KE HOACH\par cua Cong hoa xa hoi chu nghia Viet Nam va nhieu\par)");

    EXPECT_EQ(doc_lines_of(text), (Lines{"UBND XA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "KE HOACH",
                                         "cua Cong hoa xa hoi chu nghia Viet Nam va nhieu"}));
    EXPECT_EQ(doc_remark(text, "page_furniture"), "Truong A CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    EXPECT_EQ(lines(heads + name + R"(\par KE HOACH\par)").size(), 2u);
}

TEST(ReadRtf, ABoxAtTheHeadOfAPageIsNoText) {
    const ReadText text = rich(R"({\header a{\shp{\*\shpinst{\shptxt Truong\par}}}\par}mot\par)");

    EXPECT_EQ(doc_lines_of(text), (Lines{"mot"}));
    EXPECT_EQ(doc_remark(text, "page_furniture"), "Truong a");
    EXPECT_EQ(doc_remark(text, "text_boxes"), "not said");
}

TEST(ReadRtf, ABoxHasALookOfItsOwn) {
    const ReadText text = rich(R"(\pard\intbl\qc\b a{\shp{\*\shpinst{\shptxt khung\par}}}\cell\row\pard b\par)");

    EXPECT_EQ(doc_lines_of(text), (Lines{"a", "b", "khung"}));
    EXPECT_FALSE(text.lines.back().look.centred || text.lines.back().look.bold);
}

TEST(ReadRtf, ADeletedEndJoinsTwoParagraphs) {
    EXPECT_EQ(lines(R"(mot{\deleted\par} hai\par ba\'0a)"), (Lines{"mot hai", "ba"}));
}

TEST(ReadRtf, BadFilesAreReadAsFarAsTheyGoOrRefused) {
    EXPECT_EQ(lines(R"(mot\par }}} hai\par {{{ba)"), (Lines{"mot", " hai", "ba"}));
    EXPECT_EQ(refusal("{\\rtf1 \\par\\par}"), Code::empty_file);
    EXPECT_EQ(refusal("{\\rtf1 {\\pict 00}\\par}"), Code::only_pictures);
    EXPECT_EQ(refusal("{\\rtf1 a" + std::string(100'000, '{')), Code::damaged_file);
    std::string many = "{\\rtf1 a";
    for (int i = 0; i < 100'001; ++i) many += "\\par";
    EXPECT_EQ(refusal(many), Code::too_large);
    EXPECT_EQ(refusal(many.substr(0, many.size() - 8) + ' ' + std::string(3u << 20, 'a')), Code::too_large);
    EXPECT_EQ(refusal("{\\rtf1 {\\deleted " + std::string(3u << 20, 'a') + "}b}"), Code::too_large);
    EXPECT_EQ(refusal(""), Code::empty_file);
}

TEST(ReadRtf, ABraceThatIsMissingIsDamageWhereItTakesTheText) {
    const std::string rest = R"( mot\par hai\par})";
    // Tables hold no paragraphs, also where a stray brace ends them after all.
    for (const char* table : {"fonttbl{\\f0 A;}", "colortbl;", "stylesheet{\\s0 N;}", "listtable{\\list}"})
        for (const char* end : {"", "}"})
            EXPECT_EQ(refusal(std::string("{\\rtf1{\\") + table + rest + end), Code::damaged_file) << table;
    for (const char* group : {"info{\\title T}", "*\\generator G", "*\\annotation x", "field{\\*\\fldinst PAGE"}) {
        EXPECT_EQ(refusal(std::string("{\\rtf1 a\\par{\\") + group + rest), Code::damaged_file) << group;
        EXPECT_EQ(refusal(std::string("{\\rtf1 a\\par{\\") + group + rest.substr(0, 9)), Code::damaged_file) << group;
    }
    // Nothing is lost: the file is cut off behind a group that was no text, or in one without a paragraph.
    EXPECT_EQ(lines(R"(a\par{\info{\title T}}{\*\annotation x\par}b{)"), (Lines{"a", "b"}));
    EXPECT_EQ(lines(R"(mot\par} hai{\*\annotation x\par)"), (Lines{"mot", " hai"}));
    EXPECT_EQ(lines(R"({a{\*\annotation x\par})"), (Lines{"a"}));
    const auto cut = document::read_rtf(R"({\rtf1{\*\annotation x\par}a\par{\pict 00ff)", "a.rtf");
    EXPECT_EQ(cut ? doc_lines_of(*cut) : Lines{}, (Lines{"a"}));
    EXPECT_EQ(refusal(R"({\rtf1{\pict 00ff)"), Code::damaged_file);
}

TEST(ReadRtf, IsReadWhereverItIsCutOff) {
    const std::string whole =
        R"({\rtf1\ansi{\fonttbl{\f0 A;}}mot\u7870?\'e9\bin2 }}\par{\listtext 1.\tab}hai{\footnote x}\par\trowd\intbl a\cell\row})";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto text = document::read_rtf(std::string_view(whole).substr(0, size), "a.rtf");
        if (!text) {
            EXPECT_EQ(text.error().code, size == 0 ? Code::empty_file : Code::damaged_file) << size;
        }
    }
}

} // namespace

} // namespace dongthac::tests
