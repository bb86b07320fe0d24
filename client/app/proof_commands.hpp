#pragma once

#include "client/app/command.hpp"

namespace dongthac::app {

// Commands that show what happened and what proves it.

/// What is proven about a document and what is not, step by step.
[[nodiscard]] base::Result<CommandOutput> doc_verify(CommandContext& context, const Arguments& arguments);
/// The register of outgoing documents of a year.
[[nodiscard]] base::Result<CommandOutput> doc_register(CommandContext& context, const Arguments& arguments);

} // namespace dongthac::app
