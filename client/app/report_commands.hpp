#pragma once

#include "client/app/command.hpp"

namespace dongthac::app {

// Commands about forms, what is handed in on them, and adding it up (CLI.md).

[[nodiscard]] base::Result<CommandOutput> report_templates(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> report_form(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> report_request(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> report_new(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> report_answer(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> report_show(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> report_submit(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> consolidate(CommandContext& context, const Arguments& arguments);

} // namespace dongthac::app
