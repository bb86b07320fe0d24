#include "shared/base/clock.hpp"

#include <chrono>

namespace dongthac::base {

namespace {

template <class AnyClock>
std::int64_t now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(AnyClock::now().time_since_epoch()).count();
}

} // namespace

std::int64_t SystemClock::wall_ms() const { return now_ms<std::chrono::system_clock>(); }

std::int64_t SystemClock::steady_ms() const { return now_ms<std::chrono::steady_clock>(); }

} // namespace dongthac::base
