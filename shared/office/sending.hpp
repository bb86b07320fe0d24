#pragma once

#include "shared/change/state.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// May a record of duty or work leave the office as it stands? What its kind needs must be said, rules and selectors
/// must be readable, a form must be one that can be filled in, a submission must keep its form's rules. Plans and
/// reports are their signers' business. Errors: needs_field {field, kind}, bad_value, broken_rule {rule}.
[[nodiscard]] base::Result<void> check_sending(Workspace& office, const change::Document& document);

} // namespace dongthac::office
