#include <gtest/gtest.h>

#include "tests/document/plans.hpp"

namespace dongthac::tests {
namespace {

using Texts = std::vector<std::string>;

/// The items below the subject, each as "<level> <role> <label> <text>".
Texts tree_of(const std::string& body) {
    Texts out;
    for (const model::OutlineItem& item : import_ok("KẾ HOẠCH\nĐưa tin năm 2026\n" + body).items)
        if (item.role > ItemRole::subject || item.role == ItemRole::paragraph)
            out.push_back(std::to_string(item.level) + " " + std::string(model::name_of(item.role)) + " " +
                          (item.label.empty() ? "" : item.label + " ") + item.text);
    return out;
}

TEST(ImportNesting, TwoNumbersStandBelowOneWithOrWithoutALastDot) {
    const std::string dotted = "1. MỤC ĐÍCH, YÊU CẦU\n1.1. Mục đích\n- Trẻ vui.\n1.2. Yêu cầu\n- Đúng hẹn.\n"
                               "2. TỔ CHỨC THỰC HIỆN\n2.1. Văn phòng\n- Đăng tin.\n2.2. Các lớp\n- Gửi tin.\n";
    std::string bare = dotted;
    for (const char* label : {"1.1", "1.2", "2.1", "2.2"}) bare = with(bare, std::string(label) + ".", label);

    EXPECT_EQ(tree_of(bare), (Texts{"0 section 1. MỤC ĐÍCH, YÊU CẦU", "1 subsection 1.1 Mục đích",
                                    "2 purpose - Trẻ vui.", "1 subsection 1.2 Yêu cầu", "2 requirement - Đúng hẹn.",
                                    "0 section 2. TỔ CHỨC THỰC HIỆN", "1 assignee 2.1 Văn phòng",
                                    "2 assignment - Đăng tin.", "1 assignee 2.2 Các lớp", "2 assignment - Gửi tin."}));
    EXPECT_EQ(texts_of(import_ok("KẾ HOẠCH\nĐưa tin năm 2026\n" + dotted), ItemRole::assignee),
              (Texts{"2.1. Văn phòng", "2.2. Các lớp"}));
}

TEST(ImportNesting, ThreeNumbersStandBelowTwoHoweverTheirLastDotsAreSet) {
    for (const auto& [two, three] : {std::pair("1.1", "1.1.1"), std::pair("1.1.", "1.1.1"), std::pair("1.1", "1.1.1.")})
        EXPECT_EQ(tree_of("I. NỘI DUNG\n1. Tin của lớp\n" + std::string(two) + " Bữa ăn\n" + three + " Rau\n"),
                  (Texts{"0 section I. NỘI DUNG", "1 subsection 1. Tin của lớp",
                         "2 subsection " + std::string(two) + " Bữa ăn", "3 topic " + std::string(three) + " Rau"}));
}

TEST(ImportNesting, AKnownWordAmongTopicsIsATopicUnlessSomethingStandsBelowIt) {
    EXPECT_EQ(tree_of("I. NỘI DUNG\n1. Bữa ăn của bé.\n2. Kinh phí mua sách đầu năm.\n3. Đổi mới hình thức đưa tin\n"
                      "4. Ngày hội.\n"),
              (Texts{"0 section I. NỘI DUNG", "1 topic 1. Bữa ăn của bé.", "1 topic 2. Kinh phí mua sách đầu năm.",
                     "1 topic 3. Đổi mới hình thức đưa tin", "1 topic 4. Ngày hội."}));
    EXPECT_EQ(tree_of("I. NỘI DUNG\n1. Bữa ăn của bé.\n2. Kinh phí.\n- Ba triệu đồng.\n3. Hình thức\nBảng tin.\n"),
              (Texts{"0 section I. NỘI DUNG", "1 topic 1. Bữa ăn của bé.", "1 subsection 2. Kinh phí.",
                     "2 budget - Ba triệu đồng.", "1 subsection 3. Hình thức", "2 channel Bảng tin."}));
}

TEST(ImportNesting, AKnownWordThatEndsLikeAnItemAndHasNothingBelowIsOne) {
    EXPECT_EQ(
        tree_of("1. Số tin đã đăng.\n2. Khó khăn, vướng mắc.\n3. Đề xuất.\n"),
        (Texts{"0 paragraph 1. Số tin đã đăng.", "0 paragraph 2. Khó khăn, vướng mắc.", "0 paragraph 3. Đề xuất."}));
}

TEST(ImportNesting, ABulletWithAPurposeWordAndAColonHeadsItsList) {
    EXPECT_EQ(tree_of("I. MỤC ĐÍCH, YÊU CẦU\n*Mục đích:\n- Trẻ vui.\n*Yêu cầu:\n- Đúng hẹn.\n- Đủ ảnh.\n"),
              (Texts{"0 section I. MỤC ĐÍCH, YÊU CẦU", "1 subsection * Mục đích:", "2 purpose - Trẻ vui.",
                     "1 subsection * Yêu cầu:", "2 requirement - Đúng hẹn.", "2 requirement - Đủ ảnh."}));
    EXPECT_EQ(tree_of("I. TỔ CHỨC THỰC HIỆN\n1. Văn phòng\n- Nhiệm vụ:\n+ Đăng tin.\n").at(2),
              "2 assignment - Nhiệm vụ:");
}

} // namespace
} // namespace dongthac::tests
