#include "client/ui/icons.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/dialog.hpp"
#include "client/ui/widgets/message.hpp"
#include "tests/ui/support/ui_test.hpp"

namespace dongthac::test {

namespace {

using Messages = UiTest;

} // namespace

TEST_F(Messages, DialogConfirmsWithItsNoteTrimmed) {
    ui::DecisionDialog dialog;
    ui::Answer answer = ui::Answer::none;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        if (const auto now = dialog.draw(ctx); now != ui::Answer::none) answer = now;
    };
    dialog.open({.title = "Trả lại kế hoạch?",
                 .text = "Trường sẽ sửa rồi nộp lại.",
                 .confirm = "Trả lại",
                 .note = ui::NoteNeed::required});
    frames(3);
    type("  thiếu kinh phí \n");
    click("Trả lại");

    EXPECT_EQ(answer, ui::Answer::confirmed);
    EXPECT_EQ(dialog.note(), "thiếu kinh phí");
    EXPECT_FALSE(dialog.is_open());
    frames(2);
    EXPECT_FALSE(sees("Trả lại"));
}

TEST_F(Messages, DialogAsksForARequiredNoteBeforeItConfirms) {
    ui::DecisionDialog dialog;
    ui::Answer answer = ui::Answer::none;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        if (const auto now = dialog.draw(ctx); now != ui::Answer::none) answer = now;
    };
    dialog.open({.title = "Trả lại?", .text = "", .confirm = "Trả lại", .note = ui::NoteNeed::required});
    frames(3);
    click("Trả lại");
    EXPECT_EQ(answer, ui::Answer::none);
    EXPECT_TRUE(sees(tr("dialog.note_required")));

    type("lý do");
    EXPECT_FALSE(sees(tr("dialog.note_required")));
    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);
    EXPECT_EQ(answer, ui::Answer::confirmed);
}

TEST_F(Messages, DialogIsCancelledByEscapeAndByItsButton) {
    ui::DecisionDialog dialog;
    int cancelled = 0;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        if (dialog.draw(ctx) == ui::Answer::cancelled) ++cancelled;
    };
    dialog.open({.title = "Ban hành?", .text = "Sau đó không sửa được nữa.", .confirm = "Ban hành"});
    frames(3);
    key(ImGuiKey_Escape);
    EXPECT_EQ(cancelled, 1);

    dialog.open({.title = "Ban hành?", .text = "", .confirm = "Ban hành"});
    frames(3);
    click(tr("button.cancel"));
    EXPECT_EQ(cancelled, 2);
    EXPECT_FALSE(dialog.is_open());
}

TEST_F(Messages, CtrlEnterConfirmsAlsoWhereTheOtherButtonHasTheKeyboard) {
    ui::DecisionDialog dialog;
    std::vector<ui::Answer> answers;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        if (const auto now = dialog.draw(ctx); now != ui::Answer::none) answers.push_back(now);
    };
    dialog.open({.title = "Ban hành?", .text = "", .confirm = "Ban hành"});
    frames(3);
    chord(ImGuiMod_Shift | ImGuiKey_Tab); // from the way on to the way back
    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);

    EXPECT_EQ(answers, std::vector{ui::Answer::confirmed});
    dialog.open({.title = "Ban hành?", .text = "", .confirm = "Ban hành"});
    frames(3);
    chord(ImGuiMod_Shift | ImGuiKey_Tab);
    key(ImGuiKey_Enter);
    EXPECT_EQ(answers.back(), ui::Answer::cancelled) << "or the keyboard was elsewhere above";
}

TEST_F(Messages, ASignedDecisionWaitsOpenUntilItIsKnownWhatCameOfIt) {
    ui::DecisionDialog dialog;
    std::vector<ui::Answer> answers;
    ui::Enabled ready = ui::Enabled::no;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        if (const auto now = dialog.draw(ctx, ready); now != ui::Answer::none) answers.push_back(now);
    };
    dialog.open({.title = "Ký?", .text = "", .confirm = "Ký", .signers = {"Lan", "Hoa"}});
    frames(3);
    type("135790");
    key(ImGuiKey_Enter);
    EXPECT_TRUE(answers.empty()) << "another act is under way";
    ready = ui::Enabled::yes;
    key(ImGuiKey_Enter);
    frames(2);
    ASSERT_EQ(answers, std::vector{ui::Answer::confirmed});
    EXPECT_EQ(dialog.pin(), "135790");
    EXPECT_TRUE(sees(tr("dialog.unlocking")));
    for (const ImGuiKey pressed : {ImGuiKey_Enter, ImGuiKey_Escape}) key(pressed);
    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);
    click(tr("dialog.unlocking"));
    click(tr("button.cancel"));
    EXPECT_EQ(answers.size(), 1u) << "once";

    dialog.ask_again("PIN sai");
    frames(3);
    EXPECT_TRUE(sees("PIN sai"));
    EXPECT_TRUE(dialog.pin().empty());
    type("246801"); // the field has the keyboard again
    key(ImGuiKey_Enter);
    EXPECT_EQ(dialog.pin(), "246801");
    dialog.close();
    frames(2);

    EXPECT_FALSE(dialog.is_open());
    EXPECT_FALSE(sees("Ký?"));
    EXPECT_TRUE(dialog.pin().empty());
    EXPECT_EQ(answers.size(), 2u);
}

TEST_F(Messages, NothingBehindADialogCanBePressed) {
    ui::DecisionDialog dialog;
    bool pressed = false;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        pressed |= ui::button(ctx, "Xoá");
        (void)dialog.draw(ctx);
    };
    dialog.open({.title = "Chắc chứ?", .text = "", .confirm = "Có"});
    frames(3);
    click("Xoá");

    EXPECT_FALSE(pressed);
}

TEST_F(Messages, ToastsGoAfterFourSecondsAndStayInTheLog) {
    ui::Toasts toasts;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        toasts.draw(ctx);
    };
    toasts.add(ui::Tone::ok, "Đã nộp kế hoạch", now());
    frame();
    EXPECT_TRUE(sees("Đã nộp kế hoạch"));
    EXPECT_LE(redraw().wait_seconds(now() + 1), 4);
    pass(4.2);

    EXPECT_FALSE(sees("Đã nộp kế hoạch"));
    EXPECT_EQ(toasts.log().size(), 1u);
}

TEST_F(Messages, BannerReportsItsActionAndItsDismissal) {
    std::vector<ui::BannerAction> actions;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        const auto action = ui::banner(ctx, ui::Tone::warn, "Đồng hồ máy sai 3 giờ", "Chỉnh giờ", ui::Dismiss::yes);
        if (action != ui::BannerAction::none) actions.push_back(action);
    };
    click("Chỉnh giờ");
    click(tr("button.dismiss"));

    EXPECT_EQ(actions, (std::vector{ui::BannerAction::acted, ui::BannerAction::dismissed}));
}

TEST_F(Messages, EmptyStateOffersTheNextStep) {
    bool next = false;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        next |=
            ui::empty_state(ctx, ui::icon::kPlan, "Chưa có kế hoạch", "Lập từ kế hoạch của phường.", "Lập kế hoạch");
    };
    click("Lập kế hoạch");

    EXPECT_TRUE(next);
    EXPECT_TRUE(sees("Chưa có kế hoạch"));
}

} // namespace dongthac::test
