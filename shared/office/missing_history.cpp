#include "shared/office/missing_history.hpp"

#include <algorithm>
#include <set>

#include "shared/change/build.hpp"
#include "shared/office/log.hpp"
#include "shared/office/office_state.hpp"
#include "shared/office/projector.hpp"
#include "shared/office/receipts.hpp"

namespace dongthac::office {

namespace {

constexpr std::string_view kFalseState = "false_state_by";
constexpr std::string_view kGivenUp = "history_given_up"; ///< feeds whose history never comes, each with a line's end
/// Where history ends is not known by number any more, only by its chains.
constexpr std::uint64_t kUnknownEnd = std::uint64_t{1} << 62;

bool has_come(const store::MissingChain& chain) {
    return chain.hash == chain.goal_hash && chain.counter == chain.goal_counter;
}

/// Counted by the server's numbers, for a state may name too few chains; by chains where the numbers began anew.
base::Result<bool> all_have_come(store::OfficeStore& store) {
    DT_TRY(const std::vector<store::MissingFeed> feeds, store.missing_feeds());
    DT_TRY(const std::vector<store::MissingChain> chains, store.missing_chains());
    return std::ranges::all_of(feeds, [&](const store::MissingFeed& feed) {
        if (feed.until != kUnknownEnd) return feed.taken >= feed.until;
        return std::ranges::all_of(
            chains, [&](const store::MissingChain& chain) { return chain.feed != feed.feed || has_come(chain); });
    });
}

/// True when the segment is the next of its chain; false when it is known. Its row is written.
base::Result<bool> take_old(Workspace& office, const wire::SegmentHeader& header, std::uint64_t seq,
                            base::ByteSpan bytes) {
    store::OfficeStore& store = office.store();
    DT_TRY(const auto found, store.missing_chain(header.feed, header.replica));
    // A chain the state did not name: it was not made from all there was.
    store::MissingChain chain = found.value_or(store::MissingChain{header.feed, header.replica, 0, {}, 0, {}});
    if (header.first <= chain.counter) {
        DT_TRY(const bool known, store.holds_segment(header.feed, header.replica, header.last, bytes));
        if (!known) return base::fail(base::Code::fork_detected, {{"replica", base::to_text(header.replica)}});
        return false;
    }
    DT_TRY(const base::PublicKey signer, signer_of(office, header));
    if (!wire::is_signed(bytes, signer, chain.hash))
        return base::fail(base::Code::bad_signature, {{"what", header.feed}});
    DT_TRY(const std::vector<change::Change> changes, wire::open_known(bytes));
    chain.counter = header.last;
    chain.hash = wire::chain_hash(bytes, chain.hash);
    const store::SegmentRow row = settled_row(header, bytes, chain.hash, seq);
    DT_CHECK(store.add_old_segment(row, documents_of(changes)));
    DT_CHECK(note_decision(store, row, changes));
    DT_CHECK(store.put_missing_chain(chain));
    return true;
}

/// A place of the history that is not for this office: the chain goes on behind it.
base::Result<void> take_old_gap(store::OfficeStore& store, const store::MissingFeed& feed, base::ByteSpan bytes) {
    DT_TRY(const wire::Gap gap, gap_in(feed.feed, bytes));
    DT_TRY(const auto found, store.missing_chain(gap.feed, gap.replica));
    store::MissingChain chain = found.value_or(store::MissingChain{gap.feed, gap.replica, 0, {}, 0, {}});
    if (gap.last <= chain.counter) return {};
    if (feed.until == kUnknownEnd && (!found || gap.last > chain.goal_counter)) return {};
    chain.counter = gap.last;
    chain.hash = gap.hash;
    return store.put_missing_chain(chain);
}

/// Where the end is not known by number, only the chains of the state tell its history from what was written after it;
/// that comes by the ordinary way.
base::Result<bool> is_history(store::OfficeStore& store, const store::MissingFeed& feed,
                              const wire::SegmentHeader& header) {
    if (feed.until != kUnknownEnd) return true;
    DT_TRY(const auto chain, store.missing_chain(header.feed, header.replica));
    return chain && header.last <= chain->goal_counter;
}

base::Result<bool> is_given_up(store::OfficeStore& store, const std::string& feed) {
    DT_TRY(const base::Bytes lines, store.setting(kGivenUp));
    return ("\n" + std::string(base::as_text(lines))).find("\n" + feed + "\n") != std::string::npos;
}

/// The document as the segments make it that the state stood for.
base::Result<change::Document> build_old(store::OfficeStore& store, const base::DocumentId& id) {
    DT_TRY(const std::vector<store::SegmentRow> rows, store.segments_of(id));
    std::vector<change::Change> changes;
    for (const store::SegmentRow& row : rows) {
        if (row.id > 0) continue;
        DT_TRY(std::vector<change::Change> part, changes_in(row));
        for (change::Change& change : part)
            if (change.document == id) changes.push_back(std::move(change));
    }
    return change::build(id, changes);
}

bool is_same(const wire::StateDocument& said, const change::Document& built) {
    if (!(said.head == built.head)) return false;
    if (said.head.record == 0) return said.nodes.empty();
    return std::ranges::equal(said.nodes, built.nodes,
                              [](const change::NodeState& node, const auto& entry) { return node == entry.second; });
}

/// Settles one document after another, each in a transaction of its own.
class Settling {
  public:
    Settling(Workspace& office, std::optional<std::vector<wire::StateDocument>> said)
        : office_(office), readable_(said.has_value()) {
        if (!said) return;
        for (wire::StateDocument& document : *said) said_.emplace(document.head.id, std::move(document));
    }

