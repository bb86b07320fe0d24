#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dongthac::text {

/// What a code point is to words. A combining mark belongs to the word of its letter.
enum class CharacterClass { letter, mark, digit, white_space, other };

/// By Unicode general category (L*, M*, N*, Z* and the ASCII white space); the soft hyphen is `other`.
[[nodiscard]] CharacterClass class_of(char32_t code_point);

/// True for letters, marks and digits.
[[nodiscard]] bool is_word_character(char32_t code_point);
/// True for white space, no-break spaces included.
[[nodiscard]] bool is_white_space(char32_t code_point);

/// `code_point` without its marks made part of it: base letter first, then the marks ("ệ" → e, U+0323, U+0302).
/// Unicode does not decompose đ.
[[nodiscard]] std::u32string decompose(char32_t code_point);

/// One step through UTF-8: `size` bytes that hold `value`; an ill-formed byte is U+FFFD, one byte, not `valid`.
struct Decoded {
    char32_t value = 0;
    std::size_t size = 1;
    bool valid = false;
};

/// Decodes at byte `offset`, which must be inside `bytes`. Strict: no overlong forms, no surrogates, at most U+10FFFF.
[[nodiscard]] Decoded decode_at(std::string_view bytes, std::size_t offset);

/// Appends `code_point` in UTF-8; U+FFFD for a surrogate or a value above U+10FFFF.
void append_utf8(std::string& out, char32_t code_point);

} // namespace dongthac::text
