#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/document/compound_file.hpp"
#include "tests/document/doc_reading.hpp"
#include "tests/support/doc_builder.hpp"

namespace dongthac::tests {

namespace {

using base::Code;
using document::ReadText;
using Width = DocBuilder::Width;

Code refusal(const std::string& bytes) {
    const auto text = document::read_doc(bytes, "kế hoạch.doc");
    EXPECT_FALSE(text);
    return text ? Code::internal : text.error().code;
}
using Lines = std::vector<std::string>;

TEST(ReadDoc, PutsPiecesOfBothWidthsTogether) {
    DocBuilder doc;
    doc.add({u"KE HOACH \x96 2026\r", Width::bytes, {}, {}}).add(u"Mục đích\rYêu").add({u" c", Width::bytes, {}, {}});
    doc.add(u"ầu 😀\r");

    const ReadText text = doc_ok(doc.build());

    EXPECT_EQ(doc_lines_of(text), (Lines{"KE HOACH – 2026", "Mục đích", "Yêu cầu 😀"}));
    for (const auto& line : text.lines) EXPECT_TRUE(line.look.whole);
}

TEST(ReadDoc, ReadsTheCharactersWithAMeaning) {
    DocBuilder doc;
    doc.add(u"Điều 1\x0BĐiều 2\fTrang \x13 PAGE \x14"
            u"7\x15 hết\rtiểu\x1Ehọc s\x1F"
            u"ở \x01\x08\r");

    const ReadText text = doc_ok(doc.build());

    EXPECT_EQ(doc_lines_of(text), (Lines{"Điều 1", "Điều 2", "Trang 7 hết", "tiểu-học sở "}));
    EXPECT_EQ(doc_remark(text, "pictures"), "2");
}

TEST(ReadDoc, ReadsFieldsWithinFields) {
    DocBuilder doc;
    doc.add(u"a \x13 IF \x13 X \x14"
            u"no\x15 \x14"
            u"yes \x13 Y \x14"
            u"in\x15\x15 b\r");
    doc.add(u"c \x13 XE \x13 Y \x14\x14z\x15 \x15 d\x14\x15 e\r");

    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())), (Lines{"a yes in b", "c  d e"}));
}

TEST(ReadDoc, ShowsWhatFollowsAFieldThatNeverEnds) {
    DocBuilder doc;
    doc.add(u"a \x13 HYPERLINK\rb\r");

    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())), (Lines{"a ", "b"}));
}

TEST(ReadDoc, ReadsOldFontsByTheirNames) {
    DocBuilder doc;
    doc.fonts = {"Times New Roman", ".VnTime", ".VnTimeH", "VNI-Times"};
    doc.add({u"Tr\xAD\xEAng M\xC7m non\r", Width::bytes, DocBuilder::font(1), {}});
    doc.add({u"k\xD5 ho\xB9"
             u"ch\r",
             Width::bytes,
             DocBuilder::font(2),
             {}});
    doc.add({u"Tröôøng hoïc\r", Width::units, DocBuilder::font(3), {}});
    doc.add({u"Trường học, caf\xE9\r", Width::units, DocBuilder::font(0), {}});

    const ReadText text = doc_ok(doc.build());

    EXPECT_EQ(doc_lines_of(text), (Lines{"Trường Mầm non", "KẾ HOẠCH", "Trường học", "Trường học, café"}));
    EXPECT_EQ(doc_remark(text, "legacy_letters"), "TCVN3");
}

TEST(ReadDoc, AnOptionalHyphenIsALetterInTcvn3) {
    DocBuilder doc;
    doc.fonts = {"Times New Roman", ".VnTime", ".VnTimeH", "VNI-Times"};
    doc.add({u"n\x1F\xED"
             u"c, tr\x1F\xEAng ",
             Width::bytes,
             DocBuilder::font(1),
             {}});
    doc.add({u"tr\x1F\xEAng", Width::units, DocBuilder::font(2), {}});
    doc.add({u" hoï\x1F"
             u"c nh\x1F",
             Width::units,
             DocBuilder::font(3),
             {}})
        .add(u" vi\x1Fệc");
    doc.add({u" t\x1F", Width::units, DocBuilder::font(1) + DocBuilder::deleted(), {}}).add(u"\r");

    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())), (Lines{"nước, trường TRƯỜNG họ\x63 nh việc"}));
}

