#include <gtest/gtest.h>

#include "tests/support/office_desk.hpp"

namespace dongthac::office {

namespace {

using tests::OfficeDesk;

const std::set<model::Role> kAll = {model::Role::editor, model::Role::clerk, model::Role::signer, model::Role::officer};

TEST(IssuedDocument, RefusesEveryEditAndOffersAReplacement) {
    OfficeDesk desk;
    desk.enrol(kAll);
    const base::DocumentId id = desk.new_plan("an toàn giao thông");
    ASSERT_TRUE(set_field(desk.office(), id, base::root_node(id), "document_number", "7"));
    const base::NodeId node = desk.node(id, 0);
    desk.decide(id, model::Action::issue);
    const change::Document issued = desk.read(id);

    const base::NodeId root = base::root_node(id);
    const auto added = add_node(desk.office(), id, {root, {}, model::ItemRole::paragraph, "", "mới", {}});
    const std::vector<base::Result<void>> attempts = {
        set_text(desk.office(), id, node, "khác"), set_field(desk.office(), id, root, "subject", "khác"),
        hide_node(desk.office(), id, node), move_node(desk.office(), id, node, Direction::down),
        added ? base::Result<void>() : base::Result<void>(std::unexpected(added.error()))};
    for (const base::Result<void>& refused : attempts) {
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, base::Code::immutable_document);
        EXPECT_EQ(refused.error().arg("state"), "issued");
    }
    EXPECT_EQ(desk.read(id), issued);

    const auto replacement = new_replacement(desk.office(), id);
    ASSERT_TRUE(replacement);
    const change::Document fresh = desk.read(*replacement);
    EXPECT_EQ(fresh.root().string(model::field::kReplaces), base::to_text(id));
    EXPECT_EQ(fresh.root().string(model::field::kSubject), "an toàn giao thông");
    EXPECT_EQ(fresh.root().string(model::field::kNumber), "") << "a number of its own";
    EXPECT_EQ(fresh.in_order().size(), issued.in_order().size());
    EXPECT_TRUE(set_text(desk.office(), *replacement, fresh.in_order()[0]->id, "sửa được"));
    EXPECT_TRUE(desk.problems().empty());
}

TEST(SubmittedDocument, KeepsMergingAndCountsTheChangesAfterIt) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    desk.decide(id, model::Action::submit);
    EXPECT_EQ(summary_of(desk.office(), id)->after_revision, 0u);

    ASSERT_TRUE(set_text(desk.office(), id, desk.node(id, 0), "sửa sau khi nộp"));

    EXPECT_EQ(summary_of(desk.office(), id)->after_revision, 1u);
    EXPECT_EQ(summary_of(desk.office(), id)->state, model::DocumentState::submitted);
}

TEST(OfficeDecide, WaitsWithoutANetworkAndShowsWhereItLeads) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();

    const auto decided = decide(desk.office(), id, model::Action::submit, {.note = "kèm ghi chú", .person = "Lan"});
    desk.reopen();

    ASSERT_TRUE(decided);
    EXPECT_EQ(decided->revision, 1u);
    const DocumentSummary summary = summary_of(desk.office(), id).value();
    EXPECT_TRUE(summary.queued);
    EXPECT_EQ(summary.state, model::DocumentState::submitted);
    EXPECT_EQ(summary.state_version, 0u) << "nothing is confirmed";
    EXPECT_EQ(decide(desk.office(), id, model::Action::submit).error().code, base::Code::bad_transition);
}

TEST(OfficeDecide, RefusesWhatTheRoleOrTheSideMayNot) {
    OfficeDesk desk;
    desk.enrol({model::Role::editor});
    const base::DocumentId id = desk.new_plan();

    EXPECT_EQ(decide(desk.office(), id, model::Action::issue).error().code, base::Code::not_allowed);
    EXPECT_EQ(decide(desk.office(), id, model::Action::accept).error().code, base::Code::not_allowed);
    EXPECT_EQ(possible_actions(desk.office(), id).value(), std::vector{model::Action::submit});
}

TEST(OfficeDecide, FreezesTheTextOfTheMomentNotOfTheSync) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    ASSERT_TRUE(set_text(desk.office(), id, desk.node(id, 0), "lúc nộp"));
    ASSERT_TRUE(decide(desk.office(), id, model::Action::submit));
    ASSERT_TRUE(set_text(desk.office(), id, desk.node(id, 0), "sau khi nộp"));

    desk.push();
    const auto intent = desk.office().store().intents().value().front();
    const auto request = request_for(desk.office(), intent);
    ASSERT_TRUE(request && *request);

    const auto changes = wire::open((*request)->segments.front()).value();
    const base::Bytes& frozen = std::get<change::Transition>(changes.front().payload).snapshot;
    const std::string text(base::as_text(frozen));
    EXPECT_NE(text.find("nộp"), std::string::npos);
    EXPECT_EQ(text.find("sau"), std::string::npos);
}

