#include <gtest/gtest.h>

#include "shared/document/letters.hpp"
#include "shared/document/lines.hpp"

namespace dongthac::tests {
namespace {

using namespace document;

TEST(SourceText, KnowsTheWidthOfWhiteSpaceBeforeAWord) {
    const SourceText source("a  b\tc\n   d");

    ASSERT_EQ(source.words().size(), 4u);
    EXPECT_EQ(source.words()[1].gap, 2u);
    EXPECT_EQ(source.words()[2].gap, kTabGap);
    EXPECT_EQ(source.words()[3].gap, 3u);
    EXPECT_EQ(source.words()[3].line, 1u);
}

TEST(SourceText, JoinsOverAHyphenOnlyInsideSymbolsAndYearsAtALineEnd) {
    EXPECT_TRUE(hyphen_joins("21/2018/QĐ-", "UBND"));
    EXPECT_TRUE(hyphen_joins("2024-", "2026"));
    EXPECT_FALSE(hyphen_joins("chăm-", "sóc"));
    EXPECT_FALSE(hyphen_joins("Sơn-", "La"));
    EXPECT_FALSE(hyphen_joins("-", "2026"));
    EXPECT_EQ(SourceText("2024- 2026").join({0, 1}), "2024- 2026");
    EXPECT_EQ(SourceText("2024-\n2026").join({0, 1}), "2024-2026");
}

TEST(Cells, AreCutAtWideGapsButNotInsideADateToFillIn) {
    const SourceText source("Số:      /KH-UBND      Hoa Phượng, ngày      tháng 3 năm 2026");
    const CleanLines clean = clean_lines(source);

    const auto cells = cells_of(source, clean.lines.at(0));

    ASSERT_EQ(cells.size(), 2u);
    EXPECT_EQ(cells[0].text, "Số: /KH-UBND");
    EXPECT_EQ(cells[1].text, "Hoa Phượng, ngày tháng 3 năm 2026");
}

TEST(CleanLines, TakesRulesAndCountedPagesOut) {
    const SourceText source("a\n-----\n2\nb\n7\n3\n");

    const CleanLines clean = clean_lines(source);

    EXPECT_EQ(clean.rules.size(), 1u);
    EXPECT_EQ(clean.page_numbers.size(), 2u);
    ASSERT_EQ(clean.lines.size(), 3u);
    EXPECT_EQ(clean.lines[2].text, "7"); // not the next page: somebody's figure
    EXPECT_TRUE(clean.lines[1].after_blank);
}

TEST(MeasureWrap, SeesThatUnbrokenParagraphsAreNotWrapped) {
    std::string text;
    for (int i = 0; i < 20; ++i)
        text +=
            "Một đoạn văn rất dài chạy suốt không xuống dòng giữa chừng, kể về việc đưa tin của lớp cho phụ huynh.\n";
    const SourceText source(text);

    EXPECT_FALSE(measure_wrap(clean_lines(source).lines).wrapped);
}

TEST(Letters, KnowVietnameseCapitals) {
    for (const char32_t upper : U"AÀẢÃÁẠĂẰÂẦĐEÈÊỀIÌOÒÔỒƠỜUÙƯỪYỲỴ")
        if (upper != 0) {
            EXPECT_TRUE(is_upper(upper) && !is_lower(upper)) << static_cast<unsigned>(upper);
        }
    for (const char32_t lower : U"aàảãáạăằâầđeèêềiìoòôồơờuùưừyỳỵ")
        if (lower != 0) {
            EXPECT_TRUE(is_lower(lower) && !is_upper(lower)) << static_cast<unsigned>(lower);
        }
}

TEST(Letters, AVietnameseLetterIsAsWideAsItsPlainOne) {
    EXPECT_EQ(times_width("Trường"), times_width("Truong"));
    EXPECT_EQ(times_width("ĐẶNG"), times_width("DANG"));
    EXPECT_LT(times_width("illi"), times_width("WWWW"));
}

} // namespace
} // namespace dongthac::tests
