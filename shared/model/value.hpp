#pragma once

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
enum class ValueType { text, string, integer, flag, date, choice, list, document };

/// A register's value. monostate is "not stated", which is not the same as zero or "".
using Value = std::variant<std::monostate, std::string, std::int64_t, bool, text::Date, std::vector<std::string>>;

/// As a person or a script reads it: dates as ISO, lists joined by "; ", nothing for monostate.
[[nodiscard]] std::string to_text(const Value& value);

/// Reads `typed` for a field of `type`: "" is monostate, dates in any form offices write, lists split at ';', flags
/// "true"/"false"/"có"/"không", integers with optional '.' grouping. Error bad_value {value, expected}.
/// `choices` are the names allowed for ValueType::choice.
[[nodiscard]] base::Result<Value> parse_value(ValueType type, std::string_view typed,
                                              const std::vector<std::string_view>& choices = {});

} // namespace dongthac::model
