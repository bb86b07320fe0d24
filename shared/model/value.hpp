#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/text/date.hpp"

namespace dongthac::model {

using FieldId = std::uint16_t;

/// What a field may hold. `text` merges token by token; all others are registers whose concurrent values are all kept.
/// A decimal is kept as text ("93.9"): sums of reports must not depend on binary fractions. A moment is a local day
/// with a time of day, kept as "2026-10-05T08:30".
enum class ValueType { text, string, integer, flag, date, choice, list, document, decimal, moment };

/// No value. Like std::monostate, but not trivially copyable: libstdc++ 12 takes a variant of trivial types, strings
/// and vectors for one that always holds something and, when memory runs out in the middle of copying it, destroys what
/// was never made.
struct NotStated {
    NotStated() noexcept = default;
    NotStated(const NotStated& /*other*/) noexcept {}
    NotStated& operator=(const NotStated& /*other*/) noexcept { return *this; }
    ~NotStated() = default;
    friend auto operator<=>(const NotStated&, const NotStated&) = default;
};

/// A register's value. NotStated is not the same as zero or "".
using Value = std::variant<NotStated, std::string, std::int64_t, bool, text::Date, std::vector<std::string>>;

/// As a person or a script reads it: dates as ISO, lists joined by "; ", nothing for NotStated.
[[nodiscard]] std::string to_text(const Value& value);

/// As a person types it, so that parse_value() reads the same value again: to_text(), but a decimal with ',', since
/// "1.234" typed is a thousand and more.
[[nodiscard]] std::string typed_text(ValueType type, const Value& value);

/// Reads `typed` for a field of `type`: "" is NotStated, dates in any form offices write, lists split at ';', flags
/// "true"/"false"/"có"/"không", integers with optional '.' between groups of three digits, decimals with a ',' or with
/// a
/// '.' that cannot group ("93,9", "93.9", "0.125", "1.234,5"; "1.234" is a thousand and more), moments as
/// "05/10/2026 08:30" or ISO. Error bad_value {value, expected}.
/// `choices` are the names allowed for ValueType::choice.
[[nodiscard]] base::Result<Value> parse_value(ValueType type, std::string_view typed,
                                              const std::vector<std::string_view>& choices = {});

} // namespace dongthac::model
