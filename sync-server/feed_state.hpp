#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/base/ids.hpp"
#include "shared/store/feed_store.hpp"

namespace dongthac::server {

struct Tip {
    std::uint64_t counter = 0;
    base::Hash hash{};
    friend bool operator==(const Tip&, const Tip&) = default;
};

/// Heads, chain tips and replica owners in memory: what most requests need to learn that nothing is new. Holds only
/// what is committed. Guarded by SyncServer.
class FeedState {
  public:
    [[nodiscard]] static base::Result<FeedState> load(store::FeedStore& store);

    /// Last seq of `feed`; 0 when it has none.
    [[nodiscard]] std::uint64_t head(const std::string& feed) const;
    /// Zero when the replica never wrote there.
    [[nodiscard]] Tip tip(const std::string& feed, const base::ReplicaId& replica) const;
    /// Every chain of `feed`. Looks at every replica: for rare requests.
    [[nodiscard]] std::map<base::ReplicaId, Tip> tips_in(const std::string& feed) const;
    /// The device that used `replica` first; nullptr when nobody did. Borrowed until the next change.
    [[nodiscard]] const base::DeviceId* owner_of(const base::ReplicaId& replica) const;

    /// What `device` wrote under, the newest life first as far as this run of the server knows.
    [[nodiscard]] const std::vector<base::ReplicaId>& replicas_of(const base::DeviceId& device) const;
    /// The ends of the replica's chains by feed; nullptr when it never wrote. Borrowed until the next change.
    [[nodiscard]] const std::map<std::string, Tip>* tips_of(const base::ReplicaId& replica) const;

    void put_head(const std::string& feed, std::uint64_t seq) { heads_[feed] = seq; }
    void put_tip(const std::string& feed, const base::ReplicaId& replica, const Tip& tip) {
        tips_[replica][feed] = tip;
    }
    void bind(const base::ReplicaId& replica, const base::DeviceId& device);

  private:
    std::unordered_map<std::string, std::uint64_t> heads_;
    std::unordered_map<base::ReplicaId, std::map<std::string, Tip>, base::IdHash> tips_;
    std::unordered_map<base::ReplicaId, base::DeviceId, base::IdHash> owners_;
    std::unordered_map<base::DeviceId, std::vector<base::ReplicaId>, base::IdHash> lives_;
};

/// What one transaction adds to a FeedState. Nothing moves in memory until the transaction is on the disk.
class PendingState {
  public:
    explicit PendingState(const FeedState& base) : base_(base) {}

    [[nodiscard]] Tip tip(const std::string& feed, const base::ReplicaId& replica) const;
    [[nodiscard]] const base::DeviceId* owner_of(const base::ReplicaId& replica) const;
    void add(const store::SegmentInfo& info, const base::Hash& hash, std::uint64_t seq);
    void bind(const base::ReplicaId& replica, const base::DeviceId& device) { owners_[replica] = device; }

    /// After the commit.
    void apply_to(FeedState& state) const;

  private:
    const FeedState& base_;
    std::map<std::string, std::uint64_t> heads_;
    std::map<std::pair<std::string, base::ReplicaId>, Tip> tips_;
    std::map<base::ReplicaId, base::DeviceId> owners_;
};

} // namespace dongthac::server
