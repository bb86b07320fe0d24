#include <memory>

#include <gtest/gtest.h>

#include "client/app/assets.hpp"
#include "client/app/work_words.hpp"

namespace dongthac::app {

namespace {

struct Case {
    model::PeriodKind kind;
    text::Date day;
    const char* words;
};

TEST(WorkWords, APeriodIsSaidAsOfficesWriteIt) {
    const auto assets = find_assets();
    ASSERT_TRUE(assets);
    const Strings strings = Strings::load(*assets, "vi").value();
    using enum model::PeriodKind;
    const std::vector<Case> cases = {
        {month, {2026, 2, 5}, "tháng 02 năm 2026"},
        {month, {2026, 9, 5}, "tháng 9 năm 2026"},
        {month, {2026, 10, 5}, "tháng 10 năm 2026"},
        {month_mid, {2026, 3, 5}, "tháng 3 năm 2026 (15/02 – 14/03/2026)"},
        {week, {2026, 1, 7}, "tuần 2 năm 2026 (05/01 – 11/01/2026)"},
        {week, {2026, 10, 14}, "tuần 42 năm 2026 (12/10 – 18/10/2026)"},
        {quarter, {2026, 8, 1}, "quý III năm 2026"},
        {half_year, {2026, 8, 1}, "6 tháng cuối năm 2026"},
        {nine_months, {2026, 8, 1}, "9 tháng năm 2026"},
        {year, {2026, 8, 1}, "năm 2026"},
        {semester, {2026, 10, 1}, "học kỳ I năm học 2026-2027"},
    };
    for (const Case& one : cases) EXPECT_EQ(period_words(strings, *model::period_of(one.kind, one.day, {})), one.words);
}

} // namespace

} // namespace dongthac::app
