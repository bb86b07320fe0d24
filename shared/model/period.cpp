#include "shared/model/period.hpp"

#include <utility>

#include "shared/model/enum_names.hpp"
#include "shared/model/weekday.hpp"

namespace dongthac::model {

namespace {

using text::Date;

constexpr std::array<std::string_view, kPeriodKindCount> kNames = {
    "week",        "month", "month_mid", "quarter",  "quarter_mid", "half_year",     "half_year_mid",
    "nine_months", "year",  "year_mid",  "semester", "school_year", "mid_and_final", "day_range"};

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2999;
constexpr int kCutOffDay = 14; ///< last day of a month that is cut off in its middle
constexpr int kMonths = 12;

bool is_known(const Date& day) { return text::is_valid(day) && day.year >= kFirstYear && day.year <= kLastYear; }

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

/// A kind that is a number of months, cut off at their end or on the 14th.
struct MonthSpan {
    int months = 0; ///< 0: the kind is no such
    bool mid = false;
};

MonthSpan span_of(PeriodKind kind) {
    switch (kind) {
    case PeriodKind::month: return {1, false};
    case PeriodKind::month_mid: return {1, true};
    case PeriodKind::quarter: return {3, false};
    case PeriodKind::quarter_mid: return {3, true};
    case PeriodKind::half_year: return {6, false};
    case PeriodKind::half_year_mid: return {6, true};
    case PeriodKind::year: return {kMonths, false};
    case PeriodKind::year_mid: return {kMonths, true};
    default: return {};
    }
}

/// The first day of a month that is counted from year 0.
Date first_of(std::int64_t month) {
    return {static_cast<int>(month / kMonths), static_cast<int>(month % kMonths) + 1, 1};
}

std::string month_key(int months, std::int64_t index) {
    const std::int64_t in_year = kMonths / months;
    const std::string year = std::to_string(index / in_year);
    const int number = static_cast<int>(index % in_year) + 1;
    switch (months) {
    case 1: return year + "-" + two_digits(number);
    case 3: return year + "-Q" + std::to_string(number);
    case 6: return year + "-H" + std::to_string(number);
    default: return year;
    }
}

Period month_period(PeriodKind kind, std::int64_t index) {
    const MonthSpan span = span_of(kind);
    const std::int64_t first = index * span.months;
    Period period{kind, first_of(first), plus_days(first_of(first + span.months), -1), month_key(span.months, index)};
    if (span.mid) {
        period.from = first_of(first - 1);
        period.from.day = kCutOffDay + 1;
        period.to.day = kCutOffDay;
    }
    return period;
}

Period week_period(std::int64_t index) {
    const Date monday = text::from_days(index * 7 - 3);
    const Date thursday = plus_days(monday, 3); // the year of a week is that of its Thursday (ISO 8601)
    const std::int64_t number = (text::to_days(thursday) - text::to_days({thursday.year, 1, 1})) / 7 + 1;
    return {PeriodKind::week, monday, plus_days(monday, 6),
            std::to_string(thursday.year) + "-W" + two_digits(static_cast<int>(number))};
}

Period school_period(PeriodKind kind, std::int64_t index, const SchoolYears& years) {
    const bool halved = kind != PeriodKind::school_year;
    const bool second = halved && index % 2 == 1;
    const int first_year = static_cast<int>(halved ? index / 2 : index);
    const SchoolYearFrame frame = years.of(first_year);
    const Date after_the_last = plus_days(years.of(first_year - 1).semester_2_end, 1);
    Period period{kind, after_the_last, frame.semester_2_end,
                  std::to_string(first_year) + "-" + std::to_string(first_year + 1)};
    if (kind == PeriodKind::semester) {
        if (second) period.from = plus_days(frame.semester_1_end, 1);
        period.key += second ? "-HK2" : "-HK1";
    }
    if (kind == PeriodKind::mid_and_final) period.key += second ? "-TK" : "-SK";
    if (halved && !second) period.to = frame.semester_1_end;
    return period;
}

/// Periods of a kind are numbered without gaps, later ones higher: this is the first that does not end before `day`.
std::int64_t index_of(PeriodKind kind, const Date& day, const SchoolYears& years) {
    if (kind == PeriodKind::week) return (text::to_days(monday_of(day)) + 3) / 7;
    if (kind == PeriodKind::nine_months) return day.year;
    if (const MonthSpan span = span_of(kind); span.months > 0) {
        const int month = day.year * kMonths + day.month - 1 + (span.mid && day.day > kCutOffDay ? 1 : 0);
        return month / span.months;
    }
    const int first_year = years.first_year_of(day);
    if (kind == PeriodKind::school_year) return first_year;
    return first_year * 2 + (years.of(first_year).semester_1_end < day ? 1 : 0);
}

Period period_at(PeriodKind kind, std::int64_t index, const SchoolYears& years) {
    if (kind == PeriodKind::week) return week_period(index);
    if (kind == PeriodKind::nine_months) {
        const int year = static_cast<int>(index);
        return {kind, {year, 1, 1}, {year, 9, 30}, std::to_string(year) + "-9M"};
    }
    return span_of(kind).months > 0 ? month_period(kind, index) : school_period(kind, index, years);
}

PeriodKind kind_of_key(std::string_view key, bool mid) {
    constexpr std::size_t kYear = 4;
    constexpr std::size_t kYearAndMonth = 7;
    constexpr std::size_t kTwoYears = 9;
    const std::string_view tail = key.substr(key.rfind('-') + 1); // the whole where there is no hyphen
    if (key.find("..") != std::string_view::npos) return PeriodKind::day_range;
    if (tail.starts_with('W')) return PeriodKind::week;
    if (tail.starts_with('Q')) return mid ? PeriodKind::quarter_mid : PeriodKind::quarter;
    if (tail.starts_with("HK")) return PeriodKind::semester;
    if (tail.starts_with('H')) return mid ? PeriodKind::half_year_mid : PeriodKind::half_year;
    if (tail == "SK" || tail == "TK") return PeriodKind::mid_and_final;
    if (tail == "9M") return PeriodKind::nine_months;
    if (key.size() == kYear) return mid ? PeriodKind::year_mid : PeriodKind::year;
    if (key.size() == kYearAndMonth) return mid ? PeriodKind::month_mid : PeriodKind::month;
    return key.size() == kTwoYears ? PeriodKind::school_year : PeriodKind::day_range;
}

} // namespace

std::array<PeriodKind, kPeriodKindCount> every_period_kind() {
    std::array<PeriodKind, kPeriodKindCount> kinds{};
    for (std::size_t at = 0; at < kinds.size(); ++at) kinds.at(at) = static_cast<PeriodKind>(at);
    return kinds;
}

std::string_view name_of(PeriodKind kind) { return kNames.at(static_cast<std::size_t>(kind)); }

std::optional<PeriodKind> period_kind_named(std::string_view name) { return enum_named<PeriodKind>(kNames, name); }

std::optional<Period> period_of(PeriodKind kind, const Date& day, const SchoolYears& years) {
    if (!is_known(day) || kind == PeriodKind::day_range) return std::nullopt;
    Period period = period_at(kind, index_of(kind, day, years), years);
    if (!period.contains(day)) return std::nullopt;
    return period;
}

std::vector<Period> periods_within(PeriodKind kind, const Date& from, const Date& to, const SchoolYears& years) {
    std::vector<Period> periods;
    if (!is_known(from) || !is_known(to) || kind == PeriodKind::day_range) return periods;
    for (std::int64_t index = index_of(kind, from, years);; ++index) {
        Period period = period_at(kind, index, years);
        if (to < period.to) return periods;
        if (from <= period.to) periods.push_back(std::move(period));
    }
}

std::optional<Period> day_range(const Date& from, const Date& to) {
    if (!is_known(from) || !is_known(to) || to < from) return std::nullopt;
    return Period{PeriodKind::day_range, from, to, text::to_iso(from) + ".." + text::to_iso(to)};
}

Period stored_period(std::string key, const Date& from, const Date& to) {
    const PeriodKind kind = kind_of_key(key, from.day == kCutOffDay + 1);
    return {kind, from, to, std::move(key)};
}

} // namespace dongthac::model
