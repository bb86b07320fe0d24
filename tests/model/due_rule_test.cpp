#include <gtest/gtest.h>

#include "shared/base/random.hpp"
#include "shared/model/due_rule.hpp"
#include "shared/model/weekday.hpp"
#include "tests/support/property.hpp"

namespace dongthac::model {

namespace {

using text::Date;

/// Tết and the swapped days of 2026 that these tests touch.
WorkingCalendar offices() {
    CalendarYear year;
    year.year = 2026;
    year.days_off = {{2026, 1, 1},  {2026, 1, 2},  {2026, 2, 16}, {2026, 2, 17}, {2026, 2, 18},
                     {2026, 2, 19}, {2026, 2, 20}, {2026, 4, 27}, {2026, 4, 30}, {2026, 5, 1},
                     {2026, 8, 31}, {2026, 9, 1},  {2026, 9, 2}};
    year.make_up_days = {{2026, 1, 10}, {2026, 8, 22}};
    return WorkingCalendar({year});
}

DueRule rule(const char* text) {
    const auto parsed = parse_due_rule(text);
    EXPECT_TRUE(parsed.has_value()) << text;
    return parsed.value_or(DueRule{});
}

Period period(PeriodKind kind, const Date& day) { return *period_of(kind, day, {}); }

std::string due(const char* text, const Period& of) { return text::to_iso(due_on(rule(text), of, offices())); }

TEST(DueRule, SaysWhichDay) {
    struct Case {
        PeriodKind kind;
        Date day; ///< in the period
        const char* rule;
        const char* due;
    };
    const std::vector<Case> cases = {
        // October ends on a Saturday.
        {PeriodKind::month, {2026, 10, 5}, "+2wd", "2026-11-03"},
        {PeriodKind::month, {2026, 10, 5}, "0d", "2026-11-02"},
        {PeriodKind::month, {2026, 10, 5}, "0d<", "2026-10-30"},
        {PeriodKind::month, {2026, 10, 5}, "0d=", "2026-10-31"},
        {PeriodKind::month, {2026, 10, 5}, "+5d", "2026-11-05"},
        {PeriodKind::month, {2026, 10, 5}, "day 20", "2026-11-20"},
        {PeriodKind::month, {2026, 10, 5}, "day 31=", "2026-10-31"},
        {PeriodKind::month, {2026, 12, 5}, "day 20", "2027-01-20"},
        {PeriodKind::month, {2026, 2, 5}, "day 31=", "2026-02-28"},
        {PeriodKind::month, {2027, 1, 5}, "day 30=", "2027-02-28"},
        // A month cut off on the 14th is due within the month itself.
        {PeriodKind::month_mid, {2026, 10, 5}, "day 20", "2026-10-20"},
        {PeriodKind::month_mid, {2026, 10, 5}, "day 14", "2026-10-14"},
        {PeriodKind::month_mid, {2026, 10, 5}, "day 13", "2026-11-13"},
        {PeriodKind::week, {2026, 10, 14}, "fri", "2026-10-16"},
        {PeriodKind::week, {2026, 10, 14}, "mon", "2026-10-12"},
        {PeriodKind::week, {2026, 10, 14}, "sun", "2026-10-19"},
        {PeriodKind::week, {2026, 10, 14}, "sun=", "2026-10-18"},
        {PeriodKind::week, {2026, 10, 14}, "sat<", "2026-10-16"},
        {PeriodKind::year, {2026, 10, 5}, "15/3;5/10", "2027-03-15"},
        {PeriodKind::quarter, {2026, 9, 5}, "15/3;5/10", "2026-10-05"},
        {PeriodKind::half_year_mid, {2026, 9, 5}, "14/12", "2026-12-14"},
        {PeriodKind::half_year, {2026, 9, 5}, "29/2=", "2027-02-28"},
        // Over Tết (16–20/2) and the National Day (31/8–2/9), and on the Saturday worked for 31/8.
        {PeriodKind::week, {2026, 2, 20}, "fri", "2026-02-23"},
        {PeriodKind::week, {2026, 2, 20}, "fri<", "2026-02-13"},
        {PeriodKind::week, {2026, 2, 20}, "fri=", "2026-02-20"},
        {PeriodKind::month_mid, {2026, 2, 14}, "+1wd", "2026-02-23"},
        {PeriodKind::month_mid, {2026, 2, 14}, "+2wd", "2026-02-24"},
        {PeriodKind::month_mid, {2026, 2, 14}, "+2d", "2026-02-23"},
        {PeriodKind::month, {2026, 8, 14}, "+1wd", "2026-09-03"},
        {PeriodKind::week, {2026, 8, 22}, "sat", "2026-08-22"},
    };
    for (const Case& want : cases)
        EXPECT_EQ(due(want.rule, period(want.kind, want.day)), want.due)
            << name_of(want.kind) << " of " << text::to_iso(want.day) << " " << want.rule;
}

TEST(DueRule, ReadsManySpellingsAndWritesOne) {
    const std::vector<std::pair<const char*, const char*>> cases = {
        {"+2wd", "+2wd"},
        {" + 2 WD ", "+2wd"},
        {"+2wd>", "+2wd"},
        {"+5d <", "+5d<"},
        {"0d=", "0d="},
        {"+0d", "0d"},
        {"0wd", "0wd"},
        {"Fri", "fri"},
        {"DAY20", "day 20"},
        {"day 5<", "day 5<"},
        {"5/10; 15/3", "15/3;5/10"},
        {"05/03;5/3=", "5/3="},
        {"29/2", "29/2"},
        {"+366d", "+366d"},
    };
    for (const auto& [typed, written] : cases) EXPECT_EQ(to_text(rule(typed)), written) << typed;
}

TEST(DueRule, RefusesWhatIsNone) {
    for (const char* typed :
         {"",       ">", "2wd",   "5d",   "-2wd",  "+2",    "wd",        "+367d", "+2wdd",  "day", "day 0", "day 32",
          "friday", "8", "15/13", "30/2", "15/3;", ";15/3", "15/3,5/10", "15-3",  "+2wd>>", "=0d", "++2d"}) {
        const auto parsed = parse_due_rule(typed);

        ASSERT_FALSE(parsed.has_value()) << typed << " as " << to_text(*parsed);
        EXPECT_EQ(parsed.error().code, base::Code::bad_value);
        EXPECT_EQ(parsed.error().arg("value"), typed);
    }
}

DueRule some_rule(base::Random& random) {
    DueRule made;
    made.kind = static_cast<DueRule::Kind>(random.below(5));
    made.roll = static_cast<DueRule::Roll>(random.below(3));
    const int most = made.kind == DueRule::Kind::weekday ? 7 : made.kind == DueRule::Kind::day_of_month ? 31 : 60;
    if (made.kind == DueRule::Kind::fixed_dates) {
        for (int month = 1; month <= 12; ++month)
            if (month == 6 || tests::chance(random, 20))
                made.dates.push_back({1 + static_cast<int>(random.below(28)), month});
    } else {
        made.number = 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(most)));
    }
    return made;
}

