#include <gtest/gtest.h>

#include "tests/document/plans.hpp"

namespace dongthac::tests {
namespace {

using base::Code;

Code refusal(std::string_view raw) {
    const auto outline = document::import_text(raw, "x.txt");
    EXPECT_FALSE(outline.has_value());
    return outline ? Code::internal : outline.error().code;
}

TEST(ImportRefusals, BytesThatAreNotUtf8AreNamedWithTheirPlace) {
    const auto outline = document::import_text("KẾ HOẠCH \xE1\xBB", "kế hoạch.txt");

    ASSERT_FALSE(outline.has_value());
    EXPECT_EQ(outline.error().code, Code::not_utf8);
    EXPECT_EQ(outline.error().arg("path"), "kế hoạch.txt");
    EXPECT_EQ(outline.error().arg("offset"), "13");
}

TEST(ImportRefusals, AFileOfWhiteSpaceIsEmpty) {
    for (const std::string_view raw : {"", " \n\t\r\n", "\xEF\xBB\xBF", "\xC2\xA0\n\xE2\x80\x83"})
        EXPECT_EQ(refusal(raw), Code::empty_file);
}

TEST(ImportRefusals, TextsThatAreNoPlanAreRefused) {
    EXPECT_EQ(refusal("Đi chợ:\n1. Gạo\n2. Mắm\n- Rau muống\n- Thịt 500 g\n"), Code::not_a_plan);
    EXPECT_EQ(refusal("int main() {\n    return 0; // 1. nothing\n}\n"), Code::not_a_plan);
    EXPECT_EQ(refusal("Hôm qua tôi đi dạo. Trời đẹp và có nhiều nội dung để kể.\n"), Code::not_a_plan);
    EXPECT_EQ(refusal("x"), Code::not_a_plan);
}

TEST(ImportRefusals, OneSignOfAPlanIsEnough) {
    EXPECT_TRUE(document::import_text("KẾ HOẠCH\nđưa tin\n", "x").has_value());
    EXPECT_TRUE(document::import_text("I. MỤC ĐÍCH, YÊU CẦU\nTrẻ vui.\n", "x").has_value());
    EXPECT_TRUE(document::import_text("Căn cứ Luật Trẻ em năm 2016;\nlàm tin.\n", "x").has_value());
    EXPECT_TRUE(document::import_text("Tin của lớp.\nNơi nhận:\n- Lưu.\n", "x").has_value());
}

TEST(ImportRefusals, DecomposedTextIsComposedAtTheDoor) {
    const model::Outline outline = import_ok("KÊ\xCC\x81 HOA\xCC\xA3\x43H\nĐưa tin trẻ ho\xCC\xA3\x63\n");

    EXPECT_EQ(outline.doc_type, "Kế hoạch");
    EXPECT_EQ(outline.subject, "Đưa tin trẻ họ\x63");
}

} // namespace
} // namespace dongthac::tests
