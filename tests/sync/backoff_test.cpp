#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "client/sync/backoff.hpp"
#include "tests/support/property.hpp"

namespace dongthac::sync {

namespace {

std::vector<std::int64_t> delays(unsigned failures, std::uint64_t seed) {
    base::SeededRandom random(seed);
    std::vector<std::int64_t> out(4'000);
    for (std::int64_t& delay : out) delay = next_delay_ms(failures, random);
    return out;
}

TEST(Backoff, PollsEveryThirtyToSixtySecondsWhileAllIsWell) {
    const std::vector<std::int64_t> waited = delays(0, tests::property_seed(111));

    const auto [least, most] = std::ranges::minmax(waited);
    EXPECT_GE(least, 30'000);
    EXPECT_LE(most, 60'000);
    EXPECT_GT(most - least, 25'000) << "spread over the whole span";
}

TEST(Backoff, DoublesItsLimitUpToFifteenMinutes) {
    const std::uint64_t seed = tests::property_seed(112);
    std::int64_t limit = kFirstRetryMs;
    for (unsigned failures = 1; failures < 40; ++failures) {
        const std::vector<std::int64_t> waited = delays(failures, seed + failures);
        const auto [least, most] = std::ranges::minmax(waited);
        EXPECT_GE(least, 0);
        EXPECT_LE(most, limit) << failures;
        EXPECT_GT(most, limit * 9 / 10) << failures << ": PCs would come back together";
        EXPECT_LT(least, limit / 10) << failures;
        limit = std::min(limit * 2, kLongestRetryMs);
    }
    EXPECT_EQ(limit, kLongestRetryMs);
}

TEST(Backoff, StaysInBoundsAfterAWeekWithoutANetwork) {
    base::SeededRandom random(1);
    for (const unsigned failures : {1'000u, 1'000'000u, ~0u})
        EXPECT_LE(next_delay_ms(failures, random), kLongestRetryMs);
}

} // namespace

} // namespace dongthac::sync
