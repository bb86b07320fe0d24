#pragma once

#include "client/app/command.hpp"

namespace dongthac::app {

// Commands about what falls due: schedules, tasks, waivers, reminders (CLI.md).

[[nodiscard]] base::Result<CommandOutput> task_list(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> task_do(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> task_waive(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> task_remind(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> schedule_new(CommandContext& context, const Arguments& arguments);
/// A draft schedule of what a plan seems to ask for (document::propose_obligations), each obligation a draft: nothing
/// is due before a person sets what is right and issues it. Makes nothing when the plan asks for nothing. Error
/// bad_value for what is no plan or report.
[[nodiscard]] base::Result<CommandOutput> schedule_propose(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> schedule_show(CommandContext& context, const Arguments& arguments);

} // namespace dongthac::app
