#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "shared/base/result.hpp"

namespace dongthac::platform {

/// Asks the person for a file with the system's own dialog (Windows: common dialog; elsewhere zenity or kdialog).
/// Nothing when they closed it. Error no_display {reason} when the system has no such dialog: dropping a file on the
/// window and the command line remain. Blocks until answered; UI thread.
[[nodiscard]] base::Result<std::optional<std::filesystem::path>> ask_file_to_open(const std::string& title);
/// The same for a file to write; `suggested` is its name.
[[nodiscard]] base::Result<std::optional<std::filesystem::path>> ask_file_to_save(const std::string& title,
                                                                                  const std::string& suggested);

/// Tells the person one sentence in a window of the system's own, for when ours cannot open; does nothing where there
/// is no such window (the sentence is on stderr as well). Blocks until closed.
void tell(const std::string& title, const std::string& sentence);

} // namespace dongthac::platform
