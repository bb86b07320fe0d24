#include "shared/office/decision_rights.hpp"

#include <algorithm>
#include <array>

#include "shared/change/revision.hpp"
#include "shared/model/record.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/receipts.hpp"
#include "shared/wire/decision.hpp"
#include "shared/wire/projection.hpp"

namespace dongthac::office {

namespace {

using model::Action;

/// In the order of the buttons.
constexpr std::array kOffered = {
    Action::submit,  Action::begin_review, Action::pass,   Action::approve, Action::assign_number,
    Action::issue,   Action::receive,      Action::accept, Action::return_, Action::send_back,
    Action::correct, Action::supersede,    Action::recall, Action::archive,
};

/// The last time somebody put the text before others.
struct Beginning {
    base::Hash text{};
    base::PublicKey sealed_by{};
};

bool puts_before_others(Action action) { return action == Action::begin_review || action == Action::submit; }

/// Nothing when nobody did. What waits for the server counts: it came last.
base::Result<std::optional<Beginning>> beginning_of(Workspace& office, const change::DocumentHead& head) {
    std::optional<Beginning> began;
    const auto step = std::ranges::find_if(head.revisions.rbegin(), head.revisions.rend(),
                                           [](const auto& one) { return puts_before_others(one.action); });
    if (step != head.revisions.rend()) began = Beginning{step->hash, step->sealed_by};
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    for (const store::IntentRow& intent : intents) {
        const auto action = model::action_named(intent.action);
        if (intent.document != head.id || !action || !puts_before_others(*action)) continue;
        began = Beginning{base::sha256(intent.snapshot), {}};
        if (intent.made.empty()) continue;
        DT_TRY(const change::Transition made, wire::decode_transition(intent.made));
        if (made.seal) began->sealed_by = made.seal->key;
    }
    return began;
}

/// The document as it will stand once what waits has been confirmed.
base::Result<Matter> matter_here(Workspace& office, const base::DocumentId& id) {
    DT_TRY(const DocumentSummary summary, summary_of(office, id));
    DT_TRY(const auto row, office.store().document(id));
    if (!row) return base::fail(base::Code::unknown_document, {{"id", base::to_text(id)}});
    DT_TRY(change::DocumentHead head, wire::decode_head(row->head));
    if (head.org.empty()) head.org = row->org;
    return matter_of(office, head, summary.state);
}

/// People with a PIN at this PC who may take `action` on a document as it stands.
std::vector<const model::Person*> signers_here(const Workspace& office, const Matter& matter, Action action) {
    std::vector<const model::Person*> signers;
    for (const model::Person* person : office.directory().persons_of(office.identity().org, office.today())) {
        const auto key = std::ranges::find_if(person->keys, [&](const model::PersonKey& one) {
            return one.device == office.identity().device && !one.revoked_after;
        });
        if (key == person->keys.end()) continue;
        if (may_decide(office, actor_here(office, &key->key), matter, action)) signers.push_back(person);
    }
    return signers;
}

} // namespace

change::Actor actor_here(const Workspace& office, const base::PublicKey* key) {
    const Identity& me = office.identity();
    change::Actor actor{me.org, me.roles, me.device};
    if (key == nullptr) return actor;
    if (const auto owner = office.directory().owner_of(*key)) {
        actor.person = owner->first;
        actor.key = owner->second;
    }
    return actor;
}

base::Result<Matter> matter_of(Workspace& office, const change::DocumentHead& head, model::DocumentState state) {
    Matter matter{head.org, state, {}};
    const auto submission = std::ranges::find(head.revisions.rbegin(), head.revisions.rend(), Action::submit,
                                              &change::RevisionState::action);
    if (submission == head.revisions.rend()) return matter;
    DT_TRY(const std::optional<std::int64_t> received, received_ms(office, submission->id));
    matter.submitted = text::day_of(received.value_or(submission->wall_ms));
    return matter;
}

base::Result<void> may_decide(const Workspace& office, const change::Actor& actor, const Matter& matter,
                              Action action) {
    if (!office.identity().enrolled()) return base::fail(base::Code::no_office);
    const model::Directory& directory = office.directory();
    DT_CHECK(
        change::may_decide(directory, actor, action, matter.state, matter.owner, office.today(), matter.submitted));
    if (model::side_of(action) != model::Side::superior) return {};
    // The server lets in any office above; a person is only offered what is addressed to his or her own.
    const auto is_addressed = [&](const text::Date& day) {
        return directory.superior_of(matter.owner, day) == actor.org;
    };
    if (is_addressed(office.today()) || (matter.submitted && is_addressed(*matter.submitted))) return {};
    return base::fail(base::Code::not_allowed,
                      {{"action", std::string(model::name_of(action))}, {"org", matter.owner}});
}

base::Result<void> check_line(Workspace& office, const change::Actor& actor, const change::Document& document,
                              Action action, std::string_view note) {
    if (model::needs_note(action) && note.empty())
        return base::fail(base::Code::needs_note, {{"action", std::string(model::name_of(action))}});
    DT_TRY(const std::optional<Beginning> began, beginning_of(office, document.head));
    if (!began) return {};
    const bool signs_reviewed = action == Action::approve && model::is_under_review(document.head.state);
    if (signs_reviewed && base::sha256(wire::encode(change::snapshot_of(document))) != began->text)
        return base::fail(base::Code::changed_since_review, {{"id", base::to_text(document.head.id)}});
    const auto drafter = office.directory().owner_of(began->sealed_by);
    return change::check_separation(office.directory().policy_of(document.head.org),
                                    drafter ? drafter->first->id : base::PersonId{}, actor, action);
}

base::Result<std::vector<Action>> possible_actions(Workspace& office, const base::DocumentId& id) {
    DT_TRY(const Matter matter, matter_here(office, id));
    DT_TRY(const DocumentSummary summary, summary_of(office, id));
    const model::Course course = model::course_of(summary.kind, office.directory().policy_of(matter.owner));
    std::vector<Action> actions;
    for (const Action action : kOffered) {
        if (!model::next_state(matter.state, action, course)) continue;
        const bool by_device = may_decide(office, actor_here(office, nullptr), matter, action).has_value();
        if (by_device || !signers_here(office, matter, action).empty()) actions.push_back(action);
    }
    return actions;
}

base::Result<std::vector<const model::Person*>> possible_signers(Workspace& office, const base::DocumentId& id,
                                                                 Action action) {
    DT_TRY(const Matter matter, matter_here(office, id));
    if (may_decide(office, actor_here(office, nullptr), matter, action)) return {};
    return signers_here(office, matter, action);
}

} // namespace dongthac::office
