#include <algorithm>

#include "sync-server/reading.hpp"
#include "sync-server/sync_server.hpp"

// Current state first, history after (docs/adr/0012): this server keeps what a PC of the office made and signed.

namespace dongthac::server {

namespace {

constexpr std::uint64_t kHistoryBudget = std::uint64_t{3} << 20;
/// A state further behind is of no use: walking back its chain ends would read too much.
constexpr std::uint64_t kFarthestBehind = 2'000;

/// True when `covers` goes nowhere back behind `kept`, and somewhere on.
bool covers_more(const std::vector<wire::FeedPlace>& covers, const std::vector<wire::FeedPlace>& kept) {
    bool more = covers.size() > kept.size();
    for (const wire::FeedPlace& place : kept) {
        const auto found = std::ranges::find(covers, place.feed, &wire::FeedPlace::feed);
        if (found == covers.end() || found->seq < place.seq) return false;
        more = more || found->seq > place.seq;
    }
    return more;
}

/// False once the sender has lost a feed of these: a grant that has run out, a superior of before.
bool reads_all(const model::Directory& directory, const model::Device& sender,
               const std::vector<wire::FeedPlace>& covers, const text::Date& today) {
    return std::ranges::all_of(covers, [&](const wire::FeedPlace& place) {
        const auto feed = model::parse_feed(place.feed);
        return feed && model::readable(directory, {sender.org, sender.roles}, *feed, today);
    });
}

wire::StateAnswer answer_about(base::Bytes state, wire::StateWanted wanted) {
    wire::StateAnswer answer;
    const auto header = wire::read_state_header(state);
    if (!header) return answer; // none, or of a format this program does not know
    answer.covers = header->covers;
    answer.size = state.size();
    if (wanted == wire::StateWanted::whole) answer.state = std::move(state);
    return answer;
}

} // namespace

base::Result<wire::StateAnswer> SyncServer::state(const model::Device& sender, const wire::StateRequest& request) {
    const std::lock_guard lock(store_mutex_);
    DT_TRY(base::Bytes kept, store_->office_state(sender.org));
    wire::StateAnswer answer = answer_about(std::move(kept), request.wanted);
    // Nobody would take it in any more, and what it is made from is not for this sender any more.
    if (!reads_all(*directory(), sender, answer.covers, today())) return wire::StateAnswer{};
    return answer;
}

base::Result<wire::StateAnswer> SyncServer::put_state(const model::Device& sender, const wire::StateOffer& offer) {
    if (offer.state.size() > wire::kMaxState)
        return base::fail(base::Code::too_large, {{"path", "state"}, {"limit_mb", "3"}});
    DT_TRY(const wire::StateHeader header, wire::read_state_header(offer.state));
    if (header.device != sender.id || !wire::is_state_signed(offer.state, sender.key))
        return base::fail(base::Code::bad_signature, {{"what", "state"}});
    const auto refused = base::fail(base::Code::not_allowed, {{"action", "state"}, {"org", header.org}});
    if (header.org != sender.org || header.covers.empty()) return refused;
    const auto directory = this->directory();
    for (const wire::FeedPlace& place : header.covers) {
        DT_TRY(const model::Feed feed, model::parse_feed(place.feed));
        // The directory is read from its own segments: it says whose signature counts.
        if (feed.kind == model::FeedKind::dir) return refused;
        if (!model::readable(*directory, {sender.org, sender.roles}, feed, today())) return refused;
    }

    const std::lock_guard lock(store_mutex_);
    DT_TRY(base::Bytes kept, store_->office_state(sender.org));
    const wire::StateAnswer before = answer_about(std::move(kept), wire::StateWanted::covers_only);
    // After a transfer nobody reads the feeds of the superior of before: a state with them is of no use to new PCs.
    const bool usable = reads_all(*directory, sender, before.covers, today());
    if (usable && !covers_more(header.covers, before.covers)) return before;
    DT_TRY(const bool ours, ends_as_ours(header));
    if (!ours) return before;
    DT_TRY(const auto writer, store_->begin());
    DT_CHECK(writer->put_office_state(sender.org, sender.id, clock_.wall_ms(), offer.state));
    DT_CHECK(writer->commit());
    return wire::StateAnswer{header.covers, offer.state.size(), {}};
}

/// The same chains, each with the same end: then the PC had exactly the segments that stand here up to that place.
base::Result<bool> SyncServer::ends_as_ours(const wire::StateHeader& header) {
    constexpr auto kAscending = [](const auto& list) {
        return std::ranges::adjacent_find(list, std::ranges::greater_equal{}) == list.end();
    };
    if (!kAscending(header.covers) || !kAscending(header.tips)) return false;
    std::size_t chains = 0;
    for (const wire::FeedPlace& place : header.covers) {
        const std::uint64_t head = state_.head(place.feed);
        if (place.seq > head || head - place.seq > kFarthestBehind) return false;
        DT_TRY(const auto tips, tips_at(place));
        chains += tips.size();
        for (const auto& [replica, tip] : tips) {
            const auto same = std::ranges::find_if(header.tips, [&](const wire::StateTip& end) {
                return end.feed == place.feed && end.replica == replica && end.hash == tip.hash;
            });
            if (same == header.tips.end()) return false;
            if (tip.counter == same->counter) continue;
            DT_TRY(const auto last, store_->segment_ending(place.feed, replica, same->counter));
            if (!last || last->hash != same->hash) return false;
        }
    }
    return chains == header.tips.size();
}

/// How the chains of a feed ended when `place.seq` was its head: today's ends, taken back by what came after. The
/// counter of one that was taken back is 0.
base::Result<std::map<base::ReplicaId, Tip>> SyncServer::tips_at(const wire::FeedPlace& place) {
    std::map<base::ReplicaId, Tip> tips = state_.tips_in(place.feed);
    std::set<base::ReplicaId> taken_back;
    DT_CHECK(store_->each_after(place.feed, place.seq, [&](const store::StoredSegment& segment) {
        const base::ReplicaId& replica = segment.info.replica;
        if (!taken_back.insert(replica).second) return store::FeedStore::Visit::go_on;
        if (segment.previous == base::Hash{})
            tips.erase(replica);
        else
            tips[replica] = {0, segment.previous};
        return store::FeedStore::Visit::go_on;
    }));
    return tips;
}

base::Result<wire::HistoryAnswer> SyncServer::history(const model::Device& sender,
                                                      const wire::HistoryRequest& request) {
    DT_TRY(const model::Feed feed, model::parse_feed(request.feed));
    const auto directory = this->directory();
    const auto readable = model::readable(*directory, {sender.org, sender.roles}, feed, today());
    if (!readable) return base::fail(base::Code::not_allowed, {{"action", "read"}, {"org", feed.name}});

    const std::lock_guard lock(store_mutex_);
    const std::uint64_t budget = request.budget == 0 ? kHistoryBudget : std::min(request.budget, kHistoryBudget);
    DT_TRY(const std::uint64_t end, end_for(*store_, *readable, state_.head(request.feed), today()));
    const std::uint64_t until = std::min(request.until, end);
    std::uint64_t used = 0;
    wire::HistoryAnswer answer;
    DT_CHECK(store_->each_after(request.feed, request.after, [&](const store::StoredSegment& segment) {
        if (segment.seq > until) return store::FeedStore::Visit::stop;
        base::Bytes bytes = as_read(*readable, segment);
        if (!answer.items.empty() && used + bytes.size() > budget) return store::FeedStore::Visit::stop;
        used += bytes.size();
        answer.items.push_back({segment.seq, std::move(bytes)});
        return store::FeedStore::Visit::go_on;
    }));
    return answer;
}

} // namespace dongthac::server
