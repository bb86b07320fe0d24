#include "client/view_model/calendar.hpp"

#include <algorithm>

#include "shared/model/calendar.hpp"
#include "shared/model/record.hpp"
#include "shared/model/weekday.hpp"

namespace dongthac::view_model {

namespace {

bool is_open(model::TaskState state) {
    return state == model::TaskState::not_due || state == model::TaskState::due || state == model::TaskState::overdue;
}

CalendarTask line_of(const office::Workspace& office, office::Task task) {
    CalendarTask line;
    line.office = office.directory().name_of_org(task.org);
    line.period = model::stored_period(task.period, task.from, task.to);
    if (const model::RecordType* type = model::record_type(task.record)) line.kind = type->name;
    line.ours = task.holder == office.identity().org;
    line.open = is_open(task.state);
    line.may_waive = line.open && task.issuer == office.identity().org;
    line.task = std::move(task);
    return line;
}

} // namespace

base::Result<CalendarRows> calendar_rows(office::Workspace& office, const text::Date& chosen) {
    CalendarRows out;
    out.today = office.today();
    out.chosen = chosen;
    out.has_data = office.calendar().days.has_data_for(chosen.year);
    const text::Date next =
        chosen.month == 12 ? text::Date{chosen.year + 1, 1, 1} : text::Date{chosen.year, chosen.month + 1, 1};
    const std::int64_t begin = text::to_days(model::monday_of({chosen.year, chosen.month, 1}));
    const std::int64_t end = text::to_days(model::monday_of(model::plus_days(next, -1))) + 7;
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
        out.tasks.push_back(line_of(office, std::move(task)));
    }
    out.ours_only = office.directory().children_of(office.identity().org, out.today).empty();
    return out;
}

} // namespace dongthac::view_model
