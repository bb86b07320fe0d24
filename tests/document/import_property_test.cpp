
#include <gtest/gtest.h>

#include "shared/base/random.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/tokens.hpp"
#include "tests/document/plans.hpp"

namespace dongthac::tests {
namespace {

constexpr std::uint64_t kSeed = 20261121;
constexpr int kRounds = 3000;

// Pieces that mean something to the importer, put together without sense.
const std::vector<std::string> kPieces = {"KẾ HOẠCH",
                                          "BÁO CÁO",
                                          "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                                          "Độc lập - Tự do - Hạnh phúc",
                                          "Số: 12/KH-A",
                                          "Số:",
                                          "/KH-UBND",
                                          "Hoa Phượng, ngày 1 tháng 2 năm 2026",
                                          "ngày",
                                          "tháng",
                                          "năm",
                                          "UBND PHƯỜNG",
                                          "TRƯỜNG MẦM NON",
                                          "Căn cứ",
                                          "Thực hiện",
                                          "Kế hoạch số 3/KH-",
                                          "UBND ngày 4/5/2026 của Sở về việc tin;",
                                          "Quyết định số",
                                          "Kính gửi:",
                                          "như sau:",
                                          "xây dựng",
                                          "I.",
                                          "II.",
                                          "V.",
                                          "1.",
                                          "1.1.",
                                          "2.",
                                          "a)",
                                          "đ)",
                                          "-",
                                          "+",
                                          "•",
                                          "*",
                                          "---",
                                          "________",
                                          "2",
                                          "3",
                                          "4",
                                          "MỤC ĐÍCH, YÊU CẦU",
                                          "Mục đích",
                                          "Yêu cầu:",
                                          "NỘI DUNG",
                                          "TỔ CHỨC THỰC HIỆN",
                                          "KINH PHÍ",
                                          "Đề nghị các lớp:",
                                          "[bookmark: a1]",
                                          "[bookmark:",
                                          "x]",
                                          "http://a.example/",
                                          "www.a.example",
                                          "./.",
                                          "Trên đây là",
                                          "Nơi nhận:",
                                          "Lưu: VT.",
                                          "TM.",
                                          "KT. HIỆU TRƯỞNG",
                                          "PHÓ HIỆU TRƯỞNG",
                                          "CHỦ TỊCH",
                                          "Lò Văn Sáng",
                                          "(Đã ký)",
                                          "PHỤ LỤC",
                                          "Phụ lục kèm theo",
                                          "năm học 2023-2024",
                                          "trẻ vui",
                                          "các các",
                                          "2024-",
                                          "2026",
                                          "QĐ-",
                                          "“",
                                          "”",
                                          "…",
                                          "\u00A0",
                                          "\u200B",
                                          "\uFFFD",
                                          "😀",
                                          "ửng hộ"};

std::string soup(base::Random& random) {
    const std::vector<std::string> gaps = {" ",  " ",  " ",    "",     "\t",     "      ",
                                           "\n", "\n", "\n\n", "\r\n", " \n \n", "\f"};
    std::string out;
    const std::uint64_t pieces = 1 + random.below(60);
    for (std::uint64_t i = 0; i < pieces; ++i)
        out += kPieces[random.below(kPieces.size())] + gaps[random.below(gaps.size())];
    return out;
}

std::string sorted_characters(std::string_view raw) {
    std::string out;
    for (const std::string& token : text::tokenise(*text::to_nfc(raw)))
        if (text::count_words(token) > 0) out += token;
    for (const std::string_view mark : {"\u200B", "\u2060", "\uFEFF"}) // print nothing
        for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at))
            out.erase(at, mark.size());
    std::erase(out, '|');
    std::ranges::sort(out);
    return out;
}

TEST(ImportProperty, NoSoupOfPiecesLosesOrDoublesACharacter) {
    base::SeededRandom random(kSeed);
    int read = 0;
    for (int round = 0; round < kRounds; ++round) {
        const std::string raw = soup(random);

        const auto outline = document::import_text(raw, "soup");

        if (!outline) continue;
        ++read;
        ASSERT_EQ(outline->words, outline->placed_words + outline->unplaced_words)
            << "seed " << kSeed << " round " << round;
        ASSERT_EQ(outline->words, text::count_words(*text::to_nfc(raw)))
            << "seed " << kSeed << " round " << round << "\n"
            << raw;
        ASSERT_EQ(kept_characters(*outline), sorted_characters(raw)) << "seed " << kSeed << " round " << round << "\n"
                                                                     << raw;
        for (const model::Flag& flag : outline->flags)
            if (flag.item) {
                ASSERT_LT(*flag.item, outline->items.size());
            }
    }
    EXPECT_GT(read, kRounds / 3); // otherwise the soups prove nothing
}

TEST(ImportProperty, NoBytesCrashIt) {
    base::SeededRandom random(kSeed + 1);
    for (int round = 0; round < 500; ++round) {
        std::string raw = kSchoolPlan;
        for (int hit = 0; hit < 20; ++hit) raw[random.below(raw.size())] = static_cast<char>(random.below(256));
        raw.resize(random.below(raw.size()) + 1);

        const auto outline = document::import_text(raw, "damaged");

        if (outline) {
            ASSERT_EQ(outline->words, outline->placed_words + outline->unplaced_words)
                << "seed " << kSeed + 1 << " round " << round;
        }
    }
}

TEST(ImportProperty, KeepsEveryWordOfLongTextsOfEveryShape) {
    // Shapes that made a careless reader quadratic. What they cost is for bench/ to say.
    const std::vector<std::pair<std::string, std::string>> shapes = {
        {"KẾ HOẠCH\nTin\nI. NỘI DUNG\n", "- Mỗi lớp gửi một tin mỗi tuần cho tổ.\n"},
        {"KẾ HOẠCH\nTin\nI. NỘI DUNG\n", "một dòng rất dài "},
        {"KẾ HOẠCH\nTin\nCăn cứ ", "Kế hoạch số 1/KH-A ngày 1/1/2026 của Sở về tin; "},
        {"KẾ HOẠCH\nTin\n", "[bookmark: a]x "},
        {"KẾ HOẠCH\nTin\n", "http://a.example\n"},
        {"SỞ ", "CỘNG HÒA XÃ HỘI Độc lập Số: 1/KH-A ngày "},
        {"Nơi nhận:\n", "TM. PHÓ CHỦ TỊCH KT. "},
        {"Nơi nhận:\nTM. ", "PHÓ a "},
        {"Nơi nhận:\n", "NGƯỜI LẬP    HIỆU TRƯỞNG\nLò Văn A\n"},
        {"KẾ HOẠCH\nTin\nI. NỘI DUNG\na\tb\tc\n", "\tx\n"},
        {"KẾ HOẠCH\nTin\n", "a\u200B"},
        {"Nơi nhận:\n", "- Lưu; "},
        {"KẾ HOẠCH\nTin\nTrường , ", "a xây dựng, "}};
    for (const auto& [head, unit] : shapes) {
        std::string raw = head;
        while (raw.size() < 1'000'000) raw += unit;
        raw += "\nKẾ HOẠCH\nTin\n";

        const auto outline = document::import_text(raw, "long");

        ASSERT_TRUE(outline.has_value()) << head << unit;
        EXPECT_EQ(outline->words, text::count_words(raw)) << head << unit;
        EXPECT_EQ(outline->words, outline->placed_words + outline->unplaced_words) << head << unit;
    }
}

} // namespace
} // namespace dongthac::tests
