#include "shared/office/verify_document.hpp"

#include <algorithm>
#include <set>

#include "shared/office/documents.hpp"
#include "shared/office/log.hpp"
#include "shared/wire/decision.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::office {

namespace {

using change::Transition;

/// A transition and the segment it came in.
struct Found {
    change::Change change;
    const Transition* transition = nullptr;
    store::SegmentRow row;
};

/// Every transition of the document, each once, in their order: of the copies in several feeds the one learnt first.
base::Result<std::vector<Found>> transitions_of(Workspace& office, const base::DocumentId& id) {
    DT_TRY(std::vector<store::SegmentRow> rows, office.store().segments_of(id));
    std::vector<Found> found;
    for (store::SegmentRow& row : rows) {
        DT_TRY(std::vector<change::Change> changes, changes_in(row));
        for (change::Change& change : changes)
            if (change.document == id && std::holds_alternative<Transition>(change.payload))
                found.push_back({std::move(change), nullptr, row});
    }
    std::ranges::stable_sort(found, {}, [](const Found& one) { return one.change.id; });
    const auto repeated = std::ranges::unique(found, {}, [](const Found& one) { return one.change.id; });
    found.erase(repeated.begin(), repeated.end());
    for (Found& one : found) one.transition = &std::get<Transition>(one.change.payload);
    std::ranges::stable_sort(found, {}, [](const Found& one) { return one.transition->expects_version; });
    return found;
}

Proof content_of(const Transition& transition, const std::set<base::Hash>& revisions) {
    if (model::makes_revision(transition.action))
        return base::sha256(transition.snapshot) == transition.revision ? Proof::proven : Proof::broken;
    return revisions.contains(transition.revision) ? Proof::proven : Proof::missing;
}

base::Result<Proof> device_of(Workspace& office, const store::SegmentRow& row, std::string& name) {
    if (row.state == store::SegmentState::open) return Proof::missing; // not signed yet
    DT_TRY(const wire::SegmentHeader header, wire::read_header(row.bytes));
    const model::Device* device = office.directory().find(header.device);
    if (device == nullptr) return Proof::missing;
    name = device->name;
    if (device->revoked_after && header.last > *device->revoked_after) return Proof::broken;
    DT_TRY(const std::optional<store::SegmentRow> before,
           office.store().segment_before(row.feed, row.replica, row.first));
    if (wire::is_signed(row.bytes, device->key, before ? before->hash : base::Hash{})) return Proof::proven;
    // Behind a gap, the link that is withheld was checked when it came, and cannot be checked again.
    DT_TRY(const model::Feed feed, model::parse_feed(row.feed));
    const bool withheld = feed.kind == model::FeedKind::pub && feed.name != office.identity().org;
    return withheld ? Proof::missing : Proof::broken;
}

Proof seal_of(const Workspace& office, const Found& found, std::string& signer) {
    const Transition& transition = *found.transition;
    if (!transition.seal) return Proof::missing;
    if (!wire::is_sealed(transition, found.change.document)) return Proof::broken;
    const auto owner = office.directory().owner_of(transition.seal->key);
    if (!owner) return Proof::missing; // whose key it is, this PC has not learnt
    const auto& [person, key] = *owner;
    const bool revoked = key->revoked_after && found.change.id.counter > *key->revoked_after;
    if (person->org != transition.org || revoked) return Proof::broken;
    signer = person->position.empty() ? person->name : person->name + ", " + person->position;
    return Proof::proven;
}

} // namespace

bool VerifiedDocument::ok() const {
    return std::ranges::none_of(steps, [](const VerifiedStep& step) {
        return step.content == Proof::broken || step.device == Proof::broken || step.sealed == Proof::broken ||
               step.received == Proof::broken;
    });
}

base::Result<VerifiedDocument> verify_document(Workspace& office, const base::DocumentId& id) {
    DT_TRY(const DocumentSummary known, summary_of(office, id));
    DT_TRY(const bool partial, office.store().is_partial(known.id));
    if (partial) return base::fail(base::Code::history_loading, {{"id", base::to_text(id)}});
    DT_TRY(const std::vector<Found> found, transitions_of(office, id));
    VerifiedDocument verified;
    std::set<base::Hash> revisions;
    std::uint32_t last = 0; // counted as change::apply_transition does
    for (const Found& one : found) {
        const Transition& transition = *one.transition;
        VerifiedStep step;
        step.id = one.change.id;
        step.action = transition.action;
        step.org = transition.org;
        step.person = transition.person;
        step.revision = transition.revision;
        if (model::makes_revision(transition.action)) {
            revisions.insert(transition.revision);
            ++last;
        }
        step.no = last;
        step.content = content_of(transition, revisions);
        DT_TRY(step.device, device_of(office, one.row, step.device_name));
        step.sealed = seal_of(office, one, step.signer);
        step.signatures = transition.signatures;
        DT_TRY(step.made, interval_of(office, one.change.id, one.change.time_token));
        step.received = step.made.to ? Proof::proven : Proof::missing;
        verified.steps.push_back(std::move(step));
    }
    return verified;
}

} // namespace dongthac::office
