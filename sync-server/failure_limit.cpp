#include "sync-server/failure_limit.hpp"

namespace dongthac::server {

void FailureLimit::forget_old(std::int64_t now_ms) {
    std::erase_if(counts_, [&](const auto& entry) { return now_ms - entry.second.since_ms >= window_ms_; });
}

bool FailureLimit::is_exhausted(const std::string& peer, std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    forget_old(now_ms);
    const auto found = counts_.find(peer);
    return found != counts_.end() && found->second.failures >= allowed_;
}

void FailureLimit::note(const std::string& peer, std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    // Addresses are cheap to invent: past this many, all newcomers share one count rather than our memory.
    constexpr std::size_t kMostPeers = 10'000;
    Count& count = counts_[counts_.size() < kMostPeers || counts_.contains(peer) ? peer : std::string()];
    if (count.failures++ == 0) count.since_ms = now_ms;
}

} // namespace dongthac::server
