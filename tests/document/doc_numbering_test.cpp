#include <string>
#include <vector>

#include "tests/document/doc_reading.hpp"
#include "tests/support/doc_builder.hpp"

namespace dongthac::tests {

namespace {

using Lines = std::vector<std::string>;
using Width = DocBuilder::Width;

/// As the usual plan is numbered: I. 1. 1.1. a) -
const DocDefinition kPlan = {7,
                             {{.kind = 1, .text = {0, '.'}},
                              {.kind = 0, .text = {1, '.'}},
                              {.kind = 0, .text = {1, '.', 2, '.'}},
                              {.kind = 4, .text = {3, ')'}},
                              {.kind = 23, .text = u"-"}}};
DocDefinition simple(std::uint32_t id, DocLevel level) { return {id, {std::move(level)}}; }

DocBuilder& add(DocBuilder& doc, const std::u16string& text, int list, int level) {
    const std::string own = DocBuilder::numbered(static_cast<std::uint16_t>(list), static_cast<std::uint8_t>(level));
    return doc.add({text + u"\r", Width::units, {}, own});
}

TEST(DocNumbering, LevelsCountAndBeginAgainBelowTheirHeading) {
    DocBuilder doc;
    doc.define({kPlan}, {{.definition = 7}});
    add(doc, u"MỤC ĐÍCH", 1, 0);
    add(doc, u"Một", 1, 1);
    add(doc, u"Hai", 1, 1);
    add(doc, u"Nhỏ", 1, 2);
    add(doc, u"Điểm", 1, 3);
    add(doc, u"Gạch", 1, 4);
    doc.add(u"Trơn\r");
    add(doc, u"NỘI DUNG", 1, 0);
    add(doc, u"Ba", 1, 1);
    add(doc, u"Nhỏ", 1, 2);

    const document::ReadText text = doc_ok(doc.build());

    EXPECT_EQ(doc_lines_of(text), (Lines{"I. MỤC ĐÍCH", "1. Một", "2. Hai", "2.1. Nhỏ", "a) Điểm", "- Gạch", "Trơn",
                                         "II. NỘI DUNG", "1. Ba", "1.1. Nhỏ"}));
    EXPECT_EQ(doc_remark(text, "automatic_numbers"), "not said");
}

TEST(DocNumbering, AListMayStartAnewOrChangeALevel) {
    const DocLevel article = {.kind = 22, .text = {u'Đ', u'i', u'ề', u'u', ' ', 0, '.'}, .start = 8};
    DocBuilder doc;
    doc.define({simple(7, {.text = {0, ')'}})},
               {{.definition = 7},
                {.definition = 7, .changes = {{.level = 0, .start = 5}}},
                {.definition = 7, .changes = {{.level = 0, .start = 3, .own = article}}},
                {.definition = 7}});
    for (const int list : {1, 4, 2, 2, 1, 3, 3}) add(doc, u"x", list, 0);

    // With a look of its own a list starts where that look says.
    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())),
              (Lines{"1) x", "2) x", "5) x", "6) x", "7) x", "Điều 08. x", "Điều 09. x"}));
}

TEST(DocNumbering, LevelsMaySayWhenTheyBeginAgainAndPrintFigures) {
    DocBuilder doc;
    doc.define({{7,
                 {{.kind = 1, .text = {0, '.'}},
                  {.text = {0, '.', 1}, .flags = 4 + 8, .restart = 0},
                  {.kind = 3, .text = {2, '.'}, .flags = 8, .restart = 1}}}},
               {{.definition = 7}});
    for (const int level : {0, 1, 2, 1, 2, 0, 1, 2}) add(doc, u"x", 1, level);

    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())),
              (Lines{"I. x", "1.1 x", "A. x", "1.2 x", "B. x", "II. x", "2.3 x", "A. x"}));
}

