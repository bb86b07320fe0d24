#include <gtest/gtest.h>

#include "shared/model/task.hpp"

namespace dongthac::model {

namespace {

using text::Date;

constexpr std::int64_t kHour = 3'600'000;

/// Due on Tuesday 3/11/2026 for October, which ends on a Saturday.
TaskTimes october() {
    return task_times(parse_due_rule("+2wd").value(), *period_of(PeriodKind::month, {2026, 10, 1}, {}), {});
}

std::int64_t limit() { return text::end_of_day_ms({2026, 11, 3}); }

TaskWork enough(std::int64_t from_ms, std::int64_t to_ms) { return {1, 1, ProvenTime{from_ms, to_ms}, Waiver::none}; }

TaskStanding later(const TaskWork& work) { return standing_of(october(), work, {2026, 12, 24}); }

TEST(Task, StatesHaveNamesThatLeadBack) {
    for (int at = 0; at <= static_cast<int>(kLastTaskState); ++at) {
        const auto state = static_cast<TaskState>(at);
        EXPECT_EQ(task_state_named(name_of(state)), state);
    }
    EXPECT_EQ(name_of(TaskState::done_late), "done_late");
    EXPECT_EQ(task_state_named("late"), std::nullopt);
}

TEST(Task, OpensWhenItsPeriodEndsOrInTheWeekItIsDue) {
    EXPECT_EQ(october(), (TaskTimes{{2026, 10, 31}, {2026, 11, 3}}));
    const Period week = *period_of(PeriodKind::week, {2026, 10, 14}, {});
    EXPECT_EQ(task_times(parse_due_rule("fri").value(), week, {}), (TaskTimes{{2026, 10, 12}, {2026, 10, 16}}));
}

TEST(Task, UnfinishedIsNotDueThenDueThenOverdue) {
    const TaskWork none;

    EXPECT_EQ(standing_of(october(), none, {2026, 10, 30}), (TaskStanding{TaskState::not_due}));
    EXPECT_EQ(standing_of(october(), none, {2026, 10, 31}), (TaskStanding{TaskState::due}));
    EXPECT_EQ(standing_of(october(), none, {2026, 11, 3}), (TaskStanding{TaskState::due}));
    EXPECT_EQ(standing_of(october(), none, {2026, 11, 4}), (TaskStanding{TaskState::overdue}));
}

TEST(Task, OneArticleOfTwoIsNotDone) {
    TaskWork half = enough(limit() - kHour, limit() - kHour);
    half.needed = 2;

    EXPECT_EQ(later(half), (TaskStanding{TaskState::overdue}));
    half.done = 2;
    EXPECT_EQ(later(half), (TaskStanding{TaskState::done}));
    half.done = 3;
    EXPECT_EQ(later(half), (TaskStanding{TaskState::done}));
}

TEST(Task, IsLateOnlyWhenTheWholeIntervalIsAfterTheDueDay) {
    EXPECT_EQ(later(enough(limit() - kHour, limit())), (TaskStanding{TaskState::done}));
    EXPECT_EQ(later(enough(limit() - kHour, limit() + 1)), (TaskStanding{TaskState::done, true}));
    EXPECT_EQ(later(enough(limit(), limit() + kHour)), (TaskStanding{TaskState::done, true}));
    EXPECT_EQ(later(enough(limit() + 1, limit() + kHour)), (TaskStanding{TaskState::done_late}));
    EXPECT_EQ(later(enough(limit() + kHour, limit() - kHour)), (TaskStanding{TaskState::done, true}))
        << "ends exchanged";
}

TEST(Task, WithoutAProofItIsPerhapsLateOnceTheDueDayIsOver) {
    const TaskWork unproved{1, 1, {}, Waiver::none};

    EXPECT_EQ(standing_of(october(), unproved, {2026, 11, 3}), (TaskStanding{TaskState::done}));
    EXPECT_EQ(standing_of(october(), unproved, {2026, 11, 4}), (TaskStanding{TaskState::done, true}));
}

TEST(Task, AnOpenIntervalIsNotHeldAgainstWhoIsStillInTime) {
    const TaskWork open = enough(limit() - kHour, INT64_MAX);

    EXPECT_EQ(standing_of(october(), open, {2026, 11, 3}), (TaskStanding{TaskState::done}));
    EXPECT_EQ(standing_of(october(), open, {2026, 11, 4}), (TaskStanding{TaskState::done, true}));
}

TEST(Task, AProofOutweighsTheClockOfThisPc) {
    EXPECT_EQ(standing_of(october(), enough(limit() + 1, limit() + kHour), {2020, 1, 1}),
              (TaskStanding{TaskState::done_late}));
}

TEST(Task, AWaiverStandsForWhatWasNotDoneAndIsNeverLate) {
    EXPECT_EQ(later({0, 1, {}, Waiver::granted}), (TaskStanding{TaskState::waived}));
    EXPECT_EQ(standing_of(october(), {0, 1, {}, Waiver::granted}, {2026, 10, 1}), (TaskStanding{TaskState::waived}));
    EXPECT_EQ(later({1, 1, ProvenTime{limit() + 1, limit() + 2}, Waiver::granted}), (TaskStanding{TaskState::done}));
}

} // namespace

} // namespace dongthac::model
