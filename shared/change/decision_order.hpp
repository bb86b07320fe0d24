#pragma once

#include "shared/change/change.hpp"

namespace dongthac::change {

/// Which of two transitions counts where both carry one state version, which only a server that was put back lets
/// happen: a step between offices before one the office took for itself, or the office above, which reads the first
/// only, would see another line; then the canonical order.
[[nodiscard]] bool decision_less(const Change& a, const Change& b);

} // namespace dongthac::change
