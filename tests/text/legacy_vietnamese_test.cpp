#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "shared/text/legacy_vietnamese.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/syllable.hpp"

namespace dongthac::text {

namespace {

constexpr LegacyEncoding kTcvn3{LegacyTable::tcvn3, false};
constexpr LegacyEncoding kTcvn3Capitals{LegacyTable::tcvn3, true};
constexpr LegacyEncoding kVni{LegacyTable::vni, false};

TEST(LegacyVietnamese, KnowsTheFontsByTheirNames) {
    const std::vector<std::pair<std::string, std::optional<LegacyEncoding>>> cases = {
        {".VnTime", kTcvn3},
        {".VnTimeH", kTcvn3Capitals},
        {".VnArial NarrowH", kTcvn3Capitals},
        {"ABCDEF+.VnTime,Bold", kTcvn3},
        {"ABCDEF+.VnTimeH-Bold", kTcvn3Capitals},
        {"VnTime", kTcvn3},
        {"VNI-Times", kVni},
        {"VNI-Times-Bold", kVni},
        {"ABCDEF+VNI-Helve,Italic", kVni},
        {"VNI Times", kVni},
        {"Times New Roman", std::nullopt},
        {"TimesNewRomanPS-BoldMT", std::nullopt},
        {"Vni", std::nullopt},
        {"", std::nullopt},
        {"+", std::nullopt},
    };

    for (const auto& [name, expected] : cases) EXPECT_EQ(legacy_font(name), expected) << name;
}

TEST(LegacyVietnamese, ReadsTcvn3) {
    EXPECT_EQ(from_legacy("Céng hßa x· héi chñ nghÜa ViÖt Nam", kTcvn3), "Cộng hòa xã hội chủ nghĩa Việt Nam");
    EXPECT_EQ(from_legacy("KÕ ho¹ch truyÒn th«ng cña Tr\u00ADêng MÇm non", kTcvn3),
              "Kế hoạch truyền thông của Trường Mầm non");
    EXPECT_EQ(from_legacy("§éc lËp - Tù do - H¹nh phóc", kTcvn3), "Độc lập - Tự do - Hạnh phúc");
    EXPECT_EQ(from_legacy("kÕ ho¹ch n\u00A8m 2008", kTcvn3Capitals), "KẾ HOẠCH NĂM 2008");
}

TEST(LegacyVietnamese, ReadsVni) {
    EXPECT_EQ(from_legacy("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", kVni), "Cộng hòa xã hội chủ nghĩa Việt Nam");
    EXPECT_EQ(from_legacy("KEÁ HOAÏCH TRUYEÀN THOÂNG CUÛA TRÖÔØNG MAÀM NON", kVni),
              "KẾ HOẠCH TRUYỀN THÔNG CỦA TRƯỜNG MẦM NON");
    EXPECT_EQ(from_legacy("Ñoäc laäp - Töï do - Haïnh phuùc", kVni), "Độc lập - Tự do - Hạnh phúc");
    EXPECT_EQ(from_legacy("kyû luaät, lyù do, thò xaõ, khæ, myõ, taïi choã, naêm, baèng, caém, laëng, chaün", kVni),
              "kỷ luật, lý do, thị xã, khỉ, mỹ, tại chỗ, năm, bằng, cắm, lặng, chẵn");
}

TEST(LegacyVietnamese, PutsNoMarkOnAVowelThatCannotCarryIt) {
    EXPECT_EQ(from_legacy("Hoë, uâ, bâ", kVni), "Hoë, uâ, bâ");
}

TEST(LegacyVietnamese, PutsAMarkOnTheLetterOfTheRunBeforeIt) {
    const auto joined = [](const std::string& first, const std::string& second) {
        return text::to_nfc(from_legacy(first, kVni) + from_legacy(second, kVni, first)).value();
    };

    EXPECT_EQ(joined("hoï", "c"), "học");
    EXPECT_EQ(joined("ho", "ïc"), "học");
    EXPECT_EQ(joined("TRÖÔ", "ØNG"), "TRƯỜNG");
    EXPECT_EQ(joined("vieä", "ùt"), "việùt"); // one mark each
    EXPECT_EQ(joined("aâù", ""), "âù");
    EXPECT_EQ(joined("Trường ho", "à"), "Trường hoà"); // typed as Unicode
    EXPECT_EQ(joined("", "ïc"), "ïc");
    EXPECT_EQ(joined("ho", "ïc ñöôøng phố hoïc"), "học đường phố học"); // one word of the second run is Unicode
    EXPECT_EQ(from_legacy("µ", kTcvn3, "a"), "à");
}

TEST(LegacyVietnamese, HasEachSmallLetterInTcvn3AndEachLetterInVni) {
    // The letters as the two fonts' makers list them: all 67 small ones, and what stands for them.
    const std::string small = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ";
    EXPECT_EQ(from_legacy("µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00ADõö÷øùúûüýþ®", kTcvn3), small);
    EXPECT_EQ(
        from_legacy("aøaûaõaùaïaêaèaúaüaéaëaâaàaåaãaáaäeøeûeõeùeïeâeàeåeãeáeäìæóíòoøoûoõoùoïoâoàoåoãoáoäôôøôûôõôùôï"
                    "uøuûuõuùuïööøöûöõöùöïyøyûyõyùîñ",
                    kVni),
        small);
}

TEST(LegacyVietnamese, LeavesARunAloneThatIsUnicodeAlready) {
    for (const LegacyEncoding encoding : {kTcvn3, kVni})
        EXPECT_EQ(from_legacy("Trường và toán", encoding), "Trường và toán");
}

TEST(LegacyVietnamese, LeavesAWordAloneThatIsUnicodeAndReadsThoseBesideIt) {
    EXPECT_EQ(from_legacy("1. C«ng t¸c cña Trường vµ nhµ gi¸o, häc sinh.", kTcvn3),
              "1. Công tác của Trường và nhà giáo, học sinh.");
    EXPECT_EQ(from_legacy("Coâng taùc cuûa Trường vaø nhaø giaùo", kVni), "Công tác của Trường và nhà giáo");
    EXPECT_EQ(from_legacy("cña   Trường\tvµ", kTcvn3), "của   Trường\tvà");
}

TEST(LegacyVietnamese, LeavesWordsOfAUnicodeRunAloneThatCouldBeEither) {
    // "và" and "bà" are syllables; so is what they are by the table.
    EXPECT_EQ(from_legacy("bà và phường", kTcvn3), "bà và phường");
    EXPECT_EQ(from_legacy("bà và", kTcvn3), "bỔ vỔ");
}

TEST(LegacyVietnamese, ReadsWhatASymbolFontsPrivatePlacesAndAGreekMuStandFor) {
    EXPECT_EQ(from_legacy("C\uF0E9ng v\u03BC", kTcvn3), "Cộng và");
}

TEST(LegacyVietnamese, IsDetectedInTextWithoutFonts) {
    EXPECT_EQ(detect_legacy("Céng hßa x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc"), kTcvn3);
    EXPECT_EQ(detect_legacy("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"), kVni);
    EXPECT_EQ(detect_legacy("Tr\u00ADêng TiÓu häc"), kTcvn3);
}

TEST(LegacyVietnamese, IsNotSeenInOtherText) {
    for (const char* text : {
             "Cộng hòa xã hội chủ nghĩa Việt Nam",
             "hà và là mà cá tá bã bà tròn trông công tôi lên",
             "A plan of the school, 5 µm wide at 25 °C, “quoted” and « quoted », § 3, © 2026",
             "L’été dernier, le garçon français a mangé là-bas où sa mère a été élevée à côté du château.",
             "Où va la mère, où le garçon a été élevé",
             "Größe über für schön Übung Straße",
             "ação não são coração informação",
             "",
         })
        EXPECT_EQ(detect_legacy(text), std::nullopt) << text;
}

TEST(Syllable, IsBuiltAsVietnameseOnesAre) {
    for (const char* word : {"trường", "Quyền", "GÌ", "nghiêng", "y", "ở", "giữa", "quốc", "khuya", "đ\u1EB7c", "gìn"})
        EXPECT_TRUE(is_syllable(word)) << word;
    for (const char* word : {"", "plan", "été", "school", "trữờng", "q", "đ", "ngh", "số1", "nghiêngnghiêngnghiêng"})
        EXPECT_FALSE(is_syllable(word)) << word;
}

} // namespace

} // namespace dongthac::text
