#include <algorithm>

#include "sync-server/pushed.hpp"
#include "sync-server/sync_server.hpp"

namespace dongthac::server {

namespace {

using wire::AckStatus;

store::QuarantinedSegment quarantined(const CheckedSegment& checked, const model::Device& sender, std::int64_t now) {
    return {checked.ack.feed, sender.id, checked.ack.reason, now, checked.segment.bytes};
}

/// True when a segment that follows nothing we have belongs to another history of its replica: the sender's chain, with
/// what of this request is in, ends elsewhere than ours. Its author renames and sends it again, so it is not kept
/// apart. `tip` is ours as this request has left it so far.
bool is_behind_a_fork(const wire::ExchangeRequest& request, const std::vector<wire::Ack>& before,
                      const CheckedSegment& checked, const Tip& tip) {
    if (checked.ack.status != AckStatus::quarantined || checked.ack.reason != base::name_of(base::Code::bad_signature))
        return false;
    if (checked.segment.info.replica != request.replica) return false;
    const auto believed = std::ranges::find(request.tips, checked.ack.feed, &wire::ChainTip::feed);
    bool meets = believed == request.tips.end() || (believed->counter == tip.counter && believed->hash == tip.hash);
    for (const wire::Ack& ack : before) {
        if (ack.feed != checked.ack.feed) continue;
        if (ack.status == AckStatus::fork) return true;
        if (is_kept(ack)) meets = ack.last == tip.counter;
    }
    return !meets;
}

} // namespace

struct SyncServer::Pushing {
    const model::Device& sender;
    const wire::ExchangeRequest& request;
    std::vector<std::optional<base::Hash>> behind; ///< signed_behind()
    Pushed pushed{};
    std::optional<base::Error> problem{};
    bool is_done = false; ///< guarded by pushing_mutex_
};

base::Result<SyncServer::Pushed> SyncServer::push_together(const model::Device& sender,
                                                           const wire::ExchangeRequest& request) {
    Pushing mine{sender, request, signed_behind(request, sender.key)};
    std::unique_lock lock(pushing_mutex_);
    pushing_.push_back(&mine);
    pushed_.wait(lock, [&] { return mine.is_done || !is_pushing_; });
    if (!mine.is_done) {
        is_pushing_ = true;
        lock.unlock();
        std::vector<Pushing*> group;
        {
            const std::lock_guard store_lock(store_mutex_);
            lock.lock();
            group.swap(pushing_); // whoever came while this waited for the disk comes along
            lock.unlock();
            push_group(group);
        }
        lock.lock();
        for (Pushing* one : group) one->is_done = true;
        is_pushing_ = false;
        pushed_.notify_all();
    }
    if (mine.problem) return std::unexpected(std::move(*mine.problem));
    return std::move(mine.pushed);
}

// Nothing here may end early: the others of the group wait for it.
void SyncServer::push_group(std::span<Pushing* const> group) {
    base::Result<void> done = base::within_memory([&] { return push_all(group); });
    if (done) return;
    if (group.size() == 1) {
        group.front()->problem = std::move(done.error());
        return;
    }
    for (Pushing* const& one : group) {
        one->pushed = {};
        base::Result<void> alone = base::within_memory([&] { return push_all({&one, 1}); });
        if (!alone) one->problem = std::move(alone.error());
    }
}

base::Result<void> SyncServer::push_all(std::span<Pushing* const> group) {
    DT_TRY(const auto writer, begin_write());
    const auto directory = this->directory();
    PendingState pending(state_);
    for (Pushing* one : group) DT_CHECK(push(*one, *directory, *writer, pending));
    return commit(*writer, pending);
}

base::Result<void> SyncServer::push(Pushing& pushing, const model::Directory& directory, store::FeedWriter& writer,
                                    PendingState& pending) {
    DT_TRY(const model::Device sender, device(pushing.sender.id)); // revoked while it was on its way
    const wire::ExchangeRequest& request = pushing.request;
    Pushed& pushed = pushing.pushed;
    const Push rules{directory, sender, today(), clock_.wall_ms(), store::Door::exchange, request.tips};
    for (std::size_t i = 0; i < request.segments.size(); ++i) {
        DT_TRY(CheckedSegment checked, check_segment(*store_, pending, rules, request.segments[i], pushing.behind[i]));
        if (is_behind_a_fork(request, pushed.acks, checked, pending.tip(checked.ack.feed, request.replica))) {
            checked.ack.status = AckStatus::fork;
            checked.ack.reason.clear();
        }
        if (checked.ack.status == AckStatus::accepted) {
            DT_CHECK(append_checked(writer, pending, checked));
        } else if (checked.ack.status == AckStatus::quarantined) {
            DT_TRY(const bool is_new, writer.quarantine(quarantined(checked, sender, rules.now_ms)));
            const std::string what = checked.ack.feed + " " + checked.ack.reason;
            if (is_new) {
                DT_CHECK(writer.audit({rules.now_ms, "quarantine", sender.org, sender.id, what}));
            }
        }
        if (is_kept(checked.ack) && checked.segment.info.replica == request.replica)
            pushed.own.emplace(checked.ack.feed, checked.ack.seq);
        pushed.acks.push_back(std::move(checked.ack));
    }
    return {};
}

} // namespace dongthac::server
