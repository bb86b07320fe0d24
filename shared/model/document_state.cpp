#include "shared/model/document_state.hpp"

#include <algorithm>
#include <span>

namespace dongthac::model {

namespace {

using enum DocumentState;
using enum Action;

constexpr std::array<std::string_view, 15> kStateNames = {
    "draft",    "signed",     "issued",   "submitted",      "resubmitted",  "received",
    "returned", "accepted",   "recalled", "content_review", "format_check", "submitted_for_signature",
    "numbered", "superseded", "archived"};
static_assert(kStateNames.size() == static_cast<std::size_t>(kLastState) + 1);

constexpr std::array<std::string_view, kActionCount> kActionNames = {
    "approve",      "issue", "recall",    "submit",        "receive", "return",    "accept",
    "begin_review", "pass",  "send_back", "assign_number", "correct", "supersede", "archive"};

constexpr Steps kContent = Step::content_review;
constexpr Steps kFormat = Step::format_check;
constexpr Steps kSubmission = Step::submission;
constexpr Steps kNumbering = Step::numbering;
constexpr Steps kChecks = kContent | kFormat;
constexpr Steps kBeforeSigning = kChecks | kSubmission;

/// One row for each way on of an administrative document: it is open where all of `on` and none of `off` are steps of
/// the office.
struct Transition {
    DocumentState from;
    Action action;
    DocumentState to;
    Steps on{};
    Steps off{};
};

constexpr Transition kTransitions[] = {
    // Before signing. What a superior has accepted goes the same way as a draft.
    {draft, begin_review, content_review, kContent},
    {draft, begin_review, format_check, kFormat, kContent},
    {draft, begin_review, submitted_for_signature, kSubmission, kChecks},
    {accepted, begin_review, content_review, kContent},
    {accepted, begin_review, format_check, kFormat, kContent},
    {accepted, begin_review, submitted_for_signature, kSubmission, kChecks},
    {content_review, pass, format_check, kFormat},
    {content_review, pass, submitted_for_signature, kSubmission, kFormat},
    {format_check, pass, submitted_for_signature, kSubmission},
    {content_review, send_back, draft},
    {format_check, send_back, draft},
    {submitted_for_signature, send_back, draft},
    // Signing: from the last check that the office has.
    {draft, approve, signed_, {}, kBeforeSigning},
    {content_review, approve, signed_, {}, kFormat | kSubmission},
    {format_check, approve, signed_, {}, kSubmission},
    {submitted_for_signature, approve, signed_},
    // From the signature to the archive.
    {signed_, assign_number, numbered, kNumbering},
    {signed_, issue, issued, {}, kNumbering},
    {numbered, issue, issued},
    {draft, issue, issued, {}, kBeforeSigning | kNumbering},
    {accepted, issue, issued, {}, kBeforeSigning | kNumbering},
    {issued, recall, recalled},
    {issued, correct, issued},
    {issued, supersede, superseded},
    {issued, archive, archived},
    {recalled, archive, archived},
    {superseded, archive, archived},
    // Up to the office above, and back.
    {draft, submit, submitted},
    {returned, submit, resubmitted},
    {submitted, receive, received},
    {resubmitted, receive, received},
    {submitted, return_, returned},
    {resubmitted, return_, returned},
    {received, return_, returned},
    {submitted, accept, accepted},
    {resubmitted, accept, accepted},
    {received, accept, accepted},
};

/// Up to the office above, as often as there is something to say.
constexpr Transition kReported[] = {
    {draft, submit, submitted},         {returned, submit, resubmitted},  {submitted, submit, resubmitted},
    {resubmitted, submit, resubmitted}, {received, submit, resubmitted},  {accepted, submit, resubmitted},
    {submitted, receive, received},     {resubmitted, receive, received}, {submitted, accept, accepted},
    {resubmitted, accept, accepted},    {received, accept, accepted},     {submitted, return_, returned},
    {resubmitted, return_, returned},   {received, return_, returned},    {accepted, return_, returned},
    {submitted, recall, recalled},      {resubmitted, recall, recalled},  {received, recall, recalled},
    {returned, recall, recalled},       {accepted, recall, recalled},
};

/// Down to the offices below, version after version.
constexpr Transition kAnnounced[] = {
    {draft, issue, issued},
    {issued, issue, issued},
    {issued, recall, recalled},
};

std::span<const Transition> table_of(Flow flow) {
    switch (flow) {
    case Flow::administrative: return kTransitions;
    case Flow::reported: return kReported;
    case Flow::announced: return kAnnounced;
    case Flow::kept: return {};
    }
    return {};
}

constexpr Role kEverybody[] = {Role::editor, Role::clerk, Role::signer, Role::officer};
constexpr Role kClerks[] = {Role::clerk, Role::signer, Role::officer};
constexpr Role kLeaders[] = {Role::signer, Role::officer};
constexpr Role kDesk[] = {Role::clerk};

std::span<const Role> roles_for(Action action, DocumentState from) {
    switch (action) {
    case approve:
    case return_:
    case accept:
    case correct:
    case supersede: return kLeaders;
    case issue:
    case recall:
    case receive:
    case archive: return kClerks;
    case submit:
    case begin_review: return kEverybody;
    case pass:
    case send_back: return from == format_check ? std::span<const Role>(kDesk) : std::span<const Role>(kLeaders);
    case assign_number: return kDesk;
    }
    return {};
}

std::unexpected<base::Error> no_way(DocumentState from, Action action) {
    return base::fail(base::Code::bad_transition,
                      {{"action", std::string(name_of(action))}, {"state", std::string(name_of(from))}});
}

} // namespace

std::array<Action, kActionCount> every_action() {
    std::array<Action, kActionCount> actions{};
    for (std::size_t i = 0; i < actions.size(); ++i) actions[i] = static_cast<Action>(i);
    return actions;
}

std::string_view name_of(DocumentState state) { return kStateNames.at(static_cast<std::size_t>(state)); }

std::string_view name_of(Action action) { return kActionNames.at(static_cast<std::size_t>(action)); }

std::optional<DocumentState> state_named(std::string_view name) {
    const auto found = std::ranges::find(kStateNames, name);
    if (found == kStateNames.end()) return std::nullopt;
    return static_cast<DocumentState>(found - kStateNames.begin());
}

std::optional<Action> action_named(std::string_view name) {
    const auto found = std::ranges::find(kActionNames, name);
    if (found == kActionNames.end()) return std::nullopt;
    return static_cast<Action>(found - kActionNames.begin());
}

Side side_of(Action action) {
    return action == receive || action == return_ || action == accept ? Side::superior : Side::owner;
}

base::Result<DocumentState> next_state(DocumentState from, Action action, Course course) {
    for (const Transition& row : table_of(course.flow))
        if (row.from == from && row.action == action && course.steps.has_all(row.on) && !course.steps.has_any(row.off))
            return row.to;
    return no_way(from, action);
}

bool may_lead(DocumentState from, Action action, DocumentState to) {
    const auto leads = [&](const Transition& row) { return row.from == from && row.action == action && row.to == to; };
    return std::ranges::any_of(kTransitions, leads) || std::ranges::any_of(kReported, leads) ||
           std::ranges::any_of(kAnnounced, leads);
}

bool role_may(const std::set<Role>& roles, Action action, DocumentState from) {
    return std::ranges::any_of(roles_for(action, from), [&](Role role) { return roles.contains(role); });
}

bool is_editable(DocumentState state, Flow flow) {
    if (flow != Flow::administrative) return state != recalled;
    switch (state) {
    case signed_:
    case numbered:
    case issued:
    case recalled:
    case superseded:
    case archived: return false;
    case draft:
    case submitted:
    case resubmitted:
    case received:
    case returned:
    case accepted:
    case content_review:
    case format_check:
    case submitted_for_signature: return true;
    }
    return false;
}

bool is_under_review(DocumentState state) {
    return state == content_review || state == format_check || state == submitted_for_signature;
}

bool makes_revision(Action action) {
    return action == submit || action == issue || action == approve || action == begin_review;
}

bool is_personal(Action action) {
    switch (action) {
    case approve:
    case issue:
    case recall:
    case return_:
    case accept:
    case pass:
    case send_back:
    case correct:
    case supersede: return true;
    case submit:
    case receive:
    case begin_review:
    case assign_number:
    case archive: return false;
    }
    return true;
}

bool needs_note(Action action) { return action == send_back; }

} // namespace dongthac::model
