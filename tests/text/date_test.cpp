#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/text/date.hpp"
#include "tests/text/vietnamese.hpp"

namespace dongthac::text {

namespace {

constexpr std::int64_t kHourMs = 3'600'000;

struct Found {
    std::string text;
    std::string iso; // empty: nothing
};

void expect_found(const std::vector<Found>& cases) {
    for (const auto& [text, iso] : cases) {
        const auto date = find_date(text);
        EXPECT_EQ(date ? to_iso(*date) : "", iso) << text;
    }
}

TEST(Date, ExistsByTheGregorianCalendar) {
    EXPECT_TRUE(is_valid({2024, 2, 29}));
    EXPECT_TRUE(is_valid({2000, 2, 29}));
    EXPECT_TRUE(is_valid({2026, 12, 31}));
    EXPECT_FALSE(is_valid({2023, 2, 29}));
    EXPECT_FALSE(is_valid({1900, 2, 29}));
    EXPECT_FALSE(is_valid({2026, 4, 31}));
    EXPECT_FALSE(is_valid({2026, 13, 1}));
    EXPECT_FALSE(is_valid({2026, 0, 1}));
    EXPECT_FALSE(is_valid({2026, 1, 0}));
    EXPECT_FALSE(is_valid({0, 1, 1}));
    EXPECT_FALSE(is_valid({10000, 1, 1}));
    EXPECT_FALSE(is_valid({}));
}

TEST(Date, OrdersByYearMonthDay) {
    EXPECT_LT((Date{2025, 12, 31}), (Date{2026, 1, 1}));
    EXPECT_LT((Date{2026, 2, 28}), (Date{2026, 3, 1}));
    EXPECT_LT((Date{2026, 3, 1}), (Date{2026, 3, 2}));
}

TEST(Date, PrintsAndReadsIso) {
    EXPECT_EQ(to_iso({2026, 3, 4}), "2026-03-04");
    EXPECT_EQ(to_iso({987, 11, 12}), "0987-11-12");
    EXPECT_EQ(parse_iso("2026-03-04").value(), (Date{2026, 3, 4}));
    EXPECT_EQ(parse_iso("2024-02-29").value(), (Date{2024, 2, 29}));
}

TEST(Date, RefusesWhatIsNotIso) {
    for (const char* text : {"", "2026-3-4", "04/03/2026", "2026-02-30", "2026-13-01", "2026-03-04 ", " 2026-03-04",
                             "2026-03-041", "2026/03/04", "20260304", "0000-01-01", "-026-03-04", "２026-03-04"}) {
        const auto refused = parse_iso(text);

        ASSERT_FALSE(refused) << text;
        EXPECT_EQ(refused.error().code, base::Code::bad_value);
        EXPECT_EQ(refused.error().arg("value"), text);
    }
}

TEST(Date, DecreeFormPutsAZeroBeforeSmallDaysAndTheFirstTwoMonthsOnly) {
    EXPECT_EQ(to_decree_form({2026, 3, 4}), "ngày 04 tháng 3 năm 2026");
    EXPECT_EQ(to_decree_form({2026, 1, 9}), "ngày 09 tháng 01 năm 2026");
    EXPECT_EQ(to_decree_form({2026, 2, 10}), "ngày 10 tháng 02 năm 2026");
    for (int month = 3; month <= 12; ++month)
        EXPECT_EQ(to_decree_form({2026, month, 30}), "ngày 30 tháng " + std::to_string(month) + " năm 2026");
}

TEST(Date, ShortFormHasTwoDigitsEach) {
    EXPECT_EQ(to_short_form({2026, 3, 4}), "04/03/2026");
    EXPECT_EQ(to_short_form({2026, 11, 20}), "20/11/2026");
}

TEST(FindDate, ReadsNumericForms) {
    expect_found({
        {"04/3/2026", "2026-03-04"},
        {"4/3/2026", "2026-03-04"},
        {"4-3-2026", "2026-03-04"},
        {"04.03.2026", "2026-03-04"},
        {"2026-03-04", "2026-03-04"},
        {"2026-03-04T08:12:30+07:00", "2026-03-04"},
        {"04 / 3/ 2026", "2026-03-04"},
        {"số 671/KH-SGD&ĐT ngày 14/02/2026 của Sở", "2026-02-14"},
        {"(ngày 08/9/2020),", "2020-09-08"},
        {"Kết thúc ngày 08/9/2020.", "2020-09-08"},
        {"ngày\n05/9/2018", "2018-09-05"},
        {"Hà Nội-04/3/2026", "2026-03-04"},
    });
}

TEST(FindDate, ReadsWordedForms) {
    expect_found({
        {"ngày 04 tháng 3 năm 2026", "2026-03-04"},
        {"Tứ Liên, ngày 15  tháng 03  năm 2023 ", "2023-03-15"},
        {"NGÀY 4 THÁNG 3 NĂM 2026", "2026-03-04"},
        {"Ngày\u00A004 tháng\u00A03\u00A0năm 2026", "2026-03-04"},
        {"ngày 04 tháng 3, năm 2026", "2026-03-04"},
        {"20 tháng 11 năm 2025", "2025-11-20"},
        {"ngày 04\ntháng 3\nnăm 2026", "2026-03-04"},
    });
}

TEST(FindDate, FindsNothingWhereTheDayIsBlank) {
    expect_found({
        {"Tây Mỗ, ngày      tháng 3 năm 2026", ""},
        {"ngày tháng 3 năm 2026", ""},
        {"ngày … tháng 3 năm 2026", ""},
        {"ngày ..... tháng ..... năm 2026", ""},
        {"ngày ___ tháng 3 năm 2026", ""},
        {"ngày [   ] tháng 3 năm 2026", ""},
        {"ngày    /3/2026", ""},
        {"ngày ..../3/2026", ""},
        {"tháng 3 năm 2026", ""},
    });
}

TEST(FindDate, DoesNotTakeAnotherDateForABlankOne) {
    EXPECT_FALSE(find_date("Tây Mỗ, ngày      tháng 3 năm 2026. Theo kế hoạch ngày 14/02/2026"));
    EXPECT_EQ(find_date("theo kế hoạch ngày 14/02/2026, nộp ngày … tháng 3 năm 2026"), (Date{2026, 2, 14}));
}

TEST(FindDate, IsNotMisledByNumbersAndSymbols) {
    expect_found({
        {"", ""},
        {"không có ngày nào", ""},
        {"Nghị định số 30/2020/NĐ-CP", ""},
        {"năm học 2023-2024", ""},
        {"12/10/2020/TT-BGDĐT", ""},
        {"31/02/2026", ""},
        {"ngày 31 tháng 4 năm 2026", ""},
        {"04/3-2026", ""},
        {"104/3/2026", ""},
        {"5/04/3/2026", ""},
        {"04/3/20261", ""},
        {"04/3/26", ""},
        {"1.04.3.2026", ""},
        {"04.3.2026.5", ""},
        {"2026-13-04", ""},
        {"các ngày lễ lớn trong tháng", ""},
    });
}

TEST(FindDate, GoesOnPastADayThatDoesNotExist) {
    EXPECT_EQ(find_date("31/02/2026 rồi 01/03/2026"), (Date{2026, 3, 1}));
}

TEST(FindDate, ReadsBackEveryFormThatIsPrinted) {
    for (std::int64_t day = to_days({2023, 1, 1}); day < to_days({2027, 1, 1}); ++day) {
        const Date date = from_days(day);
        for (const std::string& form : {to_iso(date), to_decree_form(date), to_short_form(date)})
            ASSERT_EQ(find_date("Tây Mỗ, " + form + " của"), date) << form;
    }
}

TEST(Days, CountFromTheEpoch) {
    EXPECT_EQ(to_days({1970, 1, 1}), 0);
    EXPECT_EQ(to_days({1969, 12, 31}), -1);
    EXPECT_EQ(to_days({2000, 3, 1}), 11017);
    EXPECT_EQ(to_days({2026, 3, 4}), 20516);
    EXPECT_EQ(to_days({1, 1, 1}), -719162);
}

TEST(Days, FollowOneAnotherWithoutGapFromYear1To9999) {
    Date expected{1, 1, 1};
    const std::int64_t last = to_days({9999, 12, 31});
    for (std::int64_t day = to_days(expected); day <= last; ++day) {
        const Date date = from_days(day);
        ASSERT_EQ(date, expected) << day;
        ASSERT_EQ(to_days(date), day);
        ++expected.day;
        if (!is_valid(expected)) expected = {expected.year, expected.month + 1, 1};
        if (!is_valid(expected)) expected = {expected.year + 1, 1, 1};
    }
    EXPECT_EQ(expected, (Date{10000, 1, 1}));
}

TEST(DayOf, ChangesAtMidnightInVietnam) {
    const std::int64_t midnight = to_days({2026, 3, 4}) * 24 * kHourMs - 7 * kHourMs;

    EXPECT_EQ(day_of(midnight - 1), (Date{2026, 3, 3}));
    EXPECT_EQ(day_of(midnight), (Date{2026, 3, 4}));
    EXPECT_EQ(day_of(midnight + 24 * kHourMs - 1), (Date{2026, 3, 4}));
    EXPECT_EQ(day_of(midnight + 24 * kHourMs), (Date{2026, 3, 5}));
}

TEST(DayOf, HoldsBeforeTheEpoch) {
    EXPECT_EQ(day_of(0), (Date{1970, 1, 1}));
    EXPECT_EQ(day_of(-7 * kHourMs), (Date{1970, 1, 1}));
    EXPECT_EQ(day_of(-7 * kHourMs - 1), (Date{1969, 12, 31}));
    EXPECT_EQ(time_of_day(-7 * kHourMs - 1), "23:59");
}

TEST(TimeOfDay, IsVietnams) {
    const std::int64_t wall = to_days({2026, 3, 4}) * 24 * kHourMs + kHourMs + 12 * 60'000 + 30'999;

    EXPECT_EQ(time_of_day(wall), "08:12");
    EXPECT_EQ(to_iso_time(wall), "2026-03-04T08:12:30+07:00");
    EXPECT_EQ(to_iso_time(wall + 16 * kHourMs), "2026-03-05T00:12:30+07:00");
    EXPECT_EQ(to_iso_time(0), "1970-01-01T07:00:00+07:00");
}

} // namespace

} // namespace dongthac::text
