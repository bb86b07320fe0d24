#include <cstdlib>
#include <functional>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "shared/base/assets.hpp"
#include "shared/document/calendar_data.hpp"
#include "shared/model/due_rule.hpp"
#include "shared/model/weekday.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::document {

namespace {

using nlohmann::json;
using text::Date;

CalendarData shipped() {
    const auto assets = base::find_assets();
    EXPECT_TRUE(assets.has_value());
    auto data = load_calendar(assets.value_or(std::filesystem::path()));
    EXPECT_TRUE(data.has_value()) << (data ? "" : data.error().arg("field"));
    return data.value_or(CalendarData{});
}

/// A file that is right, to be made wrong.
json good() {
    return json::parse(R"({"format":1,"known_through":2026,"years":[{"year":2026,"source":"QĐ",
        "days_off":["2026-01-01","2026-04-30","2026-05-01","2026-08-31","2026-09-02"],
        "make_up_days":["2026-08-22"],"unsettled_days":["2026-11-24"]}],
        "school_years":[{"first_year":2025,"opening":"2025-09-05","semester_1_end":"2026-01-17",
        "semester_2_end":"2026-05-30","source":"QĐ"}]})");
}

TEST(CalendarFile, IsReadWhole) {
    const auto data = parse_calendar(good().dump());

    ASSERT_TRUE(data.has_value());
    EXPECT_EQ(data->known_through, 2026);
    EXPECT_TRUE(data->calendar.has_data_for(2026));
    EXPECT_FALSE(data->calendar.is_working_day({2026, 8, 31}));
    EXPECT_TRUE(data->calendar.is_working_day({2026, 8, 22}));
    EXPECT_FALSE(data->calendar.is_settled({2026, 11, 24}));
    EXPECT_EQ(data->school_years.of(2025),
              (model::SchoolYearFrame{2025, {2025, 9, 5}, {2026, 1, 17}, {2026, 5, 30}, "QĐ"}));
}

TEST(CalendarFile, RefusesWhatCannotBeAndSaysWhere) {
    struct Case {
        const char* field;
        std::function<void(json&)> spoil;
    };
    const std::vector<Case> cases = {
        {"years", [](json& file) { file["years"] = 3; }},
        {"years", [](json& file) { file["years"].push_back("2027"); }},
        {"years", [](json& file) { file["years"].push_back(file["years"][0]); }},
        {"year", [](json& file) { file["years"][0]["year"] = "2026"; }},
        {"year", [](json& file) { file["years"][0]["year"] = 26; }},
        {"2027.days_off", [](json& file) { file["years"][0]["year"] = 2027; }},
        {"2026.days_off", [](json& file) { file["years"][0]["days_off"][0] = "01/01/2026"; }},
        {"2026.days_off", [](json& file) { file["years"][0]["days_off"][0] = "2026-02-29"; }},
        {"2026.days_off", [](json& file) { file["years"][0]["days_off"][0] = 1; }},
        {"2026.days_off", [](json& file) { file["years"][0]["days_off"].push_back("2027-02-05"); }},
        {"2026.days_off", [](json& file) { file["years"][0]["days_off"].push_back("2026-08-31"); }},
        {"2026.days_off", [](json& file) { file["years"][0]["days_off"].erase(2); }},
        {"2026.days_off", [](json& file) { file["years"][0].erase("days_off"); }},
        {"2026.days_off", [](json& file) { file["years"][0]["days_off"] = "2026-01-01"; }},
        {"2026.make_up_days", [](json& file) { file["years"][0]["make_up_days"][0] = "2026-08-21"; }},
        {"2026.make_up_days",
         [](json& file) {
             file["years"][0]["make_up_days"][0] = "2026-08-29";
             file["years"][0]["days_off"].push_back("2026-08-29");
         }},
        {"2026.unsettled_days", [](json& file) { file["years"][0]["unsettled_days"][0] = "2026-01-01"; }},
        {"2026.source", [](json& file) { file["years"][0]["source"] = ""; }},
        {"2026.source", [](json& file) { file["years"][0].erase("source"); }},
        {"known_through", [](json& file) { file["known_through"] = 2027; }},
        {"known_through", [](json& file) { file["years"] = json::array(); }},
        {"known_through", [](json& file) { file.erase("known_through"); }},
        {"school_years", [](json& file) { file.erase("school_years"); }},
        {"first_year", [](json& file) { file["school_years"][0].erase("first_year"); }},
        {"2025-2026.opening", [](json& file) { file["school_years"][0].erase("opening"); }},
        {"2025-2026.source", [](json& file) { file["school_years"][0].erase("source"); }},
        {"2025-2026", [](json& file) { file["school_years"][0]["semester_1_end"] = "2026-09-17"; }},
        {"school_years", [](json& file) { file["school_years"].push_back(file["school_years"][0]); }},
    };
    for (const Case& wrong : cases) {
        json file = good();
        wrong.spoil(file);
        SCOPED_TRACE(file.dump());

        const auto data = parse_calendar(file.dump());

        ASSERT_FALSE(data.has_value());
        EXPECT_EQ(data.error().code, base::Code::bad_value);
        EXPECT_EQ(data.error().arg("field"), wrong.field);
        EXPECT_FALSE(data.error().arg("expected").empty());
    }
}

