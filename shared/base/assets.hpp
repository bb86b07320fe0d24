#pragma once

#include <filesystem>

#include "shared/base/result.hpp"

namespace dongthac::base {

/// The folder this program runs from. Error missing_file when the system does not say.
[[nodiscard]] base::Result<std::filesystem::path> program_folder();

/// The folder that holds lang/, fonts/ and the rest: `assets` beside the program, else the environment variable
/// DONGTHAC_ASSETS. A folder counts only when it has lang/vi.json. Error missing_file {path: where it was looked for}.
[[nodiscard]] base::Result<std::filesystem::path> find_assets();

/// The rule of find_assets with its inputs given: `beside` is the program's folder, `named` the variable's value.
[[nodiscard]] base::Result<std::filesystem::path> choose_assets(const std::filesystem::path& beside,
                                                                const std::filesystem::path& named);

} // namespace dongthac::base
