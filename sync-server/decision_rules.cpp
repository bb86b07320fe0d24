#include "sync-server/decision_rules.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "shared/change/authority.hpp"
#include "shared/change/decision_order.hpp"
#include "shared/change/revision.hpp"
#include "shared/model/feed.hpp"
#include "shared/model/record.hpp"
#include "shared/wire/decision.hpp"
#include "shared/wire/projection.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::server {

namespace {

using base::Code;

std::unexpected<base::Error> refuse(model::Action action, const model::OrgId& org) {
    return base::fail(Code::not_allowed, {{"action", std::string(model::name_of(action))}, {"org", org}});
}

std::unexpected<base::Error> malformed(const char* reason) { return malformed_decision(reason); }

/// Decisions about a document are written by its owner and by offices above it, and sent to either.
std::set<std::string> feeds_about(const model::Directory& directory, const model::OrgId& owner, const text::Date& day) {
    std::vector<model::OrgId> offices = directory.ancestors_of(owner, day);
    offices.push_back(owner);
    std::set<std::string> feeds;
    for (const model::OrgId& office : offices)
        for (const model::Feed& feed : {model::own_feed(office), model::in_feed(office), model::pub_feed(office)})
            feeds.insert(to_text(feed));
    return feeds;
}

const change::Transition* transition_in(const change::Change& change) {
    return std::get_if<change::Transition>(&change.payload);
}

/// What was signed is what is issued, but for the number and the day it was given since (DESIGN §5).
base::Result<void> check_issued_text(const change::Transition& issue, const change::Transition& approved,
                                     const change::Transition* numbered) {
    DT_TRY(change::Snapshot issued, wire::decode_snapshot(issue.snapshot));
    DT_TRY(const change::Snapshot signed_text, wire::decode_snapshot(approved.snapshot));
    if (numbered != nullptr && !issued.nodes.empty() && !signed_text.nodes.empty()) {
        auto& fields = issued.nodes.front().fields;
        const auto& before = signed_text.nodes.front().fields;
        const auto put_back = [&](model::FieldId field, const model::Value& given) {
            const auto here = fields.find(field);
            if (here == fields.end() || here->second != given) return;
            fields.erase(here);
            if (const auto there = before.find(field); there != before.end()) fields.insert(*there);
        };
        put_back(model::field::kNumber, std::to_string(numbered->number));
        put_back(model::field::kIssuedOn, numbered->numbered_on);
    }
    return issued == signed_text ? base::Result<void>{} : base::fail(Code::state_conflict);
}

} // namespace

std::unexpected<base::Error> malformed_decision(const char* reason) {
    return base::fail(Code::bad_bytes, {{"what", "decision"}, {"reason", reason}});
}

base::Result<change::Route> route_of(const change::Transition& transition, const DecisionLine& line) {
    const change::Transition* last = nullptr; // revision before this one
    for (const change::Change& change : line.transitions) {
        const change::Transition* earlier = transition_in(change);
        if (earlier == nullptr || earlier->snapshot.empty()) continue;
        if (last == nullptr || last->expects_version < earlier->expects_version) last = earlier;
    }
    if (last == nullptr && transition.snapshot.empty()) return change::Route{};
    DT_TRY(const change::Snapshot snapshot,
           wire::decode_snapshot(transition.snapshot.empty() ? last->snapshot : transition.snapshot));
    if (last != nullptr && !transition.snapshot.empty()) {
        // A plan that called itself an article would be open for ever.
        DT_TRY(const change::Snapshot before, wire::decode_snapshot(last->snapshot));
        if (before.record != snapshot.record) return malformed("revision of another kind");
    }
    return change::route_of(snapshot);
}

base::Result<std::set<std::string>> feeds_for(const model::Directory& directory, const change::Transition& transition,
                                              const change::Route& route, const text::Date& day) {
    DT_TRY(const std::vector<model::Feed> feeds,
           change::feeds_for(directory, transition.action, transition.org, transition.owner, day, route));
    std::set<std::string> names;
    for (const model::Feed& feed : feeds) names.insert(to_text(feed));
    return names;
}

base::Result<void> check_rights(const model::Directory& directory, const model::Device& sender,
                                const change::Change& decision, model::DocumentState from, const text::Date& day,
                                const std::optional<text::Date>& submitted) {
    const change::Transition& transition = *transition_in(decision);
    if (transition.org != sender.org) return refuse(transition.action, transition.org);
    const change::Actor actor = change::actor_of(directory, sender, transition.seal);
    if (transition.seal) {
        const bool revoked = actor.key != nullptr && actor.key->revoked_after;
        if (actor.person == nullptr || revoked || !wire::is_sealed(transition, decision.document))
            return base::fail(Code::bad_signature, {{"what", "decision"}});
    }
    return change::may_decide(directory, actor, transition.action, from, transition.owner, day, submitted);
}

