#pragma once

#include "client/app/command.hpp"

namespace dongthac::app {

// Commands that show what happened and what proves it.

/// What is proven about a document and what is not, step by step.
[[nodiscard]] base::Result<CommandOutput> doc_verify(CommandContext& context, const Arguments& arguments);
/// Writes the attached files of legal signatures into a folder; what is there already is not overwritten. Where steps
/// carry files of one name, the number of the step stands in front.
[[nodiscard]] base::Result<CommandOutput> doc_signatures(CommandContext& context, const Arguments& arguments);
/// What `status --head FILE` and `status --compare FILE` do (shared/office/heads.hpp).
[[nodiscard]] base::Result<CommandOutput> write_heads(CommandContext& context, const Arguments& arguments);
[[nodiscard]] base::Result<CommandOutput> compare_with_heads(CommandContext& context, const Arguments& arguments);
/// The register of outgoing documents of a year.
[[nodiscard]] base::Result<CommandOutput> doc_register(CommandContext& context, const Arguments& arguments);

} // namespace dongthac::app
