#include <gtest/gtest.h>

#include "shared/base/clock.hpp"

namespace dongthac::base {

namespace {

TEST(ManualClock, MovesOnlyWhenTold) {
    ManualClock clock(1000);
    EXPECT_EQ(clock.wall_ms(), 1000);
    EXPECT_EQ(clock.steady_ms(), 0);

    clock.advance(250);

    EXPECT_EQ(clock.wall_ms(), 1250);
    EXPECT_EQ(clock.steady_ms(), 250);
}

TEST(ManualClock, JumpsTheWallAlone) {
    ManualClock clock(1000);
    clock.advance(5);

    clock.set_wall(-1);

    EXPECT_EQ(clock.wall_ms(), -1);
    EXPECT_EQ(clock.steady_ms(), 5);
}

TEST(SystemClock, CountsMillisecondsSince1970) {
    const SystemClock clock;
    constexpr std::int64_t kYear2020 = 1'577'836'800'000;
    constexpr std::int64_t kYear2200 = 7'258'118'400'000;

    EXPECT_GT(clock.wall_ms(), kYear2020);
    EXPECT_LT(clock.wall_ms(), kYear2200);
    const std::int64_t before = clock.steady_ms();
    EXPECT_GE(clock.steady_ms(), before);
}

} // namespace

} // namespace dongthac::base