TEST(DocNumbering, BulletsAndOldFontsAreReadByTheFontOfTheLevel) {
    DocBuilder doc;
    doc.fonts = {"Times New Roman", "Symbol", "Wingdings", ".VnTime"};
    doc.define({simple(1, {.kind = 23, .text = u"\uF0B7", .letters = DocBuilder::font(1)}),
                simple(2, {.kind = 23, .text = u"\xFC", .letters = DocBuilder::font(2)}),
                simple(3, {.text = {u'\xA7', u'i', u'\xD2', u'u', ' ', 0, '.'}, .letters = DocBuilder::font(3)}),
                simple(4, {.kind = 255, .text = u""}), simple(5, {.kind = 23, .text = u"+"})},
               {{.definition = 1}, {.definition = 2}, {.definition = 3}, {.definition = 4}, {.definition = 5}});
    for (const int list : {1, 2, 3, 4, 5}) add(doc, u"x", list, 0);

    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())), (Lines{"• x", "• x", "Điều 1. x", "x", "+ x"}));
}

TEST(DocNumbering, AStyleNumbersItsParagraphsAndThoseBasedOnIt) {
    DocBuilder doc;
    doc.define({{7, kPlan.levels, {0xFFF, 3}}}, {{.definition = 7}});
    doc.styles = {{},
                  {.base = 0, .paragraph = DocBuilder::numbered(1, 0)},
                  {.base = 4},
                  {.base = 0, .paragraph = DocBuilder::sprm(0x460B, 1, 2)}, // its level is known by the list
                  {.base = 1, .paragraph = DocBuilder::sprm(0x2403, 1, 1)}};
    const auto styled = [&](const std::u16string& text, std::uint16_t style, const std::string& own = {}) {
        doc.add({text + u"\r", Width::units, {}, own, style});
    };
    styled(u"MỤC", 1);
    styled(u"MỤC", 2);
    styled(u"Khoản", 3);
    styled(u"Trơn", 1, DocBuilder::sprm(0x460B, 0, 2));
    styled(u"Tiểu mục", 1, DocBuilder::sprm(0x260A, 2, 1));
    styled(u"Thường", 0);

    const document::ReadText text = doc_ok(doc.build());

    EXPECT_EQ(doc_lines_of(text), (Lines{"I. MỤC", "II. MỤC", "1. Khoản", "Trơn", "1.1. Tiểu mục", "Thường"}));
    EXPECT_TRUE(text.lines[1].look.centred);
    EXPECT_FALSE(text.lines[0].look.centred);
}

TEST(DocNumbering, StylesThatAreBasedOnEachOtherEnd) {
    DocBuilder doc;
    doc.styles = {{.base = 1}, {.base = 0}, {.base = 2}};
    doc.add({u"x\r", Width::units, {}, {}, 2}).add(u"y\r");

    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())), (Lines{"x", "y"}));
}

TEST(DocNumbering, AParagraphThatIsGoneDoesNotCountAndAnEmptyOneDoes) {
    DocBuilder doc;
    doc.define({simple(7, {.text = {0, '.'}})}, {{.definition = 7}});
    add(doc, u"a", 1, 0);
    doc.add({u"cũ rồi\r", Width::units, DocBuilder::deleted(), DocBuilder::numbered(1, 0)});
    add(doc, u"b", 1, 0);
    add(doc, u"", 1, 0);
    add(doc, u"\t c\x0B hai", 1, 0);
    doc.add({u"nối ", Width::units, {}, DocBuilder::numbered(1, 0)});
    doc.add({u"\r", Width::units, DocBuilder::deleted(), DocBuilder::numbered(1, 0)});
    add(doc, u"liền", 1, 0);

    const document::ReadText text = doc_ok(doc.build());

    EXPECT_EQ(doc_lines_of(text), (Lines{"1. a", "2. b", "", "4. c", " hai", "5. nối liền"}));
    EXPECT_EQ(doc_remark(text, "deleted"), "2");
}