TEST(ReadDoc, JoinsALetterAndItsMarkThatStandInTwoRuns) {
    DocBuilder doc;
    doc.fonts = {"Times New Roman", "VNI-Times"};
    doc.add({u"Trö", Width::units, DocBuilder::font(1), {}});
    doc.add({u"ô", Width::units, DocBuilder::font(1) + DocBuilder::bold(), {}});
    doc.add({u"øng tre", Width::units, DocBuilder::font(1), {}});
    doc.add({u"û\r", Width::bytes, DocBuilder::font(1), {}});
    doc.add({u"tre", Width::units, DocBuilder::font(1), {}}).add(u"û\r");

    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())), (Lines{"Trường trẻ", "treû"}));
}

TEST(ReadDoc, LeavesOutDeletedAndHiddenWordsAndSaysHowMany) {
    DocBuilder doc;
    doc.add(u"Năm ").add({u"hai nghìn ", Width::units, DocBuilder::deleted(), {}}).add(u"2026");
    doc.add({u" ẩn", Width::units, DocBuilder::hidden(), {}}).add(u"\r");

    const ReadText text = doc_ok(doc.build());

    EXPECT_EQ(doc_lines_of(text), (Lines{"Năm 2026"}));
    EXPECT_EQ(doc_remark(text, "deleted"), "2");
    EXPECT_EQ(doc_remark(text, "hidden"), "1");
}

TEST(ReadDoc, SeesBoldParagraphs) {
    DocBuilder doc;
    doc.add({u"KẾ HOẠCH\r", Width::units, DocBuilder::bold(), {}}).add({u"Số: ", Width::units, DocBuilder::bold(), {}});
    doc.add(u"5\r");

    const ReadText text = doc_ok(doc.build());

    ASSERT_EQ(text.lines.size(), 2u);
    EXPECT_TRUE(text.lines[0].look.bold);
    EXPECT_FALSE(text.lines[1].look.bold);
}

void add_row(DocBuilder& doc, const std::vector<std::u16string>& cells, const std::string& end) {
    for (const auto& cell : cells) doc.add({cell + u"\x07", Width::units, {}, DocBuilder::cell()});
    doc.add({u"\x07", Width::units, {}, end});
}

TEST(ReadDoc, MakesRowsOfATableWithData) {
    DocBuilder doc;
    doc.add(u"Trước\r");
    add_row(doc, {u"STT", u"Nội dung"}, DocBuilder::ruled_row_end());
    add_row(doc, {u"1", u"Bữa ăn\rbán trú | sáng"}, DocBuilder::ruled_row_end());
    add_row(doc, {u"2", u""}, DocBuilder::ruled_row_end());
    doc.add(u"Sau\r");

    const ReadText text = doc_ok(doc.build());

    EXPECT_EQ(doc_lines_of(text), (Lines{"Trước", "| STT | Nội dung", "| 1 | Bữa ăn bán trú ¦ sáng", "| 2 | ", "Sau"}));
    EXPECT_EQ(doc_remark(text, "bars"), "1");
}

TEST(ReadDoc, SetsALetterheadsColumnsSideBySide) {
    DocBuilder doc;
    add_row(doc, {u"UBND PHƯỜNG HOA MAI\rTRƯỜNG A\rSố: 1/KH-A", u"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\rĐộc lập"},
            DocBuilder::row_end());
    doc.add(u"KẾ HOẠCH\r");

    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())), (Lines{"UBND PHƯỜNG HOA MAI\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                                                        "TRƯỜNG A\tĐộc lập", "Số: 1/KH-A\t", "KẾ HOẠCH"}));
}

TEST(ReadDoc, WritesTheSignatureBesideTheRecipientsAsLines) {
    DocBuilder doc;
    add_row(doc, {u"Nơi nhận:\r- Lưu: VT.", u"HIỆU TRƯỞNG\rĐào Thị Mận"}, DocBuilder::row_end());

    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())), (Lines{"Nơi nhận:", "- Lưu: VT.", "HIỆU TRƯỞNG", "Đào Thị Mận"}));
}

