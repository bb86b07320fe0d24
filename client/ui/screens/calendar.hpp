#pragma once

#include <optional>
#include <string>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/widgets/table.hpp"
#include "client/view_model/calendar.hpp"

namespace dongthac::ui {

struct CalendarState {
    TableState table;
};

/// "Lịch": the month on the left, what is due on the chosen day on the right.
[[nodiscard]] std::optional<app::Intent> draw_calendar(const UiContext& ctx, const view_model::CalendarRows& rows,
                                                       CalendarState& state);

} // namespace dongthac::ui
