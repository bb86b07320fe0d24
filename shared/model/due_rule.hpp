#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/model/period.hpp"
#include "shared/model/working_calendar.hpp"

namespace dongthac::model {

/// By when something is due, seen from the last day of its period. Written in few letters, so that it travels as a
/// field:
///
///     +2wd        the second working day after the last day
///     +5d, 0d     calendar days after it; the last day itself
///     mon … sun   that weekday of the week (Monday to Sunday) of the last day
///     day 20      the 20th of the month of the last day, or of the next month when the period ends after its 20th; a
///                 shorter month's last day
///     15/3;5/10   the first of these dates on or after the last day (29/2 is 28/2 in most years)
///
/// and behind it how a day that is not worked is moved: ">" to the next working day, which goes without saying (Bộ luật
/// Dân sự 2015, Điều 148 khoản 5), "<" to the one before, "=" not at all.
struct DueRule {
    enum class Kind { working_days, days, weekday, day_of_month, fixed_dates };
    enum class Roll { next, previous, stays };
    struct DayAndMonth {
        int day = 0;
        int month = 0;
        friend bool operator==(const DayAndMonth&, const DayAndMonth&) = default;
    };

    Kind kind = Kind::days;
    int number = 0;                   ///< working days or days, 0–366; ISO weekday 1–7; day of the month 1–31
    std::vector<DayAndMonth> dates{}; ///< for fixed_dates, at least one, in the order of the year
    Roll roll = Roll::next;
    friend bool operator==(const DueRule&, const DueRule&) = default;
};

/// Reads a rule; letter case and spaces do not matter. Error bad_value {field: due, value, expected: examples}.
[[nodiscard]] base::Result<DueRule> parse_due_rule(std::string_view text);
/// The one way to write a rule: parse_due_rule gives the same rule back.
[[nodiscard]] std::string to_text(const DueRule& rule);

/// The day by whose end the thing is due.
[[nodiscard]] text::Date due_on(const DueRule& rule, const Period& period, const WorkingCalendar& calendar);

/// True when there is at least one working day from the end of the period, where figures are cut off, to the deadline
/// (NĐ 09/2019/NĐ-CP, Điều 8 khoản 5 điểm b). Binds periodic reports, not the handing in of articles.
[[nodiscard]] bool leaves_a_working_day(const DueRule& rule, const Period& period, const WorkingCalendar& calendar);

/// Deadlines of one report at each level it passes, as the decree wants for reports that go through several (Điều 8
/// khoản 5 điểm b). A level without a rule has no deadline.
struct DueRules {
    std::optional<DueRule> school;
    std::optional<DueRule> ward;
    std::optional<DueRule> department;
    friend bool operator==(const DueRules&, const DueRules&) = default;
};

/// Whether in each of the periods no level is due before a level below it. Error bad_value {field: due_ward or
/// due_department, value: its rule, expected: ">= " and the day the level below is due} for the first that is.
[[nodiscard]] base::Result<void> check_levels(const DueRules& rules, std::span<const Period> periods,
                                              const WorkingCalendar& calendar);

} // namespace dongthac::model
