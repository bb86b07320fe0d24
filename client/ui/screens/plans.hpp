#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/widgets/table.hpp"
#include "client/view_model/plans.hpp"

namespace dongthac::ui {

struct PlansState {
    std::string words;
    std::size_t whose = 0; ///< index of the pressed group: all, ours, above, below
    TableState table;
};

/// "Kế hoạch": every document known here.
[[nodiscard]] std::optional<app::Intent> draw_plans(const UiContext& ctx, const view_model::PlanRows& rows,
                                                    PlansState& state);

} // namespace dongthac::ui