TEST(DueRule, PrintingAndParsingGoRoundAndDueDaysAreWorked) {
    base::SeededRandom random(tests::property_seed(148));
    const WorkingCalendar calendar = offices();
    for (int round = 0; round < 3000; ++round) {
        const DueRule made = some_rule(random);
        const auto kinds = every_period_kind();
        const Date day = plus_days({2024, 6, 1}, static_cast<std::int64_t>(random.below(1200)));
        const auto of = period_of(tests::any_of(random, kinds), day, {});
        SCOPED_TRACE(to_text(made) + " " + text::to_iso(day));

        const auto read = parse_due_rule(to_text(made));

        ASSERT_EQ(read, made);
        if (!of) continue;
        const Date due = due_on(made, *of, calendar);
        if (made.roll != DueRule::Roll::stays) {
            ASSERT_TRUE(calendar.is_working_day(due)) << text::to_iso(due);
        }
        // Only "<" and a weekday lead before the period's end; a date is found within the year.
        if (made.roll != DueRule::Roll::previous && made.kind != DueRule::Kind::weekday) {
            ASSERT_LE(of->to, due);
        }
        ASSERT_LE(due, plus_days(of->to, 400));
    }
}

TEST(DueRule, LeavesAWorkingDayAfterTheCutOffOrNot) {
    const Period october = period(PeriodKind::month, {2026, 10, 5}); // ends on a Saturday
    const Period tet = period(PeriodKind::month_mid, {2026, 2, 14}); // ends on the Saturday before Tết
    const Period week = period(PeriodKind::week, {2026, 10, 14});    // ends on a Sunday
    const auto keeps = [](const char* text, const Period& of) {
        return leaves_a_working_day(rule(text), of, offices());
    };

    EXPECT_TRUE(keeps("+1wd", october));
    EXPECT_TRUE(keeps("+1d", october)) << "Sunday rolls to Monday, a working day after the cut-off";
    EXPECT_FALSE(keeps("+1d=", october));
    EXPECT_FALSE(keeps("0d<", october));
    EXPECT_TRUE(keeps("+2d", tet)) << "rolls over Tết";
    EXPECT_FALSE(keeps("+7d=", tet)) << "a week in which nobody worked";
    EXPECT_FALSE(keeps("fri", week));
}

TEST(DueRules, NoLevelIsDueBeforeTheOneBelow) {
    const std::vector<Period> months = periods_within(PeriodKind::month, {2026, 1, 1}, {2026, 12, 31}, {});
    const auto check = [&](const char* school, const char* ward, const char* department) {
        DueRules rules;
        if (*school) rules.school = rule(school);
        if (*ward) rules.ward = rule(ward);
        if (*department) rules.department = rule(department);
        const auto done = check_levels(rules, months, offices());
        return done ? std::string("fits")
                    : std::string(done.error().arg("field")) + " " + std::string(done.error().arg("expected"));
    };

    EXPECT_EQ(check("+2wd", "+5wd", "+7wd"), "fits");
    EXPECT_EQ(check("+2wd", "+2wd", "+2wd"), "fits");
    EXPECT_EQ(check("+2wd", "+1wd", ""), "due_ward >= 2026-02-03");
    EXPECT_EQ(check("+2wd", "+5wd", "+4wd"), "due_department >= 2026-02-06");
    EXPECT_EQ(check("+2wd", "", "+1wd"), "due_department >= 2026-02-03");
    // Fits until April, behind which 1/5 and a weekend stand.
    EXPECT_EQ(check("+2wd", "+4d", "+9d"), "due_ward >= 2026-05-05");
    EXPECT_EQ(check("", "+1wd", ""), "fits");
    EXPECT_EQ(check("", "", ""), "fits");
}

} // namespace

} // namespace dongthac::model
