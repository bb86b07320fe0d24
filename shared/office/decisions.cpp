#include "shared/office/decisions.hpp"

#include <algorithm>

#include "shared/change/revision.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/log.hpp"
#include "shared/office/projector.hpp"
#include "shared/office/receipts.hpp"
#include "shared/text/nfc.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::office {

namespace {

using model::Action;

constexpr std::string_view kTimeToken = "time_token";

/// The setting that keeps the server's time as it had been heard when the decision `intent` was made: one heard later,
/// in the round that carries it, would say it was made after that. OfficeStore::remove_intent drops it.
std::string token_of(std::int64_t intent) { return "intent_time_token:" + std::to_string(intent); }

std::unexpected<base::Error> not_allowed(Action action, const model::OrgId& org) {
    return base::fail(base::Code::not_allowed, {{"action", std::string(model::name_of(action))}, {"org", org}});
}

/// Role, side and superior; not the state.
base::Result<void> may_decide(const Workspace& office, const model::OrgId& owner, Action action) {
    const Identity& me = office.identity();
    if (!me.enrolled()) return base::fail(base::Code::no_office);
    if (!model::role_may(me.roles, action)) return not_allowed(action, me.org);
    const auto superior = office.directory().superior_of(owner, office.today());
    if (model::side_of(action) == model::Side::owner) {
        if (owner != me.org) return not_allowed(action, owner);
        if (action == Action::submit && !superior)
            return base::fail(base::Code::no_superior, {{"org", owner}, {"date", text::to_short_form(office.today())}});
        return {};
    }
    if (superior != me.org) return not_allowed(action, owner);
    return {};
}

/// Where a transition is written (DESIGN §6): always the actor's own feed, and one other at most.
std::vector<model::Feed> feeds_for(const Workspace& office, Action action, const model::OrgId& owner) {
    std::vector<model::Feed> feeds{model::own_feed(office.identity().org)};
    switch (action) {
    case Action::submit:
        if (const auto superior = office.directory().superior_of(owner, office.today()))
            feeds.push_back(model::in_feed(*superior));
        break;
    case Action::issue:
    case Action::recall: feeds.push_back(model::pub_feed(owner)); break;
    case Action::receive:
    case Action::return_:
    case Action::accept: feeds.push_back(model::in_feed(owner)); break;
    case Action::approve: break;
    }
    return feeds;
}

base::Result<change::DocumentHead> confirmed_head(Workspace& office, const base::DocumentId& document) {
    DT_TRY(const auto row, office.store().document(document));
    if (!row) return base::fail(base::Code::unknown_document, {{"id", base::to_text(document)}});
    DT_TRY(change::DocumentHead head, wire::decode_head(row->head));
    if (head.org.empty()) head.org = row->org;
    return head;
}

base::Result<change::Change> transition_change(Workspace& office, const store::IntentRow& intent, Action action,
                                               const change::DocumentHead& head, const base::ChangeId& id) {
    DT_TRY(const model::DocumentState to, model::next_state(head.state, action));
    change::Transition transition;
    transition.action = action;
    transition.to = to;
    transition.expects_version = head.state_version;
    transition.org = office.identity().org;
    transition.owner = head.org;
    transition.person = intent.person;
    transition.note = intent.note;
    if (model::makes_revision(action)) {
        transition.revision = base::sha256(intent.snapshot);
        transition.snapshot = intent.snapshot;
        transition.draft_changes = intent.draft_changes;
    } else if (!head.revisions.empty()) {
        transition.revision = head.revisions.back().hash;
    }
    change::Change change;
    change.id = id;
    change.kind = static_cast<std::uint16_t>(change::Kind::transition);
    change.document = intent.document;
    change.lamport = head.lamport + 1;
    change.wall_ms = intent.made_ms;
    DT_TRY(change.time_token, office.store().setting(token_of(intent.id)));
    change.payload = std::move(transition);
    return change;
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

base::Result<Decided> decide(Workspace& office, const base::DocumentId& id, Action action, std::string_view note,
                             std::string_view person) {
    // Begun before reading: what is frozen is the text as it stands, with nothing received half way through.
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_CHECK(office.follow_identity());
    DT_TRY(const change::Document document, read_document(office, id));
    const change::DocumentHead& head = document.head;
    DT_CHECK(may_decide(office, head.org, action));
    DT_TRY(const model::DocumentState next, model::next_state(head.state, action));
    store::IntentRow intent;
    intent.document = id;
    intent.action = model::name_of(action);
    DT_TRY(intent.note, text::to_nfc(note));
    DT_TRY(intent.person, text::to_nfc(person));
    intent.made_ms = office.clock().wall_ms();
    const std::uint32_t last = head.revisions.empty() ? 0 : head.revisions.back().no;
    if (model::makes_revision(action)) {
        intent.snapshot = wire::encode(change::snapshot_of(document));
        intent.draft_changes = head.draft_changes;
    }
    DT_TRY(const std::int64_t row, office.store().add_intent(intent));
    DT_TRY(const base::Bytes heard, office.store().setting(kTimeToken));
    if (!heard.empty()) DT_CHECK(office.store().put_setting(token_of(row), heard));
    DT_CHECK(transaction.commit());
    return Decided{next, head.state_version, model::makes_revision(action) ? last + 1 : last};
}

base::Result<std::vector<Action>> possible_actions(Workspace& office, const base::DocumentId& id) {
    DT_TRY(const DocumentSummary summary, summary_of(office, id));
    std::vector<Action> actions;
    for (const Action action : {Action::submit, Action::approve, Action::issue, Action::receive, Action::accept,
                                Action::return_, Action::recall})
        if (may_decide(office, summary.org, action) && model::next_state(summary.state, action))
            actions.push_back(action);
    return actions;
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
    for (const model::Feed& feed : feeds_for(office, *action, head.org)) {
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

base::Result<void> withdraw(Workspace& office, const store::IntentRow& intent) {
    DT_TRY(store::Transaction transaction, office.store().begin());
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
