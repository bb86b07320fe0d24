#include <algorithm>

#include "shared/wire/segment.hpp"
#include "sync-server/decision_rules.hpp"
#include "sync-server/numbers.hpp"
#include "sync-server/sync_server.hpp"

namespace dongthac::server {

namespace {

using base::Code;
using wire::AckStatus;

/// own, and one more feed for most actions: what a request may hold, far above it.
constexpr std::size_t kMostFeeds = 4;

std::unexpected<base::Error> malformed(const char* reason) { return malformed_decision(reason); }

wire::DecideAnswer answer_of(bool accepted, const store::DocumentDecision& decision) {
    return {accepted, std::string(model::name_of(decision.state)), decision.version, {}, {}};
}

/// The one change every segment holds. Errors: bad_bytes.
base::Result<change::Change> only_change(const std::vector<std::vector<change::Change>>& contents) {
    if (contents.empty() || contents.front().size() != 1) return malformed("one change expected");
    const bool same = std::ranges::all_of(contents, [&](const auto& changes) { return changes == contents.front(); });
    if (!same) return malformed("segments differ");
    return contents.front().front();
}

bool is_wanted(const model::Directory& directory, const store::DocumentDecision& current,
               const wire::DecideRequest& request, const change::Transition& transition, model::Flow flow) {
    return request.expects_version == current.version && is_next(directory, current, transition, flow);
}

/// Nothing when the segments may be judged as a decision; otherwise why not.
std::optional<Code> first_refusal(const std::vector<CheckedSegment>& checked) {
    for (const CheckedSegment& segment : checked)
        if (segment.ack.status == AckStatus::quarantined && segment.ack.reason != base::name_of(Code::bad_signature))
            return segment.ack.reason == base::name_of(Code::not_allowed) ? Code::not_allowed : Code::bad_bytes;
    return std::nullopt;
}

bool all_are(const std::vector<CheckedSegment>& checked, AckStatus status) {
    return std::ranges::all_of(checked, [&](const CheckedSegment& segment) { return segment.ack.status == status; });
}

/// True when one copy of a decision is in and all others may follow: what a restored server got back of it.
bool is_half_in(const std::vector<CheckedSegment>& checked) {
    return std::ranges::any_of(checked, [](const auto& one) { return one.ack.status == AckStatus::duplicate; }) &&
           std::ranges::all_of(checked, [](const auto& one) {
               return one.ack.status == AckStatus::duplicate || one.ack.status == AckStatus::accepted;
           });
}

} // namespace

/// A request that decides, and what was decided about its document before.
struct SyncServer::Deciding {
    const model::Device& sender;
    const wire::DecideRequest& request;
    std::optional<store::DocumentDecision> known;
    DecisionLine line;
};

base::Result<void> SyncServer::confirm(wire::DecideAnswer& answer, const std::vector<CheckedSegment>& checked) {
    for (const CheckedSegment& one : checked) {
        answer.acks.push_back(one.ack);
        const store::SegmentInfo& info = one.segment.info;
        DT_TRY(const auto stored, store_->segment_ending(info.feed, info.replica, info.last));
        answer.receipts.push_back(stored ? receipt_for(*stored) : base::Bytes{});
    }
    return {};
}

/// The answer to a decision that is in already: the first answer was lost on the way.
base::Result<wire::DecideAnswer> SyncServer::repeat_answer(const std::vector<CheckedSegment>& checked) {
    DT_TRY(const std::vector<change::Change> changes, wire::open(checked.front().segment.bytes));
    const auto* transition = std::get_if<change::Transition>(&changes.front().payload);
    if (transition == nullptr) return malformed("not a decision");
    wire::DecideAnswer answer{
        true, std::string(model::name_of(transition->to)), transition->expects_version + 1, {}, {}};
    DT_CHECK(confirm(answer, checked));
    return answer;
}

base::Result<wire::DecideAnswer> SyncServer::decide(const model::Device& caller, const wire::DecideRequest& request) {
    if (request.segments.empty() || request.segments.size() > kMostFeeds) return malformed("segments");

    const std::lock_guard lock(store_mutex_);
    DT_TRY(const auto writer, begin_write());
    DT_TRY(const model::Device sender, device(caller.id));
    const auto directory = this->directory();
    DT_TRY(const auto current, writer->decision(request.document));
    Deciding about{sender, request, current, {}};
    if (current) {
        DT_TRY(about.line, line_of(*store_, *directory, request.document, current->owner, today()));
    }
    const Push rules{*directory, sender, today(), clock_.wall_ms(), store::Door::decide, {}, about.line.submitted};
    PendingState pending(state_);
    std::vector<CheckedSegment> checked;
    for (const base::Bytes& bytes : request.segments) {
        DT_TRY(CheckedSegment segment, check_segment(*store_, pending, rules, bytes));
        checked.push_back(std::move(segment));
    }
    // Before any refusal: a decision that is in stays in, whatever right its author has lost since.
    if (all_are(checked, AckStatus::duplicate)) return repeat_answer(checked);
    if (const auto code = first_refusal(checked)) {
        if (*code == Code::not_allowed) return base::fail(*code, {{"action", "decide"}, {"org", sender.org}});
        return malformed("segment");
    }
    if (all_are(checked, AckStatus::accepted)) return settle(about, checked, *writer, pending);

    if (is_half_in(checked)) return complete(about, checked, *writer, pending);

    // Some segment does not follow the chain we have: the client must exchange first.
    wire::DecideAnswer answer = answer_of(false, current.value_or(store::DocumentDecision{}));
    for (const CheckedSegment& segment : checked) {
        const store::SegmentInfo& info = segment.segment.info;
        if (segment.ack.status == AckStatus::quarantined)
            answer.acks.push_back(
                {info.feed, pending.tip(info.feed, info.replica).counter, AckStatus::missing_before, 0, {}});
        else if (segment.ack.status == AckStatus::missing_before || segment.ack.status == AckStatus::fork)
            answer.acks.push_back(segment.ack);
    }
    return answer;
}

base::Result<wire::DecideAnswer> SyncServer::complete(const Deciding& about, std::vector<CheckedSegment>& checked,
                                                      store::FeedWriter& writer, PendingState& pending) {
    std::vector<std::vector<change::Change>> contents;
    for (const CheckedSegment& segment : checked) {
        DT_TRY(std::vector<change::Change> changes, wire::open(segment.segment.bytes));
        contents.push_back(std::move(changes));
    }
    DT_TRY(const change::Change decision, only_change(contents));
    const auto* transition = std::get_if<change::Transition>(&decision.payload);
    if (transition == nullptr) return malformed("not a decision");
    DT_TRY(const change::Route route, route_of(*transition, about.line));
    DT_TRY(const std::set<std::string> expected, feeds_for(*this->directory(), *transition, route, today()));
    // Judged when its first copy came in; this is the rest of it.
    for (CheckedSegment& segment : checked) {
        if (segment.ack.status == AckStatus::duplicate) continue;
        if (!expected.contains(segment.ack.feed)) return malformed("another feed");
        DT_CHECK(append_checked(writer, pending, segment));
    }
    DT_CHECK(commit(writer, pending));
    return repeat_answer(checked);
}

base::Result<wire::DecideAnswer> SyncServer::settle(const Deciding& about, std::vector<CheckedSegment>& checked,
                                                    store::FeedWriter& writer, PendingState& pending) {
    const auto& [sender, request, known, line] = about;
    const auto directory = this->directory();
    std::vector<std::vector<change::Change>> contents;
    std::set<std::string> feeds;
    for (const CheckedSegment& segment : checked) {
        contents.push_back(segment.changes);
        feeds.insert(segment.ack.feed);
    }
    DT_TRY(const change::Change change, only_change(contents));
    const auto* transition = std::get_if<change::Transition>(&change.payload);
    if (transition == nullptr || change.document != request.document || change.document.empty())
        return malformed("not a decision on this document");
    store::DocumentDecision current =
        known.value_or(store::DocumentDecision{request.document, transition->owner, model::DocumentState::draft, 0});
    DT_CHECK(check_rights(*directory, sender, change, current.state, today(), line.submitted));
    DT_TRY(const change::Route route, route_of(*transition, line));
    DT_TRY(const std::set<std::string> expected, feeds_for(*directory, *transition, route, today()));
    if (feeds != expected || feeds.size() != checked.size())
        return base::fail(Code::bad_value,
                          {{"field", "feed"}, {"value", *feeds.begin()}, {"expected", *expected.begin()}});
    DT_CHECK(check_revision(*transition, request.document));
    if (!is_wanted(*directory, current, request, *transition, route.flow)) return answer_of(false, current);
    const auto fits = known ? check_line(*directory, sender, change, current.state, line) : base::Result<void>{};
    if (!fits && fits.error().code == Code::state_conflict) return answer_of(false, current);
    DT_CHECK(fits);
    DT_CHECK(take_number(writer, sender, change));

    current.state = transition->to;
    current.version += 1;
    for (CheckedSegment& segment : checked) DT_CHECK(append_checked(writer, pending, segment));
    DT_CHECK(writer.put_decision(current));
    std::string what = std::string(model::name_of(transition->action)) + " " + base::to_text(current.document) + " " +
                       std::to_string(current.version);
    if (!transition->person.empty()) what += " " + transition->person;
    DT_CHECK(writer.audit({clock_.wall_ms(), "decide", sender.org, sender.id, what}));
    DT_CHECK(commit(writer, pending));

    wire::DecideAnswer answer = answer_of(true, current);
    DT_CHECK(confirm(answer, checked));
    return answer;
}

} // namespace dongthac::server
