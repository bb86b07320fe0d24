#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shared/text/labels.hpp"

namespace dongthac::text {

namespace {

struct Case {
    std::string line;
    LabelKind kind;
    std::string printed;
    int number;
    std::string text; // what follows the label
};

void expect_labels(const std::vector<Case>& cases) {
    for (const Case& expected : cases) {
        const Label label = read_label(expected.line);
        EXPECT_EQ(label.kind, expected.kind) << expected.line;
        EXPECT_EQ(label.printed, expected.printed) << expected.line;
        EXPECT_EQ(label.number, expected.number) << expected.line;
        ASSERT_LE(label.text_offset, expected.line.size()) << expected.line;
        EXPECT_EQ(expected.line.substr(label.text_offset), expected.text) << expected.line;
    }
}

TEST(Roman, GoesThereAndBackFor1To3999) {
    for (int number = 1; number <= 3999; ++number) {
        const std::string roman = to_roman(number);
        ASSERT_FALSE(roman.empty());
        ASSERT_EQ(from_roman(roman), number) << roman;
    }
}

TEST(Roman, WritesTheUsualNumerals) {
    EXPECT_EQ(to_roman(1), "I");
    EXPECT_EQ(to_roman(4), "IV");
    EXPECT_EQ(to_roman(9), "IX");
    EXPECT_EQ(to_roman(14), "XIV");
    EXPECT_EQ(to_roman(40), "XL");
    EXPECT_EQ(to_roman(1994), "MCMXCIV");
    EXPECT_EQ(to_roman(3999), "MMMCMXCIX");
}

TEST(Roman, HasNothingOutside) {
    EXPECT_EQ(to_roman(0), "");
    EXPECT_EQ(to_roman(-1), "");
    EXPECT_EQ(to_roman(4000), "");
    for (const std::string& text : {std::string(), std::string("IIII"), std::string("VV"), std::string("IXI"),
                                    std::string("IC"), std::string("XM"), std::string("i"), std::string("MMMM"),
                                    std::string("A"), std::string("I."), std::string(" I"), std::string(100000, 'M')})
        EXPECT_FALSE(from_roman(text)) << text.substr(0, 20);
}

TEST(Points, FollowTheDecreesLetters) {
    const std::vector<std::string> letters = {"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                              "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};

    for (std::size_t i = 0; i < letters.size(); ++i) {
        EXPECT_EQ(point_letter(static_cast<int>(i) + 1), letters[i]);
        EXPECT_EQ(point_number(letters[i]), static_cast<int>(i) + 1);
    }
    EXPECT_EQ(point_letter(0), "");
    EXPECT_EQ(point_letter(24), "");
    for (const char* other : {"", "f", "j", "w", "z", "ă", "A", "ab"}) EXPECT_FALSE(point_number(other)) << other;
}

TEST(ReadLabel, ReadsRomanSections) {
    expect_labels({
        {"I. ĐẶC ĐIỂM", LabelKind::roman, "I.", 1, "ĐẶC ĐIỂM"},
        {"IV.TỔ CHỨC", LabelKind::roman, "IV.", 4, "TỔ CHỨC"},
        {"XXXIX. CUỐI", LabelKind::roman, "XXXIX.", 39, "CUỐI"},
        {"V/ TỔ CHỨC", LabelKind::roman, "V/", 5, "TỔ CHỨC"},
        {"II) NỘI DUNG", LabelKind::roman, "II)", 2, "NỘI DUNG"},
        {"    II.  NỘI DUNG ", LabelKind::roman, "II.", 2, "NỘI DUNG "},
        {"III.", LabelKind::roman, "III.", 3, ""},
        {"I. [bookmark: x]MỤC ĐÍCH", LabelKind::roman, "I.", 1, "[bookmark: x]MỤC ĐÍCH"},
    });
}

TEST(ReadLabel, ReadsArabicNumbers) {
    expect_labels({
        {"1. Mục đích", LabelKind::arabic, "1.", 1, "Mục đích"},
        {"1.Thuận lợi", LabelKind::arabic, "1.", 1, "Thuận lợi"},
        {"12.\u00A0Đối với", LabelKind::arabic, "12.", 12, "Đối với"},
        {"02. Yêu cầu", LabelKind::arabic, "02.", 2, "Yêu cầu"},
        {"3) Kênh", LabelKind::arabic, "3)", 3, "Kênh"},
        {"3/ Kênh", LabelKind::arabic, "3/", 3, "Kênh"},
        {"3)Kênh", LabelKind::arabic, "3)", 3, "Kênh"},
        {"4.“Tuần lễ”", LabelKind::arabic, "4.", 4, "“Tuần lễ”"},
        {"\t1.", LabelKind::arabic, "1.", 1, ""},
    });
}

TEST(ReadLabel, ReadsNestedNumbersByTheLastOne) {
    expect_labels({
        {"1.2. Nội dung", LabelKind::arabic_pair, "1.2.", 2, "Nội dung"},
        {"1.2.Nội dung", LabelKind::arabic_pair, "1.2.", 2, "Nội dung"},
        {"3.10 Nội dung", LabelKind::arabic_pair, "3.10", 10, "Nội dung"},
        {"2.1) Ở trường", LabelKind::arabic_pair, "2.1)", 1, "Ở trường"},
        {"1.2.3. Đội", LabelKind::arabic_pair, "1.2.3.", 3, "Đội"},
    });
}

TEST(ReadLabel, ReadsPoints) {
    expect_labels({
        {"a) Đối với", LabelKind::point, "a)", 1, "Đối với"},
        {"đ) Phòng", LabelKind::point, "đ)", 5, "Phòng"},
        {"e)Phòng", LabelKind::point, "e)", 6, "Phòng"},
        {"b. Trường", LabelKind::point, "b.", 2, "Trường"},
        {"c/ Trường", LabelKind::point, "c/", 3, "Trường"},
    });
}

TEST(ReadLabel, ReadsDashesPlusesAndDots) {
    expect_labels({
        {"- Truyền thông", LabelKind::dash, "-", 0, "Truyền thông"},
        {" -Thực hiện", LabelKind::dash, "-", 0, "Thực hiện"},
        {"– Các trường", LabelKind::dash, "–", 0, "Các trường"},
        {"- 100% trường", LabelKind::dash, "-", 0, "100% trường"},
        {"-", LabelKind::dash, "-", 0, ""},
        {"+ Trang", LabelKind::plus, "+", 0, "Trang"},
        {"+Trang", LabelKind::plus, "+", 0, "Trang"},
        {"• Một", LabelKind::dot, "•", 0, "Một"},
        {"\uF0B7\tMột", LabelKind::dot, "\uF0B7", 0, "Một"},
        {"* Lưu ý", LabelKind::dot, "*", 0, "Lưu ý"},
    });
}

TEST(ReadLabel, LeavesOtherLinesWhole) {
    for (const char* line : {"",
                             "   ",
                             "1945 là năm",
                             "2025. Trong năm",
                             "2025, tầm nhìn",
                             "V/v thực hiện",
                             "VIỆT NAM",
                             "I",
                             "IIII. Sai",
                             "C. Mác",
                             "V.I. Lê-nin",
                             "Mầm non",
                             "1 trường",
                             "15 giờ",
                             "05/9/2018 của",
                             "08.9.2020 của",
                             "1.000 học sinh",
                             "1.500.000 đồng",
                             "1.5 triệu đồng",
                             "1.5",
                             "2.%",
                             "0. Không",
                             "1.0. Không",
                             "f) Không",
                             "w) Không",
                             "a Không",
                             "v.v. còn lại",
                             "d/c Lan",
                             "đ.c Lan",
                             "ă) Không",
                             "---",
                             "----------",
                             "***",
                             "++",
                             "+84 912 000 000",
                             "(1) ngoặc",
                             "“- trích”"}) {
        const Label label = read_label(line);

        EXPECT_EQ(label.kind, LabelKind::none) << line;
        EXPECT_EQ(label.printed, "") << line;
        EXPECT_EQ(label.text_offset, 0u) << line;
    }
}

TEST(ReadLabel, ReadsEverySectionAndPointItCanWrite) {
    for (int number = 1; number <= 39; ++number) {
        const std::string printed = to_roman(number) + ".";
        EXPECT_EQ(read_label(printed + " X").printed, printed);
        EXPECT_EQ(read_label(printed + " X").number, number);
    }
    for (int number = 1; number <= 23; ++number) {
        const Label label = read_label(point_letter(number) + ") x");
        EXPECT_EQ(label.kind, LabelKind::point);
        EXPECT_EQ(label.number, number);
    }
}

} // namespace

} // namespace dongthac::text
