#include <algorithm>

#include "tests/support/work_ward.hpp"

// What falls due for whom, over a real server: schedules, requests, waivers, and when something was in.

namespace dongthac::tests {

namespace {

using model::Action;
using model::OrgId;
using model::TaskState;
using office::Task;

class TasksTest : public ::testing::Test {
  protected:
    void TearDown() override {
        EXPECT_EQ(ward.server.problems(), std::vector<std::string>{});
        for (const auto& [org, pc] : ward.pcs) EXPECT_EQ(pc->problems(), std::vector<std::string>{}) << org;
    }

    /// One article a week by Friday, one report a month by the second working day after it.
    void issue_schedule() {
        office::ScheduleLine weekly;
        weekly.obligation.action = "Đăng một tin, bài";
        weekly.obligation.output_name = "article";
        weekly.obligation.cadence = model::Cadence::weekly;
        weekly.obligation.quota = model::Quota{1, "bài", "tuần", "trường"};
        office::ScheduleLine monthly;
        monthly.obligation.action = "Báo cáo tháng";
        monthly.obligation.output_name = "report_public_opinion";
        monthly.obligation.cadence = model::Cadence::monthly;
        monthly.form = ward.form;
        weekly.obligation.due.school = model::parse_due_rule("fri").value();
        monthly.obligation.due.school = model::parse_due_rule("+2wd").value();
        for (office::ScheduleLine* line : {&weekly, &monthly}) {
            line->obligation.selector.kind = model::ActorSelector::Kind::all_schools;
            line->obligation.state = model::ObligationState::active;
        }
        const std::vector lines = {weekly, monthly};
        schedule = office::new_schedule(ward.at("phuong"), "Lịch năm 2026", 2026, {}, lines).value();
        ward.decide("phuong", schedule, Action::issue);
        ward.sync_all();
    }

    [[nodiscard]] std::vector<Task> tasks(const OrgId& pc, const OrgId& org, const std::string& period) {
        auto found = office::tasks(ward.at(pc), {.org = org, .period = period});
        EXPECT_TRUE(found) << base::name_of(found.error().code);
        return found.value_or(std::vector<Task>{});
    }
    [[nodiscard]] Task task(const OrgId& pc, const OrgId& org, const std::string& period) {
        const auto found = tasks(pc, org, period);
        EXPECT_EQ(found.size(), 1u) << org << " " << period;
        return found.empty() ? Task{} : found.front();
    }

