#include <gtest/gtest.h>

#include "client/app/files.hpp"
#include "shared/text/nfc.hpp"

// What a file is called before a person says otherwise.

namespace dongthac::tests {

TEST(FileName, SaysWhichDocumentItIs) {
    EXPECT_EQ(app::file_name_for("12", "KH-MNBM", "Truyền thông năm 2026"), "12-KH-MNBM Truyền thông năm 2026.docx");
    EXPECT_EQ(app::file_name_for("", "", "Truyền thông"), "Truyền thông.docx");
    EXPECT_EQ(app::file_name_for("", "", ""), "van-ban.docx");
}

TEST(FileName, IsOneThatWindowsTakes) {
    EXPECT_EQ(app::file_name_for("07", "MNBM", "V/v: \"bữa ăn\" của trẻ?"), "07-MNBM V-v- -bữa ăn- của trẻ-.docx");
    EXPECT_EQ(app::file_name_for("", "", "Năm 2026..."), "Năm 2026.docx");
    std::string longest;
    for (int i = 0; i < 60; ++i) longest += "truyền ";
    const std::string name = app::file_name_for("1", "KH", longest);
    EXPECT_LE(name.size(), 125U);
    EXPECT_TRUE(text::to_nfc(name)) << "cut between words, not in a letter";
    EXPECT_TRUE(name.ends_with("truyền.docx"));
}

} // namespace dongthac::tests
