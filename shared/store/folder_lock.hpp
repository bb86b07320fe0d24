#pragma once

#include <filesystem>
#include <memory>

#include "shared/base/result.hpp"

namespace dongthac::store {

/// Holds a data folder for this program alone, until it dies — also when it is killed: the system drops the lock.
class FolderLock {
  public:
    /// Errors: data_in_use {path} when another program holds it; unwritable_file.
    [[nodiscard]] static base::Result<FolderLock> take(const std::filesystem::path& folder);
    FolderLock(FolderLock&&) noexcept;
    FolderLock& operator=(FolderLock&&) noexcept;
    ~FolderLock();

  private:
    struct Impl;
    explicit FolderLock(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace dongthac::store
