#pragma once

#include <string>
#include <string_view>

namespace dongthac::text {

/// A key whose plain byte comparison orders Vietnamese as the dictionary does, syllable by syllable: first the letters
/// a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y (f j w z in their Latin places); then the syllable's tone:
/// none, huyền, hỏi, ngã, sắc, nặng (TCVN 5712 order), wherever it is written ("hòa" stands with "hoà"). Numbers stand
/// before letters, by value, so "Trường 2" precedes "Trường 10". Of texts alike so far, small letters stand first; the
/// text itself ends the key, so that only equal texts have equal keys. UTF-8 when the text is; input NFC.
[[nodiscard]] std::string collation_key(std::string_view utf8);

/// True when `a` stands before `b`.
[[nodiscard]] bool collates_before(std::string_view a, std::string_view b);

} // namespace dongthac::text
