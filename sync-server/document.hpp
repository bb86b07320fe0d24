#pragma once

#include <string>

#include "shared/change/state.hpp"
#include "shared/store/feed_store.hpp"

namespace dongthac::server {

/// The document as the changes in `feed` make it. Errors: unknown_document, bad_bytes, the store's.
[[nodiscard]] base::Result<change::Document> build_document(store::FeedStore& store, const std::string& feed,
                                                            const base::DocumentId& id);

} // namespace dongthac::server
