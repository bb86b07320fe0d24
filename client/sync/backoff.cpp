#include "client/sync/backoff.hpp"

#include <algorithm>

namespace dongthac::sync {

std::int64_t next_delay_ms(unsigned failures, base::Random& random) {
    if (failures == 0) return kPollMs / 2 + static_cast<std::int64_t>(random.below(kPollMs / 2 + 1));
    const unsigned doublings = std::min(failures - 1, 16u);
    const std::int64_t limit = std::min(kFirstRetryMs << doublings, kLongestRetryMs);
    return static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(limit) + 1));
}

} // namespace dongthac::sync
