#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "client/app/assets.hpp"
#include "client/cli/cli.hpp"
#include "shared/base/files.hpp"
#include "tests/document/plans.hpp"
#include "tests/support/command_run.hpp"
#include "tests/support/temp_folder.hpp"

// `dongthac import` and `dongthac schedule propose`: what a plan asks for becomes a draft that a person confirms.
namespace dongthac::tests {
namespace {

using nlohmann::json;

class ProposeCommand : public ::testing::Test {
  protected:
    Ran run(std::vector<std::string> arguments) { return run_command(folder_.path() / "data", std::move(arguments)); }
    json value(std::vector<std::string> arguments) {
        arguments.emplace_back("--json");
        const Ran ran = run(std::move(arguments));
        EXPECT_EQ(ran.exit, 0) << ran.err;
        return json::parse(ran.out, nullptr, false);
    }
    json import(const std::string& text) {
        const std::filesystem::path file = folder_.path() / "plan.txt";
        EXPECT_TRUE(base::write_file(file, text));
        return value({"import", base::path_to_utf8(file)});
    }

    TempFolder folder_;
};

TEST_F(ProposeCommand, AnImportSaysHowManyObligationsItWouldPropose) {
    EXPECT_EQ(import(kSchoolPlan).at("obligations"), 4);
}

TEST_F(ProposeCommand, MakesADraftScheduleOfThePlanWithItsSentencesAndParagraphs) {
    const std::string plan = import(kSchoolPlan).at("id");

    const json made = value({"schedule", "propose", plan});

    const json schedule = value({"doc", "show", made.at("id")});
    EXPECT_EQ(schedule.at("kind"), "schedule");
    EXPECT_EQ(schedule.at("state"), "draft");
    EXPECT_EQ(schedule.at("parent"), plan);
    EXPECT_EQ(schedule.at("fields").at("plan_year"), 2026);
    std::map<std::string, std::string> texts;
    const json shown = value({"doc", "show", plan});
    for (const json& node : shown.at("nodes")) texts[node.at("id")] = node.at("text");
    ASSERT_EQ(made.at("obligations").size(), 4u);
    for (const json& one : made.at("obligations"))
        EXPECT_NE(texts.at(one.at("node")).find(one.at("quote").get<std::string>()), std::string::npos) << one;
    const json& weekly = made.at("obligations").at(2);
    EXPECT_EQ(weekly.at("cadence"), "weekly");
    EXPECT_EQ(weekly.at("quota"), (json{{"min", 1}, {"unit", "tin"}, {"per", "tuần"}, {"per_org", "lớp"}}));
    EXPECT_EQ(weekly.at("output"), "article");
    EXPECT_EQ(weekly.at("actor"), "Mỗi lớp");
}

TEST_F(ProposeCommand, ASecondTimeGivesTheScheduleThatWasBegun) {
    const std::string plan = import(kSchoolPlan).at("id");
    const json made = value({"schedule", "propose", plan});

    const json again = value({"schedule", "propose", plan});
    const Ran said = run({"schedule", "propose", plan});

    EXPECT_FALSE(made.at("begun_before"));
    EXPECT_TRUE(again.at("begun_before"));
    EXPECT_EQ(again.at("id"), made.at("id"));
    EXPECT_TRUE(again.at("obligations").empty());
    EXPECT_NE(said.out.find(made.at("id").get<std::string>()), std::string::npos) << said.out;
    const json listed = value({"doc", "list", "--kind", "schedule"});
    EXPECT_EQ(listed.size(), 1u) << listed;
}

TEST_F(ProposeCommand, NothingIsInForceBeforeAPersonSetsIt) {
    const json made = value({"schedule", "propose", import(kSchoolPlan).at("id")});

    const json shown = value({"schedule", "show", made.at("id")});

    ASSERT_EQ(shown.at("obligations").size(), 4u);
    for (const json& one : shown.at("obligations")) {
        EXPECT_EQ(one.at("state"), "draft");
        EXPECT_EQ(one.at("origin"), "in_plan");
        EXPECT_FALSE(one.at("action").get<std::string>().empty());
    }
    EXPECT_EQ(shown.at("obligations").at(3).at("due").at("school"), "day 25");
    EXPECT_EQ(value({"task", "list"}), json::array());
}

TEST_F(ProposeCommand, MakesNothingOfAPlanThatAsksForNothing) {
    const std::string plan = import("KẾ HOẠCH\nĐọc sách năm 2026\nI. NỘI DUNG\n- Truyện tranh;\n- Thơ.\n").at("id");

    const json made = value({"schedule", "propose", plan});

    EXPECT_TRUE(made.at("id").is_null());
    EXPECT_EQ(made.at("obligations"), json::array());
    EXPECT_EQ(value({"doc", "list", "--kind", "schedule"}), json::array());
}

TEST_F(ProposeCommand, ReadsPlansAndReportsOnly) {
    const std::string schedule = value({"schedule", "propose", import(kSchoolPlan).at("id")}).at("id");

    const Ran again = run({"schedule", "propose", schedule});

    EXPECT_EQ(again.exit, 1);
    EXPECT_NE(again.err.find("bad_value"), std::string::npos) << again.err;
    EXPECT_EQ(run({"schedule", "propose", "khong-co"}).exit, 1);
    EXPECT_EQ(run({"schedule", "propose"}).exit, 2);
}

} // namespace
} // namespace dongthac::tests
