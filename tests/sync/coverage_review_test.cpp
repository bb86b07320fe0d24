#include <algorithm>

#include <gtest/gtest.h>

#include "shared/office/check.hpp"
#include "tests/sync/coverage_review_fixture.hpp"

// What the ward finds of a school's plan: beside the school's own word, in the ward only, good for one revision.
namespace dongthac::tests {

TEST_F(CoverageReview, APlanThatSaysItWithoutALinkIsSuggestedAndStaysMissing) {
    const office::CoverageCell found = cell(*ward, 1);

    EXPECT_EQ(found.status, CoverageStatus::missing) << "nobody has said that it is so";
    ASSERT_EQ(found.suggested.size(), 1U);
    EXPECT_EQ(found.suggested[0].node, enrolment);
    EXPECT_EQ(found.suggested[0].why, model::SuggestedBy::words);
    EXPECT_TRUE(cell(*ward, 0).suggested.empty()) << "linked: there is nothing to ask";
    EXPECT_FALSE(found.judged);
}

TEST_F(CoverageReview, WhatTheWardFindsCountsAndTheSchoolsWordStandsBesideIt) {
    ASSERT_TRUE(judge(*ward, 1, CoverageStatus::covered));
    ASSERT_TRUE(judge(*ward, 0, CoverageStatus::partly, "chưa có  học bạ số"));

    const office::CoverageCell suggested = cell(*ward, 1);
    const office::CoverageCell linked = cell(*ward, 0);
    EXPECT_EQ(suggested.status, CoverageStatus::covered);
    EXPECT_EQ(suggested.said, CoverageStatus::missing);
    EXPECT_EQ(linked.status, CoverageStatus::partly);
    EXPECT_EQ(linked.said, CoverageStatus::covered);
    ASSERT_TRUE(linked.judged);
    EXPECT_EQ(linked.judged->reason, "chưa có  học bạ số");
    EXPECT_FALSE(linked.judged->stale);
    EXPECT_FALSE(linked.judged->disputed);
    EXPECT_EQ(linked.by, std::vector{digital});
    EXPECT_EQ(reviews(*ward).size(), 1U) << "one review for the plan, a line for each cell";
}

TEST_F(CoverageReview, TakenBackTheSchoolsWordCountsAgain) {
    ASSERT_TRUE(judge(*ward, 0, CoverageStatus::missing));
    ASSERT_EQ(cell(*ward, 0).status, CoverageStatus::missing);

    ASSERT_TRUE(judge(*ward, 0, std::nullopt));

    EXPECT_EQ(cell(*ward, 0).status, CoverageStatus::covered);
    EXPECT_FALSE(cell(*ward, 0).judged);
    ASSERT_TRUE(judge(*ward, 0, std::nullopt)) << "nothing to take back is no error";
    ASSERT_TRUE(judge(*ward, 0, CoverageStatus::partly));
    EXPECT_EQ(cell(*ward, 0).status, CoverageStatus::partly);
}

TEST_F(CoverageReview, AnotherRevisionMakesAJudgementStaleUntilItIsLookedAtAgain) {
    ASSERT_TRUE(judge(*ward, 0, CoverageStatus::partly));
    ASSERT_FALSE(cell(*ward, 0).judged->stale);

    submit_again();

    EXPECT_TRUE(cell(*ward, 0).judged->stale);
    EXPECT_EQ(cell(*ward, 0).status, CoverageStatus::partly) << "it counts until somebody has looked";

    ASSERT_TRUE(judge(*ward, 0, CoverageStatus::partly));
    EXPECT_FALSE(cell(*ward, 0).judged->stale) << "the same word again, of the text as it is now";
}

TEST_F(CoverageReview, NothingOfItLeavesTheWard) {
    ASSERT_TRUE(judge(*ward, 1, CoverageStatus::covered, "xem mục 2"));
    const base::DocumentId review = reviews(*ward).at(0).id;

    for (const auto* pc : {&ward, &school}) (*pc)->sync();
    auto other = net.pc_of("truong-b", kSchoolRoles);
    auto colleague = net.pc_of("phuong", kWardRoles);
    for (auto* pc : {other.get(), colleague.get(), school.get()}) pc->sync();

    EXPECT_FALSE(office::summary_of(school->office, review));
    EXPECT_FALSE(office::summary_of(other->office, review));
    EXPECT_TRUE(office::summary_of(colleague->office, review)) << "the ward's other PC has it";
    EXPECT_EQ(cell(*colleague, 1).status, CoverageStatus::covered);
    EXPECT_EQ(cell(*school, 1).status, CoverageStatus::missing) << "the school sees its own word only";
    for (const model::Action action : model::every_action())
        EXPECT_FALSE(office::decide(ward->office, review, action, {.note = "x"})) << model::name_of(action);
    EXPECT_TRUE(office::check(ward->office)->problems.empty());
    EXPECT_TRUE(office::check(colleague->office)->problems.empty());
}

TEST_F(CoverageReview, WhatDoesNotFitIsRefusedWithWhatIsNeeded) {
    const auto expected = [](const auto& refused) -> std::string {
        if (refused) return "done";
        const base::Error& error = refused.error();
        return std::string(base::name_of(error.code)) + " " + std::string(error.arg("field")) + " " +
               std::string(error.arg("expected"));
    };
    const auto said = [&](OfficePc& pc, const base::DocumentId& id, const base::NodeId& topic, const char* org,
                          CoverageStatus status = CoverageStatus::covered, const char* reason = "") {
        return expected(office::judge_coverage(pc.office, id, {topic, org, status, reason, {}}));
    };
    const base::DocumentId draft = office::new_document(ward->office, "plan", {}).value();

    EXPECT_EQ(said(*ward, plan, asked[0], "truong-a", CoverageStatus::not_applicable, " \n"),
              "bad_value reason reason");
    EXPECT_EQ(said(*ward, plan, enrolment, "truong-a"), "unknown_node  ") << "a paragraph of the other plan";
    EXPECT_EQ(said(*ward, plan, base::root_node(plan), "truong-a"), "unknown_node  ");
    EXPECT_EQ(said(*ward, plan, asked[0], "truong-x"), "unknown_org  ");
    EXPECT_EQ(said(*ward, plan, asked[0], "truong-b"), "bad_value office sent_plan");
    EXPECT_EQ(said(*ward, draft, asked[0], "truong-a"), "bad_value plan own_issued_plan") << "not issued";
    EXPECT_EQ(said(*school, plan, asked[0], "truong-a"), "bad_value office not_oneself") << "its own plan";
    EXPECT_EQ(said(*school, plan, asked[0], "truong-b"), "bad_value plan own_issued_plan") << "the ward's to say";
    EXPECT_EQ(said(*ward, plan, asked[0], "phuong"), "bad_value office not_oneself");
    EXPECT_EQ(said(*ward, base::DocumentId{{9}}, asked[0], "truong-a"), "unknown_document  ");
    EXPECT_TRUE(reviews(*ward).empty()) << "nothing was begun";
    EXPECT_EQ(said(*ward, plan, asked[0], "truong-a", CoverageStatus::not_applicable, "trường chưa có máy"), "done");
}

TEST_F(CoverageReview, TheSchoolLinksItselfAndSaysWhatDoesNotApply) {
    const change::Document above = office::read_document(school->office, plan).value();
    const auto own = [&] { return office::own_coverage(office::read_document(school->office, ours).value(), above); };
    ASSERT_TRUE(office::set_field(school->office, ours, digital, "covers", ""));
    ASSERT_TRUE(office::set_text(school->office, ours, digital, "Chăm sóc vườn rau của bé"));
    ASSERT_EQ(own().unanswered.size(), 2U);
    ASSERT_EQ(own().suggested.at(enrolment).size(), 1U);
    EXPECT_EQ(own().suggested.at(enrolment)[0].topic, asked[1]);
    EXPECT_EQ(own().suggested.at(enrolment)[0].words, std::vector<std::string>{"tuyển sinh đầu cấp"});
    EXPECT_FALSE(own().suggested.contains(digital));

    const base::NodeId root = base::root_node(ours);
    const auto more = [&](model::ItemRole role, const char* text) {
        ASSERT_TRUE(office::add_node(school->office, ours, {root, {}, role, {}, text, {}}));
    };
    more(model::ItemRole::section, "TỔ CHỨC THỰC HIỆN");
    ASSERT_TRUE(office::link_to_topic(school->office, ours, enrolment, asked[1]));
    ASSERT_TRUE(office::link_to_topic(school->office, ours, enrolment, asked[1])) << "once more is no error";
    EXPECT_TRUE(own().suggested.empty());
    const auto why = office::state_not_applicable(school->office, ours, asked[0], "Trường mầm non chưa triển khai.");
    ASSERT_TRUE(why);
    EXPECT_TRUE(own().unanswered.empty());
    more(model::ItemRole::paragraph, "Lịch tuyển sinh đầu cấp dán ở cổng trường.");
    submit_again();

    EXPECT_EQ(cell(*ward, 1).status, CoverageStatus::covered);
    EXPECT_TRUE(cell(*ward, 1).suggested.empty()) << "it is answered: there is nothing to ask";
    EXPECT_EQ(cell(*ward, 1).by, std::vector{enrolment});
    EXPECT_EQ(cell(*ward, 0).status, CoverageStatus::not_applicable);
    EXPECT_EQ(cell(*ward, 0).note, "Trường mầm non chưa triển khai.");
    const change::Document written = office::read_document(school->office, ours).value();
    const auto order = written.in_order();
    const auto reason = std::ranges::find(order, *why, &change::NodeState::id);
    ASSERT_NE(reason, order.end());
    EXPECT_EQ((*(reason - 1))->id, enrolment) << "behind the last that answers something, on its level";
    EXPECT_EQ(written.parent_of(**reason), written.parent_of(**(reason - 1)));
}

TEST_F(CoverageReview, TheSchoolCannotLinkToWhatIsNoTopicAboveOrWithoutAReason) {
    const base::NodeId section = office::read_document(ward->office, plan).value().in_order().front()->id;
    const auto linked = [&](OfficePc& pc, const base::NodeId& node, const base::NodeId& topic) {
        const auto done = office::link_to_topic(pc.office, ours, node, topic);
        return done ? "done" : base::name_of(done.error().code);
    };

    EXPECT_EQ(linked(*school, enrolment, section), "unknown_node");
    EXPECT_EQ(linked(*school, base::NodeId{{7}}, asked[0]), "unknown_node");
    EXPECT_EQ(linked(*ward, enrolment, asked[1]), "not_allowed") << "the ward never writes into the school's plan";
    EXPECT_FALSE(office::state_not_applicable(school->office, ours, asked[0], " "));
    EXPECT_FALSE(office::state_not_applicable(school->office, ours, section, "lý do"));
}

TEST_F(CoverageReview, APlanIsReadAgainOnlyWhenItHasChanged) {
    office::CoverageMemory memory;
    const office::DocumentSummary before = office::summary_of(ward->office, ours).value();
    ASSERT_TRUE(office::coverage_of(ward->office, plan, memory));
    ASSERT_NE(memory.find(before), nullptr);
    office::CoverageMemory::Answer told = *memory.find(before);
    told.cells[1].said = told.cells[1].status = CoverageStatus::partly; // to be told from what would be read
    memory.keep(before, told);

    const auto from_memory = office::coverage_of(ward->office, plan, memory).value();
    submit_again();
    const auto after = office::coverage_of(ward->office, plan, memory).value();

    EXPECT_EQ(from_memory.offices[0].cells[1].status, CoverageStatus::partly);
    EXPECT_EQ(after.offices[0].cells[1].status, CoverageStatus::missing);
    EXPECT_EQ(after.offices[0].revision, 2U);
}

} // namespace dongthac::tests
