#include "shared/office/log.hpp"

#include <algorithm>
#include <set>

#include "shared/office/act.hpp"
#include "shared/office/missing_history.hpp"
#include "shared/office/office_state.hpp"
#include "shared/office/open_row.hpp"
#include "shared/office/receipts.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::office {

namespace {

constexpr std::size_t kSealAt = std::size_t{1} << 20; ///< packed bytes after which a new segment begins

base::Result<void> project(Workspace& office, std::span<const change::Change> changes) {
    Projector projector(office.store(), office.clock().wall_ms());
    for (const change::Change& change : changes)
        if (!change.document.empty()) DT_CHECK(projector.apply(change));
    return projector.finish();
}

/// Makes segments of changes, each chained to the one before, within the caller's transaction.
class Sealer {
  public:
    Sealer(Workspace& office, std::string feed, const base::Hash& previous)
        : office_(&office), feed_(std::move(feed)), previous_(previous) {}

    void add(std::vector<change::Change> changes) {
        batch_.insert(batch_.end(), std::make_move_iterator(changes.begin()), std::make_move_iterator(changes.end()));
    }
    /// What was added so far becomes a segment; nothing when nothing was added.
    base::Result<void> flush() {
        if (batch_.empty()) return {};
        base::Bytes packed = wire::pack(batch_);
        if (packed.empty())
            return base::fail(base::Code::too_large,
                              {{"path", base::to_text(batch_.front().document)}, {"limit_mb", "2"}});
        batch_.clear();
        return seal(wire::shrink(std::move(packed)));
    }
    /// A packed row becomes a segment as it is, unopened. After flush().
    base::Result<void> seal(base::ByteSpan packed) {
        store::SegmentRow row;
        row.feed = feed_;
        row.state = store::SegmentState::sealed;
        row.bytes = wire::seal_row(feed_, packed, office_->identity().key, previous_);
        DT_TRY(const wire::SegmentHeader header, wire::read_header(row.bytes));
        row.replica = header.replica;
        row.first = header.first;
        row.last = header.last;
        row.count = header.count;
        row.hash = wire::chain_hash(row.bytes, previous_);
        last_ = row.last;
        previous_ = row.hash;
        DT_TRY(const std::int64_t id, office_->store().add_segment(row, header.documents));
        (void)id;
        return {};
    }
    /// The chain's end, once something was sealed.
    void move_end(store::TipRow& tip) const {
        if (last_ == 0) return;
        tip.sealed_counter = last_;
        tip.sealed_hash = previous_;
    }

  private:
    Workspace* office_;
    std::string feed_;
    base::Hash previous_;
    std::uint64_t last_ = 0;
    std::vector<change::Change> batch_;
};

base::Result<void> seal_feed(Workspace& office, const std::string& feed) {
    store::OfficeStore& store = office.store();
    // What is sealed and lost in a power cut is sealed again to the same bytes (see part_at).
    DT_TRY(store::Transaction transaction, store.begin(store::Durability::lazy));
    DT_TRY(const std::vector<store::SegmentRow> open_rows, store.segments_in(store::SegmentState::open, feed));
    DT_CHECK(office.follow_identity());
    const Identity& writer = office.identity();
    DT_TRY(store::TipRow tip, store.tip(feed, writer.replica));
    Sealer sealer(office, feed, tip.sealed_hash);
    std::size_t bytes = 0;
    for (const store::SegmentRow& row : open_rows) {
        const bool alone = is_sealed_alone(row.bytes);
        if (alone || bytes + row.bytes.size() > kSealAt) {
            DT_CHECK(sealer.flush());
            bytes = 0;
        }
        DT_CHECK(store.remove_segment(row.id));
        if (alone && wire::read_row(row.bytes)) {
            DT_CHECK(sealer.seal(row.bytes));
            continue;
        }
        DT_TRY(std::vector<change::Change> changes, changes_in(row));
        sealer.add(std::move(changes));
        bytes += row.bytes.size();
        if (alone) {
            DT_CHECK(sealer.flush());
            bytes = 0;
        }
    }
    DT_CHECK(sealer.flush());
    sealer.move_end(tip);
    DT_CHECK(office.note_counter(tip.sealed_counter)); // the open rows that said so are gone
    DT_CHECK(store.put_tip(tip));
    return transaction.commit();
}

/// What entered the feed before this office was below its office, or after: only the chain goes on.
base::Result<void> ingest_gap(Workspace& office, const wire::FeedSegment& segment) {
    DT_TRY(const wire::Gap gap, gap_in(segment.feed, segment.bytes));
    if (segment.feed == model::to_text(model::pub_feed(office.identity().org)))
        return base::fail(base::Code::bad_server_answer, {{"reason", "gap"}});
    store::OfficeStore& store = office.store();
    DT_TRY(store::Transaction transaction, store.begin(store::Durability::lazy)); // the server says it again
    DT_TRY(const std::uint64_t cursor, store.cursor(segment.feed));
    if (segment.seq <= cursor) return {};
    DT_TRY(const store::TipRow tip, store.tip(gap.feed, gap.replica));
    if (gap.last > tip.sealed_counter)
        DT_CHECK(store.put_tip({gap.feed, gap.replica, gap.last, gap.hash, gap.last, gap.hash}));
    DT_CHECK(store.put_cursor(segment.feed, segment.seq));
    return transaction.commit();
}

/// Who owes what to whom depends on it.
bool moves_offices(const change::Change& change) {
    return std::holds_alternative<change::PutOrganisation>(change.payload) ||
           std::holds_alternative<change::PutRelation>(change.payload) ||
           std::holds_alternative<change::PutSuccession>(change.payload);
}

} // namespace

