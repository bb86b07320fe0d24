#pragma once

#include <optional>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/ui/screens/judge_dialog.hpp"
#include "client/view_model/coverage.hpp"

namespace dongthac::ui {

/// The matrix of one plan: its topics with a mark an office on the left, what each office wrote on the chosen one on
/// the right. `highlighted` is a document whose office stands out; may be empty. Fills the height left. Where the plan
/// is this office's own, `judge` opens over it.
[[nodiscard]] std::optional<app::Intent> draw_coverage(const UiContext& ctx, const view_model::CoverageView& view,
                                                       const base::DocumentId& highlighted, JudgeDialog& judge);

} // namespace dongthac::ui
