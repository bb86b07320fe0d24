#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/model/school_year.hpp"
#include "shared/text/date.hpp"

namespace dongthac::model {

/// The periods that reports and quotas run on. The kinds with `mid` are cut off on the 14th: a month from the 15th of
/// the month before, a half year 15/12–14/6 and 15/6–14/12, a year 15/12–14/12 (QĐ 01/2023/QĐ-UBND Khánh Hòa, Điều 4;
/// the same in Thông tư 58/2020/TT-BQP and 09/2019/TT-NHNN).
enum class PeriodKind {
    week, ///< ISO 8601: Monday to Sunday
    month,
    month_mid,
    quarter,
    quarter_mid,
    half_year,
    half_year_mid,
    nine_months, ///< 1/1–30/9
    year,
    year_mid,
    semester,
    school_year,
    mid_and_final, ///< sơ kết: the first semester; tổng kết: the whole school year
    day_range,     ///< said by its first and last day
};
inline constexpr PeriodKind kLastPeriodKind = PeriodKind::day_range;
inline constexpr std::size_t kPeriodKindCount = static_cast<std::size_t>(kLastPeriodKind) + 1;
[[nodiscard]] std::array<PeriodKind, kPeriodKindCount> every_period_kind();

[[nodiscard]] std::string_view name_of(PeriodKind kind);
[[nodiscard]] std::optional<PeriodKind> period_kind_named(std::string_view name);

/// One period. `key` is stable for ever and names it among those of its kind: week "2026-W42" (the ISO year), month
/// "2026-10", quarter "2026-Q3", half year "2026-H1", nine months "2026-9M", year "2026", semester "2026-2027-HK1",
/// school year "2026-2027", sơ kết and tổng kết "2026-2027-SK" and "-TK", a range "2026-03-01..2026-03-15". A kind with
/// `mid` has the keys of the one without.
struct Period {
    PeriodKind kind = PeriodKind::month;
    text::Date from;
    text::Date to; ///< the last day: where the figures are cut off
    std::string key;
    [[nodiscard]] bool contains(const text::Date& day) const { return from <= day && day <= to; }
    friend bool operator==(const Period&, const Period&) = default;
};

/// The period of that kind that `day` lies in. Nothing for a day that does not exist or lies outside 1900–2999, for
/// nine_months from October on, and for day_range. In all other kinds a day lies in one period, and the next begins the
/// day after one ends: a semester or school year therefore begins the day after the last school year ended, so that
/// what was done in summer counts somewhere. A day of the second semester is in the tổng kết, whose days are those of
/// the whole school year.
[[nodiscard]] std::optional<Period> period_of(PeriodKind kind, const text::Date& day, const SchoolYears& years);

/// Every period whose LAST day lies within from..to, both included, earliest first: a period that only began is not yet
/// due. Empty when `from` is after `to`, for days `period_of` does not know, and for day_range.
[[nodiscard]] std::vector<Period> periods_within(PeriodKind kind, const text::Date& from, const text::Date& to,
                                                 const SchoolYears& years);

/// The range; nothing when a day does not exist or `to` is before `from`.
[[nodiscard]] std::optional<Period> day_range(const text::Date& from, const text::Date& to);

/// The period that was stored as its key and days. The key tells the kind, the first day whether it is one with `mid`;
/// a key that no kind writes is taken for a range of days.
[[nodiscard]] Period stored_period(std::string key, const text::Date& from, const text::Date& to);

/// Reads a key, a day inside the period ("2026-10-05", "05/10/2026") and what people type, with or without diacritics:
/// "10/2026", "tháng 10/2026", "tuần 42/2026", "quý III/2026", "6 tháng đầu năm 2026", "HK1 2026-2027", "học kỳ I năm
/// học 2026-2027", "tổng kết 2026-2027". Error bad_value {field: period, value, expected: a key as an example}.
[[nodiscard]] base::Result<Period> parse_period(PeriodKind kind, std::string_view text, const SchoolYears& years);

} // namespace dongthac::model