    base::Result<void> run() {
        DT_TRY(const base::Bytes given_up, store().setting(kGivenUp));
        gave_up_ = !given_up.empty();
        DT_TRY(const std::vector<store::PartialDocument> partial, store().partial_documents());
        for (const store::PartialDocument& document : partial) DT_CHECK(settle(document));
        DT_TRY(store::Transaction transaction, store().begin(store::Durability::lazy)); // asked for again when lost
        DT_CHECK(add_left_out());
        DT_TRY(const std::vector<store::MissingChain> cut_off, mend_chains());
        DT_CHECK(store().forget_missing());
        for (const store::MissingChain& chain : cut_off) DT_CHECK(store().put_missing_chain(chain));
        return transaction.commit();
    }

  private:
    store::OfficeStore& store() { return office_.store(); }

    base::Result<void> settle(const store::PartialDocument& document) {
        DT_TRY(store::Transaction transaction, store().begin(store::Durability::lazy)); // asked for again when lost
        DT_TRY(const change::Document built, build_old(store(), document.document));
        const auto said = said_.find(document.document);
        const bool same = said != said_.end() && is_same(said->second, built);
        // Of a superior of before, whose feed is closed to this office now: the state is all that will ever be here.
        if (!same && gave_up_ && said != said_.end() && said->second.head.org != office_.identity().org) return {};
        DT_CHECK(store().remove_partial(document.document));
        // Not readable any more is no lie: the program is another one now.
        if (!same && readable_) DT_CHECK(blame());
        if (!same || document.held) DT_CHECK(rebuild(document.document));
        return transaction.commit();
    }

    base::Result<void> rebuild(const base::DocumentId& document) {
        DT_TRY(const std::vector<store::SegmentRow> rows, store().segments_of(document));
        if (rows.empty()) return store().remove_document(document); // nobody ever wrote it
        Projector projector(store(), office_.clock().wall_ms());
        DT_CHECK(projector.build(document));
        return projector.finish();
    }

    /// Documents of the history that the state did not have.
    base::Result<void> add_left_out() {
        DT_TRY(const std::vector<base::DocumentId> documents, store().documents_of_old_segments());
        for (const base::DocumentId& document : documents) {
            if (said_.contains(document)) continue;
            if (readable_) DT_CHECK(blame());
            DT_CHECK(rebuild(document));
        }
        return {};
    }

    /// Where a chain ended elsewhere than the state said, it goes on from where it did end. Those whose beginning never
    /// comes: what follows them can only be checked from where the state said they end.
    base::Result<std::vector<store::MissingChain>> mend_chains() {
        std::vector<store::MissingChain> cut_off;
        DT_TRY(const std::vector<store::MissingChain> chains, store().missing_chains());
        for (const store::MissingChain& chain : chains) {
            if (has_come(chain)) continue;
            DT_TRY(const bool given_up, is_given_up(store(), chain.feed));
            if (given_up) {
                cut_off.push_back(chain);
                continue;
            }
            DT_CHECK(blame());
            DT_TRY(const store::TipRow tip, store().tip(chain.feed, chain.replica));
            const bool went_on = tip.sealed_counter != chain.goal_counter || tip.sealed_hash != chain.goal_hash;
            if (went_on) continue;
            DT_CHECK(
                store().put_tip({chain.feed, chain.replica, chain.counter, chain.hash, chain.counter, chain.hash}));
        }
        return cut_off;
    }

    base::Result<void> blame() {
        DT_TRY(const base::Bytes sealed, store().taken_state());
        DT_TRY(const wire::StateHeader header, wire::read_state_header(sealed));
        return store().put_setting(kFalseState, header.device.bytes);
    }

