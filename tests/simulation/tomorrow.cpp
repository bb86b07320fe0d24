#include "shared/office/documents.hpp"
#include "shared/office/log.hpp"
#include "shared/office/projector.hpp"
#include "shared/wire/segment.hpp"
#include "tests/simulation/history.hpp"
#include "tests/support/newer_segment.hpp"

// What a program of tomorrow writes.

namespace dongthac::simulation {

// A segment in a form nobody here can read. Not where copied disks are told apart: who does that reads them.
void History::write_in_newer_format(Machine& machine, office::Workspace& office, const base::DocumentId& id) {
    const std::string word = oracle_.new_word();
    const bool done =
        perform(machine, office, "writes tomorrow's format", [&](office::Workspace& at) -> base::Result<void> {
            store::OfficeStore& store = at.store();
            // As the product: nothing is sealed behind a decision whose answer is not known.
            DT_TRY(const auto intents, store.intents());
            for (const store::IntentRow& intent : intents)
                if (!intent.in_flight.empty()) return base::fail(base::Code::not_allowed);
            DT_CHECK(office::seal_outbox(at)); // what was written before it is sent before it
            DT_TRY(store::Transaction transaction, store.begin());
            const std::string feed = at.identity().draft_feed();
            const auto read = office::read_document(at, id);
            if (!read || read->head.org != at.identity().org) return base::fail(base::Code::not_allowed);
            DT_TRY(const std::uint64_t counter, at.counter());
            change::Change change;
            change.id = {at.identity().replica, counter + 1};
            change.kind = static_cast<std::uint16_t>(change::Kind::comment);
            change.document = id;
            change.lamport = read->head.lamport + 1;
            change.parents = read->head.heads;
            change.payload = change::Comment{base::root_node(id), word, ""};
            DT_TRY(store::TipRow tip, store.tip(feed, change.id.replica));
            const base::Bytes bytes =
                tests::sealed_by_a_newer_program(feed, std::span(&change, 1), at.identity().key, tip.sealed_hash);
            tip.sealed_hash = wire::chain_hash(bytes, tip.sealed_hash);
            tip.sealed_counter = counter + 1;
            DT_TRY(const std::int64_t made, store.add_segment({0, feed, change.id.replica, counter + 1, counter + 1, 1,
                                                               store::SegmentState::sealed, 0, tip.sealed_hash, bytes},
                                                              {id}));
            (void)made;
            DT_CHECK(store.put_tip(tip));
            DT_CHECK(at.note_counter(counter + 1));
            DT_CHECK(office::rebuild_within(at));
            newer_[word] = bytes;
            return transaction.commit();
        });
    if (done) wrote(machine, FactKind::unknown, word, id);
}

// What a program of tomorrow would write: a kind nobody knows, or a known one that asks for a newer reader.
void History::write_unknown(Machine& machine, office::Workspace& office, const base::DocumentId& id) {
    const bool known_kind = chance(50);
    const std::string word = oracle_.new_word();
    const base::ByteSpan body = base::as_bytes(word);
    const bool done =
        perform(machine, office, "writes tomorrow's kind", [&](office::Workspace& at) -> base::Result<void> {
            store::OfficeStore& store = at.store();
            DT_TRY(store::Transaction transaction, store.begin());
            DT_CHECK(at.follow_identity());
            office::Projector projector(store, at.clock().wall_ms());
            DT_TRY(const change::DocumentHead* head, projector.head(id));
            if (head->org != at.identity().org) return base::fail(base::Code::not_allowed);
            DT_TRY(const std::uint64_t counter, at.counter());
            change::Change change;
            change.id = {at.identity().replica, counter + 1};
            change.schema = change.min_reader = known_kind ? 9 : 1;
            change.kind = known_kind ? static_cast<std::uint16_t>(change::Kind::edit_text) : 7'777;
            change.document = id;
            change.lamport = head->lamport + 1;
            change.wall_ms = at.clock().wall_ms();
            change.parents = head->heads;
            change.payload = change::Unknown{{body.begin(), body.end()}};
            const store::SegmentRow row{0,
                                        at.identity().draft_feed(),
                                        change.id.replica,
                                        counter + 1,
                                        counter + 1,
                                        1,
                                        store::SegmentState::open,
                                        0,
                                        {},
                                        wire::pack(std::vector{change})};
            DT_TRY(const std::int64_t made, store.add_segment(row, {id}));
            (void)made;
            DT_CHECK(projector.apply(change));
            DT_CHECK(projector.finish());
            return transaction.commit();
        });
    if (done) wrote(machine, FactKind::unknown, word, id);
}

} // namespace dongthac::simulation
