#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/model/obligation.hpp"
#include "shared/model/report_form.hpp"

// Forms and schedules as a person keeps them in a file (JSON, UTF-8); docs/file-formats.md has the keys.

namespace dongthac::app {

/// Errors: missing_file, too_large; bad_bytes {what, reason} for what is no such file, bad_value for a name it does not
/// know.
[[nodiscard]] base::Result<model::ReportForm> read_form_file(const std::filesystem::path& file);

/// A schedule in a file.
struct ScheduleFile {
    std::string title;
    int year = 0; ///< 0: not said
    struct Line {
        model::Obligation obligation;
        std::string form; ///< code of the form its reports are on; may be empty
    };
    std::vector<Line> lines;
};
[[nodiscard]] base::Result<ScheduleFile> read_schedule_file(const std::filesystem::path& file);

} // namespace dongthac::app
