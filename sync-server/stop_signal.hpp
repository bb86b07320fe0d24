#pragma once

#include <chrono>

namespace dongthac::server {

/// SIGINT and SIGTERM (Ctrl+C and closing the console on Windows) as something to wait for. Make it before any other
/// thread, so that none of them takes the signal; one in a program.
class StopSignal {
  public:
    StopSignal();
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;
    ~StopSignal();

    enum class Woken { asked_to_stop, time_passed };
    /// Blocks until the program is asked to stop, `limit` at most.
    [[nodiscard]] Woken wait(std::chrono::seconds limit);
};

} // namespace dongthac::server
