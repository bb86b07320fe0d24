#pragma once

#include "shared/base/clock.hpp"
#include "shared/base/random.hpp"
#include "shared/store/feed_store.hpp"
#include "sync-server/admin.hpp"

namespace dongthac::server {

/// The server takes another signing key, named by the one it had (model::KeySuccession), as the last thing that one
/// signs. PCs learn of it with their next round, whenever that is; the old key stays here to speak to them until then.
/// A copy of the data from before is of no use to PCs that know the new key. The caller holds the folder's lock: a
/// running server would go on signing with the old one. Errors: missing_file, the store's.
[[nodiscard]] base::Result<base::PublicKey> rotate_key(store::FeedStore& store, const std::filesystem::path& folder,
                                                       const base::Clock& clock, base::Random& random);

/// `key rotate`. Errors: those, data_in_use while the server runs.
[[nodiscard]] base::Result<void> run_key_rotate(const CommandContext& context);

} // namespace dongthac::server
