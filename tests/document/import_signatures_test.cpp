#include <gtest/gtest.h>

#include "shared/document/export_text.hpp"
#include "tests/document/plans.hpp"

namespace dongthac::tests {
namespace {

using Texts = std::vector<std::string>;

model::Outline signed_by(const std::string& ending) {
    return import_ok("KẾ HOẠCH\nĐưa tin năm 2026\nI. NỘI DUNG\n- Tin của lớp.\nTrên đây là Kế hoạch đưa tin./.\n" +
                     ending);
}

struct Case {
    const char* name;
    const char* ending;
    Texts titles;
    const char* signer;
    Texts notes; ///< what stays of those who do not sign
};

class Signed : public ::testing::TestWithParam<Case> {};

TEST_P(Signed, ByTheHeadWhoeverElseStandsThere) {
    const Case& one = GetParam();

    const model::Outline outline = signed_by(one.ending);

    EXPECT_EQ(outline.signer_titles, one.titles);
    EXPECT_EQ(outline.signer_name, one.signer);
    EXPECT_EQ(texts_of(outline, ItemRole::paragraph), one.notes);
    EXPECT_EQ(texts_of(outline, ItemRole::signer_name), std::string(one.signer).empty() ? Texts{} : Texts{one.signer});
    EXPECT_EQ(flags_of(outline, "two_signers"), one.notes.size() > 1 && *one.signer != '\0' ? 1u : 0u);
    EXPECT_EQ(flags_of(outline, "missing_signer"), *one.signer == '\0' ? 1u : 0u);
    const std::string printed = document::export_text(outline);
    for (const std::string& note : one.notes) EXPECT_LT(printed.find(note), printed.find(one.titles.front() + "\n"));
}

INSTANTIATE_TEST_SUITE_P(
    Endings, Signed,
    ::testing::Values(
        Case{"two_columns",
             "NGƯỜI LẬP KẾ HOẠCH            HIỆU TRƯỞNG\n\nLò Thị Bưởi            Quàng Văn Cam\n",
             {"HIỆU TRƯỞNG"},
             "Quàng Văn Cam",
             {"NGƯỜI LẬP KẾ HOẠCH", "Lò Thị Bưởi"}},
        Case{"two_columns_turned_round",
             "HIỆU TRƯỞNG\tKẾ TOÁN TRƯỞNG\nQuàng Văn Cam\tLò Thị Bưởi\n",
             {"HIỆU TRƯỞNG"},
             "Quàng Văn Cam",
             {"KẾ TOÁN TRƯỞNG", "Lò Thị Bưởi"}},
        Case{"one_under_the_other",
             "Nơi nhận:\n- UBND xã;\n- Lưu: VT.\nNGƯỜI LẬP BIỂU\n(Ký, ghi rõ họ tên)\nLò Thị Bưởi\nHIỆU TRƯỞNG\n(Ký "
             "tên, "
             "đóng dấu)\nQuàng Văn Cam\n",
             {"HIỆU TRƯỞNG"},
             "Quàng Văn Cam",
             {"NGƯỜI LẬP BIỂU", "Lò Thị Bưởi"}},
        Case{"columns_torn_apart",
             "NGƯỜI LẬP\nHIỆU TRƯỞNG\nLò Thị Bưởi\nQuàng Văn Cam\n",
             {"HIỆU TRƯỞNG"},
             "Quàng Văn Cam",
             {"NGƯỜI LẬP", "Lò Thị Bưởi"}},
        Case{"one_name_below_two_titles",
             "NGƯỜI LẬP\nHIỆU TRƯỞNG\nQuàng Văn Cam\n",
             {"HIỆU TRƯỞNG"},
             "Quàng Văn Cam",
             {"NGƯỜI LẬP"}},
        Case{"approval_in_the_left_column",
             "DUYỆT CỦA BGH                 NGƯỜI LẬP\nPHÓ HIỆU TRƯỞNG\nQuàng Thị Cam                 Lò Thị Bưởi\n",
             {"DUYỆT CỦA BGH", "PHÓ HIỆU TRƯỞNG"},
             "Quàng Thị Cam",
             {"NGƯỜI LẬP", "Lò Thị Bưởi"}},
        Case{"head_of_a_group",
             "TỔ TRƯỞNG CHUYÊN MÔN            HIỆU TRƯỞNG\nLò Thị Bưởi            Quàng Văn Cam\n",
             {"HIỆU TRƯỞNG"},
             "Quàng Văn Cam",
             {"TỔ TRƯỞNG CHUYÊN MÔN", "Lò Thị Bưởi"}},
        Case{"minutes",
             "THƯ KÝ                                   CHỦ TRÌ\nLò Thị Bưởi                          Quàng Văn Cam\n",
             {"CHỦ TRÌ"},
             "Quàng Văn Cam",
             {"THƯ KÝ", "Lò Thị Bưởi"}},
        Case{"beside_the_recipients",
             "Nơi nhận:\tCHỦ TRÌ\tTHƯ KÝ\n- Lưu: VT.\tQuàng Văn Cam\tLò Thị Bưởi\n",
             {"CHỦ TRÌ"},
             "Quàng Văn Cam",
             {"THƯ KÝ", "Lò Thị Bưởi"}},
        Case{
            "by_order_of_a_committee",
            "Nơi nhận:                    T/M BAN THƯỜNG VỤ\n- Tỉnh ủy (b/c),                    PHÓ BÍ THƯ\n- Lưu Văn "
            "phòng.\n                    Quàng Văn Cam\n",
            {"T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"},
            "Quàng Văn Cam",
            {}},
        Case{"only_who_drew_it_up", "NGƯỜI BÁO CÁO\nLò Thị Bưởi\n", {"NGƯỜI BÁO CÁO"}, "Lò Thị Bưởi", {}},
        Case{"secretary_of_a_committee",
             "TM. BAN TỔ CHỨC\nTHƯ KÝ\nLò Thị Bưởi\n",
             {"TM. BAN TỔ CHỨC", "THƯ KÝ"},
             "Lò Thị Bưởi",
             {}},
        Case{"nobody_yet", "Nơi nhận:          HIỆU TRƯỞNG\n- Lưu: VT.\n", {"HIỆU TRƯỞNG"}, "", {}},
        Case{"a_name_with_a_hyphen",
             "Nơi nhận:\n- Lưu: VT.\nHIỆU TRƯỞNG\nThS. Lò Y-Nhung\n",
             {"HIỆU TRƯỞNG"},
             "ThS. Lò Y-Nhung",
             {}}),
    [](const auto& test) { return test.param.name; });

TEST(Signatures, EveryWordOfTwoSignaturesIsKept) {
    const model::Outline outline =
        signed_by("NGƯỜI LẬP            HIỆU TRƯỞNG\nLò Thị Bưởi            Quàng Văn Cam\n");

    EXPECT_EQ(outline.unplaced_words, 0u);
    EXPECT_EQ(outline.flags.back().detail, "Quàng Văn Cam, Lò Thị Bưởi");
}

TEST(Signatures, OfTwoHeadsTheOneWhoHasSignedSigns) {
    const model::Outline outline = signed_by("CHỦ TỊCH HỘI ĐỒNG          HIỆU TRƯỞNG\n\n"
                                             "                            Lò Văn Sáng\n");
    EXPECT_EQ(outline.signer_titles, Texts{"HIỆU TRƯỞNG"});
    EXPECT_EQ(outline.signer_name, "Lò Văn Sáng");
}

TEST(Signatures, FindsTheSignerBehindTheRowOfTheFile) {
    const std::string plan = "KẾ HOẠCH\nĐưa tin\nI. NỘI DUNG\n- Tin.\nTrên đây là Kế hoạch đưa tin./.\n";
    const auto ended = [&](const std::string& row, const std::string& more = "") {
        return import_ok(plan + "Nơi nhận: HIỆU TRƯỞNG\n- Các lớp;\n" + row + "\n" + more);
    };

    for (const std::string row : {"- Lưu: VT.", "- Lưu: VT, CM.", "- Lưu VT./.", "Lưu: HS, VT."})
        for (const std::string name : {"Lò Văn Sáng", "Đỗ Na", "NGUYỄN VĂN A", "Nguyễn Lê Thị Thu Hà"}) {
            const model::Outline outline = ended(row + " " + name);
            EXPECT_EQ(outline.signer_name, name) << row;
            EXPECT_EQ(texts_of(outline, ItemRole::signer_name), Texts{name}) << row;
            EXPECT_EQ(texts_of(outline, ItemRole::recipient), (Texts{"- Các lớp;", row}));
            EXPECT_EQ(outline.unplaced_words, 0u);
        }
    // The title, too, may have been glued there.
    const model::Outline glued = import_ok(plan + "Nơi nhận:\n- Các lớp;\n- Lưu: VT. PHÓ HIỆU TRƯỞNG Lò Văn Sáng\n");
    EXPECT_EQ(glued.signer_titles, Texts{"PHÓ HIỆU TRƯỞNG"});
    EXPECT_EQ(glued.signer_name, "Lò Văn Sáng");
    EXPECT_EQ(texts_of(glued, ItemRole::recipient), (Texts{"- Các lớp;", "- Lưu: VT."}));
    const model::Outline nobody = import_ok(plan + "Nơi nhận:\n- Lưu: VT. Hiệu trưởng Lò Văn Sáng\n");
    EXPECT_EQ(nobody.signer_name, "") << "in small letters it may be whom a copy is kept for";
    // What is no name for sure stays where it is, and so does one when the signer stands elsewhere.
    for (const std::string behind : {"Ban Giám Hiệu", "Hồ Sơ Trường", "Kế Toán", "Nguyễn", "Nguyễn Văn an", "Lò Smith",
                                     "Nguyễn Văn A (2 bản)", "Nguyễn Văn Một Hai Ba Bốn"}) {
        const model::Outline outline = ended("- Lưu: VT. " + behind);
        EXPECT_EQ(outline.signer_name, "") << behind;
        EXPECT_EQ(texts_of(outline, ItemRole::recipient), (Texts{"- Các lớp;", "- Lưu: VT. " + behind}));
    }
    for (const std::string row : {"- Lưu: VT, Lò Văn Sáng", "- Lưu: HS. Lò Văn Sáng", "- Gửi: VT. Lò Văn Sáng"})
        EXPECT_EQ(ended(row).signer_name, "") << row;
    EXPECT_EQ(ended("- Lưu: VT. Lò Văn Sáng", "Đỗ Thị Na\n").signer_name, "Đỗ Thị Na");
    EXPECT_EQ(import_ok(plan + "Nơi nhận:\n- Lưu: VT. Lò Văn Sáng\n").signer_name, ""); // nobody signs
}

} // namespace
} // namespace dongthac::tests
