#pragma once

#include <span>
#include <vector>

#include "shared/change/change.hpp"
#include "shared/model/directory.hpp"
#include "shared/store/feed_store.hpp"
#include "sync-server/feed_state.hpp"

namespace dongthac::server {

/// The server's key pairs, newest first.
[[nodiscard]] std::vector<base::KeyPair> keys_of(const store::ServerIdentity& identity);

/// The directory as dir/ROOT says it, every segment's signature and place in the chain checked. Errors: bad_signature,
/// bad_bytes, the store's.
[[nodiscard]] base::Result<model::Directory> read_directory(store::FeedStore& store,
                                                            const store::ServerIdentity& identity);

/// The newest record that this server wrote, under its present replica id, about each office, relation or PC that one
/// of `returned` is about; oldest first. What comes back to a server that was put back from an older copy was written
/// before the copy was put back, so these are newer, whatever their numbers say.
[[nodiscard]] base::Result<std::vector<change::Payload>> newer_records(store::FeedStore& store,
                                                                       const store::ServerIdentity& identity,
                                                                       const std::vector<change::Payload>& returned);

/// True when somebody wrote a record about the same subject as `wanted` behind place `known` of dir/ROOT: then a
/// request made on what stood at `known`, perhaps repeated by somebody on the way, would undo it.
[[nodiscard]] base::Result<bool> is_overtaken(store::FeedStore& store, const change::Payload& wanted,
                                              std::uint64_t known);

/// Seals records as the server's next segment in dir/ROOT after `tip`, ready to append. `records` is not empty.
[[nodiscard]] store::NewSegment seal_records(const store::ServerIdentity& identity, const Tip& tip,
                                             std::vector<change::Payload> records, std::int64_t now_ms);

} // namespace dongthac::server
