#include <algorithm>

#include "client/ui/screens/editor.hpp"
#include "shared/text/nfc.hpp"
#include "tests/ui/support/editor_sample.hpp"
#include "tests/ui/support/ui_test.hpp"

// What a person does in the editor, told by the intents it gives.

namespace dongthac::test {

namespace intent = app::intent;

namespace {

class EditorKeys : public UiTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        draw = [this](const ui::UiContext& ctx) {
            const TestWindow window;
            for (app::Intent& intent : ui::draw_editor(ctx, rows, state, undo)) all.push_back(std::move(intent));
        };
        frames(3);
    }
    template <class Wanted>
    const Wanted* last() const {
        return all.empty() ? nullptr : std::get_if<Wanted>(&all.back());
    }
    void into(std::size_t paragraph, ImGuiKey then) {
        click(tr("editor.paragraph", {{"n", paragraph}}));
        key(then);
    }

    view_model::EditorRows rows = sample_editor(5);
    ui::EditorState state;
    std::string undo;
    std::vector<app::Intent> all;
};

} // namespace

TEST_F(EditorKeys, EnterAtTheEndBeginsANewParagraph) {
    into(2, ImGuiKey_End);
    key(ImGuiKey_Enter);

    ASSERT_NE(last<intent::AddParagraph>(), nullptr);
    EXPECT_EQ(last<intent::AddParagraph>()->after, rows.paragraphs[1].node);
    EXPECT_TRUE(last<intent::AddParagraph>()->text.empty());
}

TEST_F(EditorKeys, EnterAtTheStartMakesRoomInFront) {
    into(2, ImGuiKey_Home);
    key(ImGuiKey_Enter);

    ASSERT_NE(last<intent::AddParagraph>(), nullptr);
    EXPECT_EQ(last<intent::AddParagraph>()->where, intent::AddWhere::in_front);
}

TEST_F(EditorKeys, EnterInTheMiddleSplits) {
    into(2, ImGuiKey_Home);
    type("x");
    for (int i = 0; i < 4; ++i) key(ImGuiKey_RightArrow);
    key(ImGuiKey_Enter);

    ASSERT_EQ(all.size(), 1U) << "what was typed goes with the cut";
    const auto* split = last<intent::SplitParagraph>();
    ASSERT_NE(split, nullptr);
    EXPECT_EQ(split->base, rows.paragraphs[1].text);
    EXPECT_EQ(split->before, "xĐoạn");
    EXPECT_EQ(split->before + split->after, "x" + rows.paragraphs[1].text);
    EXPECT_EQ(state.goal_caret, 0U);
    EXPECT_TRUE(ui::flush(state).empty()) << "nothing is typed any more";
}

TEST_F(EditorKeys, BackspaceAtTheStartJoinsTheParagraphBefore) {
    into(3, ImGuiKey_Home);
    key(ImGuiKey_Backspace);

    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(last<intent::JoinParagraph>()->node, rows.paragraphs[2].node);
}

TEST_F(EditorKeys, DeleteAtTheEndJoinsTheParagraphBehind) {
    into(2, ImGuiKey_End);
    type("!");
    key(ImGuiKey_Delete);

    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(std::get<intent::SetText>(all[0]).text, rows.paragraphs[1].text + "!");
    EXPECT_EQ(last<intent::JoinParagraph>()->node, rows.paragraphs[2].node);
    EXPECT_EQ(state.goal_caret, text::to_code_points(rows.paragraphs[1].text).size() + 1);
}

TEST_F(EditorKeys, BackspaceInTheFirstParagraphAndDeleteInTheLastJoinNothing) {
    into(1, ImGuiKey_Home);
    key(ImGuiKey_Backspace);
    into(rows.paragraphs.size(), ImGuiKey_End);
    key(ImGuiKey_Delete);

    EXPECT_TRUE(all.empty());
}

