#pragma once

#include <filesystem>

#include "shared/base/result.hpp"

namespace dongthac::platform {

/// Where an office's data lives unless --data says otherwise: $XDG_DATA_HOME/dongthac or ~/.local/share/dongthac (XDG
/// Base Directory Specification), %APPDATA%\DongThac on Windows. Not created. Error missing_file when the person has no
/// home.
[[nodiscard]] base::Result<std::filesystem::path> default_data_folder();

#ifndef _WIN32
/// The rule of default_data_folder with its inputs given; an `xdg` that is not absolute is ignored, as the
/// specification demands.
[[nodiscard]] base::Result<std::filesystem::path> data_folder_of(const std::filesystem::path& xdg,
                                                                 const std::filesystem::path& home);
#endif

/// Opens `target` (a file or an http address) with the program the system uses for it. Error unreadable_file.
[[nodiscard]] base::Result<void> open_outside(const std::filesystem::path& target);

} // namespace dongthac::platform
