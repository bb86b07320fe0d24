#include <algorithm>

#include "shared/wire/delta.hpp"
#include "shared/wire/segment.hpp"
#include "sync-server/sync_server.hpp"

namespace dongthac::server {

namespace {

using wire::AckStatus;

// A PC has one life, after a copy or two a few; whoever has more asks in full.
constexpr std::size_t kMostLives = 4;

std::vector<wire::ChainTip> chain_tips(const std::map<std::string, Tip>* tips) {
    std::vector<wire::ChainTip> list;
    if (tips == nullptr) return list;
    for (const auto& [feed, tip] : *tips)
        if (tip.counter > 0) list.push_back({feed, tip.counter, tip.hash});
    return list;
}

} // namespace

/// What client and server both know, and the request it stands for.
struct SyncServer::Agreed {
    std::vector<ReaderHead> heads;
    wire::ExchangeRequest request;
};

std::optional<SyncServer::Agreed> SyncServer::agreed(const model::Device& sender,
                                                     const wire::BriefRequest& request) const {
    Agreed found;
    found.heads = heads_for(sender);
    if (request.cursors.size() > found.heads.size()) return std::nullopt;
    wire::SharedState state;
    state.epoch = identity_.epoch;
    for (std::size_t i = 0; i < found.heads.size(); ++i) {
        // Ahead of us: this server came back from a backup, which the full form says better.
        const std::uint64_t cursor = i < request.cursors.size() ? request.cursors[i] : 0;
        if (cursor > found.heads[i].seq) return std::nullopt;
        state.feeds.push_back(found.heads[i].name);
        found.request.cursors.push_back({found.heads[i].name, cursor});
    }
    const auto agrees = [&](const base::ReplicaId& replica, const std::map<std::string, Tip>* tips) {
        state.replica = replica;
        state.tips = chain_tips(tips);
        return wire::tag_of(state) == request.tag;
    };
    const std::shared_lock lock(state_mutex_);
    if (request.replica) {
        if (!agrees(*request.replica, nullptr) || state_.tips_of(*request.replica) != nullptr) return std::nullopt;
    } else {
        const std::vector<base::ReplicaId>& lives = state_.replicas_of(sender.id);
        const auto end = lives.begin() + static_cast<std::ptrdiff_t>(std::min(lives.size(), kMostLives));
        const bool one = std::any_of(lives.begin(), end, [&](const base::ReplicaId& replica) {
            return agrees(replica, state_.tips_of(replica));
        });
        if (!one && !(request.segments.empty() && agrees({}, nullptr))) return std::nullopt;
    }
    found.request.replica = state.replica;
    found.request.epoch = identity_.epoch;
    found.request.tips = std::move(state.tips);
    return found;
}

/// Makes the segments whole again. False when they cannot be: then they are asked for in full.
base::Result<bool> SyncServer::rebuild(const model::Device& sender, const wire::BriefRequest& request, Agreed& agreed) {
    std::map<std::size_t, base::Bytes> previous; // of the feeds met so far
    for (const wire::BriefSegment& segment : request.segments) {
        if (segment.feed >= agreed.heads.size()) return false;
        const std::string& feed = agreed.heads[segment.feed].name;
        base::Bytes before;
        if (segment.beside == wire::BriefSegment::Beside::previous) {
            if (const auto met = previous.find(segment.feed); met != previous.end()) {
                before = met->second;
            } else {
                const auto tip = std::ranges::find(agreed.request.tips, feed, &wire::ChainTip::feed);
                if (tip == agreed.request.tips.end()) return false;
                const std::lock_guard lock(store_mutex_);
                DT_TRY(auto stored, store_->segment_ending(feed, agreed.request.replica, tip->counter));
                if (!stored || stored->bytes.size() > wire::kLongestReference) return false;
                before = std::move(stored->bytes);
            }
        }
        const base::Bytes reference = wire::reference_for(feed, agreed.request.replica, sender.id, before);
        auto whole = wire::lengthen(segment.bytes, reference, kMaxSegment);
        if (!whole) return false;
        previous[segment.feed] = *whole;
        agreed.request.segments.push_back(std::move(*whole));
    }
    return true;
}

base::Result<SyncServer::Brief> SyncServer::brief(const model::Device& sender, const wire::BriefRequest& request) {
    Brief brief;
    std::optional<Agreed> found = agreed(sender, request);
    bool whole = found.has_value();
    if (found) {
        DT_TRY(whole, rebuild(sender, request, *found));
    }
    if (!whole) {
        brief.answer.unknown = true;
        return brief;
    }
    const Stamp stamp = request.wants_token ? Stamp::signed_token : Stamp::none;
    DT_TRY(wire::ExchangeAnswer answer, exchange(sender, found->request, stamp));
    brief.answer.more = answer.more;
    brief.answer.server_ms = answer.server_ms;
    brief.answer.time_token = std::move(answer.time_token);
    brief.acks = std::move(answer.acks);
    const auto cursor_of = [&](const std::string& feed) -> const wire::Cursor* {
        const auto cursor = std::ranges::find(found->request.cursors, feed, &wire::Cursor::feed);
        return cursor == found->request.cursors.end() ? nullptr : &*cursor;
    };
    const bool plain =
        brief.acks.size() == request.segments.size() && std::ranges::all_of(brief.acks, [&](const wire::Ack& ack) {
            const wire::Cursor* cursor = cursor_of(ack.feed);
            const bool kept = ack.status == AckStatus::accepted || ack.status == AckStatus::duplicate;
            return kept && cursor != nullptr && ack.seq > cursor->seq;
        });
    if (plain)
        for (const wire::Ack& ack : brief.acks) brief.answer.places.push_back(ack.seq - cursor_of(ack.feed)->seq);
    else
        brief.answer.acks = brief.acks;
    for (wire::FeedSegment& segment : answer.segments) {
        const wire::Cursor* cursor = cursor_of(segment.feed);
        if (cursor == nullptr) {
            brief.answer.more = true; // opened by what a command wrote meanwhile: the directory, which comes, says so
            continue;
        }
        const auto place = static_cast<std::size_t>(cursor - found->request.cursors.data());
        brief.answer.news.push_back(
            {place, segment.seq - cursor->seq, std::move(segment.bytes), std::move(segment.receipt)});
    }
    return brief;
}

} // namespace dongthac::server
