#pragma once

#include <cstdint>

#include "shared/text/date.hpp"

namespace dongthac::model {

/// ISO 8601: 1 is Monday, 7 is Sunday.
[[nodiscard]] inline int iso_weekday(const text::Date& day) {
    const std::int64_t since_a_monday = text::to_days(day) + 3; // 1970-01-01 was a Thursday
    return static_cast<int>(((since_a_monday % 7) + 7) % 7) + 1;
}

[[nodiscard]] inline text::Date plus_days(const text::Date& day, std::int64_t days) {
    return text::from_days(text::to_days(day) + days);
}

/// The Monday of the week of `day`.
[[nodiscard]] inline text::Date monday_of(const text::Date& day) { return plus_days(day, 1 - iso_weekday(day)); }

} // namespace dongthac::model
