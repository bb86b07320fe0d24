#pragma once

#include "shared/change/state.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// A stored document as an outline to print or export: fields from its registers, items from its visible nodes in
/// reading order with their depth. Flags, parents and word counts stay empty: they belong to an import.
[[nodiscard]] model::Outline outline_of(const change::Document& document);

} // namespace dongthac::document
