#include "shared/text/date.hpp"

#include <array>

#include "shared/text/characters.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::text {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kVietnamOffsetMs = 7 * 3'600'000;
constexpr int kLastYear = 9999; // the forms have four digits

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
    constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : kDays.at(static_cast<std::size_t>(month - 1));
}

std::int64_t floor_div(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

// `value` with leading zeros up to `width` digits.
std::string padded(int value, std::size_t width) {
    std::string digits = std::to_string(value);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return digits;
}

struct DayTime {
    Date day;
    int hour = 0;
    int minute = 0;
    int second = 0;
};

DayTime in_vietnam(std::int64_t wall_ms) {
    const std::int64_t local = wall_ms + kVietnamOffsetMs;
    const std::int64_t days = floor_div(local, kDayMs);
    const auto seconds = static_cast<int>((local - days * kDayMs) / 1000);
    return {from_days(days), seconds / 3600, seconds / 60 % 60, seconds % 60};
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// A place in a lower-case text; each accept_… moves on when it succeeds and stays otherwise.
struct Scanner {
    std::u32string_view text;
    std::size_t at = 0;

    [[nodiscard]] char32_t peek() const { return at < text.size() ? text[at] : U'\0'; }
    void skip_space() {
        while (at < text.size() && is_white_space(text[at])) ++at;
    }
    bool accept(char32_t c) {
        if (peek() != c) return false;
        ++at;
        return true;
    }
    bool accept_word(std::u32string_view word) {
        if (!text.substr(at).starts_with(word)) return false;
        at += word.size();
        return true;
    }
    /// A whole run of digits whose length is within the bounds.
    std::optional<int> accept_number(std::size_t fewest, std::size_t most) {
        std::size_t end = at;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end - at < fewest || end - at > most) return std::nullopt;
        int value = 0;
        for (; at < end; ++at) value = value * 10 + static_cast<int>(text[at] - U'0');
        return value;
    }
    /// Where a day was left to be filled in: white space, dots, underscores, brackets. May be nothing.
    void skip_blank() {
        constexpr std::u32string_view kFillers = U"._…[]()";
        while (at < text.size() && (is_white_space(text[at]) || kFillers.find(text[at]) != kFillers.npos)) ++at;
    }
};

std::optional<Date> existing(Date date) { return is_valid(date) ? std::optional(date) : std::nullopt; }

// A number goes on, and is no date, when a separator with another digit, or a slash, follows ("30/12/2020/TT-BGDĐT").
bool goes_on(const Scanner& scan) {
    const char32_t c = scan.peek();
    if (c == U'/') return true;
    const bool digit_after = scan.at + 1 < scan.text.size() && is_digit(scan.text[scan.at + 1]);
    return (c == U'.' || c == U'-') && digit_after;
}

// "04/3/2026", "4-3-2026", "04.03.2026"
std::optional<Date> numeric_date(Scanner scan) {
    const auto day = scan.accept_number(1, 2);
    if (!day) return std::nullopt;
    for (const char32_t separator : {U'/', U'-', U'.'}) {
        Scanner rest = scan;
        const auto accept_separator = [&rest, separator] {
            // Only slashes are written with spaces around; " - " joins a range.
            if (separator == U'/') rest.skip_space();
            if (!rest.accept(separator)) return false;
            if (separator == U'/') rest.skip_space();
            return true;
        };
        if (!accept_separator()) continue;
        const auto month = rest.accept_number(1, 2);
        if (!month || !accept_separator()) return std::nullopt;
        const auto year = rest.accept_number(4, 4);
        if (!year || goes_on(rest)) return std::nullopt;
        return existing({*year, *month, *day});
    }
    return std::nullopt;
}

// "2026-03-04", also at the start of a time stamp
std::optional<Date> iso_date(Scanner scan) {
    const auto year = scan.accept_number(4, 4);
    if (!year || !scan.accept(U'-')) return std::nullopt;
    const auto month = scan.accept_number(2, 2);
    if (!month || !scan.accept(U'-')) return std::nullopt;
    const auto day = scan.accept_number(2, 2);
    if (!day || goes_on(scan)) return std::nullopt;
    return existing({*year, *month, *day});
}

// "04 tháng 3 năm 2026", after "ngày" or without it
std::optional<Date> worded_date(Scanner scan) {
    const auto day = scan.accept_number(1, 2);
    scan.skip_space();
    if (!day || !scan.accept_word(U"tháng")) return std::nullopt;
    scan.skip_space();
    const auto month = scan.accept_number(1, 2);
    if (!month) return std::nullopt;
    scan.skip_space();
    if (scan.accept(U',')) scan.skip_space();
    if (!scan.accept_word(U"năm")) return std::nullopt;
    scan.skip_space();
    const auto year = scan.accept_number(4, 4);
    if (!year) return std::nullopt;
    return existing({*year, *month, *day});
}

// "ngày      tháng 3 năm 2026", "ngày … tháng … năm 2026", "ngày    /3/2026"
bool is_blank_day(Scanner scan) {
    if (!scan.accept_word(U"ngày")) return false;
    scan.skip_blank();
    if (scan.accept(U'/')) return true;
    if (!scan.accept_word(U"tháng")) return false;
    scan.skip_blank();
    (void)scan.accept_number(1, 2);
    scan.skip_blank();
    return scan.accept_word(U"năm");
}

// A date does not begin inside a longer number or after "12/", "12-", "12.".
bool may_begin(std::u32string_view text, std::size_t at) {
    if (at == 0) return true;
    const char32_t before = text[at - 1];
    if (is_digit(before) || before == U'/') return false;
    return !((before == U'-' || before == U'.') && at >= 2 && is_digit(text[at - 2]));
}

} // namespace

