#include "client/app/session.hpp"

#include "shared/base/files.hpp"
#include "shared/base/machine.hpp"
#include "shared/office/incarnation.hpp"
#include "shared/store/backups.hpp"
#include "shared/text/date.hpp"

namespace dongthac::app {

namespace {

constexpr std::size_t kKeptBackups = 7;

} // namespace

base::Result<Session> Session::open(const std::filesystem::path& folder, const base::Clock& clock,
                                    base::Random& random) {
    DT_CHECK(base::make_folder(folder));
    DT_TRY(store::FolderLock lock, store::FolderLock::take(folder));
    DT_TRY(office::Workspace office, office::Workspace::open(folder, clock, random));
    DT_TRY(const office::Life life, office::settle_incarnation(office, base::ThisMachine()));
    (void)life; // a copy goes on by itself: there is nothing for a person to decide
    DT_CHECK(backup_daily(office));
    return Session(std::move(lock), std::move(office));
}

base::Result<void> backup_daily(office::Workspace& office) {
    const std::filesystem::path folder = store::backup_folder(office.folder());
    const std::filesystem::path today = folder / (text::to_iso(office.today()) + ".db");
    std::error_code ignored;
    if (std::filesystem::exists(today, ignored)) return {};
    DT_TRY(const std::uint64_t changes, office.store().count_changes());
    if (changes == 0) return {}; // nothing to lose yet
    std::filesystem::create_directories(folder, ignored);
    const auto copied = office.store().backup_to(today);
    // A full disk must not keep a person from their work; the next start tries again.
    if (!copied && copied.error().code != base::Code::disk_full) return copied;
    store::prune_backups(office.folder(), kKeptBackups);
    return {};
}

} // namespace dongthac::app
