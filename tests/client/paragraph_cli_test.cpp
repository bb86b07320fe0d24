#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "client/app/assets.hpp"
#include "client/cli/cli.hpp"
#include "shared/base/files.hpp"
#include "tests/support/command_run.hpp"
#include "tests/support/office_desk.hpp"

namespace dongthac::tests {

namespace {

using nlohmann::json;
using Lines = std::vector<std::string>;

/// `dongthac doc …` on a school's PC whose plan has three paragraphs.
class ParagraphCommands : public ::testing::Test {
  protected:
    void SetUp() override {
        desk_.enrol();
        plan_ = desk_.new_plan();
        for (const std::string words : {"một hai, ba", "bốn", "năm"})
            nodes_.push_back(base::to_text(
                add_node(desk_.office(), plan_, {base::root_node(plan_), {}, model::ItemRole::section, "", words, {}})
                    .value()));
        id_ = base::to_text(plan_);
    }
    Ran run(std::vector<std::string> arguments) { return run_command(desk_.folder.path(), std::move(arguments)); }
    json parsed(std::vector<std::string> arguments) {
        arguments.emplace_back("--json");
        const Ran ran = run(std::move(arguments));
        EXPECT_EQ(ran.exit, 0) << ran.err;
        return json::parse(ran.out, nullptr, false);
    }
    /// Refused with this code, in one sentence that lacks nothing.
    void expect_refused(const std::vector<std::string>& arguments, const std::string& code, int exit = 1) {
        const std::uint64_t before = desk_.read(plan_).head.draft_changes;
        const Ran ran = run(arguments);
        EXPECT_EQ(ran.exit, exit) << arguments.at(1) << ": " << ran.err;
        EXPECT_TRUE(ran.err.starts_with("error: " + code + ": ")) << arguments.at(1) << ": " << ran.err;
        EXPECT_EQ(ran.err.find('{'), std::string::npos) << ran.err;
        EXPECT_EQ(ran.out, "");
        EXPECT_EQ(desk_.read(plan_).head.draft_changes, before) << "and nothing is written";
    }
    [[nodiscard]] Lines page() {
        Lines lines;
        const change::Document document = desk_.read(plan_);
        for (const change::NodeState* node : document.in_order()) lines.push_back(node->text());
        lines.erase(lines.begin(), std::ranges::find(lines, "NỘI DUNG") + 1); // what a plan is born with
        return lines;
    }

