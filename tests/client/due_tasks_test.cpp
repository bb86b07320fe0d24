#include <algorithm>
#include <iterator>

#include "client/view_model/calendar.hpp"
#include "client/view_model/tasks.hpp"
#include "tests/support/work_schedule.hpp"

// What falls due, as the rows of "Việc cần làm" and "Lịch" have it, over a real server and a schedule in force.

namespace dongthac::tests {

namespace {

using model::Action;
using model::TaskState;
using text::Date;
using view_model::CalendarDay;
using view_model::CalendarRows;
using view_model::TaskGroup;
using view_model::TaskRow;
using view_model::TaskRows;

class DueTasks : public ::testing::Test {
  protected:
    TaskRows rows(const model::OrgId& org) { return view_model::task_rows(ward.at(org)).value(); }
    CalendarRows calendar(const model::OrgId& org, const Date& day) {
        return view_model::calendar_rows(ward.at(org), day).value();
    }
    static std::vector<TaskRow> in(const TaskRows& rows, TaskGroup group) {
        std::vector<TaskRow> found;
        std::ranges::copy_if(rows.rows, std::back_inserter(found),
                             [&](const TaskRow& row) { return row.group == group; });
        return found;
    }
    static std::string arg(const TaskRow& row, std::string_view name) {
        const auto found = std::ranges::find(row.detail.args, name, &std::pair<std::string, std::string>::first);
        return found == row.detail.args.end() ? "—" : found->second;
    }
    static CalendarDay day_of(const CalendarRows& rows, const Date& day) {
        const auto found = std::ranges::find(rows.days, day, &CalendarDay::day);
        return found == rows.days.end() ? CalendarDay{} : *found;
    }

