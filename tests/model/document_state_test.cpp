#include <map>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "shared/model/document_state.hpp"

namespace dongthac::model {

namespace {

using enum DocumentState;
using enum Action;

constexpr Steps kNone;
constexpr Steps kAll = Steps(Step::content_review) | Step::format_check | Step::submission | Step::numbering;

std::vector<DocumentState> every_state() {
    std::vector<DocumentState> states;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(kLastState); ++i)
        states.push_back(static_cast<DocumentState>(i));
    return states;
}

using Way = std::tuple<DocumentState, Action, DocumentState>;

std::set<Way> ways(Course course) {
    std::set<Way> open;
    for (const DocumentState from : every_state())
        for (const Action action : every_action())
            if (const auto to = next_state(from, action, course)) open.emplace(from, action, *to);
    return open;
}

std::set<Way> ways(Steps steps) { return ways(Course(steps)); }

/// Up to the office above and back, and what becomes of an issued document: the same in every office.
const std::set<Way> kAlways = {
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
    {issued, recall, recalled},
    {issued, correct, issued},
    {issued, supersede, superseded},
    {issued, archive, archived},
    {recalled, archive, archived},
    {superseded, archive, archived},
    {numbered, issue, issued},
    {content_review, send_back, draft},
    {format_check, send_back, draft},
    {submitted_for_signature, send_back, draft},
    {submitted_for_signature, approve, signed_},
};

std::set<Way> with_always(std::set<Way> ways) {
    ways.insert(kAlways.begin(), kAlways.end());
    return ways;
}

/// Up to the office above, and again as often as there is something to say, until it is taken back.
const std::set<Way> kReported = {
    {draft, submit, submitted},         {returned, submit, resubmitted},  {submitted, submit, resubmitted},
    {resubmitted, submit, resubmitted}, {received, submit, resubmitted},  {accepted, submit, resubmitted},
    {submitted, receive, received},     {resubmitted, receive, received}, {submitted, accept, accepted},
    {resubmitted, accept, accepted},    {received, accept, accepted},     {submitted, return_, returned},
    {resubmitted, return_, returned},   {received, return_, returned},    {accepted, return_, returned},
    {submitted, recall, recalled},      {resubmitted, recall, recalled},  {received, recall, recalled},
    {returned, recall, recalled},       {accepted, recall, recalled},
};

/// Down to the offices below, version after version.
const std::set<Way> kAnnounced = {{draft, issue, issued}, {issued, issue, issued}, {issued, recall, recalled}};

const std::map<Flow, std::set<Way>> kOtherFlows = {
    {Flow::reported, kReported}, {Flow::announced, kAnnounced}, {Flow::kept, {}}};

TEST(DocumentState, OfAnOfficeWithoutInnerStepsIsAsSmallAsItCanBe) {
    EXPECT_EQ(ways(kNone), with_always({{draft, approve, signed_},
                                        {draft, issue, issued},
                                        {signed_, issue, issued},
                                        {accepted, issue, issued},
                                        {content_review, approve, signed_},
                                        {format_check, approve, signed_}}));
}

TEST(DocumentState, OfAnOfficeWithAllStepsTakesThemInTheOrderOfTheDecree) {
    // NĐ 30/2020/NĐ-CP, Điều 11, 12, 13, 15, 18.
    EXPECT_EQ(ways(kAll), with_always({{draft, begin_review, content_review},
                                       {accepted, begin_review, content_review},
                                       {content_review, pass, format_check},
                                       {format_check, pass, submitted_for_signature},
                                       {signed_, assign_number, numbered}}));
}

TEST(DocumentState, EveryChoiceOfStepsLeadsToTheIssueAndNoneSkipsAStepItHas) {
    for (std::uint8_t bits = 0; bits < 16; ++bits) {
        const Steps steps = Steps::from_bits(bits);
        std::set<DocumentState> reached{draft};
        std::vector<DocumentState> open{draft};
        while (!open.empty()) {
            const DocumentState from = open.back();
            open.pop_back();
            for (const Action action : every_action())
                if (const auto to = next_state(from, action, Course(steps)); to && reached.insert(*to).second)
                    open.push_back(*to);
        }
        EXPECT_TRUE(reached.contains(issued)) << int(bits);
        EXPECT_EQ(reached.contains(content_review), steps.has_all(Step::content_review)) << int(bits);
        EXPECT_EQ(reached.contains(format_check), steps.has_all(Step::format_check)) << int(bits);
        EXPECT_EQ(reached.contains(submitted_for_signature), steps.has_all(Step::submission)) << int(bits);
        EXPECT_EQ(reached.contains(numbered), steps.has_all(Step::numbering)) << int(bits);
        if (steps.has_any(Steps(Step::content_review) | Step::format_check | Step::submission)) {
            EXPECT_FALSE(next_state(draft, approve, Course(steps))) << int(bits);
        }
        if (!steps.empty()) {
            EXPECT_FALSE(next_state(draft, issue, Course(steps))) << int(bits);
        }
    }
}

TEST(DocumentState, AWayThatAnyOfficeHasIsKnownForDecisionsOfThePast) {
    std::set<Way> any;
    for (std::uint8_t bits = 0; bits < 16; ++bits) any.merge(ways(Steps::from_bits(bits)));
    for (const auto& [flow, open] : kOtherFlows) any.insert(open.begin(), open.end());
    for (const DocumentState from : every_state())
        for (const Action action : every_action())
            for (const DocumentState to : every_state())
                ASSERT_EQ(may_lead(from, action, to), any.contains({from, action, to}))
                    << name_of(from) << " " << name_of(action) << " " << name_of(to);
}

TEST(DocumentState, OfARecordThatIsReportedOrAnnouncedOrKeptGoesItsOwnWays) {
    for (const auto& [flow, open] : kOtherFlows) EXPECT_EQ(ways(Course(flow, kNone)), open) << int(flow);
}

TEST(DocumentState, TheStepsOfAnOfficeHinderNoOtherFlow) {
    for (std::uint8_t bits = 0; bits < 16; ++bits) {
        const Steps steps = Steps::from_bits(bits);
        EXPECT_EQ(ways(Course(Flow::administrative, steps)), ways(Course(steps))) << int(bits);
        for (const auto& [flow, open] : kOtherFlows) {
            EXPECT_EQ(ways(Course(flow, steps)), open) << int(flow) << " " << int(bits);
            EXPECT_EQ(Course(flow, steps), Course(flow, kNone)) << int(flow) << " " << int(bits);
            Course with_steps(flow, kNone);
            with_steps.steps = steps;
            EXPECT_EQ(ways(with_steps), open) << int(flow) << " " << int(bits);
        }
    }
    EXPECT_NE(ways(kAll), ways(kNone)) << "those of plans and reports do";
}

TEST(DocumentState, APlanGoesUpOnceAndOutOnce) {
    for (std::uint8_t bits = 0; bits < 16; ++bits) {
        EXPECT_FALSE(next_state(accepted, submit, Course(Steps::from_bits(bits)))) << int(bits);
        EXPECT_FALSE(next_state(submitted, recall, Course(Steps::from_bits(bits)))) << int(bits);
        EXPECT_FALSE(next_state(issued, issue, Course(Steps::from_bits(bits)))) << int(bits);
    }
}

TEST(DocumentState, WhatHasNoWayOnSaysSo) {
    const auto next = next_state(archived, submit, Course(kNone));
    ASSERT_FALSE(next);
    EXPECT_EQ(next.error().code, base::Code::bad_transition);
    EXPECT_EQ(next.error().arg("action"), "submit");
    EXPECT_EQ(next.error().arg("state"), "archived");
}

TEST(DocumentState, TextIsFrozenFromSigningOn) {
    const std::set<DocumentState> frozen = {signed_, numbered, issued, recalled, superseded, archived};

    for (const DocumentState state : every_state())
        EXPECT_EQ(is_editable(state), !frozen.contains(state)) << name_of(state);
    for (const DocumentState state : every_state())
        EXPECT_EQ(is_editable(state, Flow::administrative), is_editable(state)) << name_of(state);
}

TEST(DocumentState, OtherRecordsStayOpenForTheirNextVersionUntilTheyAreRecalled) {
    for (const auto& [flow, open] : kOtherFlows)
        for (const DocumentState state : every_state())
            EXPECT_EQ(is_editable(state, flow), state != recalled) << name_of(state) << " " << int(flow);
}

TEST(Action, BelongsToOneSide) {
    const std::set<Action> above = {receive, return_, accept};
    for (const Action action : every_action())
        EXPECT_EQ(side_of(action), above.contains(action) ? Side::superior : Side::owner) << name_of(action);
}

TEST(Action, CarriesTheTextWhereOthersDecideOnIt) {
    const std::set<Action> revises = {submit, issue, approve, begin_review};

    for (const Action action : every_action())
        EXPECT_EQ(makes_revision(action), revises.contains(action)) << name_of(action);
}

TEST(Action, IsOpenToTheRolesOfItsOfficeOnly) {
    const std::set<Role> everybody = {Role::editor, Role::clerk, Role::signer, Role::officer};
    const std::set<Role> clerks = {Role::clerk, Role::signer, Role::officer};
    const std::set<Role> leaders = {Role::signer, Role::officer};
    const std::map<Action, std::set<Role>> allowed = {
        {approve, leaders}, {issue, clerks},
        {recall, clerks},   {submit, everybody},
        {receive, clerks},  {return_, leaders},
        {accept, leaders},  {begin_review, everybody},
        {pass, leaders},    {send_back, leaders},
        {correct, leaders}, {supersede, leaders},
        {archive, clerks},  {assign_number, {Role::clerk}},
    };

    for (const Action action : every_action()) {
        for (const Role role : {Role::editor, Role::clerk, Role::signer, Role::officer, Role::admin})
            EXPECT_EQ(role_may({role}, action, content_review), allowed.at(action).contains(role))
                << name_of(action) << " " << name_of(role);
        EXPECT_FALSE(role_may({}, action, draft));
    }
    for (const Action action : {pass, send_back}) {
        EXPECT_TRUE(role_may({Role::clerk}, action, format_check)) << "form is the clerk's business";
        EXPECT_FALSE(role_may({Role::signer}, action, format_check));
    }
}

TEST(DocumentState, NamesReadBack) {
    for (const DocumentState state : every_state()) EXPECT_EQ(state_named(name_of(state)), state);
    for (const Action action : every_action()) EXPECT_EQ(action_named(name_of(action)), action);
    EXPECT_EQ(state_named("lost"), std::nullopt);
    EXPECT_EQ(action_named(""), std::nullopt);
}

} // namespace

} // namespace dongthac::model
