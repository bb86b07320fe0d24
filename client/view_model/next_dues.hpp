#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "shared/model/obligation.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::view_model {

/// Why a deadline does not stand on the day its rule names.
enum class Moved { no, weekend, holiday };

/// One coming deadline of what is being designed.
struct NextDue {
    model::Period period;
    text::Date due;
    Moved moved = Moved::no;
    text::Date planned;  ///< the day the rule names; `due` unless it was moved
    bool passes_holiday; ///< days off that were announced lie between the period and the deadline
    bool settled;        ///< the days off of its year are known
};

/// The first deadlines of schools from today on, at most `most`, as if it were in force (model::task_periods, due_on).
/// Empty where time alone makes nothing due.
[[nodiscard]] std::vector<NextDue> next_dues(office::Workspace& office, const model::Obligation& duty,
                                             std::size_t most);
/// The deadline for one period.
[[nodiscard]] NextDue due_for(office::Workspace& office, const model::DueRules& rules, const model::Period& period);

} // namespace dongthac::view_model
