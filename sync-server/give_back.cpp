#include <algorithm>

#include "shared/change/directory_records.hpp"
#include "shared/wire/segment.hpp"
#include "sync-server/decision_rules.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/numbers.hpp"
#include "sync-server/reading.hpp"
#include "sync-server/sync_server.hpp"

// A server put back from an older copy takes again what its clients hold. Every segment is signed by its author over
// its chain, so whoever holds it may bring it; a decision needs this server's own receipt for it, or stands the
// compare-and-set once more (docs/sync-protocol.md §8b).

namespace dongthac::server {

namespace {

using base::Code;
using wire::AckStatus;

constexpr std::size_t kMostAsked = 4'000;

wire::Returned refused(Code code) { return {AckStatus::quarantined, std::string(base::name_of(code))}; }

const change::Change* decision_in(const std::vector<change::Change>& changes) {
    const auto found = std::ranges::find(changes, change::Lane::office, change::lane_of);
    return found == changes.end() ? nullptr : &*found;
}

/// What stays the same over one request.
struct Rules {
    const model::Directory& directory;
    const model::Device* sender; ///< nullptr: a PC this server does not know (yet)
    model::ServerKeys server;
    text::Date today;
    std::int64_t now_ms = 0;
};

/// Judges one returned segment and appends it when it may stand.
class Taking {
  public:
    Taking(store::FeedStore& store, store::FeedWriter& writer, PendingState& pending, const Rules& rules)
        : store_(store), writer_(writer), pending_(pending), rules_(rules) {}

    base::Result<wire::Returned> take(const wire::ReturnedSegment& given) {
        const auto header = wire::read_header(given.bytes);
        if (!header) return refused(Code::bad_bytes);
        CheckedSegment checked = prepare(*header, given.bytes);
        const auto feed = model::parse_feed(header->feed);
        if (!feed || !may_give(*feed, header->device)) return refused(Code::not_allowed);
        const Tip tip = pending_.tip(header->feed, header->replica);
        if (header->first <= tip.counter) {
            DT_TRY(const auto known, store_.segment_ending(header->feed, header->replica, header->last));
            const bool same = known && known->bytes == given.bytes;
            return wire::Returned{same ? AckStatus::duplicate : AckStatus::fork, {}};
        }
        const auto key = signer_of(*header, *feed);
        // Its author's key comes with the directory, which somebody else may still have to give back.
        if (!key || !wire::is_signed(given.bytes, *key, tip.hash)) return wire::Returned{AckStatus::missing_before, {}};
        // Drafts newer than this program come back unread; what must be judged by what it says cannot.
        if (!header->readable() && header->lanes != wire::lanes::kDrafts) return refused(Code::unknown_format);
        auto changes = wire::open_known(given.bytes);
        if (!changes) return refused(changes.error().code);
        checked.changes = std::move(*changes);
        checked.segment.documents = documents_in(checked.changes);
        checked.segment.previous = tip.hash;
        checked.segment.hash = wire::chain_hash(given.bytes, tip.hash);
        checked.binds_replica = pending_.owner_of(header->replica) == nullptr;
        DT_TRY(const std::optional<Code> problem, judge(checked, *feed, given.receipt));
        if (problem) return refused(*problem);
        DT_CHECK(append_checked(writer_, pending_, checked));
        DT_CHECK(follow_decision(checked));
        if (feed->kind == model::FeedKind::dir)
            for (const change::Change& change : checked.changes) records_.push_back(change.payload);
        return wire::Returned{AckStatus::accepted, {}};
    }

    /// What came back of the directory.
    [[nodiscard]] const std::vector<change::Payload>& records() const { return records_; }

  private:
    [[nodiscard]] CheckedSegment prepare(const wire::SegmentHeader& header, const base::Bytes& bytes) const {
        CheckedSegment checked;
        checked.segment.info = {header.feed, header.replica, header.device,  header.first,
                                header.last, header.count,   header.unpacked};
        checked.segment.bytes = bytes;
        checked.segment.received_ms = rules_.now_ms;
        return checked;
    }

    /// Whoever may read a feed may bring back what stood in it, and its author what it wrote there. A stranger may
    /// bring only what we signed ourselves.
    [[nodiscard]] bool may_give(const model::Feed& feed, const base::DeviceId& author) const {
        if (feed.kind == model::FeedKind::dir) return true;
        if (rules_.sender == nullptr) return false;
        if (rules_.sender->id == author) return true;
        const model::Principal who{rules_.sender->org, rules_.sender->roles};
        return model::readable(rules_.directory, who, feed, rules_.today).has_value();
    }

    [[nodiscard]] std::optional<base::PublicKey> signer_of(const wire::SegmentHeader& header,
                                                           const model::Feed& feed) const {
        if (feed.kind == model::FeedKind::dir) return rules_.server.signer(header.device, header.replica, header.last);
        const model::Device* author = rules_.directory.find(header.device);
        return author == nullptr ? std::nullopt : std::optional(author->key);
    }

