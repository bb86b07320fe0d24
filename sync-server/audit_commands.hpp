#pragma once

#include <string>

#include "sync-server/admin.hpp"

namespace dongthac::server {

/// What the words after `audit` say.
struct AuditOptions {
    std::string org;   ///< only this office's rows; all when empty
    std::string since; ///< first day in Vietnam, ISO; from the beginning when empty
    std::string file;  ///< written as a table for spreadsheets (CSV, UTF-8) instead of being printed
};

/// "Ai đã làm gì": the server's log of what was decided, by whom, at which PC; oldest first. Each row's hash covers the
/// row before it, and `verify` looks at all of them: a list that was written out can be compared with a later one by
/// its last hash. Errors: bad_value for a day that is none, unwritable_file.
[[nodiscard]] base::Result<void> run_audit(const CommandContext& context, const AuditOptions& options);

} // namespace dongthac::server
