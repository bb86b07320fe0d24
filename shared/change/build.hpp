#pragma once

#include <span>

#include "shared/change/state.hpp"

namespace dongthac::change {

/// True when `change` simply follows what the document has seen, so that apply_next may be used: a transition on the
/// current version or a later one, or a draft change whose parents are exactly the heads while nothing waits, that
/// moves and joins nothing and names only what is there. Looks at nodes, changes none.
[[nodiscard]] bool follows(const DocumentHead& head, Nodes& nodes, const Change& change);

/// Applies a change that follows(). Gives the same state as build() over the same changes; that equality is what
/// `dongthac check` proves. An Unknown payload is counted in `set_aside` and otherwise only moves the heads.
void apply_next(DocumentHead& head, Nodes& nodes, const Change& change);

/// The document that a set of changes makes: a pure function of the set, whatever its order, repetitions included.
/// Changes whose parents are not in the set wait (counted in head.waiting) and change nothing else.
[[nodiscard]] Document build(const DocumentId& id, std::span<const Change> changes);

} // namespace dongthac::change
