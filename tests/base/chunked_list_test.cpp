#include <gtest/gtest.h>

#include "shared/base/chunked_list.hpp"
#include "shared/base/random.hpp"
#include "tests/support/property.hpp"

namespace dongthac::base {

namespace {

TEST(ChunkedList, HoldsWhatAVectorWouldHold) {
    const std::uint64_t seed = tests::property_seed(81);

    for (std::uint64_t round = 0; round < 40; ++round) {
        SeededRandom random(seed * 1'000 + round);
        std::vector<int> expected(random.below(3'000), 7);
        ChunkedList<int> list(expected);
        for (int step = 0; step < 400; ++step) {
            const std::size_t position = random.below(expected.size() + 1);
            const auto at = expected.begin() + static_cast<std::ptrdiff_t>(position);
            if (random.below(2) == 0) {
                const std::size_t most = random.below(10) == 0 ? 2'000 : 5;
                const std::size_t count = std::min<std::size_t>(random.below(most), expected.size() - position);
                expected.erase(at, at + static_cast<std::ptrdiff_t>(count));
                list.erase(position, count);
            } else {
                const std::vector<int> fresh(random.below(random.below(10) == 0 ? 2'000 : 5), step);
                expected.insert(at, fresh.begin(), fresh.end());
                list.insert(position, fresh);
            }
            ASSERT_EQ(list.size(), expected.size());
        }

        ASSERT_EQ(list.take(), expected) << "seed " << seed << " round " << round;
        ASSERT_EQ(list.size(), 0u);
    }
}

} // namespace

} // namespace dongthac::base
