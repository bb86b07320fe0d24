#pragma once

#include "client/app/command.hpp"

namespace dongthac::app {

// Commands about documents of any kind (CLI.md). Output shapes are fixed there; errors are the engine's.

[[nodiscard]] base::Result<CommandOutput> import_file(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_list(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_show(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_new(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_set(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_text(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_add(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_hide(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_unhide(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_submit(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_decide(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_export(CommandContext& context, const Arguments& arguments);

} // namespace dongthac::app