    /// After the signature: may these contents stand in this feed?
    base::Result<std::optional<Code>> judge(CheckedSegment& checked, const model::Feed& feed, base::ByteSpan receipt) {
        const store::SegmentInfo& info = checked.segment.info;
        const base::DeviceId* owner = pending_.owner_of(info.replica);
        if (owner != nullptr && *owner != info.device) return Code::not_allowed;
        if (checked.segment.bytes.size() > kMaxSegment) return Code::too_large;
        if (feed.kind == model::FeedKind::dir) {
            checked.segment.door = store::Door::server;
            return std::nullopt;
        }
        const model::Device& author = *rules_.directory.find(info.device);
        if (author.revoked_after && info.last > *author.revoked_after) return Code::not_allowed;
        if (std::ranges::any_of(checked.changes, change::is_directory_record)) return Code::not_allowed;
        const change::Change* decision = decision_in(checked.changes);
        if (decision != nullptr) return judge_decision(checked, author, *decision, receipt);
        checked.segment.door = store::Door::exchange;
        const bool may = feed.kind == model::FeedKind::own &&
                         model::may_append(rules_.directory, {author.org, author.roles}, feed, rules_.today);
        return may ? std::nullopt : std::optional(Code::not_allowed);
    }

    base::Result<std::optional<Code>> judge_decision(CheckedSegment& checked, const model::Device& author,
                                                     const change::Change& decision, base::ByteSpan receipt) {
        checked.segment.door = store::Door::returned;
        const std::string& feed = checked.segment.info.feed;
        const auto* transition = std::get_if<change::Transition>(&decision.payload);
        if (checked.changes.size() != 1 || transition == nullptr || decision.document.empty()) return Code::bad_bytes;
        const auto received = rules_.server.moment(
            [&](const base::PublicKey& key) { return wire::read_receipt(receipt, feed, checked.segment.hash, key); });
        if (received) {
            checked.segment.received_ms = *received; // accepted once: the day it was in stays what it was
            DT_CHECK(take_number_again(writer_, author.id, decision));
            return std::nullopt;
        }
        // Without our word that it was ever in, its author decides anew, by today's rules.
        if (rules_.sender == nullptr || rules_.sender->id != author.id) return Code::not_allowed;
        DT_TRY(const DecisionLine line,
               line_of(store_, rules_.directory, decision.document, transition->owner, rules_.today));
        const auto route = route_of(*transition, line);
        if (!route) return Code::bad_bytes;
        const auto feeds = feeds_for(rules_.directory, *transition, *route, rules_.today);
        if (!feeds || !feeds->contains(feed)) return Code::not_allowed;
        const Push rules{rules_.directory,    author, rules_.today,  rules_.now_ms,
                         store::Door::decide, {},     line.submitted};
        if (!may_enter(rules, *model::parse_feed(feed))) return Code::not_allowed;
        const auto other_copy = std::ranges::find(line.transitions, decision.id, &change::Change::id);
        if (other_copy != line.transitions.end())
            return *other_copy == decision ? std::nullopt : std::optional(Code::bad_bytes);
        DT_TRY(const auto stored, writer_.decision(decision.document));
        const store::DocumentDecision current = stored.value_or(
            store::DocumentDecision{decision.document, transition->owner, model::DocumentState::draft, 0});
        if (!check_rights(rules_.directory, author, decision, current.state, rules_.today, line.submitted))
            return Code::not_allowed;
        if (!check_revision(*transition, decision.document)) return Code::bad_bytes;
        if (!is_next(rules_.directory, current, *transition, route->flow)) return Code::bad_transition;
        const auto fits = check_line(rules_.directory, author, decision, current.state, line);
        if (!fits) return fits.error().code;
        const auto numbered = take_number(writer_, author, decision);
        return numbered ? std::nullopt : std::optional(numbered.error().code);
    }

    /// The table is what all transitions that are here lead to, in whatever order their copies come back.
    base::Result<void> follow_decision(const CheckedSegment& checked) {
        const change::Change* decision = decision_in(checked.changes);
        if (decision == nullptr) return {};
        const auto& transition = std::get<change::Transition>(decision->payload);
        DT_TRY(DecisionLine line,
               line_of(store_, rules_.directory, decision->document, transition.owner, rules_.today));
        line.transitions.push_back(*decision); // also when its feed is one of another day's superior
        return writer_.put_decision(line_end(decision->document, std::move(line.transitions)));
    }

