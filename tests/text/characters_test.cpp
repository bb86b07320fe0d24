#include <string>

#include <gtest/gtest.h>

#include "shared/text/characters.hpp"
#include "tests/text/vietnamese.hpp"

namespace dongthac::text {

namespace {

TEST(Characters, FallIntoTheirClasses) {
    for (const char32_t c : {U'a', U'Z', U'đ', U'Đ', U'ệ', U'Ữ', U'日'})
        EXPECT_EQ(class_of(c), CharacterClass::letter) << static_cast<unsigned>(c);
    for (const char32_t c : {0x300, 0x309, 0x31B, 0x323}) EXPECT_EQ(class_of(c), CharacterClass::mark);
    for (const char32_t c : {U'0', U'9', U'²', U'½'}) EXPECT_EQ(class_of(c), CharacterClass::digit);
    for (const char32_t c : {0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x2003, 0x202F, 0x3000}) EXPECT_TRUE(is_white_space(c));
    for (const char32_t c : {0x2D, 0x2F, 0x40, 0x5B, 0x60, 0x7B, 0xAD, 0x200B, 0xFFFD, 0x1F600, 0x00})
        EXPECT_EQ(class_of(c), CharacterClass::other) << static_cast<unsigned>(c);
}

TEST(Characters, OfAWordAreLettersMarksAndDigits) {
    for (const char32_t c : {U'a', U'ử', U'5', char32_t{0x301}}) EXPECT_TRUE(is_word_character(c));
    for (const char32_t c : {U' ', U'-', U'&', U'_', U'“'}) EXPECT_FALSE(is_word_character(c));
}

TEST(Characters, DecomposeIntoBaseAndMarks) {
    for (const auto& letter : vietnamese::letters()) {
        std::string parts;
        for (const char32_t part : decompose(decode_at(letter.composed, 0).value)) append_utf8(parts, part);

        EXPECT_EQ(parts, letter.decomposed);
    }
}

TEST(Utf8, GivesEveryCodePointBack) {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (c == 0xD800) c = 0xE000; // surrogates are no characters
        std::string bytes;
        append_utf8(bytes, c);
        const Decoded decoded = decode_at(bytes, 0);

        ASSERT_TRUE(decoded.valid);
        ASSERT_EQ(decoded.value, c);
        ASSERT_EQ(decoded.size, bytes.size());
    }
}

} // namespace

} // namespace dongthac::text
