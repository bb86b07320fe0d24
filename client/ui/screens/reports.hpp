#pragma once

#include <optional>
#include <string>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/widgets/table.hpp"
#include "client/view_model/reports.hpp"

namespace dongthac::ui {

struct ReportsState {
    TableState offices;
    TableState lines;
    TableState own;
    std::size_t view = 0;        ///< 0 the board, 1 the charts
    std::size_t rates_order = 0; ///< of the offices in the charts: 0 the worst first, 1 by name
};

/// "Nộp & tổng hợp": who handed in one report, and what it adds up to. `history` is what the charts show; nullptr where
/// it was not read, as beside the board.
[[nodiscard]] std::optional<app::Intent> draw_reports(const UiContext& ctx, const view_model::ReportRows& rows,
                                                      const view_model::ReportHistory* history, ReportsState& state);

} // namespace dongthac::ui
