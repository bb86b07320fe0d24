#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/change/order.hpp"
#include "tests/support/property.hpp"

namespace dongthac::change {

namespace {

TEST(OrderBetween, KeepsAnySequenceOfInsertionsSortedAndDistinct) {
    const std::uint64_t seed = tests::property_seed(61);
    base::SeededRandom random(seed);

    for (int round = 0; round < 40; ++round) {
        std::vector<std::string> keys;
        for (std::size_t i = 0; i < random.below(6); ++i) keys.push_back(order_at(i));
        for (int step = 0; step < 200; ++step) {
            const std::size_t at = random.below(keys.size() + 1);
            const std::string before = at == 0 ? "" : keys[at - 1];
            const std::string after = at == keys.size() ? "" : keys[at];
            const std::string key = order_between(before, after);
            ASSERT_LT(before, key) << "seed " << seed;
            if (!after.empty()) {
                ASSERT_LT(key, after) << "seed " << seed << " between " << before << " and " << after;
            }
            ASSERT_NE(key.back(), '0') << "nothing could come before it; seed " << seed;
            keys.insert(keys.begin() + static_cast<std::ptrdiff_t>(at), key);
        }

        ASSERT_TRUE(std::ranges::is_sorted(keys));
        ASSERT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), keys.size());
    }
}

TEST(OrderBetween, KeepsKeysShortWhenParagraphsAreAppended) {
    std::string last = order_at(0);
    for (int i = 0; i < 2'000; ++i) last = order_between(last, "");

    EXPECT_LT(last.size(), 500u);
}

TEST(OrderBetween, FindsAPlaceInTheSameGapAThousandTimes) {
    const std::string low = order_at(0);
    std::string high = order_at(1);
    for (int i = 0; i < 1'000; ++i) {
        const std::string key = order_between(low, high);
        ASSERT_LT(low, key);
        ASSERT_LT(key, high);
        high = key;
    }
}

TEST(OrderBetween, PutsAKeyBehindTwoEqualOnes) {
    // Two PCs appended at once: both have the same key, and the next paragraph goes behind.
    EXPECT_LT(std::string("V"), order_between("V", "V"));
}

TEST(OrderBetween, ComesToAnEndOnKeysFromElsewhere) {
    for (const char* before : {"", "\x01", "V~", "zzzz", "Đ", "0000"})
        for (const char* after : {"", "\x01", "V", "zzzz", "Đ", "0"})
            EXPECT_LT(order_between(before, after).size(), 20u);
}

TEST(OrderAt, IsAscendingWithRoomBetweenAnyTwo) {
    for (std::size_t i = 0; i < 5'000; ++i) {
        const std::string low = order_at(i);
        const std::string high = order_at(i + 1);
        ASSERT_LT(low, high) << i;
        const std::string between = order_between(low, high);
        ASSERT_LT(low, between);
        ASSERT_LT(between, high);
        ASSERT_NE(low.back(), '0');
    }
    EXPECT_LT(order_between("", order_at(0)), order_at(0));
}

} // namespace

} // namespace dongthac::change
