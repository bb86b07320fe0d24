#ifndef _WIN32

#include <gtest/gtest.h>

#include "shared/base/files.hpp"
#include "tests/support/process.hpp"

// `import FILE --review` shows and stores nothing; `--accept` stores (ADR 24). With the real programs.

namespace dongthac {

namespace {

using tests::Outcome;

constexpr const char* kPlan =
    "UBND PHƯỜNG HOA MAI\nTRƯỜNG MẦM NON BÌNH MINH\n\nSố: 12/KH-MNBM\n\n"
    "Hoa Mai, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\nTuyên truyền an toàn giao thông năm 2026\n\n"
    "I. MỤC ĐÍCH\nĐể phụ huynh và học sinh hiểu luật.\nBa tuần đầu tháng mười, cổng trường có người đứng gác\n\n"
    "II. NỘI DUNG\n1. Đội mũ bảo hiểm khi đi xe máy.\n\nNơi nhận:\n- UBND phường;\n- Lưu: VT.\n\n"
    "HIỆU TRƯỞNG\n\nNguyễn Thị Hoa\n";

class ImportReview : public ::testing::Test {
  protected:
    void SetUp() override {
        if (tests::programs().empty()) GTEST_SKIP() << "no programs in DONGTHAC_BIN_DIR";
        programs_.emplace(tests::programs());
        file_ = programs_->folder / "plan.txt";
        ASSERT_TRUE(base::write_file(file_, kPlan));
    }
    [[nodiscard]] Outcome client(std::vector<std::string> arguments) {
        return programs_->client("pc", std::move(arguments));
    }
    void open_office() {
        programs_->init(tests::kWardAndSchool);
        programs_->serve();
        programs_->join("pc", "truong", {"editor", "signer", "clerk"});
    }

    std::optional<tests::Programs> programs_;
    std::string file_;
};

} // namespace

TEST_F(ImportReview, ShowsEveryParagraphAndStoresNothing) {
    open_office();
    const Outcome seen = client({"import", file_, "--review"});
    ASSERT_EQ(seen.exit, 0) << seen.err;
    const auto out = seen.json();
    EXPECT_EQ(out.at("fields").at("symbol"), "KH-MNBM");
    EXPECT_FALSE(out.contains("id"));
    bool found = false;
    for (const auto& item : out.at("items")) {
        EXPECT_GE(item.at("confidence").get<int>(), 0);
        EXPECT_LE(item.at("confidence").get<int>(), 100);
        found = found || item.at("text") == "Đội mũ bảo hiểm khi đi xe máy.";
    }
    EXPECT_TRUE(found);
    EXPECT_EQ(client({"doc", "list"}).json().size(), 0u);
}

TEST_F(ImportReview, NeedsNoOffice) {
    const Outcome seen = client({"import", file_, "--review"});
    EXPECT_EQ(seen.exit, 0) << seen.err;
}

TEST_F(ImportReview, AcceptStoresAndBothAtOnceAreRefused) {
    open_office();
    const Outcome both = client({"import", file_, "--review", "--accept"});
    EXPECT_EQ(both.code(), "bad_value") << both.err;
    EXPECT_EQ(client({"doc", "list"}).json().size(), 0u);
    const Outcome kept = client({"import", file_, "--accept"});
    ASSERT_EQ(kept.exit, 0) << kept.err;
    EXPECT_EQ(client({"doc", "list"}).json().size(), 1u);
    EXPECT_FALSE(kept.json().value("id", "").empty());
}

} // namespace dongthac

#endif
