#include "sync-server/daily_copy.hpp"

#include "shared/base/files.hpp"
#include "shared/store/backups.hpp"
#include "shared/text/date.hpp"
#include "sync-server/open_store.hpp"

namespace dongthac::server {

namespace {

constexpr std::size_t kCopies = 7;

} // namespace

base::Result<void> keep_daily_copy(const std::filesystem::path& folder, const base::Clock& clock) {
    const std::filesystem::path copies = store::backup_folder(folder);
    const std::filesystem::path today = copies / (text::to_iso(text::day_of(clock.wall_ms())) + ".db");
    std::error_code problem;
    if (std::filesystem::exists(today, problem)) return {};
    std::filesystem::create_directories(copies, problem);
    if (problem)
        return base::fail(base::Code::unwritable_file,
                          {{"path", base::path_to_utf8(copies)}, {"reason", problem.message()}});
    DT_TRY(const auto store, open_store(folder));
    DT_CHECK(store->backup_to(today));
    store::prune_backups(folder, kCopies);
    return {};
}

} // namespace dongthac::server
