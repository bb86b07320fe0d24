#include <set>

#include <gtest/gtest.h>

#include "shared/base/random.hpp"
#include "shared/model/period.hpp"
#include "shared/model/weekday.hpp"
#include "tests/support/property.hpp"

namespace dongthac::model {

namespace {

using text::Date;

/// 2025-2026 as decided, the others by the rule.
SchoolYears some_years() { return SchoolYears({{2025, {2025, 9, 5}, {2026, 1, 10}, {2026, 5, 28}, "QĐ"}}); }

/// Kinds in which every day lies in one period.
std::vector<PeriodKind> whole_kinds() {
    std::vector<PeriodKind> kinds;
    for (const PeriodKind kind : every_period_kind())
        if (kind != PeriodKind::nine_months && kind != PeriodKind::day_range) kinds.push_back(kind);
    return kinds;
}

Period some_period(PeriodKind kind, base::Random& random) {
    const Date day = plus_days({2000, 1, 1}, static_cast<std::int64_t>(random.below(20'000)));
    if (kind == PeriodKind::day_range)
        return *day_range(day, plus_days(day, static_cast<std::int64_t>(random.below(400))));
    const Date inside = kind == PeriodKind::nine_months ? Date{day.year, 5, 5} : day;
    return *period_of(kind, inside, some_years());
}

struct Case {
    PeriodKind kind;
    Date day;
    const char* from;
    const char* to;
    const char* key;
};

TEST(Period, KindsHaveNamesThatLeadBack) {
    std::set<std::string_view> names;
    for (const PeriodKind kind : every_period_kind()) {
        EXPECT_EQ(period_kind_named(name_of(kind)), kind);
        names.insert(name_of(kind));
    }

    EXPECT_EQ(names.size(), kPeriodKindCount);
    EXPECT_EQ(name_of(PeriodKind::half_year_mid), "half_year_mid");
    EXPECT_EQ(name_of(kLastPeriodKind), "day_range");
    EXPECT_EQ(period_kind_named("fortnight"), std::nullopt);
}

TEST(Period, OfADayIsTheOneThatOfficesMean) {
    const std::vector<Case> cases = {
        {PeriodKind::week, {2026, 10, 14}, "2026-10-12", "2026-10-18", "2026-W42"},
        {PeriodKind::week, {2027, 1, 1}, "2026-12-28", "2027-01-03", "2026-W53"},
        {PeriodKind::week, {2026, 1, 1}, "2025-12-29", "2026-01-04", "2026-W01"},
        {PeriodKind::month, {2026, 2, 28}, "2026-02-01", "2026-02-28", "2026-02"},
        {PeriodKind::month_mid, {2026, 10, 14}, "2026-09-15", "2026-10-14", "2026-10"},
        {PeriodKind::month_mid, {2026, 10, 15}, "2026-10-15", "2026-11-14", "2026-11"},
        {PeriodKind::month_mid, {2025, 12, 15}, "2025-12-15", "2026-01-14", "2026-01"},
        {PeriodKind::quarter, {2026, 9, 30}, "2026-07-01", "2026-09-30", "2026-Q3"},
        {PeriodKind::quarter_mid, {2026, 9, 15}, "2026-09-15", "2026-12-14", "2026-Q4"},
        {PeriodKind::quarter_mid, {2026, 12, 15}, "2026-12-15", "2027-03-14", "2027-Q1"},
        {PeriodKind::half_year, {2026, 6, 30}, "2026-01-01", "2026-06-30", "2026-H1"},
        {PeriodKind::half_year_mid, {2026, 6, 14}, "2025-12-15", "2026-06-14", "2026-H1"},
        {PeriodKind::half_year_mid, {2026, 6, 15}, "2026-06-15", "2026-12-14", "2026-H2"},
        {PeriodKind::nine_months, {2026, 9, 30}, "2026-01-01", "2026-09-30", "2026-9M"},
        {PeriodKind::year, {2026, 12, 31}, "2026-01-01", "2026-12-31", "2026"},
        {PeriodKind::year_mid, {2025, 12, 15}, "2025-12-15", "2026-12-14", "2026"},
        // 2024-2025 ended on 30/5/2025 by the rule; 2025-2026 is decided above.
        {PeriodKind::semester, {2025, 7, 10}, "2025-05-31", "2026-01-10", "2025-2026-HK1"},
        {PeriodKind::semester, {2026, 1, 11}, "2026-01-11", "2026-05-28", "2025-2026-HK2"},
        {PeriodKind::semester, {2026, 5, 29}, "2026-05-29", "2027-01-17", "2026-2027-HK1"},
        {PeriodKind::school_year, {2026, 1, 11}, "2025-05-31", "2026-05-28", "2025-2026"},
        {PeriodKind::mid_and_final, {2026, 1, 10}, "2025-05-31", "2026-01-10", "2025-2026-SK"},
        {PeriodKind::mid_and_final, {2026, 1, 11}, "2025-05-31", "2026-05-28", "2025-2026-TK"},
    };
    for (const Case& want : cases) {
        SCOPED_TRACE(std::string(name_of(want.kind)) + " " + text::to_iso(want.day));

        const auto period = period_of(want.kind, want.day, some_years());

        ASSERT_TRUE(period.has_value());
        EXPECT_EQ(period->kind, want.kind);
        EXPECT_EQ(text::to_iso(period->from), want.from);
        EXPECT_EQ(text::to_iso(period->to), want.to);
        EXPECT_EQ(period->key, want.key);
    }
}

TEST(Period, SomeDaysLieInNone) {
    EXPECT_EQ(period_of(PeriodKind::nine_months, {2026, 10, 1}, {}), std::nullopt);
    EXPECT_EQ(period_of(PeriodKind::day_range, {2026, 10, 1}, {}), std::nullopt);
    EXPECT_EQ(period_of(PeriodKind::month, {2026, 2, 29}, {}), std::nullopt);
    EXPECT_EQ(period_of(PeriodKind::month, {1899, 12, 31}, {}), std::nullopt);
    EXPECT_EQ(period_of(PeriodKind::month, {3000, 1, 1}, {}), std::nullopt);
    EXPECT_EQ(day_range({2026, 3, 2}, {2026, 3, 1}), std::nullopt);
    EXPECT_EQ(day_range({2026, 2, 29}, {2026, 3, 1}), std::nullopt);
}

TEST(Period, EveryDayLiesInOnePeriodOfAKind) {
    for (const PeriodKind kind : whole_kinds()) {
        std::optional<Period> before;
        for (Date day{2019, 1, 1}; day.year < 2031; day = plus_days(day, 1)) {
            SCOPED_TRACE(std::string(name_of(kind)) + " " + text::to_iso(day));
            const auto period = period_of(kind, day, some_years());
            ASSERT_TRUE(period && period->contains(day));
            if (before && before->to < day) {
                ASSERT_EQ(plus_days(before->to, 1), day) << "a day between two periods";
                ASSERT_NE(before->key, period->key);
                // Tổng kết looks back over the whole school year; everything else begins where the last one ended.
                if (kind != PeriodKind::mid_and_final) {
                    ASSERT_EQ(period->from, day);
                }
            } else if (before) {
                ASSERT_EQ(period, before);
            }
            before = period;
        }
    }
}

/// Day of the week by Sakamoto's table, 0 is Sunday: nothing of the program is used.
int weekday_by_table(const Date& day) {
    constexpr std::array kShift = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    const int year = day.month < 3 ? day.year - 1 : day.year;
    return (year + year / 4 - year / 100 + year / 400 + kShift.at(static_cast<std::size_t>(day.month - 1)) + day.day) %
           7;
}

/// ISO 8601 by day of the year and the count of weeks in a year.
std::string week_by_formula(const Date& day) {
    constexpr std::array kBefore = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    const bool leap = (day.year % 4 == 0 && day.year % 100 != 0) || day.year % 400 == 0;
    const int ordinal = kBefore.at(static_cast<std::size_t>(day.month - 1)) + day.day + (leap && day.month > 2 ? 1 : 0);
    const auto dec_31 = [](int year) { return (year + year / 4 - year / 100 + year / 400) % 7; };
    const auto weeks_in = [&](int year) { return dec_31(year) == 4 || dec_31(year - 1) == 3 ? 53 : 52; };
    const int weekday = weekday_by_table(day) == 0 ? 7 : weekday_by_table(day);
    int year = day.year;
    int week = (10 + ordinal - weekday) / 7;
    if (week < 1) week = weeks_in(--year);
    if (week > weeks_in(year)) {
        week = 1;
        ++year;
    }
    return std::to_string(year) + "-W" + (week < 10 ? "0" : "") + std::to_string(week);
}

TEST(Period, WeeksAroundNewYearAreThoseOfIso8601) {
    for (int year = 2020; year <= 2030; ++year)
        for (int offset = -12; offset <= 12; ++offset) {
            const Date day = plus_days({year, 1, 1}, offset);
            EXPECT_EQ(iso_weekday(day) % 7, weekday_by_table(day)) << text::to_iso(day);
            EXPECT_EQ(period_of(PeriodKind::week, day, {})->key, week_by_formula(day)) << text::to_iso(day);
        }
}

TEST(PeriodsWithin, CountsThePeriodsWhoseLastDayLiesWithin) {
    const auto keys = [](PeriodKind kind, const Date& from, const Date& to) {
        std::string all;
        for (const Period& period : periods_within(kind, from, to, some_years())) all += period.key + " ";
        return all;
    };

    EXPECT_EQ(keys(PeriodKind::month, {2026, 1, 31}, {2026, 3, 30}), "2026-01 2026-02 ");
    EXPECT_EQ(keys(PeriodKind::month, {2026, 2, 1}, {2026, 3, 31}), "2026-02 2026-03 ");
    EXPECT_EQ(keys(PeriodKind::month_mid, {2026, 1, 14}, {2026, 2, 13}), "2026-01 ");
    EXPECT_EQ(keys(PeriodKind::week, {2026, 10, 18}, {2026, 10, 25}), "2026-W42 2026-W43 ");
    EXPECT_EQ(keys(PeriodKind::nine_months, {2025, 10, 1}, {2027, 9, 29}), "2026-9M ");
    EXPECT_EQ(keys(PeriodKind::mid_and_final, {2026, 1, 1}, {2026, 12, 31}), "2025-2026-SK 2025-2026-TK ");
    EXPECT_EQ(keys(PeriodKind::semester, {2026, 5, 28}, {2027, 1, 17}), "2025-2026-HK2 2026-2027-HK1 ");
    EXPECT_EQ(keys(PeriodKind::year, {2026, 3, 1}, {2026, 2, 1}), "");
    EXPECT_EQ(keys(PeriodKind::month, {2026, 2, 30}, {2026, 12, 31}), "");
    EXPECT_EQ(keys(PeriodKind::day_range, {2026, 1, 1}, {2026, 12, 31}), "");
}

TEST(PeriodsWithin, AreThoseOfTheirLastDays) {
    for (const PeriodKind kind : whole_kinds()) {
        std::vector<Period> by_day;
        for (Date day{2023, 5, 3}; day <= Date{2027, 2, 20}; day = plus_days(day, 1))
            if (const auto period = period_of(kind, day, some_years()); period->to == day) by_day.push_back(*period);

        EXPECT_EQ(periods_within(kind, {2023, 5, 3}, {2027, 2, 20}, some_years()), by_day) << name_of(kind);
    }
}

TEST(ParsePeriod, ReadsBackEveryKey) {
    base::SeededRandom random(tests::property_seed(20261014));
    for (const PeriodKind kind : every_period_kind())
        for (int round = 0; round < 500; ++round) {
            const Period period = some_period(kind, random);

            const auto read = parse_period(kind, period.key, some_years());

            ASSERT_TRUE(read.has_value()) << name_of(kind) << " " << period.key;
            ASSERT_EQ(*read, period) << name_of(kind) << " " << period.key;
        }
}

TEST(ParsePeriod, ReadsWhatPeopleType) {
    const std::vector<std::tuple<PeriodKind, const char*, const char*>> cases = {
        {PeriodKind::week, "tuần 42/2026", "2026-W42"},
        {PeriodKind::week, "Tuần thứ 42 năm 2026", "2026-W42"},
        {PeriodKind::week, "w1-2026", "2026-W01"},
        {PeriodKind::week, "14/10/2026", "2026-W42"},
        {PeriodKind::month, "10/2026", "2026-10"},
        {PeriodKind::month, "tháng 10/2026", "2026-10"},
        {PeriodKind::month, "THÁNG 3 NĂM 2026", "2026-03"},
        {PeriodKind::month, "T3/2026", "2026-03"},
        {PeriodKind::month, "2026-10-05", "2026-10"},
        {PeriodKind::month, "ngày 05 tháng 10 năm 2026", "2026-10"},
        {PeriodKind::month_mid, "10/2026", "2026-10"},
        {PeriodKind::month_mid, "2026-10-15", "2026-11"},
        {PeriodKind::quarter, "quý 3/2026", "2026-Q3"},
        {PeriodKind::quarter, "Quý III năm 2026", "2026-Q3"},
        {PeriodKind::quarter_mid, "quý IV/2026", "2026-Q4"},
        {PeriodKind::half_year, "6 tháng đầu năm 2026", "2026-H1"},
        {PeriodKind::half_year, "6 tháng cuối năm 2026", "2026-H2"},
        {PeriodKind::half_year_mid, "nửa cuối năm 2026", "2026-H2"},
        {PeriodKind::nine_months, "9 tháng đầu năm 2026", "2026-9M"},
        {PeriodKind::year, "năm 2026", "2026"},
        {PeriodKind::year_mid, "2026", "2026"},
        {PeriodKind::semester, "HK1 2026-2027", "2026-2027-HK1"},
        {PeriodKind::semester, "HKII 2026-2027", "2026-2027-HK2"},
        {PeriodKind::semester, "học kỳ I năm học 2026-2027", "2026-2027-HK1"},
        {PeriodKind::semester, "hoc ky 2, nam hoc 2026 - 2027", "2026-2027-HK2"},
        {PeriodKind::semester, "2026-03-01", "2025-2026-HK2"},
        {PeriodKind::school_year, "năm học 2026-2027", "2026-2027"},
        {PeriodKind::mid_and_final, "sơ kết năm học 2026-2027", "2026-2027-SK"},
        {PeriodKind::mid_and_final, "Tổng kết 2026 – 2027", "2026-2027-TK"},
        {PeriodKind::day_range, "từ ngày 01/3/2026 đến hết 15/3/2026", "2026-03-01..2026-03-15"},
    };
    for (const auto& [kind, typed, key] : cases) {
        const auto period = parse_period(kind, typed, some_years());

        ASSERT_TRUE(period.has_value()) << typed;
        EXPECT_EQ(period->key, key) << typed;
    }
}

TEST(ParsePeriod, RefusesWhatNamesNoPeriodAndShowsAnExample) {
    const std::vector<std::tuple<PeriodKind, const char*, const char*>> cases = {
        {PeriodKind::week, "", "2026-W42"},
        {PeriodKind::week, "tuần 53/2025", "2026-W42"},
        {PeriodKind::week, "tuần 0/2026", "2026-W42"},
        {PeriodKind::week, "tháng 10/2026", "2026-W42"},
        {PeriodKind::month, "13/2026", "2026-10"},
        {PeriodKind::month, "0/2026", "2026-10"},
        {PeriodKind::month, "tháng 10", "2026-10"},
        {PeriodKind::month, "10/26", "2026-10"},
        {PeriodKind::month, "10/20260", "2026-10"},
        {PeriodKind::month, "10/2026 và 11/2026", "2026-10"},
        {PeriodKind::month, "2026-02-29", "2026-10"},
        {PeriodKind::month_mid, "10/1026", "2026-10"},
        {PeriodKind::quarter, "quý 5/2026", "2026-Q3"},
        {PeriodKind::quarter, "tháng 3/2026", "2026-Q3"},
        {PeriodKind::half_year, "6 tháng năm 2026", "2026-H1"},
        {PeriodKind::half_year, "5 tháng đầu năm 2026", "2026-H1"},
        {PeriodKind::half_year, "tháng 1/2026", "2026-H1"},
        {PeriodKind::half_year, "2026-H3", "2026-H1"},
        {PeriodKind::nine_months, "2026", "2026-9M"},
        {PeriodKind::nine_months, "2026-11-02", "2026-9M"},
        {PeriodKind::year, "1/2026", "2026"},
        {PeriodKind::semester, "HK3 2026-2027", "2026-2027-HK1"},
        {PeriodKind::semester, "HK1 2026-2028", "2026-2027-HK1"},
        {PeriodKind::semester, "HK1 2026", "2026-2027-HK1"},
        {PeriodKind::school_year, "2026", "2026-2027"},
        {PeriodKind::school_year, "2026-2027-HK1", "2026-2027"},
        {PeriodKind::mid_and_final, "2026-2027", "2026-2027-SK"},
        {PeriodKind::mid_and_final, "sơ kết tổng kết 2026-2027", "2026-2027-SK"},
        {PeriodKind::day_range, "2026-03-15..2026-03-01", "2026-03-01..2026-03-15"},
        {PeriodKind::day_range, "2026-03-15", "2026-03-01..2026-03-15"},
    };
    for (const auto& [kind, typed, example] : cases) {
        SCOPED_TRACE(std::string(name_of(kind)) + ": " + typed);

        const auto period = parse_period(kind, typed, some_years());

        ASSERT_FALSE(period.has_value()) << period->key;
        EXPECT_EQ(period.error().code, base::Code::bad_value);
        EXPECT_EQ(period.error().arg("value"), typed);
        EXPECT_EQ(period.error().arg("expected"), example);
        EXPECT_TRUE(parse_period(kind, example, some_years()).has_value()) << "the example must be one";
    }
}

TEST(ParsePeriod, AnyBytesGiveAPeriodOrAnError) {
    base::SeededRandom random(tests::property_seed(7));
    const std::vector<std::string> parts = {"2026", "-",  "W", "42", "tháng",       "\xff",
                                            "/",    "HK", "i", "0",  "99999999999", " "};
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        for (std::uint64_t at = random.below(8); at > 0; --at) text += tests::any_of(random, parts);
        for (const PeriodKind kind : every_period_kind())
            if (const auto period = parse_period(kind, text, some_years()); period) {
                ASSERT_EQ(parse_period(kind, period->key, some_years()), period) << text;
            }
    }
}

TEST(SchoolYears, WithoutADecisionTheRuleAnswersAndSaysSo) {
    const SchoolYears years = some_years();

    EXPECT_TRUE(years.has_data_for(2025));
    EXPECT_EQ(years.of(2025).semester_1_end, (Date{2026, 1, 10}));
    EXPECT_FALSE(years.has_data_for(2026));
    EXPECT_EQ(years.of(2026), (SchoolYearFrame{2026, {2026, 9, 5}, {2027, 1, 17}, {2027, 5, 30}, ""}));
    EXPECT_EQ(years.first_year_of({2026, 5, 28}), 2025);
    EXPECT_EQ(years.first_year_of({2026, 5, 29}), 2026);
}

TEST(SchoolYears, LeaveOutFramesThatCannotBe) {
    const SchoolYearFrame good{2025, {2025, 9, 5}, {2026, 1, 17}, {2026, 5, 30}, ""};
    EXPECT_TRUE(is_plausible(good));
    std::vector<SchoolYearFrame> bad(4, good);
    bad[0].opening = {2026, 9, 5};
    bad[1].semester_1_end = {2025, 11, 30};
    bad[2].semester_2_end = {2026, 9, 1};
    bad[3].semester_2_end = {2026, 6, 31};

    for (const SchoolYearFrame& frame : bad) {
        EXPECT_FALSE(is_plausible(frame));
        EXPECT_FALSE(SchoolYears({frame}).has_data_for(2025));
    }
}

TEST(Period, IsKnownAgainByItsKeyAndDays) {
    base::SeededRandom random(20261122);
    for (int round = 0; round < 40; ++round)
        for (const PeriodKind kind : every_period_kind()) {
            const Period period = some_period(kind, random);

            EXPECT_EQ(stored_period(period.key, period.from, period.to), period) << name_of(kind) << " " << period.key;
        }
    EXPECT_EQ(stored_period("of a newer program", {2026, 1, 1}, {2026, 1, 9}).kind, PeriodKind::day_range);
}

} // namespace

} // namespace dongthac::model
