#include "shared/model/document_state.hpp"

#include <algorithm>
#include <array>

namespace dongthac::model {

namespace {

using enum DocumentState;
using enum Action;

constexpr std::array<std::string_view, 9> kStateNames = {"draft",    "signed",   "issued",   "submitted", "resubmitted",
                                                         "received", "returned", "accepted", "recalled"};
constexpr std::array<std::string_view, 7> kActionNames = {"approve", "issue",  "recall", "submit",
                                                          "receive", "return", "accept"};

struct Transition {
    DocumentState from;
    Action action;
    DocumentState to;
};

constexpr Transition kTransitions[] = {
    {draft, approve, signed_},       {draft, issue, issued},           {signed_, issue, issued},
    {accepted, issue, issued},       {issued, recall, recalled},       {draft, submit, submitted},
    {returned, submit, resubmitted}, {submitted, receive, received},   {resubmitted, receive, received},
    {submitted, return_, returned},  {resubmitted, return_, returned}, {received, return_, returned},
    {submitted, accept, accepted},   {resubmitted, accept, accepted},  {received, accept, accepted},
};

struct Permission {
    Role role;
    Action action;
};

constexpr Permission kPermissions[] = {
    {Role::signer, approve},  {Role::officer, approve}, {Role::clerk, issue},    {Role::signer, issue},
    {Role::officer, issue},   {Role::clerk, recall},    {Role::signer, recall},  {Role::officer, recall},
    {Role::editor, submit},   {Role::clerk, submit},    {Role::signer, submit},  {Role::officer, submit},
    {Role::officer, receive}, {Role::clerk, receive},   {Role::signer, receive}, {Role::officer, return_},
    {Role::signer, return_},  {Role::officer, accept},  {Role::signer, accept},
};

} // namespace

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

base::Result<DocumentState> next_state(DocumentState from, Action action) {
    for (const Transition& row : kTransitions)
        if (row.from == from && row.action == action) return row.to;
    return base::fail(base::Code::bad_transition,
                      {{"action", std::string(name_of(action))}, {"state", std::string(name_of(from))}});
}

bool role_may(const std::set<Role>& roles, Action action) {
    return std::ranges::any_of(kPermissions,
                               [&](const Permission& row) { return row.action == action && roles.contains(row.role); });
}

bool is_editable(DocumentState state) { return state != signed_ && state != issued && state != recalled; }

bool makes_revision(Action action) { return action == submit || action == issue || action == approve; }

} // namespace dongthac::model
