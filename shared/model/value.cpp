#include "shared/model/value.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "shared/text/fold.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::model {

namespace {

std::unexpected<base::Error> bad_value(std::string_view typed, std::string_view expected) {
    return base::fail(base::Code::bad_value, {{"value", std::string(typed)}, {"expected", std::string(expected)}});
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\n") - first + 1));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits of "1.234.567" or "1234567"; nothing when a full stop stands where it groups no thousands.
std::optional<std::string> ungrouped(std::string_view typed) {
    std::string digits;
    std::size_t in_group = 0;
    bool grouped = false;
    const bool begins_with_zero = typed.starts_with('0'); // nothing that is grouped does
    for (const char c : typed) {
        if (c == '.') {
            if (begins_with_zero || in_group == 0 || in_group > 3 || (grouped && in_group != 3)) return std::nullopt;
            grouped = true;
            in_group = 0;
        } else if (is_digit(c)) {
            digits += c;
            ++in_group;
        } else {
            return std::nullopt;
        }
    }
    if (digits.empty() || (grouped && in_group != 3)) return std::nullopt;
    return digits;
}

base::Result<Value> parse_integer(std::string_view typed) {
    const bool negative = typed.starts_with('-');
    const auto digits = ungrouped(typed.substr(negative ? 1 : 0));
    if (!digits) return bad_value(typed, "12345");
    const std::string signed_digits = (negative ? "-" : "") + *digits;
    std::int64_t number = 0;
    const auto [end, problem] =
        std::from_chars(signed_digits.data(), signed_digits.data() + signed_digits.size(), number);
    if (problem != std::errc{} || end != signed_digits.data() + signed_digits.size()) return bad_value(typed, "12345");
    return Value{number};
}

constexpr std::size_t kMostDecimalDigits = 18; ///< a sum of many still fits 64 bits when scaled

base::Result<Value> parse_decimal(std::string_view typed) {
    const bool negative = typed.starts_with('-');
    const std::string_view number = typed.substr(negative ? 1 : 0);
    std::size_t point = number.find(',');
    // One full stop that groups no thousands is a decimal point typed the English way.
    if (point == std::string_view::npos && !ungrouped(number)) point = number.find('.');
    const auto whole = ungrouped(number.substr(0, point));
    std::string fraction(point == std::string_view::npos ? std::string_view{} : number.substr(point + 1));
    const bool has_fraction = point != std::string_view::npos;
    if (!whole || (has_fraction && (fraction.empty() || !std::ranges::all_of(fraction, is_digit))))
        return bad_value(typed, "93,9");
    fraction.erase(fraction.find_last_not_of('0') + 1);
    std::string digits = *whole;
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    if (digits.size() + fraction.size() > kMostDecimalDigits) return bad_value(typed, "93,9");
    const bool is_zero = digits == "0" && fraction.empty();
    return Value{(negative && !is_zero ? "-" : "") + digits + (fraction.empty() ? "" : "." + fraction)};
}

base::Result<Value> parse_moment(std::string_view typed) {
    constexpr std::string_view kExpected = "05/10/2026 08:30";
    const std::size_t colon = typed.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return bad_value(typed, kExpected);
    std::size_t hour_at = colon;
    while (hour_at > 0 && colon - hour_at < 2 && is_digit(typed[hour_at - 1])) --hour_at;
    int hour = -1;
    int minute = -1;
    const char* end = typed.data() + typed.size();
    const bool stands_alone = hour_at > 0 && (typed[hour_at - 1] == ' ' || typed[hour_at - 1] == 'T');
    const auto hours = std::from_chars(typed.data() + hour_at, typed.data() + colon, hour);
    const auto minutes = std::from_chars(typed.data() + colon + 1, end, minute);
    const bool read = stands_alone && hours.ec == std::errc{} && hours.ptr == typed.data() + colon &&
                      minutes.ec == std::errc{} && minutes.ptr == end && typed.size() - colon == 3;
    const auto day = text::find_date(typed.substr(0, hour_at));
    if (!read || !day || hour < 0 || hour > 23 || minute < 0 || minute > 59) return bad_value(typed, kExpected);
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return Value{text::to_iso(*day) + "T" + two(hour) + ":" + two(minute)};
}

base::Result<Value> parse_flag(std::string_view typed) {
    const std::string key = text::search_key(typed);
    if (key == "true" || key == "co" || key == "1") return Value{true};
    if (key == "false" || key == "khong" || key == "0") return Value{false};
    return bad_value(typed, "true | false");
}

Value parse_list(std::string_view typed) {
    std::vector<std::string> items;
    std::size_t begin = 0;
    while (begin <= typed.size()) {
        const std::size_t end = std::min(typed.find(';', begin), typed.size());
        if (std::string item = trimmed(typed.substr(begin, end - begin)); !item.empty())
            items.push_back(std::move(item));
        begin = end + 1;
    }
    return items;
}

struct TextOf {
    std::string operator()(NotStated) const { return {}; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(const text::Date& date) const { return text::to_iso(date); }
    std::string operator()(const std::vector<std::string>& items) const {
        std::string joined;
        for (const std::string& item : items) joined += (joined.empty() ? "" : "; ") + item;
        return joined;
    }
};

} // namespace

std::string to_text(const Value& value) { return std::visit(TextOf{}, value); }

std::string typed_text(ValueType type, const Value& value) {
    std::string text = to_text(value);
    if (type == ValueType::decimal) std::ranges::replace(text, '.', ',');
    return text;
}

base::Result<Value> parse_value(ValueType type, std::string_view typed, const std::vector<std::string_view>& choices) {
    DT_TRY(const std::string nfc, text::to_nfc(typed));
    const std::string clean = trimmed(nfc);
    if (clean.empty()) return Value{};
    switch (type) {
    case ValueType::text:
    case ValueType::string:
    case ValueType::document: return Value{clean};
    case ValueType::integer: return parse_integer(clean);
    case ValueType::decimal: return parse_decimal(clean);
    case ValueType::moment: return parse_moment(clean);
    case ValueType::flag: return parse_flag(clean);
    case ValueType::list: return parse_list(clean);
    case ValueType::date: {
        const auto date = text::find_date(clean);
        if (!date) return bad_value(clean, "2026-03-04 | 04/3/2026");
        return Value{*date};
    }
    case ValueType::choice: {
        if (std::ranges::find(choices, clean) != choices.end()) return Value{clean};
        std::string expected;
        for (std::string_view choice : choices) expected += (expected.empty() ? "" : " | ") + std::string(choice);
        return bad_value(clean, expected);
    }
    }
    return base::fail(base::Code::internal, {{"reason", "value type"}});
}

} // namespace dongthac::model
