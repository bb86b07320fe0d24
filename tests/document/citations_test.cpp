#include <gtest/gtest.h>

#include "shared/document/citations.hpp"

namespace dongthac::tests {
namespace {

using document::maker_of;
using document::plans_quoted;
using model::ParentReference;

const ParentReference kFull{"12", "KH-SGDĐT", text::Date{2026, 2, 3}, "Sở Giáo dục và Đào tạo Bình Yên",
                            "đưa tin năm 2026"};

struct Case {
    const char* name;
    const char* text;
    std::vector<ParentReference> expected;
};

class Quoted : public ::testing::TestWithParam<Case> {};

TEST_P(Quoted, IsReadAsWritten) { EXPECT_EQ(plans_quoted(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Plans, Quoted,
    ::testing::Values(
        Case{"about_the_matter",
             "Căn cứ Kế hoạch số 12/KH-SGDĐT ngày 03/02/2026 của Sở Giáo dục và Đào tạo Bình Yên về việc đưa tin năm "
             "2026;",
             {kFull}},
        Case{"about",
             "Thực hiện Kế hoạch số 12/KH-SGDĐT, ngày 03 tháng 02 năm 2026 của Sở Giáo dục và Đào tạo Bình Yên về đưa "
             "tin năm 2026.",
             {kFull}},
        Case{"about_forgotten",
             "Cụ thể hóa Kế hoạch số 12/KH-SGDĐT ngày 3/2/2026 của Sở Giáo dục và Đào tạo đưa tin năm 2026.",
             {{"12", "KH-SGDĐT", text::Date{2026, 2, 3}, "Sở Giáo dục và Đào tạo", "đưa tin năm 2026"}}},
        Case{"followed_by_the_maker",
             "Thực hiện Kế hoạch số 12/KH-SGDĐT ngày 03/02/2026 của Sở Giáo dục và Đào tạo Bình Yên về đưa tin năm "
             "2026, Phòng Văn hóa "
             "xây dựng kế hoạch như sau:",
             {kFull}},
        Case{"two_in_one_line",
             "Căn cứ Kế hoạch số 12/KH-SGDĐT ngày 03/02/2026 của Sở Giáo dục và Đào tạo Bình Yên về việc đưa tin năm "
             "2026; Kế hoạch số "
             "7/KH-UBND ngày 5/2/2026 của UBND phường Hoa Phượng về nuôi dạy trẻ;",
             {kFull, {"7", "KH-UBND", text::Date{2026, 2, 5}, "UBND phường Hoa Phượng", "nuôi dạy trẻ"}}},
        Case{
            "spaces_in_the_symbol",
            "Căn cứ Kế hoạch số 12 /KH- SGDĐT ngày 03/02/2026 của Sở Giáo dục và Đào tạo Bình Yên về đưa tin năm 2026;",
            {kFull}},
        Case{"year_in_the_number",
             "Kế hoạch số 12/2026/KH-UBND về đưa tin",
             {{"12/2026", "KH-UBND", std::nullopt, "", "đưa tin"}}},
        Case{"number_alone", "theo Kế hoạch số 9/KH-TrMN", {{"9", "KH-TrMN", std::nullopt, "", ""}}},
        Case{"blank_day",
             "Kế hoạch số 9/KH-TrMN ngày   /3/2026 của Trường Mầm non Sao",
             {{"9", "KH-TrMN", std::nullopt, "Trường Mầm non Sao", ""}}},
        Case{"no_number", "Căn cứ Kế hoạch năm học của nhà trường;", {}},
        Case{"another_kind", "Căn cứ Quyết định số 12/QĐ-UBND ngày 03/02/2026 của UBND;", {}},
        Case{"cut_off", "Kế hoạch số 12/", {}}),
    [](const auto& test) { return test.param.name; });

TEST(MakerOf, IsTheOfficeThatSpeaksLast) {
    EXPECT_EQ(maker_of("Trường Mầm non Sao Mai xây dựng Kế hoạch đưa tin như sau:"), "Trường Mầm non Sao Mai");
    EXPECT_EQ(maker_of("Thực hiện Kế hoạch số 1/KH-A của Sở về việc tổ chức đưa tin, Ủy ban nhân dân phường Hoa Phượng "
                       "ban hành Kế hoạch "
                       "xây dựng trang tin như sau:"),
              "Ủy ban nhân dân phường Hoa Phượng");
    EXPECT_EQ(maker_of("Kế hoạch được trình bày như sau:"), "");
}

} // namespace
} // namespace dongthac::tests
