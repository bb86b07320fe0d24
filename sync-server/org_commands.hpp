#pragma once

#include <string>
#include <vector>

#include "sync-server/admin.hpp"

namespace dongthac::server {

/// What the words after `org close`, `org rename`, … say.
struct OrgChangeOptions {
    std::vector<std::string> orgs; ///< the offices it is about
    std::vector<std::string> into; ///< merge, split: the successors; transfer: the office above
    std::string name;              ///< rename
    std::string date;              ///< the first day, ISO; today when empty
    std::string decision;          ///< number and date of the decision, as printed
};

// Each writes dated records beside a running server and prints what is handed over: whose papers a successor may read
// from now on, and which documents are still open.
[[nodiscard]] base::Result<void> run_org_close(const CommandContext& context, const OrgChangeOptions& options);
[[nodiscard]] base::Result<void> run_org_rename(const CommandContext& context, const OrgChangeOptions& options);
[[nodiscard]] base::Result<void> run_org_merge(const CommandContext& context, const OrgChangeOptions& options);
[[nodiscard]] base::Result<void> run_org_split(const CommandContext& context, const OrgChangeOptions& options);
[[nodiscard]] base::Result<void> run_org_transfer(const CommandContext& context, const OrgChangeOptions& options);

/// A PC writes nothing more; `id` may be the beginning of one.
[[nodiscard]] base::Result<void> run_device_revoke(const CommandContext& context, const std::string& id);

} // namespace dongthac::server
