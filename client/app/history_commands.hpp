#pragma once

#include "client/app/command.hpp"

namespace dongthac::app {

// Commands about what was done to a document, and about what people have to look at.

[[nodiscard]] base::Result<CommandOutput> doc_history(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_restore(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_review(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_comment(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_comments(CommandContext& context, const Arguments& arguments);

} // namespace dongthac::app
