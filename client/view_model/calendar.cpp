#include "client/view_model/calendar.hpp"

#include <algorithm>

#include "shared/model/calendar.hpp"

namespace dongthac::view_model {

namespace {

constexpr std::int64_t kMondayOfEpoch = 3; ///< 1970-01-01 was a Thursday

std::int64_t monday_before(std::int64_t day) { return day - (day + kMondayOfEpoch) % 7; }

bool is_open(model::TaskState state) {
    return state == model::TaskState::not_due || state == model::TaskState::due || state == model::TaskState::overdue;
}

} // namespace

base::Result<CalendarRows> calendar_rows(office::Workspace& office, const text::Date& chosen) {
    CalendarRows out;
    out.today = office.today();
    out.chosen = chosen;
    out.has_data = office.calendar().days.has_data_for(chosen.year);
    const std::int64_t first = text::to_days({chosen.year, chosen.month, 1});
    const text::Date next =
        chosen.month == 12 ? text::Date{chosen.year + 1, 1, 1} : text::Date{chosen.year, chosen.month + 1, 1};
    const std::int64_t begin = monday_before(first);
    const std::int64_t end = monday_before(text::to_days(next) - 1) + 7;
    for (std::int64_t day = begin; day < end; ++day) {
        CalendarDay& one = out.days.emplace_back();
        one.day = text::from_days(day);
        one.in_month = one.day.month == chosen.month;
        one.working = office.calendar().days.is_working_day(one.day);
    }
    office::TaskQuery query;
    query.due_from = text::from_days(begin);
    query.due_to = text::from_days(end - 1);
    DT_TRY(std::vector<office::Task> tasks, office::tasks(office, query));
    for (office::Task& task : tasks) {
        CalendarDay& day = out.days.at(static_cast<std::size_t>(text::to_days(task.due) - begin));
        ++day.due;
        day.open += is_open(task.state) ? 1 : 0;
        day.overdue += task.state == model::TaskState::overdue ? 1 : 0;
        if (task.due != chosen) continue;
        std::string name = office.directory().name_of_org(task.org);
        out.tasks.push_back({std::move(task), std::move(name)});
    }
    out.ours_only = office.directory().children_of(office.identity().org, out.today).empty();
    return out;
}

} // namespace dongthac::view_model
