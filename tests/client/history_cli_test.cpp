#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "client/app/assets.hpp"
#include "client/cli/cli.hpp"
#include "shared/base/files.hpp"
#include "tests/support/command_run.hpp"
#include "tests/support/temp_folder.hpp"

namespace dongthac::tests {

namespace {

using nlohmann::json;

class HistoryCommands : public ::testing::Test {
  protected:
    Ran run(std::vector<std::string> arguments) { return run_command(folder_.path(), std::move(arguments)); }
    json parsed(std::vector<std::string> arguments) {
        arguments.emplace_back("--json");
        const Ran ran = run(std::move(arguments));
        EXPECT_EQ(ran.exit, 0) << ran.err;
        return json::parse(ran.out, nullptr, false);
    }
    std::string text_of(const std::string& id, const std::string& node) {
        const json shown = parsed({"doc", "show", id});
        for (const json& row : shown.at("nodes"))
            if (row.at("id") == node) return row.at("text");
        return "";
    }
    void SetUp() override {
        id_ = parsed({"doc", "new", "plan"}).at("id");
        node_ = parsed({"doc", "add", id_, id_, "một hai"}).at("node");
    }

    TempFolder folder_;
    std::string id_;
    std::string node_;
};

TEST_F(HistoryCommands, TheHistoryOfAParagraphIsItsWordingsNewestFirst) {
    (void)parsed({"doc", "text", id_, node_, "một hai ba"});

    const json rows = parsed({"doc", "history", id_, "--node", node_});

    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0]["changes"][0]["before"], "một hai");
    EXPECT_EQ(rows[0]["changes"][0]["after"], "một hai ba");
    EXPECT_EQ(rows[0]["changes"][0]["field"], "text");
    EXPECT_EQ(rows[0]["who"]["here"], true);
    EXPECT_EQ(rows[0]["time_checked"], false);
    EXPECT_NE(run({"doc", "history", id_, "--node", node_}).out.find("giờ máy chưa kiểm chứng"), std::string::npos);
}

TEST_F(HistoryCommands, RestoreBringsBackAParagraphAndThenAField) {
    const std::string at = parsed({"doc", "history", id_, "--limit", "1"})[0]["id"];
    (void)parsed({"doc", "text", id_, node_, "khác hẳn"});
    (void)parsed({"doc", "set", id_, id_, "subject", "mới"});

    EXPECT_EQ(parsed({"doc", "restore", id_, "--at", at, "--node", node_})["changed"], true);
    EXPECT_EQ(text_of(id_, node_), "một hai");
    EXPECT_EQ(parsed({"doc", "restore", id_, "--at", at, "--node", node_})["changed"], false);
    EXPECT_EQ(parsed({"doc", "restore", id_, "--at", at, "--field", "subject"})["changed"], true);

    EXPECT_EQ(parsed({"doc", "show", id_})["fields"].value("subject", ""), "");
}

TEST_F(HistoryCommands, WhatCannotBeMeantIsASentence) {
    const std::vector<std::vector<std::string>> wrong = {
        {"doc", "restore", id_},
        {"doc", "restore", id_, "--at", "xyz"},
        {"doc", "restore", id_, "--at", "0123456789abcdef0123456789abcdef:1"},
        {"doc", "history", id_, "--node", "ffffffff"},
        {"doc", "history", id_, "--field", "nothing"},
        {"doc", "history", id_, "--limit", "0"},
        {"doc", "history", id_, "--limit", "nhiều"},
        {"doc", "review", id_, "--node", "ffffffff"},
    };

    for (const std::vector<std::string>& arguments : wrong) {
        const Ran ran = run(arguments);
        EXPECT_EQ(ran.exit, 1) << arguments.back();
        EXPECT_TRUE(ran.err.starts_with("error: ")) << ran.err;
        EXPECT_EQ(ran.err.find('{'), std::string::npos) << ran.err;
    }
}

TEST_F(HistoryCommands, ReviewsAndCommentsAreListed) {
    (void)parsed({"doc", "comment", id_, node_, "ghi rõ số lượng"});

    const json comments = parsed({"doc", "comments", id_});

    ASSERT_EQ(comments.size(), 1u);
    EXPECT_EQ(comments[0]["text"], "ghi rõ số lượng");
    EXPECT_EQ(comments[0]["settled"], false);
    EXPECT_EQ(parsed({"doc", "review", id_}), json::array());
}

} // namespace

} // namespace dongthac::tests
