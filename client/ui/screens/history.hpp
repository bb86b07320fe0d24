#pragma once

#include <optional>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/view_model/history.hpp"

namespace dongthac::ui {

/// "Lịch sử" of the open document or of one paragraph, in the place of its page: both wordings where two people wrote
/// side by side, then what was done, newest first.
[[nodiscard]] std::optional<app::Intent> draw_history(const UiContext& ctx, const view_model::HistoryRows& rows);

} // namespace dongthac::ui
