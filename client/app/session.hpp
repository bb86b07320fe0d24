#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "client/app/strings.hpp"
#include "shared/base/clock.hpp"
#include "shared/base/random.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/workspace.hpp"
#include "shared/store/folder_lock.hpp"

namespace dongthac::app {

/// One run of the program on one data folder: the lock, the workspace and the daily backup. Used by commands and window
/// alike. One thread; a background thread opens its own Workspace on `folder()` while this lives.
class Session {
  public:
    /// Takes the folder for this program. Errors: data_in_use, damaged_database (names the newest backup),
    /// newer_schema.
    [[nodiscard]] static base::Result<Session> open(const std::filesystem::path& folder, const base::Clock& clock,
                                                    base::Random& random);
    [[nodiscard]] office::Workspace& office() { return office_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return office_.folder(); }

  private:
    Session(store::FolderLock lock, office::Workspace office) : lock_(std::move(lock)), office_(std::move(office)) {}
    store::FolderLock lock_;
    office::Workspace office_;
};

/// Copies the database to backups/<day>.db unless today's copy is there, and keeps the seven newest (DESIGN §8).
[[nodiscard]] base::Result<void> backup_daily(office::Workspace& office);

} // namespace dongthac::app
