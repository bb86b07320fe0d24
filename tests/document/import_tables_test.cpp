#include <gtest/gtest.h>

#include "shared/document/export_text.hpp"
#include "tests/document/plans.hpp"

namespace dongthac::tests {
namespace {

using Texts = std::vector<std::string>;

model::Outline with_table(const std::string& rows) {
    return import_ok("KẾ HOẠCH\nĐưa tin năm 2026\nI. NỘI DUNG\n1. Lịch đăng tin\n" + rows + "II. KINH PHÍ\n- Không.\n");
}
Texts rows_of(const std::string& rows) { return texts_of(with_table(rows), ItemRole::table_row); }

TEST(ImportTables, ATabAtTheStartOfARowIsAnEmptyCell) {
    const std::string rows = "Tuần\tViệc\tNgười làm\n1\t- Viết tin\tCô Na\n\t- Chụp ảnh\tCô Mơ\n2\tĐăng tin\tVăn thư\n";

    EXPECT_EQ(rows_of(rows), (Texts{"Tuần | Việc | Người làm", "1 | - Viết tin | Cô Na", "| - Chụp ảnh | Cô Mơ",
                                    "2 | Đăng tin | Văn thư"}));
    EXPECT_EQ(with_table(rows).unplaced_words, 0u);
}

TEST(ImportTables, EmptyCellsBetweenTabsStay) {
    EXPECT_EQ(rows_of("STT\tViệc\tHạn\tNgười làm\n1\tViết tin\t05/3\tCô Na\n\t- Tin ảnh\t\tCô Mơ\n2\tĐăng "
                      "tin\t\tVăn thư\nTổng cộng\t\t\t4\n"),
              (Texts{"STT | Việc | Hạn | Người làm", "1 | Viết tin | 05/3 | Cô Na", "| - Tin ảnh | | Cô Mơ",
                     "2 | Đăng tin | | Văn thư", "Tổng cộng | | | 4"}));
}

TEST(ImportTables, AShortRowStaysInATableThatHasBegun) {
    EXPECT_EQ(rows_of("STT\tKênh\tSố tin\tGhi chú\n1\tBảng tin\t24\n2\tTrang của trường\t56\tĐủ\nTổng cộng\t\t80\n"
                      "Cả năm\t80\n"),
              (Texts{"STT | Kênh | Số tin | Ghi chú", "1 | Bảng tin | 24", "2 | Trang của trường | 56 | Đủ",
                     "Tổng cộng | | 80", "Cả năm | 80"}));
}

TEST(ImportTables, AnIndentedParagraphBehindATableIsNoRow) {
    const model::Outline outline =
        with_table("Tuần\tViệc\tNgười làm\n1\tViết tin\tCô Na\n\tSửa ảnh\n2\tĐăng tin\tVăn thư\n\tCác lớp gửi tin đúng "
                   "hẹn.\n2.\tViệc khác\n");

    EXPECT_EQ(texts_of(outline, ItemRole::table_row),
              (Texts{"Tuần | Việc | Người làm", "1 | Viết tin | Cô Na", "| Sửa ảnh", "2 | Đăng tin | Văn thư"}));
    EXPECT_EQ(texts_of(outline, ItemRole::topic), (Texts{"Các lớp gửi tin đúng hẹn.", "2. Việc khác"}));
}

TEST(ImportTables, TabsThatOnlyBringColumnsUnderEachOtherMakeNoCells) {
    EXPECT_EQ(rows_of("Tuần\t\tViệc\t\tNgười làm\n1\t\tViết tin\tCô Na\n2\t\tĐăng tin\tVăn thư\n"),
              (Texts{"Tuần | Việc | Người làm", "1 | Viết tin | Cô Na", "2 | Đăng tin | Văn thư"}));
    EXPECT_EQ(rows_of("\tTuần\tViệc\tNgười làm\n\t1\tViết tin\tCô Na\n\t2\tĐăng tin\tVăn thư\n"),
              (Texts{"Tuần | Việc | Người làm", "1 | Viết tin | Cô Na", "2 | Đăng tin | Văn thư"}));
}

TEST(ImportTables, AStrokeAtTheEdgeIsAnEmptyCellWhereOneIsMissing) {
    EXPECT_EQ(rows_of("Tuần | Việc | Người làm\n| 1 | Viết tin | Cô Na |\n| Chụp ảnh | Cô Mơ\n"),
              (Texts{"Tuần | Việc | Người làm", "1 | Viết tin | Cô Na", "| Chụp ảnh | Cô Mơ"}));
}

TEST(ImportTables, EmptyCellsArePrintedInTheirColumns) {
    const std::string printed =
        document::export_text(with_table("Tuần\tViệc\tNgười làm\n1\tViết tin\tCô Na\n\tChụp ảnh\tCô Mơ\n"));

    const auto column = [&](const std::string& word) {
        const std::size_t at = printed.find(word);
        return at - printed.rfind('\n', at);
    };
    EXPECT_GT(column("Chụp ảnh"), 3u); // below "Việc", not below "Tuần"
}

} // namespace
} // namespace dongthac::tests
