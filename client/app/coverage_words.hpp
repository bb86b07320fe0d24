#pragma once

#include "client/app/strings.hpp"
#include "shared/base/result.hpp"

namespace dongthac::app {

/// Errors of office::judge_coverage and office::state_not_applicable in the reader's words: what did not fit, and what
/// is needed instead. Any other error as it is.
[[nodiscard]] base::Error with_coverage_words(const Strings& strings, base::Error error);

} // namespace dongthac::app
