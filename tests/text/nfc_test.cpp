#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/text/nfc.hpp"
#include "tests/text/vietnamese.hpp"

namespace dongthac::text {

namespace {

TEST(Nfc, ComposesEveryVietnameseLetterFromItsParts) {
    const auto letters = vietnamese::letters();
    ASSERT_EQ(letters.size(), 134u);

    for (const auto& letter : letters) {
        const auto composed = to_nfc(letter.decomposed);

        ASSERT_TRUE(composed) << letter.composed;
        EXPECT_EQ(*composed, letter.composed);
        EXPECT_EQ(length(*composed), 1u) << letter.composed;
        EXPECT_TRUE(is_nfc(letter.composed)) << letter.composed;
        EXPECT_EQ(is_nfc(letter.decomposed), letter.composed == letter.decomposed) << letter.composed;
    }
}

TEST(Nfc, TakesToneAndHatInEitherOrder) {
    // e + hat + dot below, e + dot below + hat, ê + dot below, ẹ + hat
    for (const char* spelling : {"e\u0302\u0323", "e\u0323\u0302", "ê\u0323", "ẹ\u0302"})
        EXPECT_EQ(to_nfc(spelling).value(), "ệ") << spelling;
    for (const char* spelling : {"u\u031B\u0309", "u\u0309\u031B", "ư\u0309", "ủ\u031B"})
        EXPECT_EQ(to_nfc(spelling).value(), "ử") << spelling;
}

TEST(Nfc, KeepsWhichVowelTheWriterPutTheToneOn) {
    EXPECT_EQ(to_nfc("hoa\u0300").value(), "hoà");
    EXPECT_EQ(to_nfc("ho\u0300a").value(), "hòa");
}

TEST(Nfc, ReplacesDeprecatedToneMarks) { EXPECT_EQ(to_nfc("a\u0340 e\u0341").value(), "à é"); }

TEST(Nfc, LeavesTheStrokeOfDWhereItIs) {
    EXPECT_EQ(to_nfc("Đặng đi").value(), "Đặng đi");
    EXPECT_TRUE(is_nfc("Đặng đi"));
}

TEST(Nfc, DropsByteOrderMarksAtTheStartOnly) {
    EXPECT_EQ(to_nfc("\uFEFFKế hoạch").value(), "Kế hoạch");
    EXPECT_EQ(to_nfc("\uFEFF\uFEFFKế").value(), "Kế");
    EXPECT_EQ(to_nfc("Kế\uFEFF").value(), "Kế\uFEFF");
    EXPECT_EQ(to_nfc("\uFEFF").value(), "");
    EXPECT_FALSE(is_nfc("\uFEFFa"));
}

TEST(Nfc, MakesEveryLineEndALineFeed) {
    EXPECT_EQ(to_nfc("một\r\nhai\rba\nbốn\r\r\n").value(), "một\nhai\nba\nbốn\n\n");
    EXPECT_FALSE(is_nfc("a\r\n"));
}

TEST(Nfc, MakesOtherControlCharactersSpaces) {
    const std::string raw("a\0b\x01"
                          "c\x7F"
                          "d\u0085e\tf\n",
                          13);

    const auto clean = to_nfc(raw);

    EXPECT_EQ(clean.value(), "a b c d e\tf\n");
    EXPECT_FALSE(is_nfc(raw));
    EXPECT_FALSE(is_nfc("a\u0085"));
    EXPECT_TRUE(is_nfc("a\tb\n"));
}

TEST(Nfc, KeepsCharactersThatOnlyLookLikeOthers) { EXPECT_EQ(to_nfc("m² ½ ﬁ ① Ａ e\u0302").value(), "m² ½ ﬁ ① Ａ ê"); }

TEST(Nfc, KeepsTheSoftHyphenThatLegacyFontsUseAsALetter) { EXPECT_EQ(to_nfc("M\u00ADêng").value(), "M\u00ADêng"); }

struct BadBytes {
    std::string bytes;
    std::string offset;
};

TEST(Nfc, NamesTheFirstByteThatIsNotUtf8) {
    const std::vector<BadBytes> cases = {
        {"\xFF", "0"},                 // never a lead byte
        {"abc\x80", "3"},              // continuation without a lead
        {"Đ\xC3", "2"},                // cut off at the end
        {"ab\xE1\xBA", "2"},           // cut off in the middle of a Vietnamese letter
        {"\xE1\xBA\x41", "0"},         // lead followed by ASCII
        {"a\xC0\xAF", "1"},            // overlong, two bytes
        {"a\xE0\x9F\xBF", "1"},        // overlong, three bytes
        {"a\xF0\x8F\xBF\xBF", "1"},    // overlong, four bytes
        {"\xED\xA0\x80", "0"},         // surrogate
        {"ok \xF4\x90\x80\x80", "3"},  // above U+10FFFF
        {"\xEF\xBB\xBFtr\xE0ng", "5"}, // ISO 8859-1 after a byte order mark: offsets count the file's bytes
        {"d\r\n\xFE", "3"},            // after a line end that shrinks
    };

    for (const auto& bad : cases) {
        const auto refused = to_nfc(bad.bytes);

        ASSERT_FALSE(refused) << bad.offset;
        EXPECT_EQ(refused.error().code, base::Code::not_utf8);
        EXPECT_EQ(refused.error().arg("offset"), bad.offset);
        EXPECT_FALSE(is_nfc(bad.bytes));
    }
}

TEST(Nfc, AcceptsTheEdgesOfUnicode) {
    const std::string edges = "\u0080\u07FF\u0800\uD7FF\uE000\uFFFD\U00010000\U0010FFFF";

    const auto kept = to_nfc(edges.substr(2)); // U+0080 is a control

    EXPECT_EQ(kept.value(), edges.substr(2));
}

TEST(Nfc, ChangesNothingTheSecondTime) {
    const std::uint64_t seed = vietnamese::seed();
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    base::SeededRandom random(seed);
    const auto pieces = std::to_array<std::string_view>(
        {"e",      "o",      "u",      "A",      "d",      "đ",      "\u0302", "\u0323",    "\u031B",
         "\u0301", "\u0306", "ê",      "ợ",      "\r",     "\n",     "\t",     " ",         "\uFEFF",
         "\u00A0", "\u2013", "\u212A", "\uAC00", "\u1100", "\u1161", "\x01",   "\U0001F600"});

    for (int round = 0; round < 3000; ++round) {
        std::string raw;
        for (std::uint64_t left = random.below(12); left > 0; --left) raw += pieces[random.below(pieces.size())];
        const auto once = to_nfc(raw);

        ASSERT_TRUE(once);
        EXPECT_EQ(to_nfc(*once).value(), *once);
        EXPECT_TRUE(is_nfc(*once)) << *once;
        EXPECT_EQ(is_nfc(raw), raw == *once) << raw;
    }
}

TEST(Nfc, NormalisesALargeTextWhole) {
    std::string raw;
    std::string expected;
    for (int i = 0; i < 20'000; ++i) {
        raw += "Tru\u031Bo\u031B\u0300ng\r\n";
        expected += "Trường\n";
    }

    EXPECT_EQ(to_nfc(raw).value(), expected);
}

TEST(CodePoints, GoThereAndBack) {
    const std::string text = "aĐệ\u2013\U0001F600";

    const std::u32string points = to_code_points(text);

    EXPECT_EQ(points, U"aĐệ\u2013\U0001F600");
    EXPECT_EQ(to_utf8(points), text);
    EXPECT_EQ(length(text), 5u);
    EXPECT_EQ(length(""), 0u);
}

TEST(CodePoints, IllFormedBytesBecomeReplacementCharacters) {
    EXPECT_EQ(to_code_points("a\xFF\xE1\xBAz"), U"a\uFFFD\uFFFD\uFFFDz");
    EXPECT_EQ(length("a\xFF\xE1\xBAz"), 5u);
    EXPECT_EQ(to_utf8(std::u32string{U'a', char32_t{0xD800}, char32_t{0x110000}}), "a\uFFFD\uFFFD");
}

} // namespace

} // namespace dongthac::text
