#pragma once

#include <filesystem>
#include <optional>

#include "shared/office/consolidating.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::app {

/// Files in and out as the window asks for them: a dialog chooses the file, then it is read or written. Nothing means
/// that the person closed the dialog.
class FileActions {
  public:
    virtual ~FileActions() = default;
    /// Asks for a plan, a report or a letter on the disk. Gives the file.
    [[nodiscard]] virtual base::Result<std::optional<std::filesystem::path>> choose_import() = 0;
    /// Asks where to, then writes the document there. Gives the file.
    [[nodiscard]] virtual base::Result<std::optional<std::filesystem::path>>
    export_document(office::Workspace& office, const base::DocumentId& document) = 0;
    /// Asks where to, then writes the consolidation there, as its file name's extension says. Gives the file.
    [[nodiscard]] virtual base::Result<std::optional<std::filesystem::path>>
    export_sums(office::Workspace& office, const office::Consolidation& sums) = 0;
    /// Asks where to, with `name` to begin with, then writes `bytes` there. Gives the file.
    [[nodiscard]] virtual base::Result<std::optional<std::filesystem::path>> save_file(const std::string& name,
                                                                                       const std::string& bytes) = 0;
};

} // namespace dongthac::app