    store::FeedStore& store_;
    store::FeedWriter& writer_;
    PendingState& pending_;
    const Rules& rules_;
    std::vector<change::Payload> records_;
};

/// Whoever reads the directory reads it in the order of the feed: what this server has written since it was put back is
/// said once more behind what came back, or a lost record would undo it (a PC revoked meanwhile would be let in again).
base::Result<void> say_again(store::FeedStore& store, store::FeedWriter& writer, PendingState& pending,
                             const store::ServerIdentity& identity, const std::vector<change::Payload>& returned,
                             std::int64_t now_ms) {
    DT_TRY(std::vector<change::Payload> newer, newer_records(store, identity, returned));
    if (newer.empty()) return {};
    const Tip tip = pending.tip(to_text(model::directory_feed()), identity.replica);
    const store::NewSegment segment = seal_records(identity, tip, std::move(newer), now_ms);
    DT_TRY(const std::uint64_t seq, writer.append(segment));
    pending.add(segment.info, segment.hash, seq);
    return {};
}

} // namespace

std::vector<wire::ChainEnd> SyncServer::lacking_of(const model::Device* sender,
                                                   const std::vector<wire::ChainEnd>& ends) const {
    const auto directory = this->directory();
    std::vector<wire::ChainEnd> lacking;
    const std::shared_lock lock(state_mutex_);
    for (const wire::ChainEnd& end : ends) {
        const auto feed = model::parse_feed(end.feed);
        if (!feed) continue;
        if (feed->kind != model::FeedKind::dir) {
            if (sender == nullptr) continue;
            const base::DeviceId* owner = state_.owner_of(end.replica);
            const bool own = owner == nullptr || *owner == sender->id;
            const model::Principal who{sender->org, sender->roles};
            if (!own && !model::readable(*directory, who, *feed, today())) continue;
        }
        const Tip ours = state_.tip(end.feed, end.replica);
        if (ours.counter < end.counter) lacking.push_back({end.feed, end.replica, ours.counter});
    }
    return lacking;
}

base::Result<wire::GiveBackAnswer> SyncServer::give_back(const model::Device* sender,
                                                         const wire::GiveBackRequest& request) {
    wire::GiveBackAnswer answer;
    answer.lacking = lacking_of(sender, request.ends);
    if (request.segments.empty()) return answer;

    const std::lock_guard lock(store_mutex_);
    DT_TRY(const auto writer, begin_write());
    const auto directory = this->directory();
    const Rules rules{*directory, sender, server_keys(), today(), clock_.wall_ms()};
    const base::DeviceId from = sender == nullptr ? base::DeviceId{} : sender->id;
    const model::OrgId org = sender == nullptr ? model::OrgId{} : sender->org;
    PendingState pending(state_);
    Taking taking(*store_, *writer, pending, rules);
    std::size_t taken = 0;
    for (const wire::ReturnedSegment& segment : request.segments) {
        DT_TRY(wire::Returned returned, taking.take(segment));
        if (returned.status == AckStatus::accepted) ++taken;
        if (returned.status == AckStatus::quarantined && sender != nullptr) {
            const auto header = wire::read_header(segment.bytes);
            DT_TRY(const bool is_new, writer->quarantine({header ? header->feed : std::string(), from, returned.reason,
                                                          rules.now_ms, segment.bytes}));
            if (is_new) DT_CHECK(writer->audit({rules.now_ms, "quarantine", org, from, returned.reason}));
        }
        answer.returned.push_back(std::move(returned));
    }
    if (taken > 0) DT_CHECK(writer->audit({rules.now_ms, "give_back", org, from, std::to_string(taken)}));
    std::shared_ptr<const model::Directory> updated;
    if (!taking.records().empty()) {
        DT_CHECK(say_again(*store_, *writer, pending, identity_, taking.records(), rules.now_ms));
        DT_TRY(model::Directory read, read_directory(*store_, identity_));
        updated = std::make_shared<const model::Directory>(std::move(read));
    }
    DT_CHECK(commit(*writer, pending, std::move(updated)));
    const std::unique_lock state_lock(state_mutex_);
    ends_.clear(); // what came back may have entered on a day of the past
    return answer;
}

base::Bytes SyncServer::receipt_for(const store::StoredSegment& segment) const {
    if (!is_decided(segment)) return {};
    return wire::make_receipt(segment.info.feed, segment.hash, segment.received_ms, keys_.front());
}

base::Result<wire::ReceiptsAnswer> SyncServer::receipts(const model::Device& sender,
                                                        const wire::ReceiptsRequest& request) {
    const auto directory = this->directory();
    wire::ReceiptsAnswer answer;
    for (const wire::ChainEnd& asked : request.segments) {
        if (answer.receipts.size() == kMostAsked) break;
        answer.receipts.emplace_back();
        const auto feed = model::parse_feed(asked.feed);
        if (!feed) continue;
        const auto readable = model::readable(*directory, {sender.org, sender.roles}, *feed, today());
        if (!readable) continue;
        std::optional<store::StoredSegment> found;
        {
            const std::lock_guard lock(store_mutex_);
            DT_TRY(found, store_->segment_ending(asked.feed, asked.replica, asked.counter));
        }
        if (found && readable->contains(text::day_of(found->received_ms))) answer.receipts.back() = receipt_for(*found);
    }
    return answer;
}

} // namespace dongthac::server
