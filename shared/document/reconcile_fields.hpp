#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "shared/document/printed_units.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// The fields of `outline`, which come from a file, made to agree with its page. `units` is what they would print,
/// `same` where the page says so, `outline.items` what the page says. A field is kept where its line is unchanged and
/// holds it; else `read`, what the structurer made of the page alone, gives it where that lies within the items of its
/// role; else it is those items' words. A number, a symbol and a date are never made up.
void take_fields(const std::vector<PrintedUnit>& units, const std::vector<std::optional<std::size_t>>& same,
                 const model::Outline& read, model::Outline& outline);

} // namespace dongthac::document
