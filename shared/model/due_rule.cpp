#include "shared/model/due_rule.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

#include "shared/model/weekday.hpp"

namespace dongthac::model {

namespace {

using text::Date;

constexpr std::array<std::string_view, 7> kWeekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr int kMostDays = 366;
constexpr int kLeapYear = 2024; ///< any: where 29/2 exists

/// Lower case without white space: rules are ASCII.
std::string squeezed(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '\t') out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    return out;
}

std::optional<int> number_in(std::string_view text, int least, int most) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool digits = !text.empty() && text.front() >= '0' && text.front() <= '9';
    if (!digits || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value < least || value > most ? std::nullopt : std::optional(value);
}

/// "15/3" in `year`, 29/2 as the month's last day.
Date in_year(const DueRule::DayAndMonth& date, int year) {
    Date day{year, date.month, date.day};
    while (day.day > 1 && !text::is_valid(day)) --day.day;
    return day;
}

std::optional<DueRule::DayAndMonth> day_and_month(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto day = number_in(text.substr(0, slash), 1, 31);
    const auto month = number_in(text.substr(slash + 1), 1, 12);
    if (!day || !month || !text::is_valid({kLeapYear, *month, *day})) return std::nullopt;
    return DueRule::DayAndMonth{*day, *month};
}

std::optional<DueRule> fixed_dates(std::string_view text) {
    DueRule rule{DueRule::Kind::fixed_dates};
    while (true) {
        const std::size_t end = text.find(';');
        const auto date = day_and_month(text.substr(0, end));
        if (!date) return std::nullopt;
        rule.dates.push_back(*date);
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    std::ranges::sort(rule.dates, {}, [](const auto& date) { return std::tuple(date.month, date.day); });
    rule.dates.erase(std::ranges::unique(rule.dates).begin(), rule.dates.end());
    return rule;
}

std::optional<DueRule> day_count(std::string_view text) {
    const bool working = text.ends_with("wd");
    if (!text.ends_with("d")) return std::nullopt;
    text.remove_suffix(working ? 2 : 1);
    const bool has_plus = text.starts_with('+');
    if (has_plus) text.remove_prefix(1);
    const auto number = number_in(text, 0, kMostDays);
    if (!number || (!has_plus && *number != 0)) return std::nullopt;
    return DueRule{working ? DueRule::Kind::working_days : DueRule::Kind::days, *number};
}

std::optional<DueRule> rule_without_roll(std::string_view text) {
    if (const auto weekday = std::ranges::find(kWeekdays, text); weekday != kWeekdays.end())
        return DueRule{DueRule::Kind::weekday, static_cast<int>(weekday - kWeekdays.begin()) + 1};
    if (text.starts_with("day")) {
        const auto number = number_in(text.substr(3), 1, 31);
        return number ? std::optional(DueRule{DueRule::Kind::day_of_month, *number}) : std::nullopt;
    }
    return text.contains('/') ? fixed_dates(text) : day_count(text);
}

DueRule::Roll take_roll(std::string& text) {
    if (text.empty() || std::string_view("<=>").find(text.back()) == std::string_view::npos) return DueRule::Roll::next;
    const char sign = text.back();
    text.pop_back();
    return sign == '<' ? DueRule::Roll::previous : sign == '=' ? DueRule::Roll::stays : DueRule::Roll::next;
}

Date day_of_month(int number, const Date& last) {
    const Date here = in_year({number, last.month}, last.year);
    if (last <= here) return here;
    return last.month == 12 ? in_year({number, 1}, last.year + 1) : in_year({number, last.month + 1}, last.year);
}

Date first_date_from(const std::vector<DueRule::DayAndMonth>& dates, const Date& last) {
    for (const int year : {last.year, last.year + 1})
        for (const DueRule::DayAndMonth& date : dates)
            if (const Date day = in_year(date, year); last <= day) return day;
    return last; // no dates at all: no rule that parse_due_rule gives
}

Date before_rolling(const DueRule& rule, const Date& last, const WorkingCalendar& calendar) {
    switch (rule.kind) {
    case DueRule::Kind::working_days: return calendar.add_working_days(last, rule.number);
    case DueRule::Kind::days: return plus_days(last, rule.number);
    case DueRule::Kind::weekday: return plus_days(monday_of(last), rule.number - 1);
    case DueRule::Kind::day_of_month: return day_of_month(rule.number, last);
    case DueRule::Kind::fixed_dates: return first_date_from(rule.dates, last);
    }
    return last;
}

std::string without_roll(const DueRule& rule) {
    const std::string number = std::to_string(rule.number);
    const std::string count = (rule.number == 0 ? "" : "+") + number;
    switch (rule.kind) {
    case DueRule::Kind::working_days: return count + "wd";
    case DueRule::Kind::days: return count + "d";
    case DueRule::Kind::weekday: return std::string(kWeekdays.at(static_cast<std::size_t>(rule.number - 1)));
    case DueRule::Kind::day_of_month: return "day " + number;
    case DueRule::Kind::fixed_dates: break;
    }
    std::string dates;
    for (const DueRule::DayAndMonth& date : rule.dates)
        dates += (dates.empty() ? "" : ";") + std::to_string(date.day) + "/" + std::to_string(date.month);
    return dates;
}

base::Result<void> check_pair(std::string_view field, const DueRule& above, const DueRule& below, const Period& period,
                              const WorkingCalendar& calendar) {
    const Date least = due_on(below, period, calendar);
    if (least <= due_on(above, period, calendar)) return {};
    return base::fail(
        base::Code::bad_value,
        {{"field", std::string(field)}, {"value", to_text(above)}, {"expected", ">= " + text::to_iso(least)}});
}

} // namespace

base::Result<DueRule> parse_due_rule(std::string_view text) {
    std::string rest = squeezed(text);
    const DueRule::Roll roll = take_roll(rest);
    auto rule = rule_without_roll(rest);
    if (!rule)
        return base::fail(
            base::Code::bad_value,
            {{"field", "due"}, {"value", std::string(text)}, {"expected", "+2wd, +5d, 0d, fri, day 20, 15/3;5/10"}});
    rule->roll = roll;
    return *rule;
}

std::string to_text(const DueRule& rule) {
    const bool previous = rule.roll == DueRule::Roll::previous;
    return without_roll(rule) + (previous ? "<" : rule.roll == DueRule::Roll::stays ? "=" : "");
}

Date due_on(const DueRule& rule, const Period& period, const WorkingCalendar& calendar) {
    const Date day = before_rolling(rule, period.to, calendar);
    switch (rule.roll) {
    case DueRule::Roll::next: return calendar.on_or_after_working_day(day);
    case DueRule::Roll::previous: return calendar.on_or_before_working_day(day);
    case DueRule::Roll::stays: break;
    }
    return day;
}

bool leaves_a_working_day(const DueRule& rule, const Period& period, const WorkingCalendar& calendar) {
    return calendar.add_working_days(period.to, 1) <= due_on(rule, period, calendar);
}

base::Result<void> check_levels(const DueRules& rules, std::span<const Period> periods,
                                const WorkingCalendar& calendar) {
    const std::optional<DueRule>& below_department = rules.ward ? rules.ward : rules.school;
    for (const Period& period : periods) {
        if (rules.ward && rules.school) DT_CHECK(check_pair("due_ward", *rules.ward, *rules.school, period, calendar));
        if (rules.department && below_department)
            DT_CHECK(check_pair("due_department", *rules.department, *below_department, period, calendar));
    }
    return {};
}

} // namespace dongthac::model
