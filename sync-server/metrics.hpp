#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/store/feed_store.hpp"
#include "shared/wire/messages.hpp"

namespace dongthac::server {

/// Counters since the start, for /metrics. Any thread.
class Metrics {
  public:
    void count_request(const std::string& path, int status, std::uint64_t bytes_in, std::uint64_t bytes_out, double ms);
    void count_acks(const std::vector<wire::Ack>& acks);

    /// Prometheus text format 0.0.4, with what the store holds.
    [[nodiscard]] std::string render(const store::Totals& totals) const;

  private:
    static constexpr std::size_t kStatuses = 5;

    mutable std::mutex mutex_;
    std::map<std::pair<std::string, int>, std::uint64_t> requests_;
    double seconds_ = 0;
    std::atomic<std::uint64_t> bytes_in_{0};
    std::atomic<std::uint64_t> bytes_out_{0};
    std::array<std::atomic<std::uint64_t>, kStatuses> acks_{};
};

/// "accepted", "duplicate", …
[[nodiscard]] std::string_view name_of(wire::AckStatus status);

} // namespace dongthac::server
