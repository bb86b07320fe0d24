#pragma once

#include "client/app/command.hpp"

namespace dongthac::app {

// Commands about this PC and its office (CLI.md). Output shapes are fixed there; errors are the engine's.

[[nodiscard]] base::Result<CommandOutput> office_join(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> office_show(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> sync_now(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> show_status(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> search_words(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> backup_file(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> check_data(CommandContext& context, const Arguments& arguments);

} // namespace dongthac::app