std::vector<base::DocumentId> documents_of(std::span<const change::Change> changes) {
    std::set<base::DocumentId> documents;
    for (const change::Change& change : changes)
        if (!change.document.empty()) documents.insert(change.document);
    return {documents.begin(), documents.end()};
}

base::Result<base::PublicKey> signer_of(const Workspace& office, const wire::SegmentHeader& header) {
    const auto untrusted = base::fail(base::Code::bad_signature, {{"what", header.feed}});
    DT_TRY(const model::Feed feed, model::parse_feed(header.feed));
    if (feed.kind == model::FeedKind::dir) {
        const auto server = office.identity().server.signer(header.device, header.replica, header.last);
        if (!server) return untrusted;
        return *server;
    }
    const model::Device* device = office.directory().find(header.device);
    if (device == nullptr) return untrusted;
    if (device->revoked_after && header.last > *device->revoked_after) return untrusted;
    return device->key;
}

base::Result<void> perform(Workspace& office, const base::DocumentId& document, std::vector<change::Payload> payloads) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_CHECK(perform_within(office, document, std::move(payloads)));
    return transaction.commit();
}

base::Result<void> perform_within(Workspace& office, const base::DocumentId& document,
                                  std::vector<change::Payload> payloads) {
    if (payloads.empty()) return {};
    // The note of a decision that lost must find a place on any document.
    const bool remarks = std::ranges::all_of(
        payloads, [](const change::Payload& payload) { return std::holds_alternative<change::Comment>(payload); });
    DT_TRY(Act act, Act::begin(office, document, remarks ? Act::Writes::remarks_only : Act::Writes::anything));
    for (change::Payload& payload : payloads) DT_CHECK(act.add(std::move(payload)));
    return act.finish();
}

base::Result<wire::Gap> gap_in(const std::string& feed, base::ByteSpan bytes) {
    DT_TRY(wire::Gap gap, wire::decode_gap(bytes));
    DT_TRY(const model::Feed kind, model::parse_feed(feed));
    if (gap.feed != feed || kind.kind != model::FeedKind::pub)
        return base::fail(base::Code::bad_server_answer, {{"reason", "gap"}});
    return gap;
}

