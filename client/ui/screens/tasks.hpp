#pragma once

#include <array>
#include <optional>

#include "client/app/intent.hpp"
#include "client/ui/context.hpp"
#include "client/view_model/tasks.hpp"

namespace dongthac::ui {

struct TasksState {
    std::array<bool, view_model::kTaskGroups> closed{}; ///< groups folded away
};

/// "Việc cần làm". Reads rows, returns what was asked for. A Decide it returns has not been confirmed yet.
[[nodiscard]] std::optional<app::Intent> draw_tasks(const UiContext& ctx, const view_model::TaskRows& rows,
                                                    TasksState& state);

} // namespace dongthac::ui