TEST(ReadDoc, PutsNotesBehindTheirParagraphsAndBoxesAtTheEnd) {
    DocBuilder doc;
    doc.add(u"Một\x02 hai\rba\r").footnote(3, 0);
    doc.begin_part(1).add(u"\x02 Chú thích\r");
    doc.begin_part(2).add(u"Đầu trang\r");
    doc.begin_part(6).add(u"Trong khung\r");

    const ReadText text = doc_ok(doc.build());

    EXPECT_EQ(doc_lines_of(text), (Lines{"Một hai", "[ Chú thích]", "ba", "Trong khung"}));
    EXPECT_EQ(doc_remark(text, "notes"), "1");
    EXPECT_EQ(doc_remark(text, "text_boxes"), "1");
    EXPECT_EQ(doc_remark(text, "page_furniture"), "Đầu trang");
}

TEST(ReadDoc, EveryWordOfTheNotesIsReadOnceWhereverTheTableSaysTheyBegin) {
    using Begins = std::vector<std::uint32_t>;
    const auto lines = [](const Begins& begins) {
        DocBuilder doc;
        doc.add(u"Một\x02 hai\x02 ba\x02\rhết\r");
        std::uint32_t place = 3;
        for (const std::uint32_t begin : begins) {
            doc.footnote(place, begin);
            place += place == 3 ? 5 : 4;
        }
        doc.begin_part(1).add(u"mận\rđào\rlê\r");
        return doc_lines_of(doc_ok(doc.build()));
    };

    EXPECT_EQ(lines({0, 4, 8}), (Lines{"Một hai ba", "[mận]", "[đào]", "[lê]", "hết"}));
    EXPECT_EQ(lines({0, 11, 0}), (Lines{"Một hai ba", "[mận đào lê]", "hết"}));
    EXPECT_EQ(lines({8, 4, 0}), (Lines{"Một hai ba", "[mận]", "[đào lê]", "hết"}));
    EXPECT_EQ(lines({4, 8}), (Lines{"Một hai ba", "[mận đào]", "[lê]", "hết"}));
    EXPECT_EQ(lines({}), (Lines{"Một hai ba", "hết", "[mận đào lê]"}));
}

TEST(ReadDoc, ANoteNobodyRefersToIsStillRead) {
    DocBuilder doc;
    doc.add(u"Một\x02 hai\r").footnote(2, 0).footnote(3, 4).footnote(3, 8).footnote(5, 11);
    doc.begin_part(1).add(u"mận\rđào\rlê\rmơ\r");

    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())), (Lines{"Một hai", "[đào lê]", "[mận]", "[mơ]"}));
}

TEST(ReadDoc, ALetterheadAtTheHeadOfAPageIsPartOfTheText) {
    const std::u16string name = u"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\r";
    const auto read = [&](const std::u16string& main, const std::u16string& boxes) {
        DocBuilder doc;
        doc.fonts = {"Times New Roman", ".VnTimeH"};
        doc.add(main).begin_part(2).add(u"Trường A\rTrang 1\r");
        doc.add({u"ubnd x\xB7 mai\r", Width::bytes, DocBuilder::font(1), {}}).add(name).add(u"Lưu hành nội bộ\r");
        doc.headers({0, 9, 17, 17, 29 + static_cast<std::uint32_t>(name.size())}).begin_part(6).add(boxes);
        return doc_ok(doc.build());
    };
    const ReadText text = read(u"KẾ HOẠCH\rcủa nước Cộng hòa xã hội chủ nghĩa Việt Nam\r", u"");

    EXPECT_EQ(doc_lines_of(text), (Lines{"UBND XÃ MAI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "KẾ HOẠCH",
                                         "của nước Cộng hòa xã hội chủ nghĩa Việt Nam"}));
    EXPECT_EQ(doc_remark(text, "page_furniture"), "Trường A Trang 1 Lưu hành nội bộ");
    EXPECT_EQ(doc_remark(text, "legacy_letters"), "TCVN3");
    // The body has one of its own, also in a text box.
    const std::string all = "UBND XÃ MAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Trường A Trang 1 Lưu hành nội bộ";
    EXPECT_EQ(doc_remark(read(name + u"KẾ HOẠCH\r", u""), "page_furniture"), all);
    EXPECT_EQ(doc_remark(read(u"KẾ HOẠCH\r", name), "page_furniture"), all);
    EXPECT_EQ(doc_remark(read(u"UBND XÃ MAI     " + name + u"KẾ HOẠCH\r", u""), "page_furniture"), all);
    EXPECT_NE(doc_remark(read(u"KẾ HOẠCH\r" + std::u16string(2000, u'a') + u"\r" + name, u""), "page_furniture"), all);
}

