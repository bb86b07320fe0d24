#include "client/view_model/next_dues.hpp"

#include "shared/model/calendar.hpp"
#include "shared/model/weekday.hpp"
#include "shared/office/duties.hpp"

namespace dongthac::view_model {

namespace {

constexpr int kSaturday = 6;
constexpr std::int64_t kAhead = 400; ///< days: what comes once a year is seen once
constexpr std::int64_t kBehind = 62; ///< days that a deadline may lie behind the end of its period

bool passes_holiday(const model::WorkingCalendar& days, const text::Date& from, const text::Date& to) {
    for (text::Date day = model::plus_days(from, 1); day <= to; day = model::plus_days(day, 1))
        if (model::iso_weekday(day) < kSaturday && !days.is_working_day(day)) return true;
    return false;
}

} // namespace

NextDue due_for(office::Workspace& office, const model::DueRules& rules, const model::Period& period) {
    const model::WorkingCalendar& days = office.calendar().days;
    const model::DueRule rule = office::rule_for(rules, nullptr);
    model::DueRule plain = rule;
    plain.roll = model::DueRule::Roll::stays;
    NextDue next{period, model::due_on(rule, period, days), Moved::no, model::due_on(plain, period, days), false, true};
    if (next.planned != next.due)
        next.moved = model::iso_weekday(next.planned) >= kSaturday ? Moved::weekend : Moved::holiday;
    next.passes_holiday = rule.kind == model::DueRule::Kind::working_days && passes_holiday(days, period.to, next.due);
    next.settled = days.has_data_for(next.due.year);
    return next;
}

std::vector<NextDue> next_dues(office::Workspace& office, const model::Obligation& duty, std::size_t most) {
    model::Obligation in_force = duty;
    if (in_force.state == model::ObligationState::draft) in_force.state = model::ObligationState::active;
    const text::Date today = office.today();
    std::vector<NextDue> dues;
    for (const model::Period& period :
         model::task_periods(in_force, model::plus_days(today, -kBehind), model::plus_days(today, kAhead),
                             office.calendar().school_years)) {
        const NextDue next = due_for(office, duty.due, period);
        if (next.due < today) continue;
        dues.push_back(next);
        if (dues.size() == most) break;
    }
    return dues;
}

} // namespace dongthac::view_model
