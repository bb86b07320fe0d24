#pragma once

#include <filesystem>

#include "shared/base/clock.hpp"
#include "shared/base/result.hpp"

namespace dongthac::server {

/// Makes `<folder>/backups/<day>.db` when today (in Vietnam) has none yet, and keeps the seven newest (DESIGN §8). Safe
/// beside a running server. Errors: disk_full, unwritable_file, the store's.
[[nodiscard]] base::Result<void> keep_daily_copy(const std::filesystem::path& folder, const base::Clock& clock);

} // namespace dongthac::server
