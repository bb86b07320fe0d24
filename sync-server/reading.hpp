#pragma once

#include "shared/model/feed.hpp"
#include "shared/store/feed_store.hpp"

namespace dongthac::server {

/// The bytes of a stored segment as a reader of `feed` gets them: themselves, or a gap when they entered the feed on a
/// day whose entries are not for this reader (DESIGN §6). The one place where bytes leave a feed.
[[nodiscard]] base::Bytes as_read(const model::ReadableFeed& feed, const store::StoredSegment& segment);

/// The last place of `feed` that its reader may hear of on the day `today`, gaps included: its `head`, or where the
/// last day ended on which it could be read. Error: the store's.
[[nodiscard]] base::Result<std::uint64_t> end_for(store::FeedStore& store, const model::ReadableFeed& feed,
                                                  std::uint64_t head, const text::Date& today);

/// True for a segment that entered by compare-and-set, or came back after it had: the server signs receipts for those.
[[nodiscard]] bool is_decided(const store::StoredSegment& segment);

} // namespace dongthac::server
