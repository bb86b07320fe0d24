#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/text/tokens.hpp"
#include "tests/text/vietnamese.hpp"

namespace dongthac::text {

namespace {

using Tokens = std::vector<std::string>;

Tokens applied(Tokens tokens, const std::vector<TokenHunk>& hunks) {
    text::apply(tokens, hunks); // qualified: std::apply is found by the arguments otherwise
    return tokens;
}

/// Grows together with the letters beside it.
bool is_syllable(const std::string& token) { return tokenise("a" + token + "b").size() == 1; }

// Kept tokens of the best alignment, syllables before everything else, by the textbook recursion over prefixes: the
// oracle for "smallest".
using Kept = std::pair<std::size_t, std::size_t>; // syllables, others
Kept operator+(const Kept& a, const Kept& b) { return {a.first + b.first, a.second + b.second}; }
Kept worth_of(const std::string& token) { return is_syllable(token) ? Kept{1, 0} : Kept{0, 1}; }

Kept longest_common(const Tokens& a, const Tokens& b) {
    std::vector<std::vector<Kept>> best(a.size() + 1, std::vector<Kept>(b.size() + 1));
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j)
            best[i][j] = a[i - 1] == b[j - 1] ? best[i - 1][j - 1] + worth_of(a[i - 1])
                                              : std::max(best[i - 1][j], best[i][j - 1]);
    return best[a.size()][b.size()];
}

// Tokens that hunks leave alone, and those that joining near hunks took in although both sides have them.
Kept kept_tokens(const Tokens& before, const std::vector<TokenHunk>& hunks) {
    Tokens tokens = before;
    Kept kept;
    std::size_t at = 0;
    const auto keep_until = [&](std::size_t end) {
        for (; at < end; ++at) kept = kept + worth_of(tokens[at]);
    };
    for (const TokenHunk& hunk : hunks) {
        keep_until(hunk.position);
        const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(hunk.position);
        const Tokens removed(begin, begin + static_cast<std::ptrdiff_t>(hunk.removed));
        kept = kept + longest_common(removed, hunk.inserted);
        text::apply(tokens, std::span(&hunk, 1));
        at = hunk.position + hunk.inserted.size();
    }
    keep_until(tokens.size());
    return kept;
}

TEST(Tokenise, CutsSyllablesSpacesAndSigns) {
    EXPECT_EQ(tokenise("Kế hoạch  số 5/KH-UBND."),
              (Tokens{"Kế", " ", "hoạch", "  ", "số", " ", "5", "/", "KH", "-", "UBND", "."}));
    EXPECT_EQ(tokenise("“SGD&ĐT”…"), (Tokens{"“", "SGD", "&", "ĐT", "”", "…"}));
    EXPECT_EQ(tokenise("a \n\t\u00A0b"), (Tokens{"a", " \n\t\u00A0", "b"}));
    EXPECT_EQ(tokenise("..!"), (Tokens{".", ".", "!"}));
    EXPECT_EQ(tokenise("lớp 5A2"), (Tokens{"lớp", " ", "5A2"}));
    EXPECT_TRUE(tokenise("").empty());
}

TEST(Tokenise, KeepsAMarkWithItsLetter) {
    EXPECT_EQ(tokenise("tru\u031Bo\u031B\u0300ng x"), (Tokens{"tru\u031Bo\u031B\u0300ng", " ", "x"}));
}

TEST(Tokenise, HoldsEveryVietnameseLetterInASyllable) {
    for (const auto& letter : vietnamese::letters())
        EXPECT_EQ(tokenise("x" + letter.composed + "y"), (Tokens{"x" + letter.composed + "y"}));
}

TEST(Tokenise, JoinedGivesTheTextAgain) {
    const std::uint64_t seed = vietnamese::seed();
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    base::SeededRandom random(seed);

    for (int round = 0; round < 5000; ++round) {
        std::string text = vietnamese::random_text(random, 30);
        // Every tenth is damaged: bytes that are no UTF-8 must survive as well.
        if (round % 10 == 0 && !text.empty()) text[random.below(text.size())] = static_cast<char>(random.below(256));
        const Tokens tokens = tokenise(text);

        ASSERT_EQ(join(tokens), text);
        for (const std::string& token : tokens) ASSERT_EQ(tokenise(token), (Tokens{token}));
    }
}

TEST(Diff, OfEqualListsIsEmpty) {
    const Tokens tokens = tokenise("Mục đích, yêu cầu");

    EXPECT_TRUE(diff(tokens, tokens).empty());
    EXPECT_TRUE(diff(Tokens{}, Tokens{}).empty());
}

TEST(Diff, SaysOnlyWhatChanged) {
    const Tokens before = tokenise("trường mầm non Tây Mỗ");

    EXPECT_EQ(diff(before, tokenise("trường mầm non Tứ Mỗ")), (std::vector<TokenHunk>{{6, 1, {"Tứ"}}}));
    EXPECT_EQ(diff(before, tokenise("trường mầm non công lập Tây Mỗ")),
              (std::vector<TokenHunk>{{6, 0, {"công", " ", "lập", " "}}}));
    EXPECT_EQ(diff(before, tokenise("trường non Tây Mỗ")), (std::vector<TokenHunk>{{2, 2, {}}}));
    EXPECT_EQ(diff(before, tokenise("Các trường mầm non Tây Mỗ.")),
              (std::vector<TokenHunk>{{0, 0, {"Các", " "}}, {11, 0, {"."}}}));
    EXPECT_EQ(diff(Tokens{}, before), (std::vector<TokenHunk>{{0, 0, before}}));
    EXPECT_EQ(diff(before, Tokens{}), (std::vector<TokenHunk>{{0, 9, {}}}));
}

// A syllable taken out and put in again would stand twice when somebody else's change meets it.
TEST(Diff, KeepsASyllableRatherThanSpaces) {
    EXPECT_EQ(diff(tokenise("nội dung "), tokenise("nội mới dung")),
              (std::vector<TokenHunk>{{2, 0, {"mới", " "}}, {5, 1, {}}}));
    EXPECT_EQ(diff(tokenise("một , . "), tokenise(" , . một")).size(), 2u);
    EXPECT_EQ(kept_tokens(tokenise("một , . "), diff(tokenise("một , . "), tokenise(" , . một"))), (Kept{1, 0}));
}

TEST(Diff, CountsPositionsInTheListAsItStandsByThen) {
    const Tokens before = {"a", "b", "c", "d", "e", "f"};
    const Tokens after = {"x", "y", "a", "b", "c", "e", "f", "z"};

    const auto hunks = diff(before, after);

    EXPECT_EQ(hunks, (std::vector<TokenHunk>{{0, 0, {"x", "y"}}, {5, 1, {}}, {7, 0, {"z"}}}));
}

TEST(Diff, JoinsHunksOneSpaceApartAndNeverOverAWord) {
    const Tokens before = {"p", "a", " ", "b", "q"};
    const Tokens far = {"p", "a", " ", ",", "b", "q"};

    EXPECT_EQ(diff(before, Tokens({"p", "x", " ", "y", "q"})), (std::vector<TokenHunk>{{1, 3, {"x", " ", "y"}}}));
    EXPECT_EQ(diff(far, Tokens({"p", "x", " ", ",", "y", "q"})),
              (std::vector<TokenHunk>{{1, 1, {"x"}}, {4, 1, {"y"}}}));
    EXPECT_EQ(diff(Tokens({"p"}), Tokens({"x", " ", "p", " ", "y"})),
              (std::vector<TokenHunk>{{0, 0, {"x", " "}}, {3, 0, {" ", "y"}}}));
}

TEST(Diff, AppliedGivesTheOtherTextAndKeepsAllItCan) {
    const std::uint64_t seed = vietnamese::seed();
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    base::SeededRandom random(seed);

    for (int round = 0; round < 3000; ++round) {
        const Tokens before = tokenise(vietnamese::random_text(random, 25));
        Tokens after = tokenise(vietnamese::random_text(random, 25));
        if (round % 2 == 0) {
            // Half of the pairs are edits of one another, as in life.
            after = before;
            for (std::uint64_t edits = random.below(4); edits > 0 && !after.empty(); --edits)
                after[random.below(after.size())] = random.below(2) == 0 ? "mới" : ",";
        }
        const auto hunks = diff(before, after);

        ASSERT_EQ(applied(before, hunks), after) << join(before) << " → " << join(after);
        for (std::size_t i = 1; i < hunks.size(); ++i) {
            const std::size_t end = hunks[i - 1].position + hunks[i - 1].inserted.size();
            ASSERT_GT(hunks[i].position, end);
            if (hunks[i].position == end + 1) {
                ASSERT_NE(after[end].find_first_not_of(" \n\t"), std::string::npos) << "a lone space between two hunks";
            }
        }
        ASSERT_EQ(kept_tokens(before, hunks), longest_common(before, after)) << join(before) << " → " << join(after);
    }
}

TEST(Diff, TakesOneHunkBetweenTheCommonEndsOfHugeTexts) {
    Tokens before(2500, "cũ");
    Tokens after(2500, "mới");
    before[1200] = after[1300] = "chung";
    before.insert(before.begin(), "đầu");
    after.insert(after.begin(), "đầu");
    before.push_back("cuối");
    after.push_back("cuối");

    const auto hunks = diff(before, after);

    ASSERT_EQ(hunks.size(), 1u);
    EXPECT_EQ(hunks[0].position, 1u);
    EXPECT_EQ(hunks[0].removed, 2500u);
    EXPECT_EQ(applied(before, hunks), after);
}

TEST(Diff, AlignsAsManyTokensAsTheTableHolds) {
    Tokens before(1999, "cũ");
    Tokens after(1999, "mới");
    before[900] = after[1100] = "chung";
    before[901] = after[1101] = "nữa";

    const auto hunks = diff(before, after);

    EXPECT_EQ(hunks.size(), 2u);
    EXPECT_EQ(applied(before, hunks), after);
}

TEST(Apply, ClampsWhatLiesOutside) {
    EXPECT_EQ(applied({"a", "b"}, {{9, 3, {"z"}}}), (Tokens{"a", "b", "z"}));
    EXPECT_EQ(applied({"a", "b"}, {{1, 99, {"z"}}}), (Tokens{"a", "z"}));
    EXPECT_EQ(applied({}, {{0, SIZE_MAX, {}}}), Tokens{});
}

TEST(CountWords, CountsRunsOfAnythingButWhiteSpace) {
    EXPECT_EQ(count_words(""), 0u);
    EXPECT_EQ(count_words(" \n\t\u00A0"), 0u);
    EXPECT_EQ(count_words("Kế hoạch số 5/KH-UBND,\n  ngày 04/3/2026 – “mới”"), 8u);
    EXPECT_EQ(count_words("một\u00A0hai\u2003ba"), 3u);
}

} // namespace

} // namespace dongthac::text
