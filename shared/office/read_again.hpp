#pragma once

#include <string>

#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// A segment of `replica` came in `feed` that does not follow the chain here: something before it was left out, or the
/// end of the chain is only what a gap claimed. The feed is read again from its beginning, where the next round passes
/// over what is known, and a chain that ends in a gap goes on behind what is proven of it: so a server that lied and
/// does so no more is believed again. At most once an hour, because an author whose key never comes would otherwise
/// have all read again in every round. True when it is to be read again. Errors: the store's.
[[nodiscard]] base::Result<bool> read_again(Workspace& office, const std::string& feed, const base::ReplicaId& replica);

} // namespace dongthac::office
