#pragma once

#include <optional>

#include "client/ui/screens/reports.hpp"

namespace dongthac::ui {

/// How handing in went: day by day of the period shown, and on time by period and by office. For reports.cpp only.
[[nodiscard]] std::optional<app::Intent> draw_report_charts(const UiContext& ctx, const view_model::ReportRows& rows,
                                                            const view_model::ReportHistory& history,
                                                            ReportsState& state);

} // namespace dongthac::ui
