#pragma once

#include "client/app/command.hpp"

namespace dongthac::app {

// Commands about what falls due: schedules, tasks, waivers, reminders (CLI.md).

[[nodiscard]] base::Result<CommandOutput> task_list(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> task_waive(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> task_remind(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> schedule_new(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> schedule_show(CommandContext& context, const Arguments& arguments);

} // namespace dongthac::app
