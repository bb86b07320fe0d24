#pragma once

#include "client/app/command.hpp"

namespace dongthac::app {

/// What of a document does not stand as NĐ 30/2020/NĐ-CP has it; with --fix (a code, or "all") what can be is put
/// right.
[[nodiscard]] base::Result<CommandOutput> doc_lint(CommandContext& context, const Arguments& arguments);

} // namespace dongthac::app
