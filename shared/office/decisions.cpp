#include "shared/office/decisions.hpp"

#include <algorithm>

#include "shared/change/authority.hpp"
#include "shared/change/revision.hpp"
#include "shared/model/record.hpp"
#include "shared/office/decision_rights.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/log.hpp"
#include "shared/office/numbers.hpp"
#include "shared/office/projector.hpp"
#include "shared/office/receipts.hpp"
#include "shared/office/sending.hpp"
#include "shared/text/nfc.hpp"
#include "shared/wire/decision.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::office {

namespace {

using model::Action;

constexpr std::string_view kTimeToken = "time_token";

/// The setting that keeps the server's time as it had been heard when the decision `intent` was made: one heard later,
/// in the round that carries it, would say it was made after that. OfficeStore::remove_intent drops it.
std::string token_of(std::int64_t intent) { return "intent_time_token:" + std::to_string(intent); }

std::unexpected<base::Error> no_number(const Workspace& office) {
    return base::fail(base::Code::no_number, {{"year", std::to_string(office.today().year)}});
}

base::Result<change::DocumentHead> confirmed_head(Workspace& office, const base::DocumentId& document) {
    DT_TRY(const auto row, office.store().document(document));
    if (!row) return base::fail(base::Code::unknown_document, {{"id", base::to_text(document)}});
    DT_TRY(change::DocumentHead head, wire::decode_head(row->head));
    if (head.org.empty()) head.org = row->org;
    // Known by its revisions only, it is of the kind that they say.
    const model::RecordType* type = model::record_type(row->kind);
    if (head.record == 0 && type != nullptr) head.record = type->id;
    return head;
}

model::Course course_here(const Workspace& office, const change::DocumentHead& head) {
    return model::course_of(head.record, office.directory().policy_of(head.org));
}

/// How the document's last revision travels, or the one in `snapshot`.
base::Result<change::Route> route_of(const change::DocumentHead& head, const base::Bytes& snapshot) {
    const base::Bytes& last = snapshot.empty() ? head.last_snapshot : snapshot;
    if (last.empty()) return change::Route{model::flow_of(head.record), {}};
    DT_TRY(const change::Snapshot revision, wire::decode_snapshot(last));
    return change::route_of(revision);
}

/// The transition but for its revision's bytes, on a document whose confirmed steps end in `state` and `version`.
base::Result<change::Transition> transition_for(const Workspace& office, const store::IntentRow& intent, Action action,
                                                const change::DocumentHead& head, model::DocumentState state,
                                                std::uint32_t version) {
    change::Transition transition;
    DT_TRY(transition.to, model::next_state(state, action, course_here(office, head)));
    transition.action = action;
    transition.expects_version = version;
    transition.org = office.identity().org;
    transition.owner = head.org;
    transition.person = intent.person;
    transition.note = intent.note;
    if (model::makes_revision(action)) {
        transition.revision = base::sha256(intent.snapshot);
        transition.draft_changes = intent.draft_changes;
    } else if (!head.revisions.empty()) {
        transition.revision = head.revisions.back().hash;
    }
    // Whoever reads what is issued reads nothing of how it came to its number.
    if (const change::RevisionState* given = action == Action::issue ? numbering_of(head) : nullptr) {
        transition.number = given->number;
        transition.numbered_on = given->numbered_on;
    }
    return transition;
}

/// The decision of `intent` as it goes to the server. Errors: bad_transition when the document has moved on.
base::Result<change::Change> transition_change(Workspace& office, const store::IntentRow& intent, Action action,
                                               const change::DocumentHead& head, const base::ChangeId& id) {
    change::Transition transition;
    if (intent.made.empty()) {
        DT_TRY(transition, transition_for(office, intent, action, head, head.state, head.state_version));
    } else {
        DT_TRY(transition, wire::decode_transition(intent.made));
        // What was signed cannot be made to fit another state.
        const auto to = model::next_state(head.state, action, course_here(office, head));
        if (transition.expects_version != head.state_version || !to || *to != transition.to)
            return base::fail(base::Code::bad_transition,
                              {{"action", intent.action}, {"state", std::string(model::name_of(head.state))}});
    }
    if (action == Action::assign_number && transition.number == 0) {
        DT_TRY(const std::optional<NumberOfYear> number, take_reserved_within(office));
        if (!number) return no_number(office);
        transition.number = number->number;
        transition.numbered_on = number->day;
        DT_CHECK(office.store().put_made(intent.id, wire::encode(transition))); // sealed anew, it keeps its number
    }
    transition.snapshot = intent.snapshot;
    change::Change change;
    change.id = id;
    change.kind = static_cast<std::uint16_t>(change::Kind::transition);
    change.document = intent.document;
    change.lamport = head.lamport + 1;
    change.wall_ms = intent.made_ms;
    DT_TRY(change.time_token, office.store().setting(token_of(intent.id)));
    change.payload = std::move(transition);
    change.schema = change.min_reader = change::schema_of(change.payload);
    return change;
}

/// Decisions on the document that the server has not seen; one that is signed names the version they lead to.
base::Result<std::uint32_t> waiting_decisions(Workspace& office, const base::DocumentId& document) {
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    return static_cast<std::uint32_t>(std::ranges::count(intents, document, &store::IntentRow::document));
}

/// A number that a waiting decision gives the document goes with what is signed behind it. Error no_number while it has
/// none.
base::Result<void> take_waiting_number(Workspace& office, const base::DocumentId& document,
                                       change::Transition& transition) {
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    const bool waits = std::ranges::any_of(intents, [&](const store::IntentRow& intent) {
        return intent.document == document && intent.action == model::name_of(Action::assign_number);
    });
    if (!waits) return {};
    const auto given = waiting_number(intents, document);
    if (!given) return no_number(office);
    transition.number = given->number;
    transition.numbered_on = given->day;
    return {};
}

base::Result<wire::DecideRequest> request_from(const Workspace& office, const store::IntentRow& intent,
                                               std::vector<base::Bytes> segments) {
    DT_TRY(const std::vector<change::Change> changes, wire::open(segments.front()));
    const auto* transition = std::get_if<change::Transition>(&changes.front().payload);
    if (transition == nullptr) return base::fail(base::Code::internal, {{"reason", "intent without transition"}});
    return wire::DecideRequest{office.identity().replica, intent.document, transition->expects_version,
                               std::move(segments)};
}

} // namespace

