#pragma once

#include <string>

#include "client/app/strings.hpp"
#include "shared/office/consolidating.hpp"

namespace dongthac::app {

/// A consolidation as an Excel workbook: the totals, every office's share of each figure, the texts with whose they
/// are, and where everybody stands. Errors: those of export_xlsx.
[[nodiscard]] base::Result<std::string> sums_workbook(const office::Workspace& office, const Strings& strings,
                                                      const office::Consolidation& sums);

} // namespace dongthac::app