TEST_F(EditorKeys, AltWithAnArrowMovesTheParagraphAndNotTheCaret) {
    into(3, ImGuiKey_End);
    const std::size_t caret = state.texts[rows.paragraphs[2].node].field.caret();
    const std::vector<std::pair<ImGuiKey, intent::MoveWay>> ways = {{ImGuiKey_UpArrow, intent::MoveWay::up},
                                                                    {ImGuiKey_DownArrow, intent::MoveWay::down},
                                                                    {ImGuiKey_RightArrow, intent::MoveWay::in},
                                                                    {ImGuiKey_LeftArrow, intent::MoveWay::out}};

    for (const auto& [arrow, way] : ways) {
        chord(ImGuiMod_Alt | arrow);
        ASSERT_NE(last<intent::MoveParagraph>(), nullptr);
        EXPECT_EQ(last<intent::MoveParagraph>()->way, way);
        EXPECT_EQ(last<intent::MoveParagraph>()->node, rows.paragraphs[2].node);
    }

    EXPECT_EQ(all.size(), ways.size());
    EXPECT_EQ(state.current, rows.paragraphs[2].node) << "the keyboard stays with it";
    EXPECT_EQ(state.texts[rows.paragraphs[2].node].field.caret(), caret);
}

TEST_F(EditorKeys, ARemarkIsSettledAndReopened) {
    rows.notes = {{.who = "Cô Hoa",
                   .text = "ghi rõ số lượng",
                   .at_ms = rows.now_ms,
                   .action = {},
                   .node = {},
                   .remark = {{}, 7}}};
    frames(2);
    click(tr("editor.settle"));
    EXPECT_EQ(last<intent::SettleComment>()->comment.counter, 7U);
    EXPECT_EQ(last<intent::SettleComment>()->becomes, intent::Remark::settled);

    rows.notes[0].settled = true;
    frames(2);
    EXPECT_TRUE(mentions(tr("comment.settled")));
    click(tr("editor.reopen"));

    EXPECT_EQ(last<intent::SettleComment>()->becomes, intent::Remark::open);
}

TEST_F(EditorKeys, AParagraphAskedForAtOpeningIsInViewThoughNothingAboveWasMeasured) {
    rows = sample_editor(90);
    rows.document = base::DocumentId{{8}};
    for (view_model::EditorParagraph& row : rows.paragraphs)
        for (int i = 0; i < 6; ++i) row.text += " Thêm chữ cho đủ nhiều dòng.";
    for (const char* name : {"issuing_body", "place_name", "document_number", "symbol", "issued_on", "subject"})
        rows.fields.push_back({name, "a", model::ValueType::string, {"a", "b"}, {{}, {}}});
    state.goal = rows.paragraphs[60].node;

    frames(5);

    EXPECT_TRUE(item(tr("editor.paragraph", {{"n", 61}})).reachable());
}

TEST_F(EditorKeys, AConflictNamesBothAndKeepsWhatIsShown) {
    const office::Writer other{.office = "Trường", .device = "Máy A"};
    const office::Writer own{.office = "Trường", .device = "Máy B", .here = true};
    rows.paragraphs[1].conflicts = {{"order", {other, own}}};
    into(2, ImGuiKey_End);
    frames(2);
    EXPECT_TRUE(mentions(tr("editor.conflict_shown", {{"who", "Trường, máy này"}})));
    EXPECT_TRUE(mentions("Trường, Máy A"));
    click(tr("history.keep"));

    EXPECT_EQ(last<intent::KeepShown>()->node, rows.paragraphs[1].node);
}

TEST_F(EditorKeys, AnIssuedDocumentTakesNoTyping) {
    rows.editable = false;
    rows.state = model::DocumentState::issued;
    into(2, ImGuiKey_End);
    type("x");
    key(ImGuiKey_Enter);
    pass(ui::kBurstPause + 0.1);

    EXPECT_TRUE(all.empty());
    click(tr("action.replace"));
    EXPECT_NE(last<intent::Replace>(), nullptr);
}

