#pragma once

#include <string>
#include <string_view>

namespace dongthac::text {

/// What search compares: lower case, no diacritics, đ→d, runs of anything but letters and digits made one space,
/// trimmed. "Đặng  Thị-Hoà" → "dang thi hoa". Input must be NFC or NFD UTF-8.
[[nodiscard]] std::string search_key(std::string_view utf8);

/// Lower / upper case by Unicode simple mapping, Vietnamese letters included ("Đ" ↔ "đ").
[[nodiscard]] std::string to_lower(std::string_view utf8);
[[nodiscard]] std::string to_upper(std::string_view utf8);

/// True when every word of `query` starts a word of `key` (both already folded by search_key).
[[nodiscard]] bool matches(std::string_view key, std::string_view query);

} // namespace dongthac::text
