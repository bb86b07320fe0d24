#pragma once

#include "client/sync/channel.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::sync {

/// The server's signed word for decisions that have come or gone: what proves their day, and brings them back into a
/// server that lost them. In at most `requests`. Errors: unreachable, server_refused, bad_server_answer, the store's.
[[nodiscard]] base::Result<void> fetch_receipts(office::Workspace& office, Channel& channel, int requests);

} // namespace dongthac::sync
