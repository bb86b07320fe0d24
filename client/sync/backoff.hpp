#pragma once

#include <cstdint>

#include "shared/base/random.hpp"

namespace dongthac::sync {

/// Milliseconds to wait before the next round, by full jitter: uniform between nothing and a limit that doubles with
/// each failure (Brooker, "Exponential Backoff and Jitter", 2015), so that three thousand PCs do not come back together
/// after an outage. After a success (`failures` 0) the next poll comes at 30 to 60 seconds.
[[nodiscard]] std::int64_t next_delay_ms(unsigned failures, base::Random& random);

inline constexpr std::int64_t kPollMs = 60'000;
inline constexpr std::int64_t kFirstRetryMs = 4'000;
inline constexpr std::int64_t kLongestRetryMs = 900'000;

} // namespace dongthac::sync