    WorkWard ward;
};

} // namespace

TEST_F(DueTasks, ASchoolSeesWhatIsLateAndThenWhatIsDueThisWeek) {
    (void)issue_year(ward);
    ward.go_to({2026, 10, 12}, 8);

    const TaskRows all = rows("truong-a");
    const auto late = in(all, TaskGroup::overdue);
    const auto due = in(all, TaskGroup::due);

    ASSERT_EQ(late.size(), 1U);
    EXPECT_EQ(late[0].subject, "Đăng một tin, bài");
    EXPECT_EQ(late[0].due->period.key, "2026-W41");
    EXPECT_EQ(late[0].due->period.kind, model::PeriodKind::week);
    EXPECT_EQ(late[0].due->days, -3);
    EXPECT_EQ(late[0].action, view_model::TaskAction::do_task);
    EXPECT_EQ(late[0].office, "UBND phường Hoa Mai");
    ASSERT_EQ(due.size(), 1U) << "the report of October and the weeks to come can wait";
    EXPECT_EQ(due[0].due->days, 4);
    EXPECT_EQ(due[0].due->offices, 0U) << "our own";
    EXPECT_EQ(all.rows[0].group, TaskGroup::overdue);
    EXPECT_EQ(all.urgent(), 2U);
}

TEST_F(DueTasks, WhatIsDoneOrWaivedIsNoTaskAnyMore) {
    (void)issue_year(ward);
    ward.article("truong-a", {2026, 10, 6});
    office::TaskQuery query;
    query.org = "truong-b";
    query.period = "2026-W41";
    const auto owed = office::tasks(ward.at("phuong"), query).value();
    ward.decide("phuong", office::new_waiver(ward.at("phuong"), owed.at(0), "đang sửa trường").value(), Action::issue);
    ward.sync_all();
    ward.go_to({2026, 10, 12}, 8);

    EXPECT_TRUE(in(rows("truong-a"), TaskGroup::overdue).empty());
    EXPECT_EQ(in(rows("truong-a"), TaskGroup::due).size(), 1U) << "the next week's";
    EXPECT_TRUE(in(rows("truong-b"), TaskGroup::overdue).empty());
    EXPECT_EQ(in(rows("truong-c"), TaskGroup::overdue).size(), 1U);
}

TEST_F(DueTasks, AnOfficeAboveSeesOneRowForAllWhoOweTheSame) {
    (void)issue_year(ward);
    ward.article("truong-b", {2026, 10, 6});
    ward.sync_all();
    ward.go_to({2026, 11, 2}, 8);

    const TaskRows all = rows("phuong");
    const auto late = in(all, TaskGroup::overdue);
    const auto due = in(all, TaskGroup::due);

    ASSERT_EQ(late.size(), 4U) << "weeks 41 to 44";
    EXPECT_EQ(late[0].due->offices, 5U);
    EXPECT_EQ(late[0].detail.key, "task.owed_more");
    EXPECT_EQ(arg(late[0], "n"), "5");
    EXPECT_EQ(arg(late[0], "due"), "09/10/2026");
    EXPECT_EQ(arg(late[0], "names"), "Trường A, Trường C, Trường D");
    EXPECT_EQ(arg(late[0], "more"), "2");
    EXPECT_EQ(late[1].due->offices, 6U);
    ASSERT_EQ(due.size(), 2U);
    EXPECT_EQ(due[0].due->period.key, "2026-10") << "the earliest first";
    EXPECT_EQ(due[0].detail.key, "task.owed_report_more");
    EXPECT_EQ(all.urgent(), 6U);
}

TEST_F(DueTasks, AReportIsDueOnceItsPeriodIsOverHoweverLateItsDay) {
    (void)issue_year(ward, "+10wd");
    const auto has_report = [&] {
        const auto due = in(rows("truong-a"), TaskGroup::due);
        return std::ranges::any_of(due, [](const TaskRow& row) { return row.due->period.key == "2026-10"; });
    };
    ward.go_to({2026, 10, 30}, 8);
    EXPECT_FALSE(has_report());

    ward.go_to({2026, 11, 2}, 8);

    EXPECT_TRUE(has_report()) << "due on the 13th, eleven days away";
}

TEST_F(DueTasks, TheCalendarCountsEachDayByHowItStands) {
    (void)issue_year(ward);
    ward.article("truong-b", {2026, 10, 6});
    ward.sync_all();
    ward.go_to({2026, 10, 12}, 8);

    const CalendarRows october = calendar("phuong", {2026, 10, 9});

    ASSERT_EQ(october.days.size(), 35U);
    EXPECT_EQ(october.days.front().day, (Date{2026, 9, 28})) << "a Monday";
    EXPECT_FALSE(october.days.front().in_month);
    const CalendarDay friday = day_of(october, {2026, 10, 9});
    EXPECT_EQ(friday.due, 6U);
    EXPECT_EQ(friday.open, 5U);
    EXPECT_EQ(friday.overdue, 5U);
    EXPECT_EQ(day_of(october, {2026, 10, 16}).overdue, 0U);
    EXPECT_EQ(day_of(october, {2026, 10, 16}).open, 6U);
    EXPECT_FALSE(day_of(october, {2026, 10, 10}).working);
    EXPECT_FALSE(october.ours_only);
    EXPECT_TRUE(october.has_data);
    EXPECT_FALSE(calendar("phuong", {2099, 10, 9}).has_data);
}

TEST_F(DueTasks, ALineOfTheCalendarKnowsWhatMayBeDoneWithIt) {
    (void)issue_year(ward);
    ward.article("truong-b", {2026, 10, 6});
    ward.sync_all();
    ward.go_to({2026, 10, 12}, 8);
    const CalendarRows above = calendar("phuong", {2026, 10, 9});
    const CalendarRows school = calendar("truong-b", {2026, 10, 9});

    ASSERT_EQ(above.tasks.size(), 6U);
    EXPECT_EQ(above.tasks[0].office, "Trường A");
    EXPECT_TRUE(above.tasks[0].may_waive) << "this office asked for it";
    EXPECT_FALSE(above.tasks[0].ours);
    EXPECT_EQ(above.tasks[0].kind, "article");
    EXPECT_FALSE(above.tasks[1].may_waive) << "it is done";
    EXPECT_FALSE(above.tasks[1].open);
    ASSERT_EQ(school.tasks.size(), 1U);
    EXPECT_TRUE(school.tasks[0].ours);
    EXPECT_TRUE(school.ours_only);
    EXPECT_FALSE(calendar("truong-a", {2026, 10, 9}).tasks.at(0).may_waive) << "who owes it cannot excuse itself";
}

} // namespace dongthac::tests
