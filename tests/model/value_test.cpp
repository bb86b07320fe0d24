#include <gtest/gtest.h>

#include "shared/model/value.hpp"

namespace dongthac::model {

namespace {

Value read(ValueType type, std::string_view typed) {
    const auto value = parse_value(type, typed);
    EXPECT_TRUE(value) << typed;
    return value.value_or(Value{});
}

/// cancelled: nothing is wrong.
base::Code why(ValueType type, std::string_view typed) {
    const auto value = parse_value(type, typed);
    return value ? base::Code::cancelled : value.error().code;
}

TEST(ParseValue, ReadsDatesInEveryFormOfficesWrite) {
    for (const char* typed : {"2026-03-04", "04/3/2026", "4/3/2026", "ngày 04 tháng 3 năm 2026", " 04/03/2026 "})
        EXPECT_EQ(read(ValueType::date, typed), (Value{text::Date{2026, 3, 4}})) << typed;
    for (const char* typed : {"30/2/2026", "mai", "32/1/2026"})
        EXPECT_EQ(parse_value(ValueType::date, typed).error().code, base::Code::bad_value) << typed;
}

TEST(ParseValue, ReadsIntegersGroupedAsInVietnam) {
    EXPECT_EQ(read(ValueType::integer, "12.345"), Value{std::int64_t{12'345}});
    EXPECT_EQ(read(ValueType::integer, "-7"), Value{std::int64_t{-7}});
    EXPECT_EQ(read(ValueType::integer, "9223372036854775807"), Value{INT64_MAX});
    for (const char* typed : {"12,5", "mười", "9223372036854775808", "1 2", "."})
        EXPECT_FALSE(parse_value(ValueType::integer, typed)) << typed;
}

TEST(ParseValue, AFullStopInAnIntegerOnlyGroupsThousands) {
    EXPECT_EQ(read(ValueType::integer, "1.234.567"), Value{std::int64_t{1'234'567}});
    EXPECT_EQ(read(ValueType::integer, "-1.234"), Value{std::int64_t{-1'234}});
    EXPECT_EQ(read(ValueType::integer, "123.456"), Value{std::int64_t{123'456}});
    EXPECT_EQ(read(ValueType::integer, "007"), Value{std::int64_t{7}});
    for (const char* typed : {"1.5", "1.23", "1.2345", "12.34.567", "1234.567", "1..234", ".123", "1.", "1.234.",
                              "-.123", "0.123", "00.123", "0.000", "-", "--1", "+1", "1-", "1.234,5"})
        EXPECT_EQ(why(ValueType::integer, typed), base::Code::bad_value) << typed;
}

TEST(ParseValue, ReadsDecimalsAsTheyAreWrittenHereAndInEnglish) {
    const std::vector<std::pair<const char*, const char*>> read_as = {{"93,9", "93.9"},
                                                                      {"93.9", "93.9"},
                                                                      {"1.234,5", "1234.5"},
                                                                      {"1.234", "1234"},
                                                                      {"0,10", "0.1"},
                                                                      {"-0", "0"},
                                                                      {"-0,0", "0"},
                                                                      {"0,000", "0"},
                                                                      {"00", "0"},
                                                                      {"007,50", "7.5"},
                                                                      {"-1.234.567,25", "-1234567.25"},
                                                                      {"1,234", "1.234"},
                                                                      {"0.125", "0.125"},
                                                                      {"-0.500", "-0.5"},
                                                                      {"00.125", "0.125"},
                                                                      {"12.3456", "12.3456"},
                                                                      {"1234.567", "1234.567"},
                                                                      {"1.23", "1.23"},
                                                                      {"5", "5"},
                                                                      {"999999999999999999", "999999999999999999"},
                                                                      {"0,12345678901234567", "0.12345678901234567"}};

    for (const auto& [typed, stored] : read_as)
        EXPECT_EQ(read(ValueType::decimal, typed), Value{std::string(stored)}) << typed;
    for (const char* typed : {",5", ".5", "5,", "5.", "-", "--5", "+5", "1,2,3", "1.2.3", "1.234.5", "1.23,5", "1,5.0",
                              "12.34,5", "1 234", "5%", "năm", "1e3", "1000000000000000000", "0,123456789012345678"})
        EXPECT_EQ(why(ValueType::decimal, typed), base::Code::bad_value) << typed;
}

TEST(ParseValue, ReadsMomentsOfADay) {
    const std::vector<std::pair<const char*, const char*>> read_as = {
        {"05/10/2026 08:30", "2026-10-05T08:30"}, {"5/10/2026 8:05", "2026-10-05T08:05"},
        {"2026-10-05T08:30", "2026-10-05T08:30"}, {"2026-10-05 00:00", "2026-10-05T00:00"},
        {"05/10/2026 23:59", "2026-10-05T23:59"}, {"ngày 05 tháng 10 năm 2026, lúc 7:45", "2026-10-05T07:45"}};

    for (const auto& [typed, stored] : read_as)
        EXPECT_EQ(read(ValueType::moment, typed), Value{std::string(stored)}) << typed;
    for (const char* typed :
         {"24:00", "05/10/2026 24:00", "05/10/2026 12:60", "05/10/2026", "08:30", "05/10/2026 :30", "05/10/2026 8:3",
          "05/10/2026 8:300", "05/10/2026 8:-1", "30/02/2026 08:30", "2026-10-05T08:15:00", "05/10/2026 108:30",
          "05/10/202608:30", "05/10/2026 -8:30", ":", "T:00", "lúc 8:30"})
        EXPECT_EQ(why(ValueType::moment, typed), base::Code::bad_value) << typed;
}

TEST(ParseValue, ReadsFlagsInBothLanguages) {
    for (const char* typed : {"true", "có", "Có", "CO", "1"})
        EXPECT_EQ(read(ValueType::flag, typed), Value{true}) << typed;
    for (const char* typed : {"false", "không", "0"}) EXPECT_EQ(read(ValueType::flag, typed), Value{false}) << typed;
    EXPECT_FALSE(parse_value(ValueType::flag, "có lẽ"));
}

TEST(ParseValue, SplitsListsAtSemicolonsAndDropsEmptyItems) {
    EXPECT_EQ(read(ValueType::list, " KT. HIỆU TRƯỞNG ; PHÓ HIỆU TRƯỞNG;; "),
              (Value{std::vector<std::string>{"KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"}}));
}

TEST(ParseValue, TakesOnlyAChoiceOfTheList) {
    EXPECT_EQ(parse_value(ValueType::choice, "full", {"full", "partial"}).value(), Value{std::string("full")});
    const auto refused = parse_value(ValueType::choice, "half", {"full", "partial"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().arg("expected"), "full | partial");
}

TEST(ParseValue, OfNothingIsNotStatedForEveryType) {
    for (const ValueType type :
         {ValueType::text, ValueType::string, ValueType::integer, ValueType::flag, ValueType::date, ValueType::choice,
          ValueType::list, ValueType::document, ValueType::decimal, ValueType::moment})
        for (const char* typed : {"", "  \t\n"}) EXPECT_EQ(parse_value(type, typed).value(), Value{});
}

TEST(ParseValue, MakesTextNfc) {
    EXPECT_EQ(read(ValueType::string, "tru\u031Bo\u031B\u0300ng"), Value{std::string("trường")});
    EXPECT_EQ(parse_value(ValueType::string, "\xff").error().code, base::Code::not_utf8);
}

TEST(ToText, WritesWhatParseValueReads) {
    const std::vector<std::pair<ValueType, Value>> values = {
        {ValueType::string, std::string("Tây Mỗ")},
        {ValueType::integer, std::int64_t{-12'345}},
        {ValueType::flag, true},
        {ValueType::flag, false},
        {ValueType::date, text::Date{2026, 12, 31}},
        {ValueType::list, std::vector<std::string>{"một", "hai"}},
        {ValueType::moment, std::string("2026-10-05T08:30")},
        {ValueType::decimal, std::string("93.9")},
        {ValueType::integer, {}},
    };

    for (const auto& [type, value] : values)
        EXPECT_EQ(parse_value(type, to_text(value)).value(), value) << to_text(value);
}

TEST(TypedText, IsReadAsTheSameValueAgain) {
    for (const char* stored : {"1.234", "-12.345", "93.9", "0.125", "1234", "0", "123456.789"}) {
        const Value value{std::string(stored)};

        EXPECT_EQ(read(ValueType::decimal, typed_text(ValueType::decimal, value)), value) << stored;
    }
    EXPECT_EQ(typed_text(ValueType::decimal, std::string("1.234")), "1,234");
    EXPECT_EQ(typed_text(ValueType::string, std::string("Điều 1.234")), "Điều 1.234");
    EXPECT_EQ(typed_text(ValueType::moment, std::string("2026-10-05T08:30")), "2026-10-05T08:30");
}

} // namespace

} // namespace dongthac::model
