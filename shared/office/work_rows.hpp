#pragma once

#include <optional>

#include "shared/change/state.hpp"
#include "shared/model/directory.hpp"
#include "shared/store/work_index.hpp"

namespace dongthac::office {

/// The offices that have answered for what `org` owed until `day`, itself first: who took it over, and who took over
/// that one.
[[nodiscard]] std::vector<model::OrgId> holders_of(const model::Directory& directory, const model::OrgId& org,
                                                   const text::Date& day);

/// Whether a record counts for whom it says (WorkRow::org). Anybody can write a name into his own record: it counts for
/// his own office, for one that it took over, and, of a report that came on paper, for one it was above on the last day
/// of the period or on the day it was in hand.
[[nodiscard]] bool may_count(const model::Directory& directory, const model::OrgId& author, const store::WorkRow& row,
                             const std::optional<text::Date>& last_day, const text::Date& today);

/// Where and for when a record counts: by what it said when it was last handed in, until then by what it says now.
/// Nothing for plans and reports, and for kinds this program does not know. `shown` is the head with kind and office
/// filled in (show_frozen_text), `root` the document's own node as shown. Errors: bad_bytes.
[[nodiscard]] base::Result<std::optional<store::WorkRow>> work_of(const change::DocumentHead& shown,
                                                                  const change::NodeState& root);

} // namespace dongthac::office