base::Result<void> ingest(Workspace& office, const wire::FeedSegment& segment) {
    store::OfficeStore& store = office.store();
    if (wire::is_gap(segment.bytes)) return ingest_gap(office, segment);
    DT_TRY(const wire::SegmentHeader header, wire::read_header(segment.bytes));
    if (header.feed != segment.feed) return base::fail(base::Code::bad_signature, {{"what", segment.feed}});
    DT_TRY(store::Transaction transaction, store.begin(store::Durability::lazy)); // the server has it
    DT_TRY(const std::uint64_t cursor, store.cursor(segment.feed));
    if (segment.seq <= cursor) return {}; // a repeated answer
    DT_TRY(store::TipRow tip, store.tip(segment.feed, header.replica));
    // Two segments of one chain never share a number, so one that begins within what is known ends there too.
    if (header.first <= tip.sealed_counter) {
        DT_TRY(const bool known, store.holds_segment(segment.feed, header.replica, header.last, segment.bytes));
        const auto late = known ? base::Result<bool>(true) : take_if_missing(office, header, segment);
        if (!late) return std::unexpected(late.error());
        // Another history under the same numbers: nothing is passed over, the caller has to mend that first.
        if (!*late) return base::fail(base::Code::fork_detected, {{"replica", base::to_text(header.replica)}});
        DT_CHECK(store.put_cursor(segment.feed, segment.seq)); // ours coming back, or told twice
        return transaction.commit();
    }
    const bool own = header.replica == office.identity().replica;
    if (own) {
        // A window may have written since the outbox was sealed: its numbers are as much given as those of the chain.
        DT_TRY(const bool given_twice, store.has_unsent_until(header.replica, header.last));
        if (given_twice) return base::fail(base::Code::fork_detected, {{"replica", base::to_text(header.replica)}});
    }
    DT_TRY(const base::PublicKey signer, signer_of(office, header));
    if (!wire::is_signed(segment.bytes, signer, tip.sealed_hash))
        return base::fail(base::Code::bad_signature, {{"what", segment.feed}});
    DT_TRY(const std::vector<change::Change> changes, wire::open_known(segment.bytes));

    const base::Hash hash = wire::chain_hash(segment.bytes, tip.sealed_hash);
    const store::SegmentRow row = settled_row(header, segment.bytes, hash, segment.seq);
    DT_TRY(const std::int64_t id, store.add_segment(row, documents_of(changes)));
    (void)id;
    DT_CHECK(note_decision(store, row, changes));
    DT_CHECK(keep_receipt_within(office, row, segment.receipt)); // else it is asked for
    DT_CHECK(store.put_tip({segment.feed, header.replica, header.last, hash, header.last, hash}));
    DT_CHECK(store.put_cursor(segment.feed, segment.seq));
    if (own) {
        // Restored from a copy: these are our own later changes, whose numbers must not be given again.
        DT_CHECK(office.note_counter(header.last));
    }
    DT_CHECK(project(office, changes));
    // Keys must be known before the segments they signed; the directory comes first in every answer.
    const bool is_directory = header.feed == model::to_text(model::directory_feed());
    const bool was_old = office.expects_directory();
    bool other_key = false;
    if (is_directory) {
        DT_TRY(other_key, office.follow_server(changes));
        office.expect_directory();
        if (std::ranges::any_of(changes, moves_offices)) DT_CHECK(store.work().set_stale(true));
    }
    DT_CHECK(transaction.commit());
    if (!is_directory) return {};
    return was_old || other_key ? office.reload() : office.follow_directory(segment.seq, changes);
}

base::Result<void> seal_outbox(Workspace& office) {
    DT_TRY(const std::vector<std::string> feeds, office.store().feeds_in(store::SegmentState::open));
    for (const std::string& feed : feeds) DT_CHECK(seal_feed(office, feed));
    return {};
}

base::Result<std::vector<store::SegmentRow>> sealed_outbox(Workspace& office, std::size_t budget) {
    return office.store().sealed_within(budget);
}

base::Result<bool> part_at(Workspace& office, const std::string& feed, std::uint64_t counter) {
    store::OfficeStore& store = office.store();
    DT_TRY(store::Transaction transaction, store.begin(store::Durability::lazy));
    DT_TRY(const std::vector<store::SegmentRow> rows, store.segments_in(store::SegmentState::sealed, feed));
    const base::ReplicaId me = office.identity().replica;
    const auto parted = std::ranges::find_if(rows, [&](const store::SegmentRow& row) {
        return row.replica == me && row.first <= counter && counter < row.last;
    });
    if (parted == rows.end()) return false;
    DT_TRY(store::TipRow tip, store.tip(feed, me));
    Sealer sealer(office, feed, parted == rows.begin() ? tip.acked_hash : std::prev(parted)->hash);
    for (auto row = parted; row != rows.end(); ++row) {
        DT_TRY(std::vector<change::Change> changes, changes_in(*row));
        DT_CHECK(store.remove_segment(row->id));
        const auto after =
            std::ranges::find_if(changes, [&](const change::Change& change) { return change.id.counter > counter; });
        if (row == parted) {
            sealer.add({changes.begin(), after});
            DT_CHECK(sealer.flush());
            changes.erase(changes.begin(), after);
        }
        sealer.add(std::move(changes));
        DT_CHECK(sealer.flush());
    }
    sealer.move_end(tip);
    DT_CHECK(store.put_tip(tip));
    DT_CHECK(transaction.commit());
    return true;
}

