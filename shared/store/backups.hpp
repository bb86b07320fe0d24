#pragma once

#include <filesystem>

namespace dongthac::store {

/// Where a data folder keeps its daily copies: `<folder>/backups/<yyyy-mm-dd>.db`, the seven newest.
[[nodiscard]] std::filesystem::path backup_folder(const std::filesystem::path& data_folder);

/// The newest copy, or an empty path. Reads the folder only; never fails.
[[nodiscard]] std::filesystem::path newest_backup(const std::filesystem::path& data_folder);

/// Removes all but the `keep` newest copies.
void prune_backups(const std::filesystem::path& data_folder, std::size_t keep);

} // namespace dongthac::store