TEST(DocNumbering, ANumberAloneInACellIsTheRowsNumber) {
    DocBuilder doc;
    doc.define({simple(7, {.text = {0, '.'}})}, {{.definition = 7}});
    const std::string numbered = DocBuilder::cell() + DocBuilder::numbered(1, 0);
    for (const auto* words : {u"Ăn\x07", u"Ngủ\x07"}) {
        doc.add({u"\x07", Width::units, {}, numbered}).add({words, Width::units, {}, DocBuilder::cell()});
        doc.add({u"\x07", Width::units, {}, DocBuilder::ruled_row_end() + DocBuilder::numbered(1, 0)});
    }

    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())), (Lines{"| 1. | Ăn", "| 2. | Ngủ"}));
}

TEST(DocNumbering, BoxesCountForThemselves) {
    DocBuilder doc;
    doc.define({simple(7, {.text = {0, '.'}})}, {{.definition = 7}});
    add(doc, u"a", 1, 0);
    doc.begin_part(6);
    add(doc, u"trong khung", 1, 0);

    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())), (Lines{"1. a", "1. trong khung"}));
}

TEST(DocNumbering, SaysHowManyNumbersTheFileDoesNotTell) {
    DocBuilder doc;
    doc.define({kPlan}, {{.definition = 7}, {.definition = 8}});
    add(doc, u"a", 2, 0);  // a definition that is not there
    add(doc, u"b", 77, 0); // a list that is not there
    add(doc, u"", 77, 0);
    add(doc, u"c", 0xF801, 0);      // none
    add(doc, u"d", 0x10000 - 1, 0); // the first, with an indent of its own
    add(doc, u"e", 1, 200);

    const document::ReadText text = doc_ok(doc.build());

    EXPECT_EQ(doc_lines_of(text), (Lines{"a", "b", "", "c", "I. d", "- e"}));
    EXPECT_EQ(doc_remark(text, "automatic_numbers"), "2");
}

TEST(DocNumbering, NoNumberGrowsBeyondItsBound) {
    DocLevel greedy{.kind = 1, .text = {}};
    for (int i = 0; i < 25; ++i) greedy.text += u'\0';
    greedy.start = 3888;
    DocLevel endless{.text = std::u16string(5000, u'x')};
    DocBuilder doc;
    doc.define({simple(7, greedy), simple(8, endless), simple(9, {.text = {0, '.'}, .start = 0xFFFFFFFF})},
               {{.definition = 7}, {.definition = 8}, {.definition = 9}});
    for (const int list : {1, 2, 3}) add(doc, u"x", list, 0);

    EXPECT_EQ(doc_lines_of(doc_ok(doc.build())), (Lines{"x", "x", "0. x"}));
}

// Whatever the tables of lists say, the words come in, each line with at most a number before them.
TEST(DocNumbering, DamagedTablesLoseNumbersOnly) {
    DocBuilder whole;
    whole.define({kPlan, simple(8, {.text = {0, '.'}})},
                 {{.definition = 7, .changes = {{.level = 1, .start = 4, .own = kPlan.levels[2]}}}, {.definition = 8}});
    add(whole, u"một", 1, 0);
    add(whole, u"hai", 1, 1);
    add(whole, u"ba", 2, 0);
    const Lines words = {"một", "hai", "ba"};
    const auto check = [&](const DocBuilder& doc) {
        const Lines lines = doc_lines_of(doc_ok(doc.build()));
        ASSERT_EQ(lines.size(), words.size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            EXPECT_TRUE(lines[i].ends_with(words[i])) << lines[i];
            EXPECT_LE(lines[i].size(), words[i].size() + 61);
        }
    };
    for (std::size_t table = 0; table < 3; ++table) {
        const std::string good = *whole.list_tables()[table];
        for (std::size_t at = 0; at < good.size(); ++at)
            for (const char bad : {'\0', '\x7F', '\xFF'}) {
                DocBuilder doc = whole;
                (*doc.list_tables()[table])[at] = bad;
                check(doc);
            }
        for (std::size_t size = 0; size < good.size(); size += 3) {
            DocBuilder doc = whole;
            doc.list_tables()[table]->resize(size);
            check(doc);
        }
    }
}

} // namespace

} // namespace dongthac::tests
