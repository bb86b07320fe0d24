#pragma once

#include "shared/model/school_year.hpp"
#include "shared/model/working_calendar.hpp"

namespace dongthac::model {

/// By which things fall due.
struct Calendar {
    WorkingCalendar days;
    SchoolYears school_years;
};

} // namespace dongthac::model
