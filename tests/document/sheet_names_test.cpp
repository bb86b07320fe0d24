#include <gtest/gtest.h>

#include "shared/document/sheet_names.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::tests {
namespace {

using namespace document;
using Names = std::vector<std::string>;

TEST(SheetNames, FollowTheRulesOfExcel) {
    const Names wanted = {"Tháng 3/2026",
                          "a[b]:c*?\\",
                          "tháng 3-2026",
                          "",
                          "  ",
                          "History",
                          "'tên'",
                          "Báo cáo tổng hợp kết quả truyền thông giáo dục",
                          "Báo cáo tổng hợp kết quả truyền thông năm 2026",
                          "To\u0302\u0309ng\tho\u031b\u0323p"};

    const Names names = sheet_names(wanted);

    EXPECT_EQ(names, (Names{"Tháng 3-2026", "a-b--c---", "tháng 3-2026 (2)", "Bảng", "Bảng (2)", "History (2)", "’tên’",
                            "Báo cáo tổng hợp kết quả truyền", "Báo cáo tổng hợp kết quả tr (2)", "Tổng hợp"}));
    for (const std::string& name : names) EXPECT_LE(text::length(name), 31u) << name;
}

TEST(SheetNames, AreCutByTheUnitsThatExcelCounts) {
    std::string pictures;
    for (int i = 0; i < 20; ++i) pictures += "😀";

    const Names names = sheet_names(Names{pictures, pictures});

    EXPECT_EQ(text::length(names[0]), 15u);
    EXPECT_EQ(text::length(names[1]), 13u + 4);
}

} // namespace
} // namespace dongthac::tests
