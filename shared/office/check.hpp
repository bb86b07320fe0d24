#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/office/workspace.hpp"

namespace dongthac::office {

struct CheckReport {
    std::uint64_t changes = 0;
    std::uint64_t segments = 0;
    std::uint64_t documents = 0;
    std::uint64_t loading = 0;         ///< of these, documents whose history is still missing: proven when it is here
    std::vector<std::string> problems; ///< one line each, for an administrator; empty when all is well
    [[nodiscard]] bool ok() const { return problems.empty(); }
};

/// Proves the data folder: SQLite's structure, every sealed segment's signature and place in its chain, and that every
/// projection equals what build() makes of the log. Reads only. Error only when reading itself fails.
[[nodiscard]] base::Result<CheckReport> check(Workspace& office);

} // namespace dongthac::office
