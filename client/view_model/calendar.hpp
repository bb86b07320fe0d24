#pragma once

#include <string>
#include <vector>

#include "shared/model/period.hpp"
#include "shared/office/work_tasks.hpp"

/// "Lịch": what falls due in one month, day by day (UI.md).
namespace dongthac::view_model {

struct CalendarDay {
    text::Date day;
    bool in_month = false;
    bool working = true;
    std::size_t due = 0;     ///< tasks due on it
    std::size_t open = 0;    ///< of these, neither done nor waived
    std::size_t overdue = 0; ///< of the open ones, late by now
};
struct CalendarTask {
    office::Task task;
    std::string office; ///< who owes it
    model::Period period;
    std::string kind;       ///< of the record that fulfils it; empty: none does
    bool ours = false;      ///< this office answers for it
    bool open = false;      ///< neither done nor waived
    bool may_waive = false; ///< asked for by this office, and open
};
struct CalendarRows {
    text::Date today;
    text::Date chosen;
    std::vector<CalendarDay> days;   ///< whole weeks, Monday first
    std::vector<CalendarTask> tasks; ///< due on the chosen day
    bool has_data = true;            ///< false: the year's days off are not known
    bool ours_only = false;          ///< nobody below: an office's name need not be shown
};
[[nodiscard]] base::Result<CalendarRows> calendar_rows(office::Workspace& office, const text::Date& chosen);

} // namespace dongthac::view_model
