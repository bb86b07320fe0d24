#include "shared/model/task.hpp"

#include <algorithm>

#include "shared/model/enum_names.hpp"
#include "shared/model/weekday.hpp"

namespace dongthac::model {

namespace {

constexpr std::array<std::string_view, 6> kNames = {"not_due", "due", "overdue", "done", "done_late", "waived"};

TaskStanding done_standing(const TaskTimes& times, const TaskWork& work, const text::Date& today) {
    if (work.waiver == Waiver::granted) return {TaskState::done};
    const bool may_be_late = times.due < today;
    if (!work.fulfilled) return {TaskState::done, may_be_late};
    const std::int64_t limit = text::end_of_day_ms(times.due);
    const auto [from, to] = std::minmax(work.fulfilled->from_ms, work.fulfilled->to_ms);
    // A proof outweighs `today`, which is only what this PC's clock says.
    if (limit < from) return {TaskState::done_late};
    return {TaskState::done, may_be_late && limit < to};
}

} // namespace

std::string_view name_of(TaskState state) { return kNames.at(static_cast<std::size_t>(state)); }
std::optional<TaskState> task_state_named(std::string_view name) { return enum_named<TaskState>(kNames, name); }

TaskTimes task_times(const DueRule& rule, const Period& period, const WorkingCalendar& calendar) {
    const text::Date due = due_on(rule, period, calendar);
    return {std::min(period.to, monday_of(due)), due};
}

TaskStanding standing_of(const TaskTimes& times, const TaskWork& work, const text::Date& today) {
    if (work.done >= work.needed) return done_standing(times, work, today);
    if (work.waiver == Waiver::granted) return {TaskState::waived};
    if (times.due < today) return {TaskState::overdue};
    return {today < times.opens ? TaskState::not_due : TaskState::due};
}

} // namespace dongthac::model
