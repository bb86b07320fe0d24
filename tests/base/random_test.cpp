#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include <gtest/gtest.h>

#include "shared/base/random.hpp"

namespace dongthac::base {

namespace {

/// Gives 64-bit values that the test chose, most significant byte first.
class ScriptedRandom final : public Random {
  public:
    explicit ScriptedRandom(std::vector<std::uint64_t> values) : values_(values.begin(), values.end()) {}
    void fill(std::span<std::uint8_t> out) override {
        ASSERT_EQ(out.size(), 8u);
        ASSERT_FALSE(values_.empty());
        for (std::size_t i = 0; i < 8; ++i) out[i] = static_cast<std::uint8_t>(values_.front() >> (56 - 8 * i));
        values_.pop_front();
    }
    [[nodiscard]] std::size_t left() const { return values_.size(); }

  private:
    std::deque<std::uint64_t> values_;
};

std::vector<std::uint8_t> bytes_of(Random& random, std::size_t count) {
    std::vector<std::uint8_t> bytes(count);
    random.fill(bytes);
    return bytes;
}

TEST(SeededRandom, RepeatsItselfFromTheSameSeed) {
    SeededRandom first(20260304);
    SeededRandom second(20260304);
    SeededRandom other(20260305);

    const auto bytes = bytes_of(first, 1000);

    EXPECT_EQ(bytes_of(second, 1000), bytes);
    EXPECT_NE(bytes_of(other, 1000), bytes);
    EXPECT_NE(bytes_of(first, 1000), bytes);
}

TEST(SeededRandom, IsSplitmix64SoThatOldSeedsStayReproducible) {
    SeededRandom random(0);

    // low bytes of e220a8397b1dcdaf, 6e789e6aa1b965f4, 06c45d188009454f
    EXPECT_EQ(bytes_of(random, 3), (std::vector<std::uint8_t>{0xaf, 0xf4, 0x4f}));
}

TEST(SeededRandom, DoesNotDependOnHowItIsCut) {
    SeededRandom whole(9);
    SeededRandom cut(9);

    auto parts = bytes_of(cut, 3);
    for (const std::uint8_t byte : bytes_of(cut, 5)) parts.push_back(byte);

    EXPECT_EQ(parts, bytes_of(whole, 8));
}

TEST(Below, StaysBelowItsBound) {
    SeededRandom random(3);
    for (const std::uint64_t bound : {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{3}, std::uint64_t{10},
                                      std::uint64_t{1} << 63, (std::uint64_t{1} << 63) + 1, UINT64_MAX})
        for (int i = 0; i < 1000; ++i) ASSERT_LT(random.below(bound), bound);
    EXPECT_EQ(random.below(0), 0u);
    EXPECT_EQ(random.below(1), 0u);
}

TEST(Below, ReachesEveryValueAboutEquallyOften) {
    SeededRandom random(4);
    std::array<int, 10> counts{};

    for (int i = 0; i < 100'000; ++i) ++counts[random.below(counts.size())];

    EXPECT_GT(*std::ranges::min_element(counts), 9'500);
    EXPECT_LT(*std::ranges::max_element(counts), 10'500);
}

TEST(Below, DrawsAgainWhereTheTailWouldFavourLowValues) {
    ScriptedRandom random({UINT64_MAX, UINT64_MAX - 5, UINT64_MAX - 6});

    // 2^64 - 6 is the largest multiple of 10 in range: from there on the draw is repeated.
    EXPECT_EQ(random.below(10), 9u);
    EXPECT_EQ(random.left(), 0u);
}

TEST(Below, ReachesTheLastValueOfAHugeBound) {
    ScriptedRandom random({UINT64_MAX, UINT64_MAX - 1});

    EXPECT_EQ(random.below(UINT64_MAX), UINT64_MAX - 1);
}

TEST(SystemRandom, DoesNotRepeat) {
    SystemRandom random;

    EXPECT_NE(bytes_of(random, 32), bytes_of(random, 32));
    EXPECT_NE(bytes_of(random, 32), std::vector<std::uint8_t>(32, 0));
}

} // namespace

} // namespace dongthac::base