base::Result<Decided> decide(Workspace& office, const base::DocumentId& id, Action action, const DecisionWords& words) {
    // Begun before reading: what is frozen is the text as it stands, with nothing received half way through.
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_CHECK(office.follow_identity());
    DT_TRY(const change::Document document, read_document(office, id));
    const change::DocumentHead& head = document.head;
    const base::PublicKey* key = words.signer == nullptr ? nullptr : &words.signer->key.public_key();
    const change::Actor actor = actor_here(office, key);
    DT_TRY(const Matter matter, matter_of(office, head, head.state));
    DT_CHECK(may_decide(office, actor, matter, action));
    DT_TRY(const model::DocumentState next, model::next_state(head.state, action, course_here(office, head)));
    DT_CHECK(check_line(office, actor, document, action, words.note));
    if (action == Action::submit || action == Action::issue) DT_CHECK(check_sending(office, document));
    store::IntentRow intent;
    intent.document = id;
    intent.action = model::name_of(action);
    DT_TRY(intent.note, text::to_nfc(words.note));
    DT_TRY(intent.person, text::to_nfc(words.signer == nullptr ? words.person : words.signer->name));
    intent.made_ms = office.clock().wall_ms();
    const std::uint32_t last = head.revisions.empty() ? 0 : head.revisions.back().no;
    if (model::makes_revision(action)) {
        intent.snapshot = wire::encode(change::snapshot_of(document));
        intent.draft_changes = head.draft_changes;
    }
    std::optional<NumberOfYear> number; // given at once where one is reserved: the paper does not wait for the network
    if (action == Action::assign_number) {
        DT_TRY(number, take_reserved_within(office));
        if (!number && words.signer != nullptr) return no_number(office); // what is sealed has its number
    }
    if (words.signer != nullptr || !words.related.empty() || number || !words.signatures.empty()) {
        DT_TRY(const std::uint32_t waiting, waiting_decisions(office, id));
        DT_TRY(change::Transition made,
               transition_for(office, intent, action, head, head.state, head.state_version + waiting));
        made.related = words.related;
        made.signatures = words.signatures;
        DT_CHECK(change::check_signatures(made));
        if (action == Action::issue) DT_CHECK(take_waiting_number(office, id, made));
        if (number) {
            made.number = number->number;
            made.numbered_on = number->day;
        }
        if (words.signer != nullptr) wire::seal_decision(made, id, words.signer->key);
        intent.made = wire::encode(made);
    }
    DT_TRY(const std::int64_t row, office.store().add_intent(intent));
    DT_TRY(const base::Bytes heard, office.store().setting(kTimeToken));
    if (!heard.empty()) DT_CHECK(office.store().put_setting(token_of(row), heard));
    DT_CHECK(transaction.commit());
    return Decided{next, head.state_version, model::makes_revision(action) ? last + 1 : last};
}

