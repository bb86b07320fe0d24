#pragma once

#include <optional>
#include <string>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/widgets/dialog.hpp"
#include "client/ui/widgets/month_grid.hpp"
#include "client/view_model/calendar.hpp"

namespace dongthac::ui {

struct CalendarState {
    MonthGridState month;
    DecisionDialog waiver; ///< asks why somebody need not do `waived`
    base::TaskId waived;
};

/// "Lịch": the month on the left, what is due on the chosen day on the right. A Waive it returns has its reason.
[[nodiscard]] std::optional<app::Intent> draw_calendar(const UiContext& ctx, const view_model::CalendarRows& rows,
                                                       CalendarState& state);

} // namespace dongthac::ui
