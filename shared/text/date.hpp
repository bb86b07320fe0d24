#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.hpp"

namespace dongthac::text {

/// A local calendar day: offices do not work by the hour. Proleptic Gregorian.
struct Date {
    int year = 0;
    int month = 0;
    int day = 0;
    friend auto operator<=>(const Date&, const Date&) = default;
};

/// True for a day that exists.
[[nodiscard]] bool is_valid(const Date& date);

/// "2026-03-04" and back. parse_iso: error bad_value.
[[nodiscard]] std::string to_iso(const Date& date);
[[nodiscard]] base::Result<Date> parse_iso(std::string_view text);

/// Any form offices write: "04/3/2026", "4-3-2026", "2026-03-04", "ngày 04 tháng 3 năm 2026", "ngày 15  tháng 03  năm
/// 2023". Nothing when there is none or the day is blank.
[[nodiscard]] std::optional<Date> find_date(std::string_view text);

/// "ngày 04 tháng 3 năm 2026": days under 10 and months 1 and 2 with a leading zero (NĐ 30/2020/NĐ-CP, Phụ lục I, mục
/// II.4).
[[nodiscard]] std::string to_decree_form(const Date& date);

/// "04/03/2026", for tables and lists.
[[nodiscard]] std::string to_short_form(const Date& date);

/// Days since 1970-01-01 and back.
[[nodiscard]] std::int64_t to_days(const Date& date);
[[nodiscard]] Date from_days(std::int64_t days);

/// The calendar day in Vietnam (UTC+7, no summer time) at a wall time in milliseconds since 1970.
[[nodiscard]] Date day_of(std::int64_t wall_ms);
/// The last millisecond of that day in Vietnam.
[[nodiscard]] std::int64_t end_of_day_ms(const Date& day);
/// "08:12" in Vietnam.
[[nodiscard]] std::string time_of_day(std::int64_t wall_ms);
/// "2026-03-04T08:12:30+07:00"
[[nodiscard]] std::string to_iso_time(std::int64_t wall_ms);

} // namespace dongthac::text
