#include <gtest/gtest.h>

#include "shared/base/random.hpp"
#include "shared/model/weekday.hpp"
#include "shared/model/working_calendar.hpp"
#include "tests/support/property.hpp"

namespace dongthac::model {

namespace {

using text::Date;

/// 2026 in short: a holiday, a swapped Monday with its Saturday, and nothing of other years.
WorkingCalendar calendar() {
    CalendarYear year;
    year.year = 2026;
    year.days_off = {{2026, 1, 1}, {2026, 2, 16}, {2026, 8, 31}, {2026, 9, 1}, {2026, 9, 2}, {2027, 3, 1}};
    year.make_up_days = {{2026, 8, 22}, {2027, 3, 6}};
    year.unsettled_days = {{2026, 11, 24}};
    return WorkingCalendar({year});
}

TEST(WorkingCalendar, WeekendsAndDaysOffAreFreeAndMakeUpDaysAreWorked) {
    const WorkingCalendar offices = calendar();

    EXPECT_TRUE(offices.is_working_day({2026, 8, 21}));
    EXPECT_TRUE(offices.is_working_day({2026, 8, 22})) << "a Saturday worked for 31/8";
    EXPECT_FALSE(offices.is_working_day({2026, 8, 23}));
    EXPECT_FALSE(offices.is_working_day({2026, 8, 29}));
    EXPECT_FALSE(offices.is_working_day({2026, 8, 31}));
    EXPECT_TRUE(offices.is_working_day({2026, 9, 3}));
}

TEST(WorkingCalendar, AYearWithoutDataKnowsOnlyTheFixedHolidaysAndSaysSo) {
    const WorkingCalendar offices = calendar();

    EXPECT_TRUE(offices.has_data_for(2026));
    EXPECT_FALSE(offices.has_data_for(2027));
    EXPECT_FALSE(offices.is_working_day({2027, 1, 1}));
    EXPECT_FALSE(offices.is_working_day({2027, 4, 30}));
    EXPECT_FALSE(offices.is_working_day({2028, 5, 1}));
    EXPECT_FALSE(offices.is_working_day({2027, 9, 2}));
    EXPECT_TRUE(offices.is_working_day({2027, 9, 1}));
    EXPECT_TRUE(offices.is_working_day({2027, 3, 1})) << "a day of another year in the data of 2026";
    EXPECT_FALSE(offices.is_working_day({2027, 3, 6}));
}

TEST(WorkingCalendar, InAYearWithDataOnlyTheDataCounts) {
    EXPECT_TRUE(calendar().is_working_day({2026, 4, 30})) << "the loader sees to it that data has the fixed holidays";
}

TEST(WorkingCalendar, AnUnsettledDayIsWorkedButMarked) {
    EXPECT_TRUE(calendar().is_working_day({2026, 11, 24}));
    EXPECT_FALSE(calendar().is_settled({2026, 11, 24}));
    EXPECT_TRUE(calendar().is_settled({2026, 11, 25}));
}

TEST(WorkingCalendar, RollsOverDaysOff) {
    const WorkingCalendar offices = calendar();

    EXPECT_EQ(offices.on_or_after_working_day({2026, 8, 29}), (Date{2026, 9, 3}));
    EXPECT_EQ(offices.on_or_before_working_day({2026, 9, 2}), (Date{2026, 8, 28}));
    EXPECT_EQ(offices.on_or_after_working_day({2026, 8, 22}), (Date{2026, 8, 22}));
    EXPECT_EQ(offices.on_or_before_working_day({2026, 8, 23}), (Date{2026, 8, 22}));
}

TEST(WorkingCalendar, CountsWorkingDaysBothWays) {
    const WorkingCalendar offices = calendar();

    EXPECT_EQ(offices.add_working_days({2026, 8, 21}, 1), (Date{2026, 8, 22}));
    EXPECT_EQ(offices.add_working_days({2026, 8, 21}, 2), (Date{2026, 8, 24}));
    EXPECT_EQ(offices.add_working_days({2026, 8, 28}, 1), (Date{2026, 9, 3}));
    EXPECT_EQ(offices.add_working_days({2026, 9, 3}, -1), (Date{2026, 8, 28}));
    EXPECT_EQ(offices.add_working_days({2026, 9, 1}, 0), (Date{2026, 9, 1}));
    EXPECT_EQ(offices.add_working_days({2026, 12, 31}, 1), (Date{2027, 1, 4}));
}

TEST(WorkingCalendar, AddingDaysPassesExactlySoManyWorkingDays) {
    base::SeededRandom random(tests::property_seed(26));
    const WorkingCalendar offices = calendar();
    for (int round = 0; round < 2000; ++round) {
        const Date day = plus_days({2025, 6, 1}, static_cast<std::int64_t>(random.below(900)));
        const int n = static_cast<int>(random.below(41)) - 20;

        const Date reached = offices.add_working_days(day, n);

        int passed = 0;
        const int step = n < 0 ? -1 : 1;
        for (Date at = day; at != reached;) {
            at = plus_days(at, step);
            if (offices.is_working_day(at)) passed += step;
        }
        ASSERT_EQ(passed, n) << text::to_iso(day);
        ASSERT_TRUE(n == 0 || offices.is_working_day(reached)) << text::to_iso(reached);
    }
}

TEST(WorkingCalendar, FixedHolidaysAreThoseOfTheLabourCode) {
    int count = 0;
    for (Date day{2026, 1, 1}; day.year == 2026; day = plus_days(day, 1)) count += is_fixed_holiday(day) ? 1 : 0;

    EXPECT_EQ(count, 4);
    EXPECT_TRUE(is_fixed_holiday({1990, 9, 2}));
    EXPECT_FALSE(is_fixed_holiday({2026, 9, 1}));
}

} // namespace

} // namespace dongthac::model
