#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "shared/text/nfc.hpp"
#include "shared/text/read_plain.hpp"

namespace dongthac::text {

namespace {

const std::string kMotto = "Độc lập - Tự do - Hạnh phúc\nKế hoạch của trường";

std::string utf16(std::string_view utf8, bool little) {
    std::string bytes;
    for (const char32_t c : to_code_points(utf8)) {
        const char low = static_cast<char>(c & 0xFF);
        const char high = static_cast<char>(c >> 8);
        bytes += little ? std::string{low, high} : std::string{high, low};
    }
    return bytes;
}

/// Vietnamese as old Windows programs saved it: hats within the letter, the tone after it.
std::string windows_1258(std::string_view utf8) {
    std::string bytes;
    for (const char32_t c : to_code_points(utf8)) {
        int found = -1;
        for (int byte = 0; byte < 256 && found < 0; ++byte)
            if (from_windows_1258(static_cast<unsigned char>(byte)) == c) found = byte;
        EXPECT_GE(found, 0) << static_cast<unsigned>(c);
        bytes += static_cast<char>(found);
    }
    return bytes;
}

TEST(ReadPlain, ReadsUnicodeInEachForm) {
    EXPECT_EQ(read_plain(kMotto, "a.txt").value().utf8, kMotto);
    EXPECT_EQ(read_plain("\xEF\xBB\xBF" + kMotto, "a.txt").value().utf8, kMotto);
    for (const bool little : {true, false}) {
        const auto plain = read_plain(utf16("\uFEFF" + kMotto, little), "a.txt");
        ASSERT_TRUE(plain);
        EXPECT_EQ(plain->utf8, kMotto);
        EXPECT_EQ(plain->encoding, PlainEncoding::utf16);
        const auto unmarked = read_plain(utf16(kMotto, little), "a.txt");
        ASSERT_TRUE(unmarked);
        EXPECT_EQ(unmarked->utf8, kMotto);
    }
}

TEST(ReadPlain, ComposesWindows1258) {
    const auto plain = read_plain(windows_1258("Đô\u0323c lâ\u0323p - Tư\u0323 do - Ha\u0323nh phu\u0301c"), "a.txt");

    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->utf8, "Độc lập - Tự do - Hạnh phúc");
    EXPECT_EQ(plain->encoding, PlainEncoding::windows_1258);
}

TEST(ReadPlain, ReadsTheBytesOfOldFonts) {
    // "Céng hßa x· héi chñ nghÜa" and "Coäng hoøa xaõ hoäi" as bytes.
    const auto tcvn3 = read_plain("C\xE9ng h\xDF"
                                  "a x\xB7 h\xE9i ch\xF1 ngh\xDC"
                                  "a Tr\xAD\xEAng",
                                  "a.txt");
    const auto vni = read_plain("Co\xE4ng ho\xF8"
                                "a xa\xF5 ho\xE4i",
                                "a.txt");

    ASSERT_TRUE(tcvn3);
    EXPECT_EQ(tcvn3->utf8, "Cộng hòa xã hội chủ nghĩa Trường");
    EXPECT_EQ(tcvn3->legacy, LegacyTable::tcvn3);
    ASSERT_TRUE(vni);
    EXPECT_EQ(vni->utf8, "Cộng hòa xã hội");
    EXPECT_EQ(vni->legacy, LegacyTable::vni);
}

TEST(ReadPlain, ATextThatWasCutAnywhereInItsLastWordIsUtf8) {
    const std::string text = kMotto + " Hoa Phượng";
    for (std::size_t size = kMotto.size(); size <= text.size(); ++size) {
        const auto plain = read_plain(std::string_view(text).substr(0, size), "a.txt");

        ASSERT_TRUE(plain) << size;
        EXPECT_EQ(plain->encoding, PlainEncoding::utf8) << size;
        EXPECT_EQ(plain->utf8.substr(0, kMotto.size()), kMotto) << size;
        const bool inside = size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0u) == 0x80u;
        EXPECT_EQ(plain->broken, inside ? 1u : 0u) << size;
        EXPECT_EQ(plain->utf8.ends_with("\uFFFD"), inside) << size;
    }
}

TEST(ReadPlain, ALostByteCostsOneLetterAndNotTheEncoding) {
    for (std::size_t lost = 0; lost < kMotto.size(); ++lost) {
        std::string bytes = kMotto;
        bytes.erase(lost, 1);

        const auto plain = read_plain(bytes, "a.txt");

        ASSERT_TRUE(plain) << lost;
        EXPECT_EQ(plain->encoding, PlainEncoding::utf8) << lost;
        EXPECT_LE(plain->broken, 1u) << lost;
        EXPECT_NE(plain->utf8.find(lost < 20 ? "trường" : "Độc"), std::string::npos) << lost;
    }
}

TEST(ReadPlain, ManyBrokenBytesAreAnotherEncoding) {
    std::string bytes = kMotto;
    for (int i = 0; i < 3; ++i) bytes += " t\xE9l\xE9 caf\xE9";

    const auto plain = read_plain(bytes, "a.txt");

    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->encoding, PlainEncoding::windows_1252);
    EXPECT_EQ(plain->broken, 0u);
}

TEST(ReadPlain, ReadsOldFontsThatWereSavedAsUnicode) {
    const auto plain = read_plain("Céng hßa x· héi chñ nghÜa", "a.txt");

    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->utf8, "Cộng hòa xã hội chủ nghĩa");
    EXPECT_EQ(plain->encoding, PlainEncoding::utf8);
    EXPECT_EQ(plain->legacy, LegacyTable::tcvn3);
}

TEST(ReadPlain, TakesWesternTextForWhatItIs) {
    const auto plain = read_plain("L\x92\xE9t\xE9 fran\xE7"
                                  "ais \x80 20",
                                  "a.txt");

    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->utf8, "L’été français € 20");
    EXPECT_EQ(plain->encoding, PlainEncoding::windows_1252);
    EXPECT_EQ(plain->legacy, std::nullopt);
}

TEST(ReadPlain, RefusesWhatIsNoText) {
    const std::string picture("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16);
    EXPECT_EQ(read_plain(picture, "ảnh.txt").error(),
              (base::Error{base::Code::not_utf8, {{"path", "ảnh.txt"}, {"offset", "8"}}}));
    EXPECT_EQ(read_plain("", "a.txt").error().code, base::Code::empty_file);
    EXPECT_EQ(read_plain(" \n\t", "a.txt").error().code, base::Code::empty_file);
    EXPECT_EQ(read_plain("\xFF\xFE", "a.txt").error().code, base::Code::empty_file);
}

} // namespace

} // namespace dongthac::text
