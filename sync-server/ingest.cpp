#include "sync-server/ingest.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "shared/wire/segment.hpp"

namespace dongthac::server {

namespace {

using base::Code;

store::SegmentInfo info_of(const wire::SegmentHeader& header) {
    return {header.feed, header.replica, header.device, header.first, header.last, header.count, header.unpacked};
}

void quarantine(CheckedSegment& checked, Code code) {
    checked.ack.status = wire::AckStatus::quarantined;
    checked.ack.reason = base::name_of(code);
}

} // namespace

bool may_enter(const Push& push, const model::Feed& feed) {
    if (push.door == store::Door::exchange && feed.kind != model::FeedKind::own) return false;
    const model::Principal who{push.sender.org, push.sender.roles};
    const bool answers = feed.kind == model::FeedKind::in && push.submitted;
    return model::may_append(push.directory, who, feed, push.today) ||
           (answers && model::may_append(push.directory, who, feed, *push.submitted));
}

namespace {

/// Form, device, replica and rights: what can be judged without a signature. Nothing when all is well.
std::optional<Code> refusal(const PendingState& state, const Push& push, const store::SegmentInfo& info) {
    const auto feed = model::parse_feed(info.feed);
    if (!feed) return Code::bad_bytes;
    if (info.device != push.sender.id) return Code::not_allowed;
    if (push.sender.revoked_after && info.last > *push.sender.revoked_after) return Code::not_allowed;
    const base::DeviceId* owner = state.owner_of(info.replica);
    if (owner != nullptr && *owner != push.sender.id) return Code::not_allowed;
    if (!may_enter(push, *feed)) return Code::not_allowed;
    return std::nullopt;
}

/// Drafts are not opened: that they can be, and that they are drafts, is all the server asks. Decisions are
/// compare-and-set and directory records are the server's own, so neither may come this way.
void check_drafts(CheckedSegment& checked) {
    base::Result<wire::Outline> outline = wire::outline_or_word(checked.segment.bytes);
    if (!outline) return quarantine(checked, outline.error().code);
    if (outline->lanes != wire::lanes::kDrafts) return quarantine(checked, Code::not_allowed);
    checked.segment.documents = std::move(outline->documents);
}

/// Signature over the chain, then contents.
void check_body(CheckedSegment& checked, const Push& push, const Tip& tip, const std::optional<base::Hash>& behind) {
    const base::Bytes& bytes = checked.segment.bytes;
    if (behind != tip.hash && !wire::is_signed(bytes, push.sender.key, tip.hash)) {
        const auto believed = std::ranges::find(push.believed, checked.ack.feed, &wire::ChainTip::feed);
        if (believed != push.believed.end() && believed->counter > tip.counter) {
            checked.ack.status = wire::AckStatus::missing_before;
            checked.ack.last = tip.counter;
            return;
        }
        return quarantine(checked, Code::bad_signature);
    }
    checked.segment.previous = tip.hash;
    checked.segment.hash = wire::chain_hash(bytes, tip.hash);
    if (push.door == store::Door::exchange) return check_drafts(checked);
    auto changes = wire::open(bytes);
    if (!changes) return quarantine(checked, changes.error().code);
    checked.segment.documents = documents_in(*changes);
    checked.changes = std::move(*changes);
}

} // namespace

std::vector<base::DocumentId> documents_in(const std::vector<change::Change>& changes) {
    std::set<base::DocumentId> documents;
    for (const change::Change& change : changes)
        if (!change.document.empty()) documents.insert(change.document);
    return {documents.begin(), documents.end()};
}

std::vector<std::optional<base::Hash>> signed_behind(const wire::ExchangeRequest& request, const base::PublicKey& key) {
    std::vector<std::optional<base::Hash>> found;
    std::map<std::string, base::Hash> ends;
    for (const wire::ChainTip& tip : request.tips) ends[tip.feed] = tip.hash;
    for (const base::Bytes& bytes : request.segments) {
        found.emplace_back();
        const auto header = wire::read_header(bytes);
        if (!header) continue;
        base::Hash& end = ends[header->feed];
        if (wire::is_signed(bytes, key, end)) found.back() = end;
        end = wire::chain_hash(bytes, end);
    }
    return found;
}

base::Result<CheckedSegment> check_segment(store::FeedStore& store, const PendingState& state, const Push& push,
                                           base::ByteSpan bytes, const std::optional<base::Hash>& behind) {
    CheckedSegment checked;
    checked.segment.bytes.assign(bytes.begin(), bytes.end());
    checked.segment.door = push.door;
    checked.segment.received_ms = push.now_ms;
    const auto header = wire::read_header(bytes);
    if (!header) {
        quarantine(checked, Code::bad_bytes);
        return checked;
    }
    const store::SegmentInfo info = info_of(*header);
    checked.segment.info = info;
    checked.ack.feed = info.feed;
    checked.ack.last = info.last;
    const Tip tip = state.tip(info.feed, info.replica);
    if (info.first <= tip.counter && info.device == push.sender.id) {
        DT_TRY(const auto known, store.segment_ending(info.feed, info.replica, info.last));
        if (known && std::ranges::equal(known->bytes, bytes)) {
            checked.ack.status = wire::AckStatus::duplicate;
            checked.ack.seq = known->seq;
            return checked;
        }
    }
    if (const auto code = bytes.size() > kMaxSegment ? Code::too_large : refusal(state, push, info)) {
        quarantine(checked, *code);
        return checked;
    }
    if (info.first <= tip.counter) {
        checked.ack.status = wire::AckStatus::fork;
        return checked;
    }
    checked.binds_replica = state.owner_of(info.replica) == nullptr;
    check_body(checked, push, tip, behind);
    return checked;
}

base::Result<void> append_checked(store::FeedWriter& writer, PendingState& state, CheckedSegment& checked) {
    const store::SegmentInfo& info = checked.segment.info;
    // The first segment of a request binds the replica; those after it find it bound.
    if (checked.binds_replica && state.owner_of(info.replica) == nullptr) {
        DT_CHECK(writer.bind_replica(info.replica, info.device));
        state.bind(info.replica, info.device);
    }
    DT_TRY(checked.ack.seq, writer.append(checked.segment));
    state.add(info, checked.segment.hash, checked.ack.seq);
    return {};
}

} // namespace dongthac::server
