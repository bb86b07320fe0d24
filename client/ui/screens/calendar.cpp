#include "client/ui/screens/calendar.hpp"

#include "client/ui/widgets/layout.hpp"

namespace dongthac::ui {

std::optional<app::Intent> draw_calendar(const UiContext& ctx, const view_model::CalendarRows&, CalendarState&) {
    page_header(ctx, ctx.tr("screen.calendar"));
    return std::nullopt;
}

} // namespace dongthac::ui