TEST(ReadDoc, WordsInTheMarkOfARowsEndAreRead) {
    DocBuilder doc;
    doc.add({u"một\x07", Width::units, {}, DocBuilder::cell()}).add({u"hai\x07", Width::units, {}, DocBuilder::cell()});
    doc.add({u"ba\x07", Width::units, {}, DocBuilder::ruled_row_end()});

    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())), (Lines{"| một | hai | ba"}));
}

TEST(ReadDoc, RefusesWithASentenceForEachReason) {
    DocBuilder locked, old, older, empty;
    locked.add(u"a\r").flags = 0x1300;
    old.add(u"a\r").version = 0x68;
    older.add(u"a\r").magic = 0xA5DC;
    empty.add(u" \r\t\r");

    EXPECT_EQ(refusal(locked.build()), Code::password_file);
    EXPECT_EQ(refusal(build_compound({{"EncryptedPackage", "x"}})), Code::password_file);
    EXPECT_EQ(refusal(old.build()), Code::old_format);
    EXPECT_EQ(refusal(older.build()), Code::old_format);
    EXPECT_EQ(refusal("{\\rtf1 a}"), Code::old_format);
    EXPECT_EQ(refusal(empty.build()), Code::empty_file);
    EXPECT_EQ(refusal(build_compound({{"Workbook", "x"}})), Code::damaged_file);
    EXPECT_EQ(refusal("KẾ HOẠCH"), Code::damaged_file);
    EXPECT_EQ(refusal(""), Code::damaged_file);
}

TEST(ReadDoc, RefusesALineWithoutAnEnd) {
    DocBuilder line, gone, head;
    const std::u16string endless(3u << 20, u'a');
    line.add({endless, Width::bytes, {}, {}});
    gone.add({endless, Width::bytes, DocBuilder::deleted(), {}}).add(u"b\r");
    head.add(u"b\r").begin_part(2).add({endless, Width::bytes, {}, {}});

    for (const DocBuilder* doc : {&line, &gone, &head}) EXPECT_EQ(refusal(doc->build()), Code::too_large);
}

class BrokenDoc : public ::testing::Test {
  protected:
    BrokenDoc() {
        DocBuilder whole;
        std::u16string text;
        for (int i = 0; i < 300; ++i) text += u"Một đoạn văn để tệp đủ dài.\r";
        whole.add(text);
        good_ = whole.build();
    }
    std::string good_;
};

TEST_F(BrokenDoc, IsReadWhenItIsWhole) { EXPECT_EQ(doc_ok(good_).lines.size(), 300u); }

TEST_F(BrokenDoc, EndsWhereAChainOfSectorsRunsInCircles) {
    std::string looping = good_;
    put_at(looping, kSector + 10 * 4, 3, 4);
    EXPECT_EQ(refusal(looping), Code::damaged_file);

    std::string itself = good_;
    put_at(itself, 68, 5, 4); // the list of tables goes on in a sector that names itself
    put_at(itself, kSector + 6 * kSector - 4, 5, 4);
    EXPECT_EQ(refusal(itself), Code::damaged_file);

    std::string directory = good_;
    const std::uint32_t start = document::little_endian(directory, 48, 4);
    put_at(directory, kSector + start * 4, start, 4);
    EXPECT_EQ(refusal(directory), Code::damaged_file);
}

TEST_F(BrokenDoc, IsRefusedOrReadWhereverItIsCutOff) {
    for (std::size_t size = 0; size < good_.size(); size += 97) {
        const auto text = document::read_doc(std::string_view(good_).substr(0, size), "a.doc");
        if (!text) {
            EXPECT_EQ(text.error().code, Code::damaged_file) << size;
        }
    }
}

TEST_F(BrokenDoc, IsRefusedWhenItAsksForMoreThanItHas) {
    const std::size_t pieces = good_.find('\x02', good_.size() - 4 * kSector);
    ASSERT_NE(pieces, std::string::npos);
    std::string greedy = good_;
    put_at(greedy, pieces + 9, 0x7FFFFFFF, 4); // the end of its piece
    EXPECT_EQ(refusal(greedy), Code::damaged_file);
}

} // namespace

} // namespace dongthac::tests
