#pragma once

#include <filesystem>
#include <memory>

#include "shared/store/feed_store.hpp"

namespace dongthac::server {

/// The database of a data folder, as every command of this program opens it: with the codec of packs.
[[nodiscard]] base::Result<std::unique_ptr<store::FeedStore>> open_store(const std::filesystem::path& folder);

/// Moves old segments into packs until none is left to move, on a connection of its own beside a running server. Each
/// pack is one short transaction, so a request never waits long. Errors: the store's.
[[nodiscard]] base::Result<void> pack_old_segments(const std::filesystem::path& folder,
                                                   const store::PackRule& rule = {});

/// The same for a command, which never makes a server by mistyping --data. Error missing_file {path}.
[[nodiscard]] base::Result<std::unique_ptr<store::FeedStore>> open_existing(const std::filesystem::path& folder);

} // namespace dongthac::server
