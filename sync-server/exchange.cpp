#include <algorithm>

#include "shared/wire/gap.hpp"
#include "sync-server/pushed.hpp"
#include "sync-server/reading.hpp"
#include "sync-server/sync_server.hpp"

namespace dongthac::server {

namespace {

using wire::AckStatus;

/// After an outage thousands ask within a second, and a signature is a good part of an answer.
constexpr std::int64_t kTokenLifeMs = 1'000;
constexpr std::uint64_t kAnswerBudget = std::uint64_t{3} << 20;

template <class Heads>
std::vector<wire::Cursor> cursors_of(const Heads& heads) {
    std::vector<wire::Cursor> cursors;
    for (const auto& head : heads) cursors.push_back({head.name, head.seq});
    return cursors;
}

/// The seq a reader says it has. After a change of epoch the numbers mean other segments, so it has nothing.
std::uint64_t cursor_of(const wire::ExchangeRequest& request, const std::string& feed, const std::string& epoch) {
    if (!request.epoch.empty() && request.epoch != epoch) return 0;
    const auto found = std::ranges::find(request.cursors, feed, &wire::Cursor::feed);
    return found == request.cursors.end() ? 0 : found->seq;
}

} // namespace

std::vector<SyncServer::ReaderHead> SyncServer::heads_for(const model::Device& sender, Reach reach) const {
    const auto directory = this->directory();
    const text::Date day = today();
    std::vector<ReaderHead> heads;
    for (model::ReadableFeed& feed : model::readable_feeds(*directory, {sender.org, sender.roles}, day))
        if (reach == Reach::all || feed.feed.kind == model::FeedKind::dir) heads.push_back({std::move(feed), {}, 0});
    const std::shared_lock lock(state_mutex_);
    for (ReaderHead& head : heads) {
        head.name = to_text(head.feed.feed);
        head.seq = state_.head(head.name);
        const auto end = head.feed.ends_before(day);
        if (!end) continue;
        const auto known = ends_.find({head.name, text::to_days(*end)});
        if (known != ends_.end()) head.seq = known->second;
    }
    return heads;
}

base::Result<void> SyncServer::find_ends(std::vector<ReaderHead>& heads) {
    for (ReaderHead& head : heads) {
        const auto end = head.feed.ends_before(today());
        if (!end) continue;
        DT_TRY(head.seq, end_for(*store_, head.feed, head.seq, today()));
        const std::unique_lock lock(state_mutex_);
        ends_[{head.name, text::to_days(*end)}] = head.seq;
    }
    return {};
}

base::Bytes SyncServer::time_token(std::int64_t now_ms) const {
    const std::lock_guard lock(token_mutex_);
    if (token_.empty() || now_ms < token_ms_ || now_ms - token_ms_ >= kTokenLifeMs) {
        token_ = wire::make_time_token(now_ms, keys_.front());
        token_ms_ = now_ms;
    }
    return token_;
}

wire::ExchangeAnswer SyncServer::blank_answer(Stamp stamp) const {
    wire::ExchangeAnswer answer;
    answer.epoch = identity_.epoch;
    answer.server_ms = clock_.wall_ms();
    if (stamp == Stamp::signed_token) answer.time_token = time_token(answer.server_ms);
    return answer;
}

std::optional<wire::ExchangeAnswer> SyncServer::quiet_answer(const model::Device& sender,
                                                             const wire::ExchangeRequest& request, Stamp stamp,
                                                             Reach reach) const {
    if (!request.segments.empty() || (!request.epoch.empty() && request.epoch != identity_.epoch)) return std::nullopt;
    std::vector<wire::Cursor> heads = cursors_of(heads_for(sender, reach));
    const bool has_all = request.digest == wire::digest_of(heads) || std::ranges::all_of(heads, [&](const auto& head) {
                             return head.seq <= cursor_of(request, head.feed, identity_.epoch);
                         });
    if (!has_all) return std::nullopt;
    {
        const std::shared_lock lock(state_mutex_);
        const bool agrees = std::ranges::all_of(request.tips, [&](const wire::ChainTip& tip) {
            return state_.tip(tip.feed, request.replica) == Tip{tip.counter, tip.hash};
        });
        if (!agrees) return std::nullopt;
    }
    wire::ExchangeAnswer answer = blank_answer(stamp);
    answer.heads = std::move(heads);
    return answer;
}

base::Result<wire::ExchangeAnswer>
SyncServer::exchange(const model::Device& sender, const wire::ExchangeRequest& request, Stamp stamp, Reach reach) {
    if (auto quiet = quiet_answer(sender, request, stamp, reach)) return std::move(*quiet);

    Pushed pushed;
    if (!request.segments.empty()) {
        DT_TRY(pushed, push_together(sender, request));
    }
    // What takes time and no disk stands outside the lock.
    wire::ExchangeAnswer answer = blank_answer(stamp);
    std::vector<ReaderHead> heads = heads_for(sender, reach);
    std::vector<Owed> owed;
    {
        const std::lock_guard lock(store_mutex_);
        DT_CHECK(compare_tips(sender, request, pushed));
        DT_CHECK(find_ends(heads));
        DT_TRY(owed, collect(request, heads, pushed, answer));
    }
    for (const Owed& one : owed)
        answer.segments[one.place].receipt = wire::make_receipt(one.feed, one.hash, one.received_ms, keys_.front());
    answer.heads = cursors_of(heads);
    // With the new key it asks for the rest.
    if (reach == Reach::directory && !answer.segments.empty()) answer.more = true;
    answer.acks = std::move(pushed.acks);
    return answer;
}

base::Result<void> SyncServer::compare_tips(const model::Device& sender, const wire::ExchangeRequest& request,
                                            Pushed& pushed) {
    // How far another's chain has come is a word about feeds that the sender may not read.
    const base::DeviceId* owner = state_.owner_of(request.replica);
    if (owner != nullptr && *owner != sender.id) return {};
    for (const wire::ChainTip& tip : request.tips) {
        const Tip ours = state_.tip(tip.feed, request.replica);
        if (ours == Tip{tip.counter, tip.hash}) continue;
        if (ours.counter < tip.counter) {
            // One is enough: it names what we have, whatever segments of the feed were tried.
            std::erase_if(pushed.acks, [&](const wire::Ack& ack) {
                return ack.feed == tip.feed && ack.status == AckStatus::missing_before;
            });
            pushed.acks.push_back({tip.feed, ours.counter, AckStatus::missing_before, 0, {}});
            continue;
        }
        const bool told = std::ranges::any_of(
            pushed.acks, [&](const wire::Ack& ack) { return ack.feed == tip.feed && ack.status == AckStatus::fork; });
        if (told) continue;
        DT_TRY(const bool explained, is_explained(request, tip, pushed));
        if (!explained) pushed.acks.push_back({tip.feed, ours.counter, AckStatus::fork, 0, {}});
    }
    return {};
}

// Our chain goes on after the client's tip. That is a lost answer, and no fork, when the client's tip lies on our chain
// and what follows is either in this very request again or came through decide, which the client will ask again.
base::Result<bool> SyncServer::is_explained(const wire::ExchangeRequest& request, const wire::ChainTip& tip,
                                            const Pushed& pushed) {
    if (tip.counter > 0) {
        DT_TRY(const auto there, store_->segment_ending(tip.feed, request.replica, tip.counter));
        if (!there || there->hash != tip.hash) return false;
    }
    const bool sent_again =
        std::ranges::any_of(pushed.acks, [&](const wire::Ack& ack) { return ack.feed == tip.feed && is_kept(ack); });
    if (sent_again) return true;
    // What another client gave back after a restore is this client's too.
    DT_TRY(const std::set<store::Door> doors, store_->doors_after(tip.feed, request.replica, tip.counter));
    return std::ranges::all_of(
        doors, [](store::Door door) { return door == store::Door::decide || door == store::Door::returned; });
}

base::Result<std::vector<SyncServer::Owed>> SyncServer::collect(const wire::ExchangeRequest& request,
                                                                const std::vector<ReaderHead>& heads,
                                                                const Pushed& pushed, wire::ExchangeAnswer& answer) {
    std::vector<Owed> owed;
    const bool with_receipts = request.reads >= wire::kGapFormat;
    const std::uint64_t budget = request.budget == 0 ? kAnswerBudget : std::min(request.budget, kAnswerBudget);
    std::uint64_t used = 0;
    for (const ReaderHead& head : heads) {
        const std::uint64_t cursor = cursor_of(request, head.name, identity_.epoch);
        if (cursor >= head.seq) continue;
        DT_CHECK(store_->each_after(head.name, cursor, [&](const store::StoredSegment& segment) {
            if (segment.seq > head.seq) return store::FeedStore::Visit::stop;
            if (pushed.own.contains({head.name, segment.seq})) return store::FeedStore::Visit::go_on;
            base::Bytes bytes = as_read(head.feed, segment);
            // An older program stops here in this feed, and goes on from here when it has been updated.
            if (wire::format_of(bytes) > request.reads) return store::FeedStore::Visit::stop;
            // At least one, or a segment larger than the budget would stop its reader for ever.
            if (!answer.segments.empty() && used + bytes.size() > budget) {
                answer.more = true;
                return store::FeedStore::Visit::stop;
            }
            used += bytes.size();
            if (with_receipts && is_decided(segment) && !wire::is_gap(bytes))
                owed.push_back({answer.segments.size(), head.name, segment.hash, segment.received_ms});
            answer.segments.push_back({head.name, segment.seq, std::move(bytes)});
            return store::FeedStore::Visit::go_on;
        }));
        if (answer.more) break;
    }
    return owed;
}

} // namespace dongthac::server