TEST(CalendarFile, RefusesAGapBeforeKnownThrough) {
    json file = good();
    json later = file["years"][0];
    later["year"] = 2028;
    for (const char* key : {"days_off", "make_up_days", "unsettled_days"}) later[key] = json::array();
    for (const char* day : {"2028-01-01", "2028-04-30", "2028-05-01", "2028-09-02"}) later["days_off"].push_back(day);
    file["years"].push_back(later);
    file["known_through"] = 2028;

    const auto data = parse_calendar(file.dump());

    ASSERT_FALSE(data.has_value());
    EXPECT_EQ(data.error().arg("field"), "known_through");
}

TEST(CalendarFile, RefusesOtherBytes) {
    json newer = good();
    newer["format"] = 2;
    for (const std::string& text :
         {std::string(), std::string("[]"), std::string("{"), std::string("\xff\xfe"), newer.dump()}) {
        const auto data = parse_calendar(text);

        ASSERT_FALSE(data.has_value()) << text;
        EXPECT_EQ(data.error().code, base::Code::bad_bytes);
    }
}

TEST(CalendarFile, AMissingOneIsSaidToBe) {
    const tests::TempFolder folder;

    const auto data = load_calendar(folder.path());

    ASSERT_FALSE(data.has_value());
    EXPECT_EQ(data.error().code, base::Code::missing_file);
}

/// The days off from Monday to Friday and the make-up days of a year, as an officer would list them.
std::string special_days(const model::WorkingCalendar& calendar, int year) {
    std::string all;
    for (Date day{year, 1, 1}; day.year == year; day = model::plus_days(day, 1)) {
        const bool weekday = model::iso_weekday(day) < 6;
        if (calendar.is_working_day(day) == weekday) continue;
        all += (weekday ? "" : "+") + std::to_string(day.day) + "/" + std::to_string(day.month) + " ";
    }
    return all;
}

TEST(ShippedCalendar, HasTheDaysThatWereDecided) {
    const CalendarData data = shipped();
    // Typed from the announcements, not from the file: "+" is a day worked for one that was swapped away.
    const std::vector<std::pair<int, const char*>> years = {
        {2020, "1/1 23/1 24/1 27/1 28/1 29/1 2/4 30/4 1/5 2/9 "},
        {2021, "1/1 10/2 11/2 12/2 15/2 16/2 21/4 30/4 3/5 2/9 3/9 "},
        {2022, "3/1 31/1 1/2 2/2 3/2 4/2 11/4 2/5 3/5 1/9 2/9 "},
        {2023, "2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9 "},
        {2024, "1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 +4/5 2/9 3/9 "},
        {2025, "1/1 27/1 28/1 29/1 30/1 31/1 7/4 +26/4 30/4 1/5 2/5 1/9 2/9 "},
        {2026, "1/1 2/1 +10/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 +22/8 31/8 1/9 2/9 "},
    };
    for (const auto& [year, days] : years) EXPECT_EQ(special_days(data.calendar, year), days) << year;
    EXPECT_EQ(data.known_through, 2026);
    EXPECT_FALSE(data.calendar.has_data_for(2027)) << "not yet decided";
    EXPECT_FALSE(data.calendar.is_settled({2026, 11, 24}));
}

TEST(ShippedCalendar, HasTheSchoolYearsThatWereDecided) {
    const CalendarData data = shipped();
    const std::vector<std::tuple<int, Date, Date>> ends = {
        {2020, {2021, 1, 15}, {2021, 5, 30}}, {2021, {2022, 1, 15}, {2022, 5, 30}},
        {2022, {2023, 1, 14}, {2023, 5, 30}}, {2023, {2024, 1, 14}, {2024, 5, 30}},
        {2024, {2025, 1, 17}, {2025, 5, 30}}, {2025, {2026, 1, 17}, {2026, 5, 30}},
    };
    for (const auto& [first_year, semester_1, semester_2] : ends) {
        const model::SchoolYearFrame frame = data.school_years.of(first_year);
        EXPECT_TRUE(data.school_years.has_data_for(first_year));
        EXPECT_EQ(frame.opening, (Date{first_year, 9, 5}));
        EXPECT_EQ(frame.semester_1_end, semester_1);
        EXPECT_EQ(frame.semester_2_end, semester_2);
        EXPECT_FALSE(frame.source.empty());
    }
    EXPECT_FALSE(data.school_years.has_data_for(2026));
}

TEST(ShippedCalendar, ADeadlineWithinTetMovesBehindIt) {
    const model::WorkingCalendar calendar = shipped().calendar;
    const auto due = [&](model::PeriodKind kind, const Date& day, const char* rule) {
        return text::to_iso(
            model::due_on(model::parse_due_rule(rule).value(), *model::period_of(kind, day, {}), calendar));
    };

    EXPECT_EQ(due(model::PeriodKind::week, {2026, 2, 20}, "fri"), "2026-02-23");
    EXPECT_EQ(due(model::PeriodKind::month_mid, {2026, 2, 14}, "+2wd"), "2026-02-24");
    EXPECT_EQ(due(model::PeriodKind::month, {2026, 2, 1}, "+2wd"), "2026-03-03");
    EXPECT_EQ(due(model::PeriodKind::month, {2026, 1, 1}, "day 16"), "2026-02-23");
    EXPECT_EQ(due(model::PeriodKind::month, {2026, 8, 1}, "0d"), "2026-09-03");
    EXPECT_EQ(due(model::PeriodKind::week, {2025, 1, 31}, "fri<"), "2025-01-24");
}

} // namespace

} // namespace dongthac::document
