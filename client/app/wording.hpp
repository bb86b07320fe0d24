#pragma once

#include "client/app/strings.hpp"
#include "shared/office/consolidated_report.hpp"
#include "shared/office/edit.hpp"

namespace dongthac::app {

/// The sentences new documents are born with, from the string keys `wording.*`.
[[nodiscard]] office::Wording wording_of(const Strings& strings);

/// Sentences of a consolidated report.
[[nodiscard]] office::ConsolidatedWording consolidated_wording_of(const Strings& strings);

} // namespace dongthac::app