    Workspace& office_;
    bool readable_;        ///< the state can still be read, so that a difference means something
    bool gave_up_ = false; ///< some history can never come
    std::map<base::DocumentId, wire::StateDocument> said_;
};

} // namespace

base::Result<HistoryLeft> history_left(Workspace& office) {
    store::OfficeStore& store = office.store();
    HistoryLeft left;
    DT_TRY(const std::vector<store::MissingFeed> feeds, store.missing_feeds());
    for (const store::MissingFeed& feed : feeds) {
        std::uint64_t until = feed.until;
        if (until == kUnknownEnd) {
            DT_TRY(until, store.cursor(feed.feed));
        }
        left.taken += std::min(feed.taken, until);
        left.total += std::max<std::uint64_t>(until, 1);
    }
    if (!left.missing()) return left;
    DT_TRY(const std::vector<store::PartialDocument> partial, store.partial_documents());
    left.urgent = std::ranges::any_of(partial, &store::PartialDocument::held);
    return left;
}

base::Result<std::optional<wire::HistoryRequest>> next_history(Workspace& office, std::uint64_t budget,
                                                               const std::set<std::string>& refused) {
    DT_TRY(const bool here, all_have_come(office.store()));
    if (here) return std::nullopt;
    DT_TRY(const std::vector<store::MissingFeed> feeds, office.store().missing_feeds());
    for (const store::MissingFeed& feed : feeds)
        if (feed.taken < feed.until && !refused.contains(feed.feed))
            return wire::HistoryRequest{feed.feed, feed.taken, feed.until, budget};
    return std::nullopt;
}

base::Result<bool> take_history(Workspace& office, const wire::HistoryRequest& request,
                                const wire::HistoryAnswer& answer) {
    store::OfficeStore& store = office.store();
    DT_TRY(store::Transaction transaction, store.begin(store::Durability::lazy)); // asked for again when lost
    DT_TRY(const std::vector<store::MissingFeed> feeds, store.missing_feeds());
    const auto feed = std::ranges::find(feeds, request.feed, &store::MissingFeed::feed);
    if (feed == feeds.end() || feed->taken != request.after) return false; // another round was faster
    std::uint64_t taken = feed->taken;
    for (const wire::HistoryItem& item : answer.items) {
        if (item.seq != taken + 1 || item.seq > feed->until)
            return base::fail(base::Code::bad_server_answer, {{"reason", "history"}});
        if (wire::is_gap(item.bytes)) {
            DT_CHECK(take_old_gap(store, *feed, item.bytes));
            taken = item.seq;
            continue;
        }
        DT_TRY(const wire::SegmentHeader header, wire::read_header(item.bytes));
        if (header.feed != request.feed) return base::fail(base::Code::bad_signature, {{"what", request.feed}});
        DT_TRY(const bool old, is_history(store, *feed, header));
        if (old) {
            DT_TRY(const bool fresh, take_old(office, header, item.seq, item.bytes));
            (void)fresh;
        }
        taken = item.seq;
    }
    if (taken == feed->taken) return false;
    DT_CHECK(store.put_missing_feed({feed->feed, taken, feed->until}));
    DT_CHECK(transaction.commit());
    return true;
}

base::Result<bool> give_up_history(Workspace& office, const std::string& feed) {
    const Identity& me = office.identity();
    const auto readable = model::readable_feeds(office.directory(), {me.org, me.roles}, office.today());
    if (std::ranges::find(readable, feed, &model::ReadableFeed::name) != readable.end()) return false;
    store::OfficeStore& store = office.store();
    DT_TRY(store::Transaction transaction, store.begin(store::Durability::lazy)); // refused again when lost
    DT_TRY(const std::vector<store::MissingFeed> feeds, store.missing_feeds());
    const auto at = std::ranges::find(feeds, feed, &store::MissingFeed::feed);
    if (at == feeds.end()) return false;
    DT_TRY(const base::Bytes lines, store.setting(kGivenUp));
    DT_TRY(const bool known, is_given_up(store, feed));
    if (!known) DT_CHECK(store.put_setting(kGivenUp, base::as_bytes(std::string(base::as_text(lines)) + feed + "\n")));
    DT_CHECK(store.put_missing_feed({feed, at->taken, at->taken}));
    DT_CHECK(transaction.commit());
    return true;
}

base::Result<void> settle_history(Workspace& office) {
    DT_TRY(const std::vector<store::MissingFeed> feeds, office.store().missing_feeds());
    DT_TRY(const bool here, all_have_come(office.store()));
    if (feeds.empty() || !here) return {};
    DT_TRY(auto said, documents_of_taken_state(office.store()));
    return Settling(office, std::move(said)).run();
}

base::Result<std::string> false_state_by(Workspace& office) {
    DT_TRY(const base::Bytes setting, office.store().setting(kFalseState));
    base::DeviceId id;
    if (setting.size() != id.bytes.size()) return std::string();
    std::ranges::copy(setting, id.bytes.begin());
    const model::Device* device = office.directory().find(id);
    const std::string name = device == nullptr ? std::string() : device->name + " ";
    return name + "(" + base::to_text(id).substr(0, 8) + ")";
}

base::Result<bool> take_if_missing(Workspace& office, const wire::SegmentHeader& header,
                                   const wire::FeedSegment& segment) {
    DT_TRY(const auto chain, office.store().missing_chain(header.feed, header.replica));
    if (!chain || header.last > chain->goal_counter) return false;
    DT_TRY(const bool fresh, take_old(office, header, segment.seq, segment.bytes));
    (void)fresh;
    return true;
}

base::Result<void> restart_history(store::OfficeStore& store) {
    DT_TRY(const std::vector<store::MissingFeed> feeds, store.missing_feeds());
    for (const store::MissingFeed& feed : feeds) DT_CHECK(store.put_missing_feed({feed.feed, 0, kUnknownEnd}));
    return {};
}

} // namespace dongthac::office
