#pragma once

#include <optional>

#include "shared/change/state.hpp"
#include "shared/store/work_index.hpp"

namespace dongthac::office {

/// Where and for when a record counts: by what it said when it was last handed in, until then by what it says now.
/// Nothing for plans and reports, and for kinds this program does not know. `shown` is the head with kind and office
/// filled in (show_frozen_text), `root` the document's own node as shown. Errors: bad_bytes.
[[nodiscard]] base::Result<std::optional<store::WorkRow>> work_of(const change::DocumentHead& shown,
                                                                  const change::NodeState& root);

} // namespace dongthac::office
