#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/text/nfc.hpp"
#include "shared/text/wrap.hpp"
#include "tests/text/vietnamese.hpp"

namespace dongthac::text {

namespace {

float one_each(char32_t) { return 1; }

std::vector<Row> wrapped(std::u32string_view text, float limit) { return wrap(text, limit, one_each); }

TEST(Wrap, OfNothingIsOneEmptyRow) { EXPECT_EQ(wrapped(U"", 10), (std::vector<Row>{{0, 0, 0, false}})); }

TEST(Wrap, KeepsWhatFits) { EXPECT_EQ(wrapped(U"mầm non", 7), (std::vector<Row>{{0, 7, 7, false}})); }

TEST(Wrap, BreaksAtSpacesThatHangOverTheEdge) {
    EXPECT_EQ(wrapped(U"mầm non", 6), (std::vector<Row>{{0, 4, 3, false}, {4, 7, 3, false}}));
    EXPECT_EQ(wrapped(U"mầm non", 3), (std::vector<Row>{{0, 4, 3, false}, {4, 7, 3, false}}));
    EXPECT_EQ(wrapped(U"mầm     non", 4), (std::vector<Row>{{0, 8, 3, false}, {8, 11, 3, false}}));
    EXPECT_EQ(wrapped(U"mầm   ", 4), (std::vector<Row>{{0, 6, 3, false}}));
}

TEST(Wrap, CutsAWordWiderThanARow) {
    EXPECT_EQ(wrapped(U"abcdefgh", 3), (std::vector<Row>{{0, 3, 3, false}, {3, 6, 3, false}, {6, 8, 2, false}}));
    EXPECT_EQ(wrapped(U"xa abcdefg hi", 4),
              (std::vector<Row>{{0, 3, 2, false}, {3, 7, 4, false}, {7, 11, 3, false}, {11, 13, 2, false}}));
}

TEST(Wrap, EndsARowAfterALineFeed) {
    EXPECT_EQ(wrapped(U"ab\ncd", 9), (std::vector<Row>{{0, 3, 2, true}, {3, 5, 2, false}}));
    EXPECT_EQ(wrapped(U"ab\n\ncd", 9), (std::vector<Row>{{0, 3, 2, true}, {3, 4, 0, true}, {4, 6, 2, false}}));
    EXPECT_EQ(wrapped(U"ab  \ncd", 3), (std::vector<Row>{{0, 5, 2, true}, {5, 7, 2, false}}));
}

TEST(Wrap, AddsAnEmptyRowAfterATrailingLineFeed) {
    EXPECT_EQ(wrapped(U"ab\n", 9), (std::vector<Row>{{0, 3, 2, true}, {3, 3, 0, false}}));
    EXPECT_EQ(wrapped(U"\n", 9), (std::vector<Row>{{0, 1, 0, true}, {1, 1, 0, false}}));
}

TEST(Wrap, DoesNotBreakAtANoBreakSpace) {
    EXPECT_EQ(wrapped(U"số 5\u00A0KH", 5), (std::vector<Row>{{0, 3, 2, false}, {3, 7, 4, false}}));
}

TEST(Wrap, MeasuresByTheAdvanceGiven) {
    const auto wide_m = [](char32_t c) { return c == U'm' ? 3.0f : 1.0f; };

    EXPECT_EQ(wrap(U"mm mm", 7, wide_m), (std::vector<Row>{{0, 3, 6, false}, {3, 5, 6, false}}));
    EXPECT_EQ(wrap(U"ii ii", 7, wide_m), (std::vector<Row>{{0, 5, 5, false}}));
}

TEST(Wrap, GivesOneCharacterARowWhenNothingFits) {
    EXPECT_EQ(wrapped(U"ab", 0), (std::vector<Row>{{0, 1, 1, false}, {1, 2, 1, false}}));
    EXPECT_EQ(wrapped(U"a b", -5), (std::vector<Row>{{0, 2, 1, false}, {2, 3, 1, false}}));
}

TEST(Wrap, RowsTileTheTextFitAndCannotTakeTheNextWord) {
    const std::uint64_t seed = vietnamese::seed();
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    base::SeededRandom random(seed);

    for (int round = 0; round < 2000; ++round) {
        const std::u32string text = to_code_points(vietnamese::random_text(random, 40));
        const auto limit = static_cast<float>(1 + random.below(20));
        const auto rows = wrapped(text, limit);

        ASSERT_FALSE(rows.empty());
        ASSERT_EQ(rows.front().begin, 0u);
        ASSERT_EQ(rows.back().end, text.size());
        ASSERT_FALSE(rows.back().hard);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Row& row = rows[i];
            ASSERT_LE(row.width, limit);
            const bool ends_in_feed = row.end > row.begin && text[row.end - 1] == U'\n';
            ASSERT_EQ(row.hard, ends_in_feed);
            if (i + 1 == rows.size()) continue;
            ASSERT_EQ(rows[i + 1].begin, row.end);
            ASSERT_GT(row.end, row.begin);
            if (row.hard) continue;
            // Up to the next place to break, the following word would not have fitted here.
            std::size_t word_end = row.end;
            while (word_end < text.size() && text[word_end] != U' ' && text[word_end] != U'\n' &&
                   text[word_end] != U'\t')
                ++word_end;
            ASSERT_GT(static_cast<float>(word_end - row.begin), limit);
        }
    }
}

TEST(RowOf, TakesTheLaterRowAtABoundaryAndTheLastAtTheEnd) {
    const auto rows = wrapped(U"ab cd\nef\n", 2);
    ASSERT_EQ(rows.size(), 4u); // "ab ", "cd\n", "ef\n", ""

    EXPECT_EQ(row_of(rows, 0), 0u);
    EXPECT_EQ(row_of(rows, 2), 0u);
    EXPECT_EQ(row_of(rows, 3), 1u);
    EXPECT_EQ(row_of(rows, 5), 1u);
    EXPECT_EQ(row_of(rows, 6), 2u);
    EXPECT_EQ(row_of(rows, 9), 3u);
    EXPECT_EQ(row_of(rows, 100), 3u);
}

TEST(RowOf, OfOneRowIsThatRow) {
    EXPECT_EQ(row_of(wrapped(U"", 5), 0), 0u);
    EXPECT_EQ(row_of(wrapped(U"ab", 5), 2), 0u);
}

} // namespace

} // namespace dongthac::text
