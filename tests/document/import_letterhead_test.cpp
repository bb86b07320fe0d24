#include <gtest/gtest.h>

#include "tests/document/plans.hpp"

namespace dongthac::tests {
namespace {

using Texts = std::vector<std::string>;

const std::string kOffices = "UBND PHƯỜNG HOA PHƯỢNG          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                             "TRƯỜNG MẦM NON HƯỚNG DƯƠNG          Độc lập - Tự do - Hạnh phúc\n";
const std::string kNumber = "Số: 07/TB-MNHD          Hoa Phượng, ngày 05 tháng 3 năm 2026\n";
const std::string kBody = "\nI. NỘI DUNG\n- Tin của lớp.\n";

TEST(ImportLetterhead, ATypeWithItsSubjectOnOneLineIsNoPartOfAnOffice) {
    struct Case {
        const char* title;
        const char* type;
        const char* subject;
    };
    for (const Case& one :
         {Case{"CHƯƠNG TRÌNH CÔNG TÁC THÁNG 3\nNĂM 2026", "Chương trình", "CÔNG TÁC THÁNG 3 NĂM 2026"},
          Case{"THÔNG BÁO KẾT LUẬN\nCủa Hiệu trưởng tại buổi họp", "Thông báo",
               "KẾT LUẬN Của Hiệu trưởng tại buổi họp"},
          Case{"PHƯƠNG ÁN ĐƯA ĐÓN TRẺ", "Phương án", "ĐƯA ĐÓN TRẺ"},
          Case{"HƯỚNG DẪN Viết tin của lớp", "Hướng dẫn", "Viết tin của lớp"}}) {
        const model::Outline outline = import_ok(kOffices + kNumber + "\n" + one.title + kBody);

        EXPECT_EQ(outline.issuing_body, "TRƯỜNG MẦM NON HƯỚNG DƯƠNG") << one.title;
        EXPECT_EQ(outline.doc_type, one.type);
        EXPECT_EQ(outline.subject, one.subject);
        EXPECT_EQ(flags_of(outline, "missing_type"), 0u);
    }
}

TEST(ImportLetterhead, CapitalsBelowTheNumberBelongToNoOffice) {
    const model::Outline outline = import_ok(kOffices + kNumber + "LỊCH TRỰC TUẦN NĂM" + kBody);
    const model::Outline draft = import_ok(kOffices + kNumber + "DỰ THẢO\nKẾ HOẠCH\nĐưa tin" + kBody);

    EXPECT_EQ(outline.issuing_body, "TRƯỜNG MẦM NON HƯỚNG DƯƠNG");
    EXPECT_EQ(outline.doc_type, "");
    EXPECT_EQ(flags_of(outline, "missing_type"), 1u);
    EXPECT_EQ(outline.unplaced_words, 0u);
    EXPECT_EQ(draft.issuing_body, "TRƯỜNG MẦM NON HƯỚNG DƯƠNG");
    EXPECT_EQ(texts_of(draft, ItemRole::paragraph), Texts{"DỰ THẢO"});
}

TEST(ImportLetterhead, ALetterNeedsNoType) {
    const model::Outline letter =
        import_ok(kOffices + kNumber + "V/v đưa tin của lớp\nKính gửi: Các lớp\nĐề nghị các lớp gửi tin:" + kBody);

    EXPECT_EQ(letter.subject, "V/v đưa tin của lớp");
    EXPECT_EQ(flags_of(letter, "missing_type"), 0u);
}

TEST(ImportLetterhead, AGroupOfTeachersStandsBelowItsSchool) {
    const model::Outline outline = import_ok("TRƯỜNG MẦM NON HƯỚNG DƯƠNG\nTỔ MẪU GIÁO LỚN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA "
                                             "VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nKẾ HOẠCH\nĐưa tin" +
                                             kBody);

    EXPECT_EQ(outline.superior_body, "TRƯỜNG MẦM NON HƯỚNG DƯƠNG");
    EXPECT_EQ(outline.issuing_body, "TỔ MẪU GIÁO LỚN");
}

TEST(ImportLetterhead, ThePartysNameIsNoOffice) {
    for (const std::string gap : {"          ", " "}) {
        const model::Outline outline = import_ok(
            "ĐẢNG BỘ TỈNH HƯƠNG BƯỞI" + gap + "ĐẢNG CỘNG SẢN VIỆT NAM\nĐẢNG ỦY PHƯỜNG HOA PHƯỢNG\nSố 08-KH/ĐU" + gap +
            "Hoa Phượng, ngày 10 tháng 01 năm 2026\nKẾ HOẠCH\nđưa tin" + kBody);

        EXPECT_EQ(outline.superior_body, "ĐẢNG BỘ TỈNH HƯƠNG BƯỞI");
        EXPECT_EQ(outline.issuing_body, "ĐẢNG ỦY PHƯỜNG HOA PHƯỢNG");
        EXPECT_EQ(texts_of(outline, ItemRole::national_name), Texts{"ĐẢNG CỘNG SẢN VIỆT NAM"});
        EXPECT_TRUE(outline.flags.empty()) << outline.flags.front().code;
    }
}

} // namespace
} // namespace dongthac::tests