    WorkWard ward;
    base::DocumentId schedule;
};

TEST_F(TasksTest, AreTheSameAtTheWardAndAtTheSchoolAndNobodyElsesBusiness) {
    issue_schedule();

    for (const OrgId& org : kSixSchools) {
        const auto own = office::tasks(ward.at(org), {});
        const auto seen = office::tasks(ward.at("phuong"), {.org = org});
        ASSERT_TRUE(own && seen);
        ASSERT_FALSE(own->empty());
        ASSERT_EQ(own->size(), seen->size());
        for (std::size_t i = 0; i < own->size(); ++i) {
            EXPECT_EQ((*own)[i].id, (*seen)[i].id);
            EXPECT_EQ((*own)[i].due, (*seen)[i].due);
            EXPECT_EQ((*own)[i].org, org) << "a school sees its own tasks only";
        }
    }
    EXPECT_TRUE(office::tasks(ward.at("so"), {})->empty()) << "what a ward asks of its schools is theirs";
}

TEST_F(TasksTest, BeginWithTheDayTheScheduleWasIssuedAndEndWithItsYear) {
    issue_schedule();
    const auto all = office::tasks(ward.at("truong-a"), {}).value();

    EXPECT_EQ(all.front().period, "2026-W41") << "the week it was issued in, and none before";
    EXPECT_EQ(all.back().period, "2026-12");
    EXPECT_EQ(all.back().due, (text::Date{2027, 1, 5})) << "1/1 is a holiday, 2 and 3/1 a weekend";
}

TEST_F(TasksTest, AnArticleInTheWeekMakesItDoneAndTheLastOneStillCounts) {
    issue_schedule();
    EXPECT_EQ(task("truong-a", "truong-a", "2026-W41").state, TaskState::due);

    ward.go_to({2026, 10, 9}, 16);
    ward.article("truong-a", {2026, 10, 9});
    ward.sync("phuong");

    EXPECT_EQ(task("truong-a", "truong-a", "2026-W41").state, TaskState::done);
    EXPECT_EQ(task("phuong", "truong-a", "2026-W41").state, TaskState::done);
    EXPECT_EQ(task("phuong", "truong-b", "2026-W41").state, TaskState::due);
    ward.go_to({2026, 10, 10}, 8);
    EXPECT_EQ(task("phuong", "truong-b", "2026-W41").state, TaskState::overdue);
    EXPECT_EQ(task("phuong", "truong-a", "2026-W41").state, TaskState::done);
}

TEST_F(TasksTest, WhatIsMovedToAnotherWeekCountsThereAndNoLongerHere) {
    issue_schedule();
    const base::DocumentId article = ward.article("truong-a", {2026, 10, 7});
    ward.sync("phuong");
    ASSERT_EQ(task("phuong", "truong-a", "2026-W41").done, 1u);

    ASSERT_TRUE(office::set_field(ward.at("truong-a"), article, base::root_node(article), "on_day", "2026-10-14"));
    EXPECT_EQ(task("truong-a", "truong-a", "2026-W41").done, 1u) << "until it is handed in again, it says what it said";
    ward.decide("truong-a", article, Action::submit);
    ward.sync("phuong");

    for (const char* pc : {"truong-a", "phuong"}) {
        EXPECT_EQ(task(pc, "truong-a", "2026-W41").done, 0u) << pc;
        EXPECT_EQ(task(pc, "truong-a", "2026-W42").done, 1u) << pc;
    }
}

TEST_F(TasksTest, AReturnedOrRecalledArticleDoesNotCount) {
    issue_schedule();
    const base::DocumentId article = ward.article("truong-a", {2026, 10, 7});
    ward.sync("phuong");
    ward.decide("phuong", article, Action::return_, "thiếu ảnh");
    EXPECT_EQ(task("phuong", "truong-a", "2026-W41").done, 0u);
    ward.sync("truong-a");
    ward.decide("truong-a", article, Action::submit);
    ward.sync("phuong");
    EXPECT_EQ(task("phuong", "truong-a", "2026-W41").done, 1u);

    ward.decide("truong-a", article, Action::recall);
    ward.sync("phuong");

    EXPECT_EQ(task("phuong", "truong-a", "2026-W41").done, 0u);
    EXPECT_EQ(task("truong-a", "truong-a", "2026-W41").done, 0u);
}

TEST_F(TasksTest, LateIsOnlySaidWhenTheServersTimesLeaveNoDoubt) {
    issue_schedule();
    ward.go_to({2026, 11, 2}, 9);
    const base::DocumentId offline = ward.begin("truong-a");
    ASSERT_TRUE(office::decide(ward.at("truong-a"), offline, Action::submit)) << "made in time, without a network";
    ward.go_to({2026, 11, 6}, 9);
    EXPECT_EQ(task("truong-a", "truong-a", "2026-10").waiting, 1u);
    ward.sync("truong-a");
    ward.sync("truong-a"); // receipts come behind
    ward.sync("truong-b");
    const base::DocumentId late = ward.begin("truong-b");
    ward.decide("truong-b", late, Action::submit);
    ward.sync("truong-b");
    for (int round = 0; round < 2; ++round) ward.sync("phuong");

    for (const OrgId& pc : {OrgId("truong-a"), OrgId("phuong")}) {
        const Task perhaps = task(pc, "truong-a", "2026-10");
        EXPECT_EQ(perhaps.due, (text::Date{2026, 11, 3}));
        EXPECT_EQ(perhaps.state, TaskState::done) << pc;
        EXPECT_TRUE(perhaps.perhaps_late) << pc << ": heard the server before the deadline, was heard by it after";
    }
    EXPECT_EQ(task("phuong", "truong-b", "2026-10").state, TaskState::done_late);
    EXPECT_FALSE(task("phuong", "truong-b", "2026-10").perhaps_late);
}

TEST_F(TasksTest, AWaiverReachesItsSchoolAndNoOther) {
    issue_schedule();
    const Task owed = task("phuong", "truong-a", "2026-W41");
    const base::DocumentId waiver = office::new_waiver(ward.at("phuong"), owed, "Trường đang sửa chữa.").value();
    ward.decide("phuong", waiver, Action::issue);
    ward.sync_all();

    EXPECT_EQ(task("phuong", "truong-a", "2026-W41").state, TaskState::waived);
    EXPECT_EQ(task("truong-a", "truong-a", "2026-W41").state, TaskState::waived);
    EXPECT_EQ(task("truong-a", "truong-a", "2026-W42").state, TaskState::not_due);
    EXPECT_FALSE(office::read_document(ward.at("truong-b"), waiver)) << "why a school need not is its own affair";
    const auto without = office::new_waiver(ward.at("phuong"), owed, "");
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().code, base::Code::needs_field);
}

TEST_F(TasksTest, ANewVersionOfTheScheduleAsksForWhatItSays) {
    issue_schedule();
    const base::NodeId weekly = ward.pcs.at("phuong")->node(schedule, 0);
    ASSERT_TRUE(office::set_field(ward.at("phuong"), schedule, weekly, "obligation_state", "suspended"));
    ASSERT_TRUE(office::set_field(ward.at("phuong"), schedule, weekly, "valid_to", "11/10/2026")); // the end of week 41
    EXPECT_FALSE(tasks("phuong", "truong-a", "2026-W42").empty()) << "not before it is sent out";

    ward.decide("phuong", schedule, Action::issue);
    ward.sync_all();

    EXPECT_TRUE(tasks("phuong", "truong-a", "2026-W42").empty());
    EXPECT_TRUE(tasks("truong-a", "truong-a", "2026-W42").empty());
    EXPECT_FALSE(tasks("truong-a", "truong-a", "2026-10").empty());
}

TEST_F(TasksTest, ARequestIsATaskForThoseItNames) {
    office::RequestWords words;
    words.targets = "levels:primary";
    words.due_school = "day 10";
    words.regime = "ad_hoc";
    const base::DocumentId request = office::new_request(ward.at("phuong"), ward.form, ward.period(), words).value();
    ward.decide("phuong", request, Action::issue);
    ward.sync_all();

    EXPECT_EQ(task("truong-c", "truong-c", "2026-10").due, (text::Date{2026, 11, 10}));
    EXPECT_TRUE(tasks("truong-a", "truong-a", "2026-10").empty());
    const auto sums = ward.sums();
    ASSERT_EQ(sums.offices.size(), 2u);
    EXPECT_EQ(sums.with(office::Handing::missing), (std::vector<OrgId>{"truong-c", "truong-d"}));

    words.due_school = "hôm nào cũng được";
    const auto refused = office::new_request(ward.at("phuong"), ward.form, ward.period(), words);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::bad_value);
}

TEST_F(TasksTest, MadeAnewFromTheLogTheyAreWhatTheyWere) {
    issue_schedule();
    ward.article("truong-a", {2026, 10, 7});
    ward.article("truong-b", {2026, 10, 8});
    for (int round = 0; round < 2; ++round) ward.sync("phuong");
    const auto counted = office::tasks(ward.at("phuong"), {}).value(); // bit by bit, as things came

    ASSERT_TRUE(office::rebuild_projections(ward.at("phuong")));
    const auto anew = office::tasks(ward.at("phuong"), {}).value();

    ASSERT_EQ(anew.size(), counted.size());
    for (std::size_t i = 0; i < anew.size(); ++i) {
        EXPECT_EQ(anew[i].id, counted[i].id);
        EXPECT_EQ(anew[i].done, counted[i].done);
        EXPECT_EQ(anew[i].state, counted[i].state);
        EXPECT_EQ(anew[i].perhaps_late, counted[i].perhaps_late) << anew[i].org << " " << anew[i].period;
    }
}

} // namespace

} // namespace dongthac::tests
