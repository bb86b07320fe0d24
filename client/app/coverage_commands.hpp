#pragma once

#include "client/app/command.hpp"

namespace dongthac::app {

// Commands about which topics of a plan the offices below have taken up.

[[nodiscard]] base::Result<CommandOutput> doc_coverage(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> doc_cover(CommandContext& context, const Arguments& arguments);

} // namespace dongthac::app
