#pragma once

#include <optional>
#include <span>
#include <vector>

#include "shared/change/change.hpp"

namespace dongthac::change {

/// A copied database gives what it had not sent new ids, and the original sends the same under the old ones: one act of
/// a person under two names. (Two acts under one first id, which copies that both went on make, stay two.) The same
/// changes with each such act once — under its first id when that has come, else under the first in canonical order —
/// and every mention of the other names turned to it. Nothing when no change has an `alias_of`, which is nearly always.
/// The answer depends on the set alone.
[[nodiscard]] std::optional<std::vector<Change>> without_echoes(std::span<const Change> changes);

} // namespace dongthac::change