TEST_F(EditorKeys, LeavingWritesDownWhatIsTyped) {
    into(2, ImGuiKey_End);
    type("!");

    const std::vector<app::Intent> flushed = ui::flush(state);

    ASSERT_EQ(flushed.size(), 1U);
    EXPECT_EQ(std::get<intent::SetText>(flushed[0]).text, rows.paragraphs[1].text + "!");
    EXPECT_TRUE(ui::flush(state).empty());
}

TEST_F(EditorKeys, AFieldThatIsNotBeingTypedInFollowsTheStore) {
    into(2, ImGuiKey_End);
    rows.paragraphs[1].text = "Đã đổi ở máy khác";
    frames(2);

    EXPECT_EQ(state.texts.at(rows.paragraphs[1].node).field.text(), "Đã đổi ở máy khác");
    EXPECT_TRUE(all.empty());
}

TEST_F(EditorKeys, ALetterheadFieldIsSetWhenItIsLeft) {
    rows.fields = {{"document_number", "", model::ValueType::string, {}}};
    click(tr("editor.letterhead"));
    click(tr("field.document_number"), 1);
    type("12");
    EXPECT_TRUE(all.empty());
    key(ImGuiKey_Enter);

    ASSERT_NE(last<intent::SetField>(), nullptr);
    EXPECT_EQ(last<intent::SetField>()->field, "document_number");
    EXPECT_EQ(last<intent::SetField>()->typed, "12");
}

TEST_F(EditorKeys, ADateThatIsNoneIsSaidAndStaysTyped) {
    rows.fields = {{"issued_on", "", model::ValueType::date, {}}};
    click(tr("editor.letterhead"));
    click(tr("field.issued_on"), 1);
    type("31/2/2026");
    key(ImGuiKey_Enter);
    frames(2);
    EXPECT_EQ(last<intent::SetField>(), nullptr);
    EXPECT_TRUE(ui::flush(state).empty()) << "nor when the page is left";
    EXPECT_EQ(state.fields["issued_on"].value, "31/2/2026");

    click(tr("field.issued_on"), 1);
    key(ImGuiKey_Home);
    key(ImGuiKey_Delete);
    key(ImGuiKey_Delete);
    type("28");
    key(ImGuiKey_Enter);
    ASSERT_NE(last<intent::SetField>(), nullptr);
    EXPECT_EQ(last<intent::SetField>()->typed, "28/2/2026");
}

TEST_F(EditorKeys, AValuePutRightIsWrittenDownThoughThePageIsLeftMeanwhile) {
    rows.fields = {{"issued_on", "", model::ValueType::date, {}}};
    click(tr("editor.letterhead"));
    click(tr("field.issued_on"), 1);
    type("2026");
    key(ImGuiKey_Enter);
    click(tr("field.issued_on"), 1);
    key(ImGuiKey_Home);
    type("28/2/");
    EXPECT_EQ(ui::flush(state).size(), 1u);
}

TEST_F(EditorKeys, ADisagreementIsSettledByChoosing) {
    rows.fields = {{"place_name", "Hoa Mai", model::ValueType::string, {"Hoa Phượng", "Hoa Mai"}}};
    frames(3); // the card takes its new height
    click("Hoa Phượng");

    ASSERT_NE(last<intent::SetField>(), nullptr);
    EXPECT_EQ(last<intent::SetField>()->typed, "Hoa Phượng");
}

TEST_F(EditorKeys, AParagraphToBeReviewedOffersBothWordings) {
    rows.paragraphs[1].review = true;
    into(2, ImGuiKey_End);
    click(tr("history.show_both"));

    ASSERT_NE(last<intent::ShowHistory>(), nullptr);
    EXPECT_EQ(last<intent::ShowHistory>()->node, rows.paragraphs[1].node);
}

} // namespace dongthac::test
