#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/text/collate.hpp"
#include "tests/text/vietnamese.hpp"

namespace dongthac::text {

namespace {

void expect_in_order(const std::vector<std::string>& ordered) {
    for (std::size_t i = 0; i < ordered.size(); ++i)
        for (std::size_t j = 0; j < ordered.size(); ++j)
            EXPECT_EQ(collates_before(ordered[i], ordered[j]), i < j) << ordered[i] << " / " << ordered[j];
}

TEST(Collation, FollowsTheAlphabet) {
    expect_in_order({"a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j", "k", "l", "m",
                     "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z"});
}

TEST(Collation, OrdersTonesNoneHuyenHoiNgaSacNang) {
    expect_in_order({"ma", "mà", "mả", "mã", "má", "mạ"});
    expect_in_order({"thươ", "thườ", "thưở", "thưỡ", "thướ", "thượ"});
}

TEST(Collation, ComparesLettersBeforeTones) {
    expect_in_order({"bạ", "bac", "băc", "bâc"});
    expect_in_order({"đạt", "đăng", "đặng", "đất"});
}

TEST(Collation, FinishesASyllableBeforeTheNext) {
    expect_in_order({"ba", "ba mẹ", "bà con", "bác sĩ"});
    expect_in_order({"hoa hồng", "hoà bình", "hoạ mi", "hoan hô"});
}

TEST(Collation, PutsTheToneOfASyllableWhereverItIsWritten) {
    expect_in_order({"hoa", "hoà an", "hòa bình", "hoà vang", "hoả lò"});
}

TEST(Collation, OrdersNumbersByValueBeforeLetters) {
    expect_in_order({"Trường 2", "Trường 10", "Trường 100", "Trường A"});
    expect_in_order({"Lớp 1A", "Lớp 1B", "Lớp 2A", "Lớp 10A", "Lớp lá"});
    expect_in_order({"9", "10", "99", "a"});
    expect_in_order({"1.2", "1.10", "2.1"});
}

TEST(Collation, OrdersNumbersOfAnyLength) {
    const std::string nines_63(63, '9');
    const std::string nines_64(64, '9');
    const std::string one_65 = "1" + std::string(64, '0');
    const std::string nines_127(127, '9');
    const std::string one_129 = "1" + std::string(128, '0');
    expect_in_order({"0", "1", nines_63, nines_64, one_65, nines_127, one_129, "a"});
}

TEST(Collation, IgnoresLeadingZerosUntilTheEnd) { expect_in_order({"Trường 1", "Trường 02", "Trường 2", "Trường 03"}); }

TEST(Collation, PutsSmallBeforeCapitalAndOnlyThen) { expect_in_order({"an", "An", "AN", "Ba", "bà", "Bà"}); }

TEST(Collation, TakesPunctuationAsSpace) { expect_in_order({"Hà Nam", "Hà Nội", "Hà-Nội", "Hà Tĩnh"}); }

TEST(Collation, HasAPlaceForOtherLetters) {
    expect_in_order({"Muc", "Muç", "Mue", "z", "Жук", "日本"});
    expect_in_order({"da", "\u00F0i", "e"});
}

TEST(Collation, OrdersEveryVowelThenEveryTone) {
    std::vector<std::string> ordered;
    for (const char* row : {"aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ",
                            "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ"}) {
        std::string letter;
        for (const char* at = row; *at != '\0'; ++at) {
            const bool leads = (static_cast<unsigned char>(*at) & 0xC0) != 0x80;
            if (leads && !letter.empty()) ordered.push_back(letter);
            if (leads) letter.clear();
            letter += *at;
        }
        ordered.push_back(letter);
    }
    ASSERT_EQ(ordered.size(), 72u);

    expect_in_order(ordered);
}

TEST(Collation, IsATotalOrder) {
    const std::uint64_t seed = vietnamese::seed();
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    base::SeededRandom random(seed);
    std::vector<std::string> texts;
    for (int i = 0; i < 300; ++i) texts.push_back(vietnamese::random_text(random, 6));

    std::ranges::sort(texts, collates_before);

    for (std::size_t i = 1; i < texts.size(); ++i) {
        EXPECT_FALSE(collates_before(texts[i], texts[i - 1]));
        EXPECT_EQ(collation_key(texts[i]) == collation_key(texts[i - 1]), texts[i] == texts[i - 1]);
    }
}

} // namespace

} // namespace dongthac::text
