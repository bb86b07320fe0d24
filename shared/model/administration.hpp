#pragma once

#include "shared/model/directory.hpp"

namespace dongthac::model {

/// May this PC name people and say how its office works: it has the role itself, or somebody with the role has set a
/// PIN at it. Asked by the server before it writes, and by a screen before it offers.
[[nodiscard]] bool may_administer(const Directory& directory, const Device& device, const text::Date& day);

} // namespace dongthac::model