store::SegmentRow settled_row(const wire::SegmentHeader& header, base::ByteSpan bytes, const base::Hash& hash,
                              std::uint64_t seq) {
    return {0,
            header.feed,
            header.replica,
            header.first,
            header.last,
            header.count,
            store::SegmentState::settled,
            seq,
            hash,
            {bytes.begin(), bytes.end()}};
}

base::Result<void> acknowledge(Workspace& office, const store::SegmentRow& row, std::uint64_t seq) {
    DT_TRY(store::Transaction transaction, office.store().begin(store::Durability::lazy));
    DT_CHECK(acknowledge_within(office, row, seq));
    return transaction.commit();
}

base::Result<void> acknowledge_within(Workspace& office, const store::SegmentRow& row, std::uint64_t seq) {
    store::OfficeStore& store = office.store();
    DT_CHECK(store.settle(row.id, seq));
    DT_TRY(store::TipRow tip, store.tip(row.feed, row.replica));
    tip.acked_counter = row.last;
    tip.acked_hash = row.hash;
    DT_CHECK(store.put_tip(tip));
    return pass_own_segment(store, row.feed, seq);
}

base::Result<void> pass_own_segment(store::OfficeStore& store, const std::string& feed, std::uint64_t seq) {
    DT_TRY(const std::uint64_t cursor, store.cursor(feed));
    if (seq != cursor + 1) return {};
    return store.put_cursor(feed, seq);
}

base::Result<std::vector<change::Change>> changes_in(const store::SegmentRow& row) {
    return row.state == store::SegmentState::open ? changes_in_open_row(row.bytes) : wire::open_known(row.bytes);
}

base::Result<std::vector<change::Change>> changes_of(Workspace& office, const base::DocumentId& document) {
    DT_TRY(const bool partial, office.store().is_partial(document));
    if (partial) return base::fail(base::Code::history_loading, {{"id", base::to_text(document)}});
    DT_TRY(const std::vector<store::SegmentRow> rows, office.store().segments_of(document));
    std::vector<change::Change> changes;
    for (const store::SegmentRow& row : rows) {
        DT_TRY(std::vector<change::Change> part, changes_in(row));
        for (change::Change& change : part)
            if (change.document == document) changes.push_back(std::move(change));
    }
    return changes;
}

base::Result<bool> needs_newer_program(store::OfficeStore& store, const base::DocumentId& document) {
    DT_TRY(const std::vector<store::SegmentRow> rows, store.segments_of(document));
    return std::ranges::any_of(rows, [](const store::SegmentRow& row) {
        const auto header = wire::read_header(row.bytes);
        return row.state != store::SegmentState::open && header && !header->readable();
    });
}

base::Result<void> rebuild_projections(Workspace& office) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_CHECK(rebuild_within(office));
    return transaction.commit();
}

base::Result<void> rebuild_within(Workspace& office) {
    store::OfficeStore& store = office.store();
    DT_CHECK(store.remove_projections());
    DT_CHECK(put_back_state(office));
    std::int64_t after = store::kBeforeAllRows;
    Projector projector(store, office.clock().wall_ms());
    for (;;) {
        DT_TRY(const std::vector<store::SegmentRow> rows, store.segments_after(after, 256));
        if (rows.empty()) break;
        for (const store::SegmentRow& row : rows) {
            after = row.id;
            DT_TRY(const std::vector<change::Change> changes, changes_in(row));
            for (const change::Change& change : changes) {
                if (change.document.empty()) continue;
                if (row.id < 0) { // history: what came as a state has it already
                    DT_TRY(const bool partial, store.is_partial(change.document));
                    if (partial) continue;
                }
                DT_CHECK(projector.apply(change));
            }
        }
    }
    return projector.finish();
}

} // namespace dongthac::office