bool is_valid(const Date& date) {
    return date.year >= 1 && date.year <= kLastYear && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= days_in(date.year, date.month);
}

std::string to_iso(const Date& date) {
    return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

base::Result<Date> parse_iso(std::string_view text) {
    const std::u32string points = to_code_points(text);
    const auto date = points.size() == 10 ? iso_date({points, 0}) : std::nullopt;
    if (!date)
        return base::fail(base::Code::bad_value,
                          {{"field", "date"}, {"value", std::string(text)}, {"expected", "YYYY-MM-DD"}});
    return *date;
}

std::optional<Date> find_date(std::string_view text) {
    const std::u32string points = to_code_points(to_lower(text));
    for (std::size_t at = 0; at < points.size(); ++at) {
        const Scanner here{points, at};
        // The first mention decides: past a day left blank, another date would be some other document's.
        if (points[at] == U'n' && is_blank_day(here)) return std::nullopt;
        if (!is_digit(points[at]) || !may_begin(points, at)) continue;
        if (const auto date = iso_date(here)) return date;
        if (const auto date = worded_date(here)) return date;
        if (const auto date = numeric_date(here)) return date;
    }
    return std::nullopt;
}

std::string to_decree_form(const Date& date) {
    const std::size_t month_width = date.month <= 2 ? 2 : 1;
    return "ngày " + padded(date.day, 2) + " tháng " + padded(date.month, month_width) + " năm " +
           std::to_string(date.year);
}

std::string to_short_form(const Date& date) {
    return padded(date.day, 2) + "/" + padded(date.month, 2) + "/" + padded(date.year, 4);
}

// Both ways count from 0000-03-01, so that the leap day is the last of its year, in eras of 400 years (146,097 days):
// Howard Hinnant, "chrono-compatible low-level date algorithms".
std::int64_t to_days(const Date& date) {
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = floor_div(year, 400);
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468;
}

Date from_days(std::int64_t days) {
    const std::int64_t shifted = days + 719'468;
    const std::int64_t era = floor_div(shifted, 146'097);
    const std::int64_t day_of_era = shifted - era * 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t march_month = (5 * day_of_year + 2) / 153;
    const std::int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
    return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), static_cast<int>(month),
            static_cast<int>(day_of_year - (153 * march_month + 2) / 5 + 1)};
}

Date day_of(std::int64_t wall_ms) { return in_vietnam(wall_ms).day; }

std::int64_t end_of_day_ms(const Date& day) { return (to_days(day) + 1) * kDayMs - kVietnamOffsetMs - 1; }

std::string time_of_day(std::int64_t wall_ms) {
    const DayTime time = in_vietnam(wall_ms);
    return padded(time.hour, 2) + ":" + padded(time.minute, 2);
}

std::string to_iso_time(std::int64_t wall_ms) {
    const DayTime time = in_vietnam(wall_ms);
    return to_iso(time.day) + "T" + time_of_day(wall_ms) + ":" + padded(time.second, 2) + "+07:00";
}

} // namespace dongthac::text