TEST(RequestFor, SendsTheSameBytesAgainAfterALostAnswer) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    ASSERT_TRUE(decide(desk.office(), id, model::Action::submit));
    desk.push();
    const auto first = request_for(desk.office(), desk.office().store().intents().value().front());
    desk.reopen();

    const auto again = request_for(desk.office(), desk.office().store().intents().value().front());

    ASSERT_TRUE(first && *first && again && *again);
    EXPECT_EQ((*again)->segments, (*first)->segments);
    EXPECT_EQ((*first)->segments.size(), 2u) << "own/truong and in/phuong";
}

TEST(RequestFor, PushesDraftsFirst) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    ASSERT_TRUE(decide(desk.office(), id, model::Action::submit));

    const auto request = request_for(desk.office(), desk.office().store().intents().value().front());

    ASSERT_TRUE(request);
    EXPECT_FALSE(request->has_value());
}

TEST(Withdraw, KeepsTheNoteAsAComment) {
    OfficeDesk desk;
    desk.enrol();
    const base::DocumentId id = desk.new_plan();
    ASSERT_TRUE(decide(desk.office(), id, model::Action::submit, {.note = "xin xem mục hai", .person = "Lan"}));

    ASSERT_TRUE(withdraw(desk.office(), desk.office().store().intents().value().front(), base::Code::state_conflict));

    ASSERT_EQ(desk.read(id).head.comments.size(), 1u);
    EXPECT_EQ(desk.read(id).head.comments.front().text, "xin xem mục hai");
    EXPECT_EQ(desk.read(id).head.state, model::DocumentState::draft);
    EXPECT_TRUE(desk.office().store().intents().value().empty());
    EXPECT_TRUE(desk.problems().empty());
}

TEST(Search, FindsWithAndWithoutDiacriticsAndByTheBeginningOfWords) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan("Tuyên truyền giáo dục");
    ASSERT_TRUE(set_text(desk.office(), id, desk.node(id, 0), "Đảm bảo an toàn giao thông cho học sinh"));
    const base::DocumentId other = desk.new_plan("Thu chi");
    (void)other;

    for (const char* words : {"dam bao", "Đảm bảo", "ĐẢM BẢO", "giao thong an toan", "hoc si", "đam"}) {
        const auto found = search(desk.office(), words, 10).value();
        ASSERT_EQ(found.size(), 1u) << words;
        EXPECT_EQ(found.front().document, id);
        EXPECT_EQ(found.front().text, "Đảm bảo an toàn giao thông cho học sinh");
    }
    EXPECT_EQ(search(desk.office(), "giao duc", 10).value().size(), 1u) << "the subject";
    EXPECT_TRUE(search(desk.office(), "dam khong", 10).value().empty()) << "every word must be there";
    for (const char* words : {"", "  ", "\"", "*", "a OR b", "NEAR(", "-", "'; DROP TABLE node"})
        EXPECT_TRUE(search(desk.office(), words, 10)) << words;
}

TEST(Search, FollowsEditsAndForgetsWhatIsHidden) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan();
    const base::NodeId node = desk.node(id, 0);
    ASSERT_TRUE(set_text(desk.office(), id, node, "phòng cháy"));
    ASSERT_TRUE(set_text(desk.office(), id, node, "chữa cháy"));
    EXPECT_TRUE(search(desk.office(), "phong", 10).value().empty());
    EXPECT_EQ(search(desk.office(), "chua chay", 10).value().size(), 1u);

    ASSERT_TRUE(hide_node(desk.office(), id, node));
    EXPECT_TRUE(search(desk.office(), "chua chay", 10).value().empty());

    ASSERT_TRUE(show_node(desk.office(), id, node));
    EXPECT_EQ(search(desk.office(), "chua chay", 10).value().size(), 1u);
}

TEST(FindDocument, TakesAnIdOrItsUniqueBeginning) {
    OfficeDesk desk;
    const base::DocumentId id = desk.new_plan();
    const std::string text = base::to_text(id);

    EXPECT_EQ(find_document(desk.office(), text).value(), id);
    EXPECT_EQ(find_document(desk.office(), text.substr(0, 6)).value(), id);
    for (const std::string& typed : {std::string(), text.substr(0, 3), std::string(32, 'f'), std::string("kế hoạch")})
        EXPECT_EQ(find_document(desk.office(), typed).error().code, base::Code::unknown_document) << typed;
}

} // namespace

} // namespace dongthac::office