base::Result<std::optional<wire::DecideRequest>> request_for(Workspace& office, const store::IntentRow& intent) {
    if (!intent.in_flight.empty()) {
        DT_TRY(wire::DecideRequest again, request_from(office, intent, intent.in_flight));
        return again;
    }
    const auto action = model::action_named(intent.action);
    if (!action) return base::fail(base::Code::bad_transition, {{"action", intent.action}, {"state", ""}});
    store::OfficeStore& store = office.store();
    DT_TRY(store::Transaction transaction, store.begin());
    DT_TRY(const bool unsent, store.has_unsent(office.identity().draft_feed()));
    if (unsent) return std::nullopt;
    DT_TRY(const change::DocumentHead head, confirmed_head(office, intent.document));
    DT_CHECK(office.follow_identity());
    const Identity& writer = office.identity();
    DT_TRY(const std::uint64_t counter, office.counter());
    DT_TRY(const change::Change change,
           transition_change(office, intent, *action, head, {writer.replica, counter + 1}));
    std::vector<base::Bytes> segments;
    DT_TRY(const change::Route route, route_of(head, intent.snapshot));
    DT_TRY(const std::vector<model::Feed> feeds,
           change::feeds_for(office.directory(), *action, writer.org, head.org, office.today(), route));
    for (const model::Feed& feed : feeds) {
        const std::string name = model::to_text(feed);
        DT_TRY(const store::TipRow tip, store.tip(name, writer.replica));
        segments.push_back(wire::seal(name, std::span(&change, 1), office.identity().key, tip.sealed_hash));
    }
    DT_CHECK(office.note_counter(counter + 1));
    // Kept before they are sent: after a lost answer exactly these bytes go again, and the server knows them.
    DT_CHECK(store.put_in_flight(intent.id, segments));
    DT_CHECK(transaction.commit());
    DT_TRY(wire::DecideRequest request, request_from(office, intent, std::move(segments)));
    return request;
}

base::Result<void> confirm(Workspace& office, const store::IntentRow& intent, const wire::DecideAnswer& answer) {
    store::OfficeStore& store = office.store();
    DT_TRY(store::Transaction transaction, store.begin());
    DT_TRY(const std::vector<store::IntentRow> intents, store.intents());
    const auto kept = std::ranges::find(intents, intent.id, &store::IntentRow::id);
    if (kept == intents.end()) return {}; // another thread's round was faster
    Projector projector(store, office.clock().wall_ms());
    bool projected = false;
    for (const base::Bytes& bytes : kept->in_flight) {
        DT_TRY(const wire::SegmentHeader header, wire::read_header(bytes));
        DT_TRY(const std::vector<change::Change> changes, wire::open(bytes));
        // A round that could not resend it may have been told of it already.
        DT_TRY(const bool known, store.holds_segment(header.feed, header.replica, header.last, bytes));
        if (known) continue;
        DT_TRY(const store::TipRow tip, store.tip(header.feed, header.replica));
        const base::Hash hash = wire::chain_hash(bytes, tip.sealed_hash);
        const auto ack = std::ranges::find(answer.acks, header.feed, &wire::Ack::feed);
        const store::SegmentRow row = settled_row(header, bytes, hash, ack == answer.acks.end() ? 0 : ack->seq);
        DT_TRY(const std::int64_t added, store.add_segment(row, {intent.document}));
        (void)added;
        DT_CHECK(note_decision(store, row, changes));
        // From now on it can be brought back into a server that loses it; asking for it later could come too late.
        const auto place = static_cast<std::size_t>(ack - answer.acks.begin());
        if (place < answer.receipts.size()) DT_CHECK(keep_receipt_within(office, row, answer.receipts[place]));
        DT_CHECK(store.put_tip({header.feed, header.replica, header.last, hash, header.last, hash}));
        DT_CHECK(pass_own_segment(store, row.feed, row.seq));
        if (!std::exchange(projected, true)) DT_CHECK(projector.apply(changes.front()));
    }
    DT_CHECK(projector.finish());
    DT_CHECK(store.remove_intent(intent.id));
    return transaction.commit();
}

base::Result<void> withdraw(Workspace& office, const store::IntentRow& intent, base::Code why) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    const auto kept = std::ranges::find(intents, intent.id, &store::IntentRow::id);
    if (kept != intents.end() && why != base::Code::number_taken) DT_CHECK(give_back_number_within(office, *kept));
    if (!intent.note.empty()) {
        DT_CHECK(office.follow_identity());
        const std::string author = office.directory().name_of_org(office.identity().org);
        DT_CHECK(perform_within(office, intent.document,
                                {change::Comment{base::root_node(intent.document), intent.note, author}}));
    }
    DT_CHECK(office.store().remove_intent(intent.id));
    return transaction.commit();
}

} // namespace dongthac::office
