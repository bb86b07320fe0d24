#include "client/sync/brief_exchange.hpp"

#include <algorithm>
#include <map>

#include "shared/wire/delta.hpp"

namespace dongthac::sync {

namespace {

// A submission is proven to lie between two signed times: closer ones would cost a signature in every quiet round.
constexpr std::int64_t kTokenServesMs = 60'000;

std::unexpected<base::Error> bad(const char* reason) {
    return base::fail(base::Code::bad_server_answer, {{"reason", reason}});
}

/// The segment before the first of `row`'s feed that is sent; empty when it is not a reference both have.
base::Result<base::Bytes> sent_before(office::Workspace& office, const wire::ExchangeRequest& request,
                                      const std::string& feed) {
    const auto tip = std::ranges::find(request.tips, feed, &wire::ChainTip::feed);
    if (tip == request.tips.end() || tip->counter == 0) return base::Bytes{};
    DT_TRY(auto before, office.store().segment_ending(feed, request.replica, tip->counter));
    if (!before || before->hash != tip->hash || before->bytes.size() > wire::kLongestReference) return base::Bytes{};
    return std::move(before->bytes);
}

wire::BriefSegment shortened(const std::string& feed, std::size_t place, const wire::ExchangeRequest& request,
                             const base::DeviceId& device, const base::Bytes& bytes, const base::Bytes& before) {
    using Beside = wire::BriefSegment::Beside;
    const bool follows = !before.empty() && before.size() <= wire::kLongestReference;
    const base::Bytes reference = wire::reference_for(feed, request.replica, device, follows ? before : base::Bytes{});
    return {place, follows ? Beside::previous : Beside::head, wire::shorten(bytes, reference)};
}

} // namespace

base::Result<wire::BriefRequest> brief_of(office::Workspace& office, const wire::ExchangeRequest& request,
                                          const std::vector<store::SegmentRow>& rows) {
    const store::Reading reading = office.store().read();
    wire::BriefRequest brief;
    wire::SharedState state{request.epoch, {}, request.replica, {}};
    for (const wire::Cursor& cursor : request.cursors) {
        state.feeds.push_back(cursor.feed);
        brief.cursors.push_back(cursor.seq);
    }
    while (!brief.cursors.empty() && brief.cursors.back() == 0) brief.cursors.pop_back();
    for (const wire::ChainTip& tip : request.tips)
        if (tip.counter > 0) state.tips.push_back(tip);
    if (state.tips.empty() && !rows.empty()) brief.replica = request.replica;
    brief.tag = wire::tag_of(state);
    DT_TRY(brief.wants_token, wants_token(office));
    std::map<std::string, base::Bytes> before;
    for (const store::SegmentRow& row : rows) {
        const auto place = std::ranges::find(state.feeds, row.feed) - state.feeds.begin();
        auto known = before.find(row.feed);
        if (known == before.end()) {
            DT_TRY(base::Bytes bytes, sent_before(office, request, row.feed));
            known = before.emplace(row.feed, std::move(bytes)).first;
        }
        brief.segments.push_back(shortened(row.feed, static_cast<std::size_t>(place), request, office.identity().device,
                                           row.bytes, known->second));
        known->second = row.bytes;
    }
    return brief;
}

base::Result<wire::ExchangeAnswer> in_full(const wire::BriefAnswer& answer, const wire::ExchangeRequest& request,
                                           const std::vector<store::SegmentRow>& rows) {
    wire::ExchangeAnswer full;
    full.epoch = request.epoch;
    full.server_ms = answer.server_ms;
    full.time_token = answer.time_token;
    full.more = answer.more;
    full.acks = answer.acks;
    if (!answer.places.empty() && answer.places.size() != rows.size()) return bad("places");
    for (std::size_t i = 0; i < answer.places.size(); ++i) {
        const auto cursor = std::ranges::find(request.cursors, rows[i].feed, &wire::Cursor::feed);
        if (cursor == request.cursors.end()) return bad("places");
        full.acks.push_back(
            {rows[i].feed, rows[i].last, wire::AckStatus::accepted, cursor->seq + answer.places[i], {}});
    }
    for (const wire::BriefNews& news : answer.news) {
        if (news.feed >= request.cursors.size()) return bad("feed");
        const wire::Cursor& cursor = request.cursors[news.feed];
        full.segments.push_back({cursor.feed, cursor.seq + news.after, news.bytes, news.receipt});
    }
    return full;
}

base::Result<bool> wants_token(office::Workspace& office) {
    DT_TRY(const base::Bytes token, office.store().setting(kToken));
    const std::int64_t age = office.clock().wall_ms() - office.clock_skew_ms() - wire::claimed_time(token);
    return age < 0 || age >= kTokenServesMs;
}

} // namespace dongthac::sync
