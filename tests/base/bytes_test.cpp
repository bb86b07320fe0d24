#include <string>

#include <gtest/gtest.h>

#include "shared/base/bytes.hpp"

namespace dongthac::base {

namespace {

TEST(Hex, IsTwoSmallDigitsAByte) {
    EXPECT_EQ(to_hex(Bytes{0x00, 0x0f, 0xa5, 0xff}), "000fa5ff");
    EXPECT_EQ(to_hex({}), "");
}

TEST(Hex, ReadsBackEveryByteInEitherCase) {
    Bytes all;
    for (int value = 0; value < 256; ++value) all.push_back(static_cast<std::uint8_t>(value));
    std::string capitals = to_hex(all);
    for (char& c : capitals)
        if (c >= 'a') c = static_cast<char>(c - 32);

    EXPECT_EQ(from_hex(to_hex(all)).value(), all);
    EXPECT_EQ(from_hex(capitals).value(), all);
    EXPECT_EQ(from_hex("").value(), Bytes{});
}

TEST(Hex, RefusesOddLengthsAndOtherCharacters) {
    for (const char* text : {"a", "abc", "0g", "g0", " 0", "0 ", "0x", "/0", ":0", "@0", "`0", "é"}) {
        const auto refused = from_hex(text);

        ASSERT_FALSE(refused) << text;
        EXPECT_EQ(refused.error().code, Code::bad_bytes);
    }
}

TEST(Bytes, AreTheTextWithoutACopy) {
    const std::string text("Đ\0a", 4);

    const ByteSpan bytes = as_bytes(text);

    EXPECT_EQ(to_hex(bytes), "c4900061");
    EXPECT_EQ(static_cast<const void*>(bytes.data()), text.data());
    EXPECT_EQ(as_text(bytes), text);
    EXPECT_TRUE(as_bytes("").empty());
}

} // namespace

} // namespace dongthac::base
