#pragma once

#include "client/app/command.hpp"

namespace dongthac::app {

// Commands about the paragraphs of a draft: cutting, joining and moving them.

/// Errors beside the engine's: bad_value {field: "AT"} for a place outside the paragraph or inside a syllable.
[[nodiscard]] base::Result<CommandOutput> doc_split(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_join(CommandContext& context, const Arguments& arguments);
/// Error bad_usage unless it is told exactly one way to go.
[[nodiscard]] base::Result<CommandOutput> doc_move(CommandContext& context, const Arguments& arguments);

} // namespace dongthac::app
