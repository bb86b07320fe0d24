#include "tests/ui/support/paragraph_fixture.hpp"

namespace dongthac::test {

namespace {

using ParagraphBurst = ParagraphFixture;

} // namespace

TEST_F(ParagraphBurst, UndoesTheBurstWordByWordAndRedoes) {
    focus();
    type("kế ");
    type("hoạch ");
    queue_text("tao");
    queue_key(ImGuiKey_Backspace);
    queue_key(ImGuiKey_Backspace);
    queue_text("ạo");
    settle();
    ASSERT_EQ(state.text(), "kế hoạch tạo");

    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    EXPECT_EQ(state.text(), "kế hoạch ");
    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    EXPECT_EQ(state.text(), "kế ");
    chord(ImGuiMod_Ctrl | ImGuiKey_Y);
    chord(ImGuiMod_Ctrl | ImGuiKey_Y);
    EXPECT_EQ(state.text(), "kế hoạch tạo");
    EXPECT_EQ(undo_asked, 0);
}

TEST_F(ParagraphBurst, HandsUndoToTheDocumentWhenTheBurstIsOver) {
    focus();
    type("xong");
    pass(1.2);
    ASSERT_EQ(bursts, 1);

    chord(ImGuiMod_Ctrl | ImGuiKey_Z);

    EXPECT_EQ(state.text(), "xong");
    EXPECT_EQ(undo_asked, 1);
}

TEST_F(ParagraphBurst, EndsABurstAfterAPauseOnce) {
    focus();
    type("a");
    pass(0.8);
    EXPECT_EQ(bursts, 0);
    EXPECT_TRUE(state.burst_open());
    pass(0.4);

    EXPECT_EQ(bursts, 1);
    EXPECT_FALSE(state.burst_open());
    pass(3);
    EXPECT_EQ(bursts, 1);
}

TEST_F(ParagraphBurst, EndsABurstWhenItLosesTheKeyboard) {
    focus();
    type("a");
    click("Đoạn khác");

    EXPECT_EQ(bursts, 1);
    EXPECT_FALSE(state.focused());
    EXPECT_TRUE(other.focused());
    type("b");
    EXPECT_EQ(state.text(), "a");
    EXPECT_EQ(other.text(), "b");
}

TEST_F(ParagraphBurst, EndsABurstOnCtrlS) {
    focus();
    type("a");
    chord(ImGuiMod_Ctrl | ImGuiKey_S);

    EXPECT_EQ(bursts, 1);
    EXPECT_EQ(state.text(), "a");
    EXPECT_TRUE(state.focused());
}

TEST_F(ParagraphBurst, AsksForAPictureWhenTheBurstWillEnd) {
    focus();
    type("a");

    EXPECT_LE(redraw().wait_seconds(now() + 0.2), ui::kBurstPause);
}

TEST_F(ParagraphBurst, StopsBlinkingWhenNobodyTypes) {
    focus();
    pass(12);
    redraw().begin_frame();
    frame();
    frames(5);

    EXPECT_EQ(redraw().wait_seconds(now()), app::Redraw::kLongestWait);
}

TEST_F(ParagraphBurst, ReportsEnterInsteadOfTakingItWhenAsked) {
    options.enter = ui::Enter::report;
    bool entered = false;
    draw = [&, inner = draw](const ui::UiContext& ctx) {
        inner(ctx);
        entered = entered || last.enter;
    };
    focus();
    type("một");
    key(ImGuiKey_Enter);
    EXPECT_TRUE(entered);
    EXPECT_EQ(state.text(), "một");

    chord(ImGuiMod_Shift | ImGuiKey_Enter);
    EXPECT_EQ(state.text(), "một\n");
}

TEST_F(ParagraphBurst, SaysWhenBackspaceWantsToJoinTheParagraphBefore) {
    state.set_text("đoạn");
    bool merge = false;
    draw = [&, inner = draw](const ui::UiContext& ctx) {
        inner(ctx);
        merge = merge || last.merge_before;
    };
    focus();
    chord(ImGuiMod_Ctrl | ImGuiKey_Home);
    key(ImGuiKey_Backspace);

    EXPECT_TRUE(merge);
    EXPECT_EQ(state.text(), "đoạn");
    EXPECT_FALSE(changed);
}

TEST_F(ParagraphBurst, KeepsTheCaretInPlaceWhenAMergeChangesTheTextBeforeIt) {
    state.set_text("một ba");
    focus();
    chord(ImGuiMod_Ctrl | ImGuiKey_End);
    state.set_text("một hai ba");
    frame();
    EXPECT_EQ(state.caret(), 10u);
    type("!");

    EXPECT_EQ(state.text(), "một hai ba!");
}

TEST_F(ParagraphBurst, ReadOnlyTextCanBeCopiedAndNotChanged) {
    options.edit = ui::Edit::read_only;
    state.set_text("đã ban hành");
    focus();
    type("x");
    key(ImGuiKey_Backspace);
    chord(ImGuiMod_Ctrl | ImGuiKey_A);
    chord(ImGuiMod_Ctrl | ImGuiKey_C);
    chord(ImGuiMod_Ctrl | ImGuiKey_X);

    EXPECT_EQ(state.text(), "đã ban hành");
    EXPECT_STREQ(ImGui::GetClipboardText(), "đã ban hành");
    EXPECT_FALSE(changed);
}

TEST_F(ParagraphBurst, TabMovesToTheNextField) {
    focus();
    key(ImGuiKey_Tab);
    frames(2);
    type("b");

    EXPECT_EQ(state.text(), "");
    EXPECT_EQ(other.text(), "b");
}

TEST_F(ParagraphBurst, TakesTheKeyboardWhenAsked) {
    state.set_text("một");
    state.focus(ui::ParagraphState::Caret::end);
    frames(2);
    type(" hai");

    EXPECT_EQ(state.text(), "một hai");
}

} // namespace dongthac::test
