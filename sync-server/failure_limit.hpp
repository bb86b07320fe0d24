#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace dongthac::server {

/// Counts failures of each peer in a window and says when it is enough. Any thread. Times are Clock::steady_ms.
class FailureLimit {
  public:
    FailureLimit(std::size_t allowed, std::int64_t window_ms) : allowed_(allowed), window_ms_(window_ms) {}

    [[nodiscard]] bool is_exhausted(const std::string& peer, std::int64_t now_ms);
    void note(const std::string& peer, std::int64_t now_ms);

  private:
    struct Count {
        std::int64_t since_ms = 0;
        std::size_t failures = 0;
    };
    void forget_old(std::int64_t now_ms);

    std::size_t allowed_;
    std::int64_t window_ms_;
    std::mutex mutex_;
    std::map<std::string, Count> counts_;
};

} // namespace dongthac::server
