#pragma once

#include "shared/change/state.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// A record as it counts for others: as it was last sent, whatever has been written into it since; as it stands where
/// it was never sent. Kind, office and nodes are filled in. Errors: unknown_document, bad_bytes.
[[nodiscard]] base::Result<change::Document> counted_document(Workspace& office, const base::DocumentId& id);

} // namespace dongthac::office
