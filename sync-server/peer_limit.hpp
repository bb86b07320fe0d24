#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace dongthac::server {

/// Counts what each peer did in a window of time and says when it is enough. Any thread. Times are Clock::steady_ms.
class PeerLimit {
  public:
    PeerLimit(std::size_t allowed, std::int64_t window_ms) : allowed_(allowed), window_ms_(window_ms) {}

    [[nodiscard]] bool is_exhausted(const std::string& peer, std::int64_t now_ms);
    void note(const std::string& peer, std::int64_t now_ms);

  private:
    struct Count {
        std::int64_t since_ms = 0;
        std::size_t times = 0;
    };
    [[nodiscard]] bool is_old(const Count& count, std::int64_t now_ms) const {
        return now_ms - count.since_ms >= window_ms_;
    }
    void forget_old(std::int64_t now_ms);
    /// Addresses are cheap to invent: past so many, all newcomers share one count rather than our memory.
    [[nodiscard]] const std::string& counted_as(const std::string& peer) const;

    std::size_t allowed_;
    std::int64_t window_ms_;
    std::mutex mutex_;
    std::map<std::string, Count> counts_;
    std::int64_t swept_ms_ = 0;
};

} // namespace dongthac::server
