#pragma once

#include <set>
#include <string>
#include <vector>

#include "shared/text/date.hpp"

namespace dongthac::model {

/// What is known of one calendar year of offices that work from Monday to Friday. Days of other years do not count.
struct CalendarYear {
    int year = 0;
    std::vector<text::Date> days_off;       ///< holidays, days given for one on a weekend, days swapped away
    std::vector<text::Date> make_up_days;   ///< Saturdays and Sundays that are worked for a day swapped away
    std::vector<text::Date> unsettled_days; ///< may still become a day off: work until then
    std::string source;                     ///< the decisions it was taken from
    friend bool operator==(const CalendarYear&, const CalendarYear&) = default;
};

/// Which days state offices and schools work. Saturdays, Sundays and days off are free, make-up days are worked. Tết,
/// the Hùng Kings' day and swaps are decided each year, so they come from data only. A value; share it const.
class WorkingCalendar {
  public:
    WorkingCalendar() = default;
    /// Of two entries for one year both count.
    explicit WorkingCalendar(const std::vector<CalendarYear>& years);

    /// False for a year of which only the holidays with a fixed date are known (1/1, 30/4, 1/5, 2/9: Bộ luật Lao động
    /// 2019, Điều 112 khoản 1): screens warn that a date there may move.
    [[nodiscard]] bool has_data_for(int year) const;
    /// False for a day of which nobody has decided yet whether it is worked; is_working_day says it is.
    [[nodiscard]] bool is_settled(const text::Date& day) const;
    [[nodiscard]] bool is_working_day(const text::Date& day) const;
    /// `day` when it is worked, else the next that is.
    [[nodiscard]] text::Date on_or_after_working_day(const text::Date& day) const;
    /// `day` when it is worked, else the one before.
    [[nodiscard]] text::Date on_or_before_working_day(const text::Date& day) const;
    /// The n-th working day after `day`, which itself does not count; before it for a negative n; for 0 `day` itself,
    /// worked or not. Takes time in proportion to n.
    [[nodiscard]] text::Date add_working_days(const text::Date& day, int n) const;

  private:
    std::set<int> years_;
    std::set<text::Date> days_off_;
    std::set<text::Date> make_up_days_;
    std::set<text::Date> unsettled_days_;
};

/// The holidays that have the same date each year (Bộ luật Lao động 2019, Điều 112 khoản 1, điểm a, c, d and đ).
[[nodiscard]] bool is_fixed_holiday(const text::Date& day);

} // namespace dongthac::model
