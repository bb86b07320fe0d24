#include <gtest/gtest.h>

#include "shared/text/fold.hpp"
#include "shared/text/nfc.hpp"
#include "tests/text/vietnamese.hpp"

namespace dongthac::text {

namespace {

TEST(SearchKey, BaresEveryVietnameseLetterComposedOrNot) {
    for (const auto& letter : vietnamese::letters()) {
        EXPECT_EQ(search_key(letter.composed), letter.folded) << letter.composed;
        EXPECT_EQ(search_key(letter.decomposed), letter.folded) << letter.composed;
    }
}

TEST(SearchKey, MakesNamesComparable) {
    EXPECT_EQ(search_key("Đặng  Thị-Hoà"), "dang thi hoa");
    EXPECT_EQ(search_key("ĐẶNG THỊ HÒA"), "dang thi hoa");
    EXPECT_EQ(search_key("KH-SGD&ĐT"), "kh sgd dt");
    EXPECT_EQ(search_key("671/KH-SGD&ĐT ngày 14/02/2026"), "671 kh sgd dt ngay 14 02 2026");
}

TEST(SearchKey, TakesTheIcelandicLetterOldFilesHoldForD) { EXPECT_EQ(search_key("\u00D0ặng \u00F0i"), "dang di"); }

TEST(SearchKey, TrimsAndJoinsWhatIsNoLetter) {
    EXPECT_EQ(search_key("  — “Mầm non”\u00A0\n\t(Tây Mỗ) … "), "mam non tay mo");
    EXPECT_EQ(search_key(" .,;- "), "");
    EXPECT_EQ(search_key(""), "");
}

TEST(SearchKey, KeepsOtherScriptsWhole) { EXPECT_EQ(search_key("日本 한국 Ünal"), "日本 한국 unal"); }

TEST(SearchKey, TreatsIllFormedBytesAsSeparators) { EXPECT_EQ(search_key("a\xFF\xFEz"), "a z"); }

TEST(SearchKey, OfAKeyIsTheKey) {
    const std::uint64_t seed = vietnamese::seed();
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    base::SeededRandom random(seed);

    for (int round = 0; round < 1000; ++round) {
        const std::string key = search_key(vietnamese::random_text(random, 20));

        EXPECT_EQ(search_key(key), key);
    }
}

TEST(Case, MapsEveryVietnameseLetterBothWays) {
    const auto letters = vietnamese::letters();
    std::size_t pairs = 0;

    for (const auto& letter : letters) {
        const std::string other = letter.capital ? to_lower(letter.composed) : to_upper(letter.composed);
        EXPECT_NE(other, letter.composed);
        EXPECT_EQ(letter.capital ? to_upper(other) : to_lower(other), letter.composed);
        for (const auto& candidate : letters)
            if (candidate.composed == other && candidate.capital != letter.capital) ++pairs;
    }

    EXPECT_EQ(pairs, letters.size());
}

TEST(Case, LeavesTheRestAlone) {
    EXPECT_EQ(to_upper("Ủy ban nhân dân phường Tây Mỗ, số 5/KH-UBND"), "ỦY BAN NHÂN DÂN PHƯỜNG TÂY MỖ, SỐ 5/KH-UBND");
    EXPECT_EQ(to_lower("ĐỘC LẬP – TỰ DO"), "độc lập – tự do");
    EXPECT_EQ(to_lower("E\u0302\u0323"), "e\u0302\u0323");
    EXPECT_EQ(to_lower(""), "");
}

TEST(Matches, EveryQueryWordMustStartAWord) {
    const std::string key = search_key("Kế hoạch truyền thông giáo dục 2026");

    EXPECT_TRUE(matches(key, "truyen thong"));
    EXPECT_TRUE(matches(key, "thong truy"));
    EXPECT_TRUE(matches(key, "ke"));
    EXPECT_TRUE(matches(key, "202"));
    EXPECT_FALSE(matches(key, "ruyen"));
    EXPECT_FALSE(matches(key, "truyen thongs"));
    EXPECT_FALSE(matches(key, "truyen bao"));
    EXPECT_FALSE(matches("", "a"));
}

TEST(Matches, FindsAWordStartAfterAnInnerOccurrence) {
    EXPECT_TRUE(matches("phong ong", "ong"));
    EXPECT_FALSE(matches("phong thong", "ong"));
}

TEST(Matches, AnEmptyQueryMatchesAll) {
    EXPECT_TRUE(matches("mam non", ""));
    EXPECT_TRUE(matches("", "  "));
}

} // namespace

} // namespace dongthac::text
