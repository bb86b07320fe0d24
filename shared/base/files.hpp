#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace dongthac::base {

/// A path from UTF-8 on every system (Windows would otherwise read the local code page).
[[nodiscard]] std::filesystem::path path_from_utf8(std::string_view text);
[[nodiscard]] std::string path_to_utf8(const std::filesystem::path& path);

/// The whole file. Errors: missing_file, unreadable_file (a folder, no permission), too_large above `limit` bytes —
/// decided before anything is read.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path, std::uintmax_t limit);

/// Makes the folder and those above it; nothing when it is there. Error unwritable_file.
[[nodiscard]] Result<void> make_folder(const std::filesystem::path& path);

/// Makes what was created, renamed or removed in `folder` outlive a power cut: a file's own flush does not cover its
/// name. Nothing to do on Windows, where NTFS journals names. Errors: unwritable_file.
[[nodiscard]] Result<void> sync_folder(const std::filesystem::path& folder);

/// Writes beside the target, flushes to the disk, renames over it and syncs the folder: a reader or a power cut sees
/// the old file or the new one, whole, and after the return the new one. Errors: unwritable_file, disk_full.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view content);

} // namespace dongthac::base
