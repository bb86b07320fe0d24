#pragma once

#include <string>

#include "client/app/strings.hpp"
#include "shared/office/dropped_decisions.hpp"

namespace dongthac::app {

/// What became of the decision, and what to do now, as one sentence that names it and its document.
[[nodiscard]] std::string dropped_words(const Strings& strings, const office::Workspace& office,
                                        const office::DroppedDecision& dropped);

} // namespace dongthac::app
