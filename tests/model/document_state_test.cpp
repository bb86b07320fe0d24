#include <map>
#include <set>

#include <gtest/gtest.h>

#include "shared/model/document_state.hpp"

namespace dongthac::model {

namespace {

using enum DocumentState;
using enum Action;

const std::vector<DocumentState> kStates = {draft,    signed_,  issued,   submitted, resubmitted,
                                            received, returned, accepted, recalled};
const std::vector<Action> kActions = {approve, issue, recall, submit, receive, return_, accept};

TEST(DocumentState, HasExactlyTheStepsOfTheDesign) {
    // DESIGN §5, with the inner steps a small office skips left out.
    const std::map<std::pair<DocumentState, Action>, DocumentState> allowed = {
        {{draft, approve}, signed_},       {{draft, issue}, issued},           {{draft, submit}, submitted},
        {{signed_, issue}, issued},        {{accepted, issue}, issued},        {{issued, recall}, recalled},
        {{returned, submit}, resubmitted}, {{submitted, receive}, received},   {{resubmitted, receive}, received},
        {{submitted, return_}, returned},  {{resubmitted, return_}, returned}, {{received, return_}, returned},
        {{submitted, accept}, accepted},   {{resubmitted, accept}, accepted},  {{received, accept}, accepted},
    };

    for (const DocumentState state : kStates)
        for (const Action action : kActions) {
            const auto next = next_state(state, action);
            const auto expected = allowed.find({state, action});
            const std::string what = std::string(name_of(action)) + " in " + std::string(name_of(state));
            ASSERT_EQ(next.has_value(), expected != allowed.end()) << what;
            if (next) {
                EXPECT_EQ(*next, expected->second) << what;
            } else {
                EXPECT_EQ(next.error().code, base::Code::bad_transition);
                EXPECT_EQ(next.error().arg("action"), name_of(action));
                EXPECT_EQ(next.error().arg("state"), name_of(state));
            }
        }
}

TEST(DocumentState, TextIsFrozenFromSigningOn) {
    const std::set<DocumentState> frozen = {signed_, issued, recalled};

    for (const DocumentState state : kStates) EXPECT_EQ(is_editable(state), !frozen.contains(state)) << name_of(state);
}

TEST(Action, BelongsToOneSide) {
    for (const Action action : {receive, return_, accept}) EXPECT_EQ(side_of(action), Side::superior);
    for (const Action action : {approve, issue, recall, submit}) EXPECT_EQ(side_of(action), Side::owner);
}

TEST(Action, CarriesTheTextWhereItLeavesTheOffice) {
    const std::set<Action> revises = {submit, issue, approve};

    for (const Action action : kActions) EXPECT_EQ(makes_revision(action), revises.contains(action)) << name_of(action);
}

TEST(Action, IsOpenToTheRolesOfItsOfficeOnly) {
    const std::map<Action, std::set<Role>> allowed = {
        {approve, {Role::signer, Role::officer}},
        {issue, {Role::clerk, Role::signer, Role::officer}},
        {recall, {Role::clerk, Role::signer, Role::officer}},
        {submit, {Role::editor, Role::clerk, Role::signer, Role::officer}},
        {receive, {Role::officer, Role::clerk, Role::signer}},
        {return_, {Role::officer, Role::signer}},
        {accept, {Role::officer, Role::signer}},
    };

    for (const Action action : kActions) {
        for (const Role role : {Role::editor, Role::clerk, Role::signer, Role::officer, Role::admin})
            EXPECT_EQ(role_may({role}, action), allowed.at(action).contains(role)) << name_of(action) << name_of(role);
        EXPECT_FALSE(role_may({}, action));
        EXPECT_EQ(role_may({Role::admin, Role::signer}, action), allowed.at(action).contains(Role::signer));
    }
}

TEST(DocumentState, NamesReadBack) {
    for (const DocumentState state : kStates) EXPECT_EQ(state_named(name_of(state)), state);
    for (const Action action : kActions) EXPECT_EQ(action_named(name_of(action)), action);
    EXPECT_EQ(state_named("lost"), std::nullopt);
    EXPECT_EQ(action_named(""), std::nullopt);
}

} // namespace

} // namespace dongthac::model
