#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/change/change.hpp"
#include "shared/model/feed.hpp"
#include "shared/store/feed_store.hpp"
#include "shared/text/date.hpp"
#include "shared/wire/messages.hpp"
#include "sync-server/feed_state.hpp"

namespace dongthac::server {

/// Largest sealed segment: one always fits into an answer.
inline constexpr std::size_t kMaxSegment = std::size_t{3} << 20;

/// Who pushes what through which door, and the day it is judged by.
struct Push {
    const model::Directory& directory;
    const model::Device& sender;
    text::Date today;
    std::int64_t now_ms = 0;
    store::Door door = store::Door::exchange;
    std::span<const wire::ChainTip> believed; ///< what the client thinks the server has
    std::optional<text::Date> submitted{}; ///< of the document that is decided on: the office above it then may answer
};

/// May this feed take what comes through this door, whatever it is?
[[nodiscard]] bool may_enter(const Push& push, const model::Feed& feed);

/// A pushed segment after every check. `ack.status` accepted means: may be appended as `segment`, nothing is written
/// yet; `changes` are those of a decision, drafts are not opened. duplicate: `ack.seq` is its place. quarantined:
/// `ack.reason` is the name of a base::Code. missing_before: `ack.last` is the last counter the server has of that
/// replica in that feed.
struct CheckedSegment {
    wire::Ack ack;
    store::NewSegment segment;
    std::vector<change::Change> changes;
    bool binds_replica = false;
};

/// The chain ends that the signatures of `segments` were found good behind: each behind what its sender believes to be
/// here and the segments before it. Nothing where that does not hold. Needs no store, so any number of threads may.
[[nodiscard]] std::vector<std::optional<base::Hash>> signed_behind(const wire::ExchangeRequest& request,
                                                                   const base::PublicKey& key);

/// Checks in this order: form, device, replica, rights, duplicate, fork, signature over the chain, contents. Through
/// the exchange only own/<org> takes drafts; transitions and the issued feeds are decide's (DESIGN §6). Reads `store`
/// for duplicates, inside the caller's transaction. `behind` spares the signature where it was checked behind the very
/// end of the chain (signed_behind). Errors are only the store's.
[[nodiscard]] base::Result<CheckedSegment> check_segment(store::FeedStore& store, const PendingState& state,
                                                         const Push& push, base::ByteSpan bytes,
                                                         const std::optional<base::Hash>& behind = std::nullopt);

/// Appends an accepted segment and notes it in `state`. Sets `checked.ack.seq`.
[[nodiscard]] base::Result<void> append_checked(store::FeedWriter& writer, PendingState& state,
                                                CheckedSegment& checked);

/// Every document the changes are about, each once, in order.
[[nodiscard]] std::vector<base::DocumentId> documents_in(const std::vector<change::Change>& changes);

} // namespace dongthac::server
