#include <gtest/gtest.h>

#include "shared/model/value.hpp"

namespace dongthac::model {

namespace {

Value read(ValueType type, std::string_view typed) {
    const auto value = parse_value(type, typed);
    EXPECT_TRUE(value) << typed;
    return value.value_or(Value{});
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
    for (const ValueType type : {ValueType::text, ValueType::string, ValueType::integer, ValueType::flag,
                                 ValueType::date, ValueType::choice, ValueType::list, ValueType::document})
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
        {ValueType::integer, {}},
    };

    for (const auto& [type, value] : values)
        EXPECT_EQ(parse_value(type, to_text(value)).value(), value) << to_text(value);
}

} // namespace

} // namespace dongthac::model
