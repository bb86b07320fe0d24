#include "sync-server/decision_rules.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "shared/change/decision_order.hpp"
#include "shared/change/revision.hpp"
#include "shared/model/feed.hpp"
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

} // namespace

std::unexpected<base::Error> malformed_decision(const char* reason) {
    return base::fail(Code::bad_bytes, {{"what", "decision"}, {"reason", reason}});
}

/// The feeds `transition` goes to, exactly (DESIGN §6), the office's own first.
base::Result<std::set<std::string>> feeds_for(const model::Directory& directory, const change::Transition& transition,
                                              const text::Date& day) {
    using enum model::Action;
    const std::string own = to_text(model::own_feed(transition.org));
    switch (transition.action) {
    case submit: {
        const auto superior = directory.superior_of(transition.owner, day);
        if (!superior) return base::fail(Code::no_superior, {{"org", transition.owner}, {"date", text::to_iso(day)}});
        return std::set{own, to_text(model::in_feed(*superior))};
    }
    case issue:
    case recall: return std::set{own, to_text(model::pub_feed(transition.org))};
    case approve: return std::set{own};
    case receive:
    case return_:
    case accept: return std::set{own, to_text(model::in_feed(transition.owner))};
    }
    return malformed("action");
}

/// Role and side: who may do this at all, whatever the document's state.
base::Result<void> check_rights(const model::Directory& directory, const model::Device& sender,
                                const change::Transition& transition, const text::Date& day) {
    if (transition.org != sender.org || !model::role_may(sender.roles, transition.action))
        return refuse(transition.action, transition.org);
    if (model::side_of(transition.action) == model::Side::owner) {
        if (transition.owner != transition.org) return refuse(transition.action, transition.owner);
        return {};
    }
    const auto above = directory.ancestors_of(transition.owner, day);
    if (std::ranges::find(above, transition.org) == above.end()) return refuse(transition.action, transition.owner);
    return {};
}

/// A revision is its bytes: the hash must be theirs and they must be about this document.
base::Result<void> check_revision(const change::Transition& transition, const base::DocumentId& document) {
    if (!model::makes_revision(transition.action)) {
        if (!transition.snapshot.empty()) return malformed("unexpected revision");
        return {};
    }
    if (base::sha256(transition.snapshot) != transition.revision) return malformed("revision hash");
    DT_TRY(const change::Snapshot snapshot, wire::decode_snapshot(transition.snapshot));
    if (snapshot.document != document) return malformed("revision of another document");
    return {};
}

bool is_next(const store::DocumentDecision& current, const change::Transition& transition) {
    if (transition.expects_version != current.version) return false;
    const auto next = model::next_state(current.state, transition.action);
    return next && *next == transition.to && transition.owner == current.owner;
}

base::Result<std::vector<change::Change>> transitions_of(store::FeedStore& store, const model::Directory& directory,
                                                         const base::DocumentId& document, const model::OrgId& owner,
                                                         const text::Date& day) {
    std::map<base::ChangeId, change::Change> found;
    for (const std::string& feed : feeds_about(directory, owner, day)) {
        DT_TRY(const std::vector<base::Bytes> segments, store.segments_of(feed, document));
        for (const base::Bytes& bytes : segments) {
            DT_TRY(std::vector<change::Change> changes, wire::open_known(bytes));
            for (change::Change& change : changes)
                if (change.document == document && transition_in(change) != nullptr)
                    found.try_emplace(change.id, std::move(change));
        }
    }
    std::vector<change::Change> transitions;
    for (auto& [id, change] : found) transitions.push_back(std::move(change));
    return transitions;
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
