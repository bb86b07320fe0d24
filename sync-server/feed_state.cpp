#include "sync-server/feed_state.hpp"

namespace dongthac::server {

base::Result<FeedState> FeedState::load(store::FeedStore& store) {
    FeedState state;
    DT_TRY(const auto heads, store.heads());
    for (const store::FeedHead& head : heads) state.put_head(head.feed, head.seq);
    DT_TRY(const auto tips, store.tips());
    for (const store::FeedTip& tip : tips) state.put_tip(tip.feed, tip.replica, {tip.counter, tip.hash});
    DT_TRY(const auto owners, store.replicas());
    for (const auto& [replica, device] : owners) state.bind(replica, device);
    return state;
}

std::uint64_t FeedState::head(const std::string& feed) const {
    const auto found = heads_.find(feed);
    return found == heads_.end() ? 0 : found->second;
}

Tip FeedState::tip(const std::string& feed, const base::ReplicaId& replica) const {
    const auto of_replica = tips_.find(replica);
    if (of_replica == tips_.end()) return {};
    const auto found = of_replica->second.find(feed);
    return found == of_replica->second.end() ? Tip{} : found->second;
}

std::map<base::ReplicaId, Tip> FeedState::tips_in(const std::string& feed) const {
    std::map<base::ReplicaId, Tip> found;
    for (const auto& [replica, by_feed] : tips_)
        if (const auto tip = by_feed.find(feed); tip != by_feed.end()) found.emplace(replica, tip->second);
    return found;
}

const base::DeviceId* FeedState::owner_of(const base::ReplicaId& replica) const {
    const auto found = owners_.find(replica);
    return found == owners_.end() ? nullptr : &found->second;
}

const std::vector<base::ReplicaId>& FeedState::replicas_of(const base::DeviceId& device) const {
    static const std::vector<base::ReplicaId> kNone;
    const auto found = lives_.find(device);
    return found == lives_.end() ? kNone : found->second;
}

const std::map<std::string, Tip>* FeedState::tips_of(const base::ReplicaId& replica) const {
    const auto found = tips_.find(replica);
    return found == tips_.end() ? nullptr : &found->second;
}

void FeedState::bind(const base::ReplicaId& replica, const base::DeviceId& device) {
    if (!owners_.emplace(replica, device).second) return;
    std::vector<base::ReplicaId>& lives = lives_[device];
    lives.insert(lives.begin(), replica);
}

Tip PendingState::tip(const std::string& feed, const base::ReplicaId& replica) const {
    const auto found = tips_.find({feed, replica});
    return found == tips_.end() ? base_.tip(feed, replica) : found->second;
}

const base::DeviceId* PendingState::owner_of(const base::ReplicaId& replica) const {
    const auto found = owners_.find(replica);
    return found == owners_.end() ? base_.owner_of(replica) : &found->second;
}

void PendingState::add(const store::SegmentInfo& info, const base::Hash& hash, std::uint64_t seq) {
    heads_[info.feed] = seq;
    tips_[{info.feed, info.replica}] = {info.last, hash};
}

void PendingState::apply_to(FeedState& state) const {
    for (const auto& [feed, seq] : heads_) state.put_head(feed, seq);
    for (const auto& [key, tip] : tips_) state.put_tip(key.first, key.second, tip);
    for (const auto& [replica, device] : owners_) state.bind(replica, device);
}

} // namespace dongthac::server
