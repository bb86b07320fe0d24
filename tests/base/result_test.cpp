#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "shared/base/result.hpp"

namespace dongthac::base {

namespace {

// The enum once more, with the name each code has in sentences and logs: order and spelling are both fixed here.
const std::vector<std::pair<Code, std::string>> kExpected = {
    {Code::bad_usage, "bad_usage"},
    {Code::missing_file, "missing_file"},
    {Code::unreadable_file, "unreadable_file"},
    {Code::unwritable_file, "unwritable_file"},
    {Code::not_utf8, "not_utf8"},
    {Code::empty_file, "empty_file"},
    {Code::too_large, "too_large"},
    {Code::not_a_plan, "not_a_plan"},
    {Code::unsupported_format, "unsupported_format"},
    {Code::no_office, "no_office"},
    {Code::already_enrolled, "already_enrolled"},
    {Code::bad_code, "bad_code"},
    {Code::used_code, "used_code"},
    {Code::expired_code, "expired_code"},
    {Code::bad_address, "bad_address"},
    {Code::unreachable, "unreachable"},
    {Code::server_refused, "server_refused"},
    {Code::bad_server_answer, "bad_server_answer"},
    {Code::disk_full, "disk_full"},
    {Code::damaged_database, "damaged_database"},
    {Code::data_in_use, "data_in_use"},
    {Code::newer_schema, "newer_schema"},
    {Code::old_sqlite, "old_sqlite"},
    {Code::storage, "storage"},
    {Code::unknown_document, "unknown_document"},
    {Code::unknown_node, "unknown_node"},
    {Code::unknown_comment, "unknown_comment"},
    {Code::nothing_to_join, "nothing_to_join"},
    {Code::circular_move, "circular_move"},
    {Code::unknown_field, "unknown_field"},
    {Code::unknown_kind, "unknown_kind"},
    {Code::unknown_org, "unknown_org"},
    {Code::unknown_command, "unknown_command"},
    {Code::bad_value, "bad_value"},
    {Code::immutable_document, "immutable_document"},
    {Code::bad_transition, "bad_transition"},
    {Code::not_allowed, "not_allowed"},
    {Code::no_superior, "no_superior"},
    {Code::state_conflict, "state_conflict"},
    {Code::bad_signature, "bad_signature"},
    {Code::bad_bytes, "bad_bytes"},
    {Code::unknown_format, "unknown_format"},
    {Code::fork_detected, "fork_detected"},
    {Code::no_display, "no_display"},
    {Code::cancelled, "cancelled"},
    {Code::history_loading, "history_loading"},
    {Code::needs_person, "needs_person"},
    {Code::same_person, "same_person"},
    {Code::not_the_desk, "not_the_desk"},
    {Code::number_taken, "number_taken"},
    {Code::no_number, "no_number"},
    {Code::wrong_pin, "wrong_pin"},
    {Code::weak_pin, "weak_pin"},
    {Code::pin_wait, "pin_wait"},
    {Code::unknown_person, "unknown_person"},
    {Code::unknown_device, "unknown_device"},
    {Code::bad_certificate, "bad_certificate"},
    {Code::untrusted_server, "untrusted_server"},
    {Code::needs_note, "needs_note"},
    {Code::changed_since_review, "changed_since_review"},
    {Code::record_changed, "record_changed"},
    {Code::needs_field, "needs_field"},
    {Code::broken_rule, "broken_rule"},
    {Code::unknown_form, "unknown_form"},
    {Code::password_file, "password_file"},
    {Code::damaged_file, "damaged_file"},
    {Code::only_pictures, "only_pictures"},
    {Code::unreadable_fonts, "unreadable_fonts"},
    {Code::old_format, "old_format"},
    {Code::out_of_memory, "out_of_memory"},
    {Code::internal, "internal"},
};

Result<int> half(int number) {
    if (number % 2 != 0) return fail(Code::bad_value, {{"field", "number"}, {"value", std::to_string(number)}});
    return number / 2;
}

Result<int> quarter(int number) {
    DT_TRY(const int once, half(number));
    DT_TRY(const int twice, half(once));
    return twice;
}

Result<void> check_even(int number) {
    DT_CHECK(half(number));
    return {};
}

Result<std::string> pass_on(int number) {
    auto halved = half(number);
    if (!halved) return pass(halved);
    return std::to_string(*halved);
}

TEST(Code, HasItsOwnNameInTheEnumsOrder) {
    ASSERT_EQ(kExpected.size(), static_cast<std::size_t>(Code::internal) + 1);
    std::set<std::string_view> names;

    for (std::size_t i = 0; i < kExpected.size(); ++i) {
        const auto& [code, name] = kExpected[i];
        EXPECT_EQ(static_cast<std::size_t>(code), i) << name;
        EXPECT_EQ(name_of(code), name);
        EXPECT_TRUE(names.insert(name_of(code)).second) << name;
    }
}

TEST(Error, GivesItsArgumentsByName) {
    const Error error{Code::too_large, {{"path", "a.txt"}, {"limit_mb", "10"}}};

    EXPECT_EQ(error.arg("path"), "a.txt");
    EXPECT_EQ(error.arg("limit_mb"), "10");
    EXPECT_EQ(error.arg("reason"), "");
}

TEST(Result, TryPassesTheFirstErrorOnAndValuesThrough) {
    EXPECT_EQ(quarter(12).value(), 3);
    EXPECT_EQ(quarter(7).error(), (Error{Code::bad_value, {{"field", "number"}, {"value", "7"}}}));
    EXPECT_EQ(quarter(6).error().arg("value"), "3");
}

TEST(Result, CheckAndPassKeepTheError) {
    EXPECT_TRUE(check_even(2));
    EXPECT_EQ(check_even(3).error().arg("value"), "3");
    EXPECT_EQ(pass_on(4).value(), "2");
    EXPECT_EQ(pass_on(5).error(), half(5).error());
}

} // namespace

} // namespace dongthac::base
