#pragma once

#include <vector>

#include "client/view_model/tasks.hpp"

namespace dongthac::view_model {

/// What is overdue or due within a week or whose period is over, this office's own first, by their last day: one row a
/// task. Of others one row for all that owe the same for the same period. Reads no document but the schedules.
[[nodiscard]] base::Result<std::vector<TaskRow>> due_rows(office::Workspace& office);

} // namespace dongthac::view_model
