#include "shared/model/working_calendar.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "shared/model/weekday.hpp"

namespace dongthac::model {

namespace {

constexpr int kSaturday = 6;

void put(std::set<text::Date>& into, const std::vector<text::Date>& days, int year) {
    std::ranges::copy_if(days, std::inserter(into, into.end()),
                         [year](const text::Date& day) { return day.year == year; });
}

} // namespace

bool is_fixed_holiday(const text::Date& day) {
    constexpr std::array<std::array<int, 2>, 4> kDayAndMonth = {{{1, 1}, {30, 4}, {1, 5}, {2, 9}}};
    return std::ranges::find(kDayAndMonth, std::array{day.day, day.month}) != kDayAndMonth.end();
}

WorkingCalendar::WorkingCalendar(const std::vector<CalendarYear>& years) {
    for (const CalendarYear& year : years) {
        years_.insert(year.year);
        put(days_off_, year.days_off, year.year);
        put(make_up_days_, year.make_up_days, year.year);
        put(unsettled_days_, year.unsettled_days, year.year);
    }
}

bool WorkingCalendar::has_data_for(int year) const { return years_.contains(year); }

bool WorkingCalendar::is_settled(const text::Date& day) const { return !unsettled_days_.contains(day); }

bool WorkingCalendar::is_working_day(const text::Date& day) const {
    if (make_up_days_.contains(day)) return true;
    const bool holiday = has_data_for(day.year) ? days_off_.contains(day) : is_fixed_holiday(day);
    return !holiday && iso_weekday(day) < kSaturday;
}

text::Date WorkingCalendar::on_or_after_working_day(const text::Date& day) const {
    return is_working_day(day) ? day : add_working_days(day, 1);
}

text::Date WorkingCalendar::on_or_before_working_day(const text::Date& day) const {
    return is_working_day(day) ? day : add_working_days(day, -1);
}

text::Date WorkingCalendar::add_working_days(const text::Date& day, int n) const {
    const int step = n < 0 ? -1 : 1;
    text::Date at = day;
    while (n != 0) {
        at = plus_days(at, step);
        if (is_working_day(at)) n -= step;
    }
    return at;
}

} // namespace dongthac::model