    OfficeDesk desk_;
    base::DocumentId plan_;
    std::string id_;
    std::vector<std::string> nodes_;
};

TEST_F(ParagraphCommands, SplitAndJoinAreEachOthersInverse) {
    const std::string fresh = parsed({"doc", "split", id_, nodes_[0], "8"})["node"];
    EXPECT_EQ(page(), (Lines{"một hai,", "ba", "bốn", "năm"}));

    EXPECT_EQ(parsed({"doc", "join", id_, fresh})["node"], nodes_[0]);

    EXPECT_EQ(page(), (Lines{"một hai, ba", "bốn", "năm"}));
}

TEST_F(ParagraphCommands, ASplitAtEitherEndLeavesAnEmptyParagraph) {
    (void)parsed({"doc", "split", id_, nodes_[1], "3"});
    (void)parsed({"doc", "split", id_, nodes_[2], "0"});

    EXPECT_EQ(page(), (Lines{"một hai, ba", "bốn", "", "", "năm"}));
}

TEST_F(ParagraphCommands, AParagraphMovesByStepsAndToAPlace) {
    (void)parsed({"doc", "move", id_, nodes_[2], "--up"});
    EXPECT_EQ(page(), (Lines{"một hai, ba", "năm", "bốn"}));
    (void)parsed({"doc", "move", id_, nodes_[0], "--after", nodes_[2]});
    EXPECT_EQ(page(), (Lines{"năm", "một hai, ba", "bốn"}));
    (void)parsed({"doc", "move", id_, nodes_[1], "--under", nodes_[2]});
    EXPECT_EQ(page(), (Lines{"năm", "bốn", "một hai, ba"}));
    (void)parsed({"doc", "move", id_, nodes_[1], "--out"});

    EXPECT_EQ(page(), (Lines{"năm", "bốn", "một hai, ba"}));
    EXPECT_EQ(base::to_text(desk_.read(plan_).parent_of(
                  *desk_.read(plan_).find(base::parse_id<base::NodeId>(nodes_[1]).value()))),
              id_);
}

TEST_F(ParagraphCommands, WhatCannotBeCutOrMovedIsASentence) {
    const std::string first = base::to_text(desk_.node(plan_, 0));

    expect_refused({"doc", "split", id_, nodes_[0], "2"}, "bad_value"); // inside "một"
    expect_refused({"doc", "split", id_, nodes_[0], "12"}, "bad_value");
    expect_refused({"doc", "split", id_, nodes_[0], "-1"}, "bad_value");
    expect_refused({"doc", "split", id_, nodes_[0], "giữa"}, "bad_value");
    expect_refused({"doc", "split", id_, "ffffffff", "1"}, "unknown_node");
    expect_refused({"doc", "split", id_, id_, "0"}, "unknown_node");
    expect_refused({"doc", "join", id_, first}, "nothing_to_join");
    expect_refused({"doc", "join", id_, std::string(32, 'f')}, "unknown_node");
    expect_refused({"doc", "move", id_, nodes_[0], "--under", nodes_[0]}, "circular_move");
    expect_refused({"doc", "move", id_, nodes_[0], "--under", std::string(32, 'f')}, "unknown_node");
    expect_refused({"doc", "move", id_, nodes_[0], "--under", nodes_[1], "--after", nodes_[2]}, "unknown_node");
    expect_refused({"doc", "move", id_, nodes_[0]}, "bad_usage", 2);
    expect_refused({"doc", "move", id_, nodes_[0], "--up", "--down"}, "bad_usage", 2);
    expect_refused({"doc", "split", id_, nodes_[0]}, "bad_usage", 2);
}

TEST_F(ParagraphCommands, AnotherOfficesDocumentIsRefused) {
    plan_ = base::new_id<base::DocumentId>(desk_.random);
    const auto node = base::new_id<base::NodeId>(desk_.random);
    ASSERT_TRUE(perform(desk_.office(), plan_,
                        {change::CreateDocument{1, "phuong", {}, 1},
                         change::CreateNode{node, base::root_node(plan_), "V", "paragraph", "", {"một"}, {}}}));
    const std::string id = base::to_text(plan_);
    const std::string paragraph = base::to_text(node);

    for (const std::vector<std::string>& act : std::vector<std::vector<std::string>>{
             {"doc", "split", id, paragraph, "3"},
             {"doc", "join", id, paragraph},
             {"doc", "move", id, paragraph, "--up"},
             {"doc", "review", id, "--node", paragraph, "--done"},
         })
        expect_refused(act, "not_allowed");
}

TEST_F(ParagraphCommands, ASignedDocumentIsRefusedAndASubmittedOneIsWorkedOn) {
    desk_.decide(plan_, model::Action::submit);
    (void)parsed({"doc", "split", id_, nodes_[0], "8"});
    EXPECT_EQ(page().size(), 4u) << "what is changed now becomes the next revision";

    plan_ = desk_.new_plan();
    const std::string signed_id = base::to_text(plan_);
    const std::string heading = base::to_text(desk_.node(plan_, 1));
    desk_.decide(plan_, model::Action::approve);

    expect_refused({"doc", "split", signed_id, heading, "0"}, "immutable_document");
    expect_refused({"doc", "join", signed_id, heading}, "immutable_document");
    expect_refused({"doc", "move", signed_id, heading, "--up"}, "immutable_document");
    expect_refused({"doc", "review", signed_id, "--node", heading, "--done"}, "immutable_document");
}

TEST_F(ParagraphCommands, ACommentIsSettledAndReopened) {
    (void)parsed({"doc", "comment", id_, nodes_[0], "ghi rõ số lượng"});
    const std::string comment = parsed({"doc", "comments", id_})[0]["id"];

    EXPECT_EQ(parsed({"doc", "comment", id_, "--settle", comment.substr(0, 8)})["settled"], true);
    EXPECT_EQ(parsed({"doc", "comments", id_})[0]["settled"], true);
    EXPECT_EQ(parsed({"doc", "comment", id_, "--reopen", comment})["settled"], false);
    EXPECT_EQ(parsed({"doc", "comments", id_})[0]["settled"], false);

    expect_refused({"doc", "comment", id_, "--settle", "ffff"}, "unknown_comment");
    expect_refused({"doc", "comment", id_, "--settle", comment, "--reopen", comment}, "bad_usage", 2);
    expect_refused({"doc", "comment", id_, nodes_[0]}, "bad_usage", 2);
    expect_refused({"doc", "comment", id_}, "bad_usage", 2);
}

TEST_F(ParagraphCommands, ReviewedIsSaidOfOneParagraph) {
    EXPECT_EQ(parsed({"doc", "review", id_, "--node", nodes_[0], "--done"})["node"], nodes_[0]);

    expect_refused({"doc", "review", id_, "--done"}, "bad_usage", 2);
    expect_refused({"doc", "review", id_, "--done", "--node", std::string(32, 'f')}, "unknown_node");
}

} // namespace

} // namespace dongthac::tests
