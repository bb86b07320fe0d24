#pragma once

#include <string>
#include <string_view>

namespace dongthac::text {

/// Bytes whose plain comparison orders Vietnamese as the dictionary does: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t
/// u ư v x y; then tones none, huyền, hỏi, ngã, sắc, nặng (TCVN 5712 order) letter by letter as a second level, case as a
/// third; digits by numeric value before letters, so "Trường 2" precedes "Trường 10".
[[nodiscard]] std::string collation_key(std::string_view utf8);

/// True when `a` stands before `b`.
[[nodiscard]] bool collates_before(std::string_view a, std::string_view b);

} // namespace dongthac::text
