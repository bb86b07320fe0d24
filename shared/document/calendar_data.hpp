#pragma once

#include <filesystem>
#include <string_view>

#include "shared/base/result.hpp"
#include "shared/model/school_year.hpp"
#include "shared/model/working_calendar.hpp"

namespace dongthac::document {

/// What assets/calendar/vn.json says (docs/file-formats.md, §8).
struct CalendarData {
    model::WorkingCalendar calendar;
    model::SchoolYears school_years;
    int known_through = 0; ///< the last year whose days off are known
};

/// Reads `<assets>/calendar/vn.json`. Errors: missing_file, unreadable_file, too_large; those of parse_calendar.
[[nodiscard]] base::Result<CalendarData> load_calendar(const std::filesystem::path& assets);

/// The contents of such a file. Errors: bad_bytes {what: calendar, reason} when it is not a JSON object of format 1;
/// bad_value {field: "2026.days_off", value, expected} for a date of another year, a day twice, a make-up day that is
/// no Saturday or Sunday or is also off, a year without one of the holidays with a fixed date, without a source or
/// twice, a school year whose dates cannot be, and a `known_through` that is not the last of the years or has a gap
/// before it.
[[nodiscard]] base::Result<CalendarData> parse_calendar(std::string_view text);

} // namespace dongthac::document
