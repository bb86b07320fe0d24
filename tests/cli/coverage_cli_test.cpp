#ifndef _WIN32

#include <optional>

#include <gtest/gtest.h>

#include "tests/support/process.hpp"

// `dongthac doc coverage --suggest` and `doc cover`, with the real programs: a ward, and a school that answers one
// topic of its plan with a link and another without.

namespace dongthac {

namespace {

using nlohmann::json;
using tests::Outcome;

constexpr const char* kPlan =
    "UBND PHƯỜNG HOA MAI\n\nSố: 30/KH-UBND\n\nHoa Mai, ngày 02 tháng 3 năm 2026\n\nKẾ HOẠCH\nTruyền thông giáo dục năm "
    "2026\n\nI. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\nĐể phụ huynh và học sinh hiểu chính sách.\n\nII. NỘI DUNG TRUYỀN "
    "THÔNG\n1. Nội dung trọng tâm\n- Truyền thông công tác tuyển sinh trực tuyến vào các lớp đầu cấp.\n- Tuyên truyền "
    "chuyển đổi số, học bạ điện tử trong trường học.\n\nNơi nhận:\n- Các trường;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLê Văn "
    "Nam\n";

class CoverageCommands : public ::testing::Test {
  protected:
    void SetUp() override {
        if (tests::programs().empty()) GTEST_SKIP() << "no programs in DONGTHAC_BIN_DIR";
        programs_.emplace(tests::programs());
        programs_->init(tests::kWardAndSchool);
        programs_->serve();
        programs_->join("phuong", "phuong", {"officer", "clerk", "signer", "editor"});
        programs_->join("truong", "truong", {"editor", "signer", "clerk"});
        ASSERT_TRUE(base::write_file(programs_->folder / "plan.txt", kPlan));
        plan = done("phuong", {"import", programs_->folder / "plan.txt"}).at("id");
        draft = done("phuong", {"import", programs_->folder / "plan.txt"}).at("id");
        done("phuong", {"doc", "decide", plan, "issue"});
        sync();
        ours = done("truong", {"doc", "new", "plan", "--from", plan}).at("id");
        const json above = done("phuong", {"doc", "show", plan});
        for (const json& node : above.at("nodes"))
            if (node.at("role") == "topic") topics.push_back(node.at("id"));
        ASSERT_EQ(topics.size(), 2U);
        const json made = done("truong", {"doc", "show", ours});
        for (const json& node : made.at("nodes")) {
            if (node.at("role") != "topic" || node.value("/fields/covers/0"_json_pointer, "") != topics[0]) continue;
            enrolment = node.at("id");
        }
        done("truong", {"doc", "set", ours, enrolment, "covers", ""});
        done("truong", {"doc", "text", ours, enrolment, "Tổ văn phòng nhận hồ sơ tuyển sinh trực tuyến."});
        done("truong", {"doc", "submit", ours});
        sync();
    }

    json done(const std::string& pc, std::vector<std::string> arguments) {
        const Outcome outcome = programs_->client(pc, std::move(arguments));
        EXPECT_EQ(outcome.exit, 0) << outcome.err;
        return outcome.json();
    }
    void sync() {
        for (const char* pc : {"phuong", "truong", "phuong"}) done(pc, {"sync"});
    }
    Outcome cover(std::vector<std::string> arguments, const std::string& pc = "phuong") {
        arguments.insert(arguments.begin(), {"doc", "cover"});
        return programs_->client(pc, std::move(arguments));
    }
    json cell(std::vector<std::string> options = {}) {
        options.insert(options.begin(), {"doc", "coverage", plan});
        return done("phuong", std::move(options)).at("offices").at(0).at("cells").at(0);
    }

    std::optional<tests::Programs> programs_;
    std::string plan, draft, ours, enrolment;
    std::vector<std::string> topics;
};

TEST_F(CoverageCommands, ASuggestionIsShownWhenAskedForAndCountsOnceItIsConfirmed) {
    const json plain = cell();
    const json found = cell({"--suggest"});
    EXPECT_FALSE(plain.contains("suggested"));
    EXPECT_EQ(plain.at("status"), "missing");
    EXPECT_EQ(plain.at("judged"), nullptr);
    ASSERT_EQ(found.at("suggested").size(), 1U);
    const json& one = found.at("suggested").at(0);
    EXPECT_EQ(one.at("node"), enrolment);
    EXPECT_EQ(one.at("why"), "words");
    EXPECT_GT(one.at("score").get<double>(), 0.1);
    EXPECT_EQ(one.at("text"), "Tổ văn phòng nhận hồ sơ tuyển sinh trực tuyến.");

    const Outcome judged = cover({plan, topics[0], "truong", "covered"});

    ASSERT_EQ(judged.exit, 0) << judged.err;
    EXPECT_EQ(judged.json().at("status"), "covered");
    EXPECT_EQ(cell().at("status"), "covered");
    EXPECT_EQ(cell().at("said"), "missing");
    EXPECT_EQ(cell().at("judged"),
              (json{{"status", "covered"}, {"reason", ""}, {"stale", false}, {"disputed", false}}));
    ASSERT_EQ(
        cover({plan.substr(0, 8), topics[0].substr(0, 8), "truong", "not_applicable", "--reason", "không có lớp"}).exit,
        0);
    EXPECT_EQ(cell().at("judged").at("reason"), "không có lớp");
    ASSERT_EQ(cover({plan, topics[0], "truong", "as_said"}).exit, 0);
    EXPECT_EQ(cell().at("status"), "missing");
}

TEST_F(CoverageCommands, WhatDoesNotFitIsSaidInASentence) {
    struct Refused {
        Outcome outcome;
        std::string code;
        std::string words;
    };
    const std::vector<Refused> all = {
        {cover({plan, "ffffffffffffffffffffffffffffffff", "truong", "covered"}), "unknown_node", "không có đoạn"},
        {cover({plan, topics[0], "truong-x", "covered"}), "unknown_org", "truong-x"},
        {cover({plan, topics[0], "phuong", "covered"}), "bad_value", "một đơn vị cấp dưới"},
        {cover({plan, topics[0], "truong", "not_applicable"}), "bad_value", "lý do vì sao nội dung không áp dụng"},
        {cover({plan, topics[0], "truong", "maybe"}), "bad_value", "as_said"},
        {cover({draft, topics[0], "truong", "covered"}), "bad_value", "đã ban hành"},
        {cover({plan, topics[0], "truong", "covered"}, "truong"), "bad_value", "do cấp trên nhận xét"},
        {cover({"0000", topics[0], "truong", "covered"}), "unknown_document", "0000"},
    };

    for (const Refused& one : all) {
        EXPECT_EQ(one.outcome.exit, 1) << one.words;
        EXPECT_EQ(one.outcome.code(), one.code) << one.outcome.err;
        EXPECT_NE(one.outcome.err.find(one.words), std::string::npos) << one.outcome.err;
        EXPECT_EQ(one.outcome.err.find('{'), std::string::npos) << one.outcome.err;
    }
    EXPECT_EQ(cover({plan, topics[0], "truong"}).exit, 2);
    EXPECT_EQ(cell().at("judged"), nullptr);
}

} // namespace

} // namespace dongthac

#endif
