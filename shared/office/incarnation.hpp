#pragma once

#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// A new life for a database that was copied or restored (DESIGN §4): the server knows another history under this
/// replica's name, so this PC takes a new replica id and gives every change the server has not acknowledged a new
/// change id, in the same order and with the same contents. What the server has of the old replica comes back as
/// anybody's. Nothing is dropped. One transaction; projections are rebuilt.
[[nodiscard]] base::Result<void> take_new_replica(Workspace& office);

} // namespace dongthac::office
