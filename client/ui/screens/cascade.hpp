#pragma once

#include <optional>
#include <set>
#include <string>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/screens/judge_dialog.hpp"
#include "client/ui/widgets/table.hpp"
#include "client/view_model/cascade.hpp"

namespace dongthac::ui {

struct CascadeState {
    std::set<std::string> closed; ///< rows folded away, by document and office
    TableState table;
    JudgeDialog judge;
};

/// "Dòng thác": the tree of plans, and under it which topics of the selected one were taken up.
[[nodiscard]] std::optional<app::Intent> draw_cascade(const UiContext& ctx, const view_model::CascadeRows& rows,
                                                      CascadeState& state);

} // namespace dongthac::ui