base::Result<void> check_line(const model::Directory& directory, const model::Device& sender,
                              const change::Change& decision, model::DocumentState from, const DecisionLine& line) {
    const change::Transition& transition = *transition_in(decision);
    const std::string action(model::name_of(transition.action));
    if (model::needs_note(transition.action) && transition.note.empty())
        return base::fail(Code::needs_note, {{"action", action}});
    const change::Transition* numbered = nullptr;
    const change::Transition* began = nullptr; // the last time somebody put the text before others
    const change::Transition* approved = nullptr;
    for (const change::Change& change : line.transitions) {
        const change::Transition* earlier = transition_in(change);
        if (earlier != nullptr && earlier->action == model::Action::assign_number) numbered = earlier;
        if (earlier != nullptr && earlier->action == model::Action::approve &&
            (approved == nullptr || approved->expects_version < earlier->expects_version))
            approved = earlier;
        const bool puts = earlier != nullptr &&
                          (earlier->action == model::Action::begin_review || earlier->action == model::Action::submit);
        if (puts && (began == nullptr || began->expects_version < earlier->expects_version)) began = earlier;
    }
    const bool says_it =
        numbered != nullptr && transition.number == numbered->number && transition.numbered_on == numbered->numbered_on;
    if (transition.action == model::Action::issue && numbered != nullptr && !says_it)
        return base::fail(Code::state_conflict); // it was signed for a number that lost
    const bool issues_signed = transition.action == model::Action::issue && approved != nullptr &&
                               (from == model::DocumentState::signed_ || from == model::DocumentState::numbered);
    if (issues_signed) DT_CHECK(check_issued_text(transition, *approved, numbered));
    if (began == nullptr) return {};
    const bool signs_reviewed = transition.action == model::Action::approve && model::is_under_review(from);
    if (signs_reviewed && transition.revision != began->revision)
        return base::fail(Code::changed_since_review, {{"id", base::to_text(decision.document)}});
    const auto drafter = began->seal ? directory.owner_of(began->seal->key) : std::nullopt;
    return change::check_separation(directory.policy_of(transition.owner),
                                    drafter ? drafter->first->id : base::PersonId{},
                                    change::actor_of(directory, sender, transition.seal), transition.action);
}

/// A revision is its bytes: the hash must be theirs and they must be about this document.
base::Result<void> check_revision(const change::Transition& transition, const base::DocumentId& document) {
    if (!change::check_signatures(transition)) return malformed("signature files");
    if (!model::makes_revision(transition.action)) {
        if (!transition.snapshot.empty()) return malformed("unexpected revision");
        return {};
    }
    if (base::sha256(transition.snapshot) != transition.revision) return malformed("revision hash");
    DT_TRY(const change::Snapshot snapshot, wire::decode_snapshot(transition.snapshot));
    if (snapshot.document != document) return malformed("revision of another document");
    return {};
}

bool is_next(const model::Directory& directory, const store::DocumentDecision& current,
             const change::Transition& transition, model::Flow flow) {
    if (transition.expects_version != current.version) return false;
    const model::Course course{flow, directory.policy_of(current.owner).steps};
    const auto next = model::next_state(current.state, transition.action, course);
    return next && *next == transition.to && transition.owner == current.owner;
}

base::Result<DecisionLine> line_of(store::FeedStore& store, const model::Directory& directory,
                                   const base::DocumentId& document, const model::OrgId& owner, const text::Date& day) {
    std::map<base::ChangeId, change::Change> found;
    DecisionLine line;
    std::uint32_t submission = 0; // the version that the last one led to
    for (const std::string& feed : feeds_about(directory, owner, day)) {
        DT_TRY(const std::vector<store::ReceivedBytes> segments, store.segments_of(feed, document));
        for (const store::ReceivedBytes& segment : segments) {
            DT_TRY(std::vector<change::Change> changes, wire::open_known(segment.bytes));
            for (change::Change& change : changes) {
                const change::Transition* transition = transition_in(change);
                if (change.document != document || transition == nullptr) continue;
                if (transition->action == model::Action::submit && transition->expects_version >= submission) {
                    submission = transition->expects_version + 1;
                    line.submitted = text::day_of(segment.received_ms);
                }
                found.try_emplace(change.id, std::move(change));
            }
        }
    }
    for (auto& [id, change] : found) line.transitions.push_back(std::move(change));
    return line;
}

store::DocumentDecision line_end(const base::DocumentId& document, std::vector<change::Change> changes) {
    std::ranges::sort(changes, change::decision_less);
    std::map<std::uint32_t, const change::Transition*> line;
    for (const change::Change& change : changes)
        if (const change::Transition* transition = transition_in(change))
            line.emplace(transition->expects_version, transition);
    const change::Transition& last = *line.rbegin()->second;
    return {document, line.begin()->second->owner, last.to, last.expects_version + 1};
}

} // namespace dongthac::server
