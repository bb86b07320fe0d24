#pragma once

#include <functional>
#include <set>
#include <string>

#include "shared/model/outline.hpp"

namespace dongthac::document {

/// Header fields a person typed, by name ("document_number"): they stay, whatever the items say.
using TypedFields = std::set<std::string, std::less<>>;

/// Brings `after` in line with its items, as a step changed them from what `before` holds: a header field whose items
/// changed is read from all of them again, unless it was typed; so are the plans above, what a clerk should look at,
/// and how sure each field is. What was said of the source itself stays.
void follow_items(const model::Outline& before, model::Outline& after, const TypedFields& typed);

} // namespace dongthac::document
