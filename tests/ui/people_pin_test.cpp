#include "tests/ui/support/people_window.hpp"

// PINs through the window: what is refused, what waits, and what stays typed.

namespace dongthac::test {

namespace {

TEST_F(PeopleWindow, WhatIsWrongStandsAtItsFieldAndWhatWasTypedStays) {
    const std::string code = add(kHead);

    set_pin(code, kPin, "135791");
    EXPECT_TRUE(sees(tr("people.problem.again")));
    EXPECT_EQ(at->model.office_act().name, "add_person") << "nothing was sent";
    fill("people.field.again", kPin);
    EXPECT_FALSE(sees(tr("people.problem.again")));
    fill("people.field.code", "AAAA-BBBB-CCCC");
    press("people.form.set_pin.confirm");
    EXPECT_TRUE(sees(tr("error.bad_code")));
    EXPECT_TRUE(office::people_here(at->pc->office)->empty());
    fill("people.field.code", code); // both PINs still stand there
    at->pc->online = false;
    press("people.form.set_pin.confirm");
    EXPECT_TRUE(tells_problem()) << "no network is said, not lost";
    at->pc->online = true;
    press("people.form.set_pin.confirm");

    EXPECT_TRUE(sees(tr("people.signs_here")));
}

TEST_F(PeopleWindow, AWeakPinIsRefused) {
    set_pin(add(kHead), "123456", "123456");

    EXPECT_TRUE(sees(tr("error.weak_pin")));
    EXPECT_TRUE(office::people_here(at->pc->office)->empty());
}

TEST_F(PeopleWindow, ACodeEndsAfterAWeek) {
    const std::string code = add(kHead);
    net.clock.advance(std::int64_t{8} * 86'400'000);

    set_pin(code, kPin, kPin);

    EXPECT_TRUE(sees(tr("error.expired_code")));
}

TEST_F(PeopleWindow, AfterThreeWrongPinsTheRightOneWaits) {
    sit_down();
    choose(kHead);
    press("people.button.change_pin");
    fill("people.field.new_pin", "864209");
    fill("people.field.again", "864209");
    for (int tries = 1; tries <= 3; ++tries) {
        fill("people.field.old_pin", "999999");
        press("people.form.change_pin.confirm");
        EXPECT_TRUE(sees(tr("error.wrong_pin", {{"tries", tries}}))) << tries;
    }
    fill("people.field.old_pin", kPin);

    press("people.form.change_pin.confirm");
    EXPECT_TRUE(sees(tr("error.pin_wait", {{"seconds", 5}})));
    net.clock.advance(4'000);
    press("people.form.change_pin.confirm");
    EXPECT_TRUE(sees(tr("error.pin_wait", {{"seconds", 1}})));
    net.clock.advance(1'000);
    press("people.form.change_pin.confirm");

    EXPECT_FALSE(form_is_open("change_pin"));
    EXPECT_EQ(refused(kHead, "864209"), std::nullopt) << "nothing was deleted, and the new PIN counts";
    EXPECT_EQ(refused(kHead, kPin), base::Code::wrong_pin);
}

TEST_F(PeopleWindow, AWrongPinSignsNothingAndTheRightOneDoesLater) {
    sit_down();
    const base::DocumentId plan = open_plan("an toàn giao thông");
    const std::string sign = tr("action.approve");
    click(sign);
    settle();
    for (int tries = 1; tries <= 3; ++tries) {
        fill("dialog.pin", "999999");
        key_(ImGuiKey_Enter);
        EXPECT_TRUE(sees(tr("error.wrong_pin", {{"tries", tries}}))) << tries;
    }
    fill("dialog.pin", kPin);
    key_(ImGuiKey_Enter);
    EXPECT_TRUE(sees(tr("error.pin_wait", {{"seconds", 5}})));
    EXPECT_EQ(at->state_of(plan), model::DocumentState::draft);
    net.clock.advance(5'000);

    fill("dialog.pin", kPin);
    key_(ImGuiKey_Enter);

    EXPECT_EQ(at->state_of(plan), model::DocumentState::signed_);
}

TEST_F(PeopleWindow, WhileThePinOpensTheKeyTheDialogWaitsAndSignsOnce) {
    sit_down();
    const base::DocumentId plan = open_plan("an toàn giao thông");
    at->pc->hold_acts = true;
    const std::size_t asked = at->pc->acts_asked;
    click(tr("action.approve"));
    settle();
    fill("dialog.pin", kPin);
    key_(ImGuiKey_Enter);

    EXPECT_TRUE(sees(tr("dialog.unlocking"))) << "the window goes on drawing";
    key_(ImGuiKey_Escape);
    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);
    EXPECT_EQ(at->pc->acts_asked, asked + 1);
    EXPECT_EQ(at->state_of(plan), model::DocumentState::draft);
    at->pc->finish_act();
    settle();

    EXPECT_EQ(at->state_of(plan), model::DocumentState::signed_);
    EXPECT_FALSE(sees(tr("dialog.signer")));
    EXPECT_TRUE(at->pc->office.store().intents()->empty()) << "and it has been sent";
    EXPECT_TRUE(sees(tr("done.approve")));
}

TEST_F(PeopleWindow, AWrongPinKeepsTheNote) {
    sit_down();
    const base::DocumentId plan = open_plan("an toàn giao thông");
    click(tr("action.approve"));
    settle();
    type("đồng ý"); // the note has the keyboard
    fill("dialog.pin", "999999");
    key_(ImGuiKey_Enter);
    EXPECT_TRUE(sees(tr("error.wrong_pin", {{"tries", 1}})));

    type(kPin); // the field of the PIN has it now
    key_(ImGuiKey_Enter);

    at->pc->sync();
    EXPECT_EQ(office::read_document(at->pc->office, plan)->head.revisions.back().note, "đồng ý");
}

TEST_F(PeopleWindow, WhatNoPinCanMendIsSaidAndClosesTheDialog) {
    sit_down();
    const base::DocumentId plan = open_plan("an toàn giao thông");
    click(tr("action.approve"));
    settle();
    ASSERT_TRUE(office::decide(at->pc->office, plan, model::Action::submit)); // from elsewhere, behind the dialog
    fill("dialog.pin", kPin);

    key_(ImGuiKey_Enter);

    EXPECT_FALSE(sees(tr("dialog.signer")));
    EXPECT_TRUE(tells_problem());
    EXPECT_EQ(at->state_of(plan), model::DocumentState::submitted);
}

TEST_F(PeopleWindow, NamesakesBothSign) {
    sit_down("Lê Thị Hoa", kPin);
    sit_down("Lê Thị Hòa", "246801");
    sit_down("Lê Thị Hòa", "864209"); // with the same position, too
    const base::DocumentId plan = open_plan("an toàn giao thông");
    const auto choices = at->model.signers_for(plan, model::Action::approve);
    ASSERT_EQ(choices.size(), 3U);
    EXPECT_EQ(choices[0].label, "Lê Thị Hoa – Hiệu trưởng");
    EXPECT_NE(choices[1].label, choices[2].label);
    const bool first = !refused_id(choices[1].person, "246801");
    const std::string pin = first ? "246801" : "864209";
    click(tr("action.approve"));
    settle();
    press("dialog.signer");
    click(choices[1].label);
    settle();

    fill("dialog.pin", pin);
    key_(ImGuiKey_Enter);

    EXPECT_EQ(at->state_of(plan), model::DocumentState::signed_);
}

TEST_F(PeopleWindow, WhoForgotAPinSetsAnotherAndThatOneCounts) {
    sit_down();
    for (const char* pin : {"246801", "864209", "975310"}) { // keys are random: the newest, not the first or last
        choose(kHead);
        press("people.button.new_code");
        press("people.form.new_code.confirm");
        set_pin(take_code(), pin, pin);

        EXPECT_EQ(refused(kHead, pin), std::nullopt) << pin;
    }
}

} // namespace

} // namespace dongthac::test
