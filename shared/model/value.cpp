#include "shared/model/value.hpp"

#include <algorithm>
#include <charconv>

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

base::Result<Value> parse_integer(std::string_view typed) {
    std::string digits(typed);
    std::erase(digits, '.'); // Vietnamese groups thousands with a full stop
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (problem != std::errc{} || end != digits.data() + digits.size()) return bad_value(typed, "12345");
    return Value{number};
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

base::Result<Value> parse_value(ValueType type, std::string_view typed, const std::vector<std::string_view>& choices) {
    DT_TRY(const std::string nfc, text::to_nfc(typed));
    const std::string clean = trimmed(nfc);
    if (clean.empty()) return Value{};
    switch (type) {
    case ValueType::text:
    case ValueType::string:
    case ValueType::document: return Value{clean};
    case ValueType::integer: return parse_integer(clean);
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
