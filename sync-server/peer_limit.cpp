#include "sync-server/peer_limit.hpp"

namespace dongthac::server {

/// Once in a window: thousands of PCs ask in it.
void PeerLimit::forget_old(std::int64_t now_ms) {
    if (now_ms - swept_ms_ < window_ms_) return;
    swept_ms_ = now_ms;
    std::erase_if(counts_, [&](const auto& entry) { return is_old(entry.second, now_ms); });
}

const std::string& PeerLimit::counted_as(const std::string& peer) const {
    constexpr std::size_t kMostPeers = 10'000;
    static const std::string kNewcomer;
    return counts_.size() < kMostPeers || counts_.contains(peer) ? peer : kNewcomer;
}

bool PeerLimit::is_exhausted(const std::string& peer, std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    forget_old(now_ms);
    const auto found = counts_.find(counted_as(peer));
    return found != counts_.end() && !is_old(found->second, now_ms) && found->second.times >= allowed_;
}

void PeerLimit::note(const std::string& peer, std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    forget_old(now_ms);
    Count& count = counts_[counted_as(peer)];
    if (is_old(count, now_ms)) count = {};
    if (count.times++ == 0) count.since_ms = now_ms;
}

} // namespace dongthac::server
