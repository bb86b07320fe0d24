#include <algorithm>

#include <gtest/gtest.h>

#include "client/app/app_model.hpp"
#include "client/app/assets.hpp"
#include "tests/support/two_pcs.hpp"

namespace dongthac::tests {

namespace {

namespace intent = app::intent;
using Lines = std::vector<std::string>;

/// The editor of one of two PCs that share a plan with one paragraph.
class ParagraphIntents : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto assets = app::find_assets();
        ASSERT_TRUE(assets);
        strings = std::make_unique<app::Strings>(app::Strings::load(*assets, "vi").value());
        model = std::make_unique<app::AppModel>(pcs.a->office, *strings, *pcs.a, files);
        model->apply(intent::OpenDocument{pcs.document, {}});
    }
    Lines page() {
        Lines lines;
        for (const view_model::EditorParagraph& row : model->editor()->paragraphs) lines.push_back(row.text);
        return lines;
    }
    void meet() {
        pcs.meet();
        model->refresh();
    }
    const view_model::EditorParagraph& row(std::size_t index) { return model->editor()->paragraphs.at(index); }

    TwoPcs pcs{"một hai ba bốn"};
    std::unique_ptr<app::Strings> strings;
    NoFiles files;
    std::unique_ptr<app::AppModel> model;
};

TEST_F(ParagraphIntents, ASplitLeadsTheKeyboardToTheNewParagraphAndNamesItsUndo) {
    model->apply(intent::SplitParagraph{pcs.document, pcs.node, "một hai ba bốn", "một hai ", "ba bốn nữa"});

    EXPECT_EQ(page(), (Lines{"một hai", "ba bốn nữa"}));
    EXPECT_EQ(model->take_goal(), row(1).node);
    EXPECT_EQ(model->undo_name(), "tách đoạn 1");
    model->apply(intent::Undo{});
    EXPECT_EQ(page(), Lines{"một hai ba bốn"}) << "with the word typed before Enter, which was one act with it";
    model->apply(intent::Redo{});
    EXPECT_EQ(page(), (Lines{"một hai", "ba bốn nữa"}));
}

TEST_F(ParagraphIntents, AJoinIsTakenBackWithItsPlaceAndWords) {
    const base::NodeId other = pcs.add(*pcs.a, "năm");
    model->refresh();
    model->apply(intent::JoinParagraph{pcs.document, other});

    EXPECT_EQ(page(), Lines{"một hai ba bốn năm"});
    EXPECT_EQ(model->take_goal(), pcs.node);
    EXPECT_EQ(model->undo_name(), "ghép đoạn 2");
    model->apply(intent::Undo{});

    EXPECT_EQ(page(), (Lines{"một hai ba bốn", "năm"}));
}

TEST_F(ParagraphIntents, EnterAtTheStartMakesRoomInFront) {
    model->apply(
        intent::AddParagraph{pcs.document, pcs.node, model::ItemRole::paragraph, "", intent::AddWhere::in_front});

    EXPECT_EQ(page(), (Lines{"", "một hai ba bốn"}));
    model->apply(intent::Undo{});
    EXPECT_EQ(page(), Lines{"một hai ba bốn"});
}

TEST_F(ParagraphIntents, ALevelInAndOutAgain) {
    const base::NodeId other = pcs.add(*pcs.a, "năm");
    model->refresh();

    model->apply(intent::MoveParagraph{pcs.document, other, intent::MoveWay::in});
    EXPECT_EQ(row(1).depth, 1);
    model->apply(intent::MoveParagraph{pcs.document, other, intent::MoveWay::out});
    EXPECT_EQ(row(1).depth, 0);
    model->apply(intent::Undo{});

    EXPECT_EQ(row(1).depth, 1);
}

TEST_F(ParagraphIntents, AFlagIsShownWithBothAuthorsAndGoesWhenLookedAt) {
    pcs.type(*pcs.a, "một HAI ba bốn");
    pcs.type(*pcs.b, "một hai BA bốn");
    meet();
    ASSERT_TRUE(row(0).review);
    model->apply(intent::ShowHistory{pcs.document, pcs.node});
    ASSERT_EQ(model->history()->pairs.size(), 1U);
    EXPECT_NE(model->history()->pairs[0].first.by.who.office, "");
    EXPECT_NE(model->history()->pairs[0].first.by.who.here, model->history()->pairs[0].second.by.who.here);

    model->apply(intent::MarkReviewed{pcs.document, pcs.node});

    EXPECT_EQ(model->history(), nullptr) << "back on the page";
    EXPECT_FALSE(row(0).review);
    EXPECT_EQ(page(), Lines{"một HAI BA bốn"});
    meet();
    EXPECT_TRUE(pcs.state(*pcs.b).reviews.empty());
}

TEST_F(ParagraphIntents, AChosenWordingStandsAndTheFlagGoes) {
    pcs.type(*pcs.a, "một HAI ba bốn");
    pcs.type(*pcs.b, "một hai BA bốn");
    meet();

    model->apply(intent::KeepWording{pcs.document, pcs.node, page().front(), "một HAI ba bốn", false});

    EXPECT_EQ(page(), Lines{"một HAI ba bốn"});
    EXPECT_FALSE(row(0).review);
}

TEST_F(ParagraphIntents, TwoPlacesNameTheirPcsUntilOneIsKept) {
    const base::NodeId other = pcs.add(*pcs.a, "năm");
    const base::NodeId third = pcs.add(*pcs.a, "sáu");
    meet();
    ASSERT_TRUE(office::move_under(pcs.a->office, pcs.document, third, pcs.node, {}));
    ASSERT_TRUE(office::move_under(pcs.b->office, pcs.document, third, other, {}));
    meet();
    const auto conflicted = [&]() -> const view_model::EditorParagraph& {
        return *std::ranges::find(model->editor()->paragraphs, third, &view_model::EditorParagraph::node);
    };
    ASSERT_FALSE(conflicted().conflicts.empty());
    EXPECT_EQ(conflicted().conflicts.front().field, "parent");
    EXPECT_EQ(conflicted().conflicts.front().writers.size(), 2U);

    model->apply(intent::KeepShown{pcs.document, third});

    EXPECT_TRUE(conflicted().conflicts.empty());
    EXPECT_EQ(model->editor()->conflicts, 0U);
}

TEST_F(ParagraphIntents, ARemarkIsSettledAndItsUndoOpensIt) {
    ASSERT_TRUE(office::add_comment(pcs.a->office, pcs.document, pcs.node, "ghi rõ số lượng"));
    model->refresh();
    const base::ChangeId remark = model->editor()->notes.front().remark;

    model->apply(intent::SettleComment{pcs.document, remark, intent::Remark::settled});
    EXPECT_TRUE(model->editor()->notes.front().settled);
    EXPECT_EQ(model->undo_name(), strings->tr("undo.settle"));
    model->apply(intent::Undo{});

    EXPECT_FALSE(model->editor()->notes.front().settled);
}

} // namespace

} // namespace dongthac::tests
