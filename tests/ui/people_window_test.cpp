#include "tests/ui/support/people_window.hpp"

// People, PINs, hand-over and policy through the window (issue 4): widgets are found by what stands on them.

namespace dongthac::test {

namespace {

using model::Role;

TEST_F(PeopleWindow, SomebodyIsAddedWithACodeAndSetsAPinAtThisPc) {
    EXPECT_TRUE(sees(tr("people.empty")));
    press("people.button.add_person");
    EXPECT_TRUE(form_is_open("add_person"));
    type(kHead); // the first field has the keyboard
    fill("people.field.position", "Hiệu trưởng");
    press("role.signer");
    key_(ImGuiKey_Escape); // and Escape gives up
    EXPECT_FALSE(form_is_open("add_person"));
    EXPECT_EQ(person(*at, kHead), nullptr);

    const std::string code = add(kHead);
    EXPECT_TRUE(sees(std::string(kHead) + "##row"));
    EXPECT_TRUE(sees(tr("people.no_pin_here")));
    EXPECT_FALSE(sees(code)) << "once";
    set_pin(code, kPin, kPin);

    EXPECT_TRUE(sees(tr("people.signs_here")));
    EXPECT_EQ(refused(kHead, kPin), std::nullopt);
    EXPECT_EQ(person(*at, kHead)->roles, (std::set<Role>{Role::editor, Role::signer}));
}

TEST_F(PeopleWindow, TheCodeCanBeCopied) {
    press("people.button.add_person");
    type(kHead);
    key_(ImGuiKey_Enter); // sends the form

    press("people.code.copy");

    EXPECT_EQ(std::string(ImGui::GetClipboardText()), at->model.office_act().done->code);
}

TEST_F(PeopleWindow, AFormWithoutLettersIsAnsweredByEnter) {
    (void)add(kHead);
    choose(kHead);
    press("people.button.new_code");

    key_(ImGuiKey_Enter);

    EXPECT_FALSE(take_code().empty());
    EXPECT_EQ(at->model.office_act().name, "new_code");
}

TEST_F(PeopleWindow, WhoseTermEndsSignsNoMoreAndWhatWasSignedStays) {
    sit_down();
    const base::DocumentId plan = open_plan("an toàn giao thông");
    click(tr("action.approve"));
    settle();
    fill("dialog.pin", kPin);
    key_(ImGuiKey_Enter);
    ASSERT_EQ(at->state_of(plan), model::DocumentState::signed_);
    go();
    choose(kHead);
    press("people.button.end_term");
    EXPECT_TRUE(form_is_open("end_term")) << "which says what stays valid";
    key_(ImGuiKey_Enter); // by itself Enter ends nobody's term
    EXPECT_FALSE(person(*at, kHead)->valid.to);

    press("people.form.end_term.confirm");

    EXPECT_TRUE(sees(tr("people.ended")));
    EXPECT_TRUE(person(*at, kHead)->valid.to);
    EXPECT_EQ(refused(kHead, kPin), base::Code::unknown_person);
    EXPECT_EQ(at->state_of(plan), model::DocumentState::signed_);
    at->pc->sync();
}

TEST_F(PeopleWindow, AHandOverNamesWhatIsOpenAndGivesTheNewOneACode) {
    sit_down();
    (void)open_plan("an toàn giao thông");
    go();
    choose(kHead);
    press("people.button.hand_over");
    EXPECT_TRUE(mentions("An toàn giao thông (" + tr("state.draft") + ")"));
    press("people.form.hand_over.confirm");
    EXPECT_TRUE(sees(tr("people.problem.name")));

    fill("people.field.name", "Lê Văn Ánh");
    press("people.form.hand_over.confirm");

    EXPECT_TRUE(mentions("An toàn giao thông (" + tr("state.draft") + ")"));
    set_pin(take_code(), "246801", "246801");
    ASSERT_NE(person(*at, "Lê Văn Ánh"), nullptr);
    EXPECT_TRUE(person(*at, "Lê Văn Ánh")->roles.contains(Role::signer));
    EXPECT_EQ(person(*at, "Lê Văn Ánh")->position, "Hiệu trưởng") << "that of who hands over";
    EXPECT_TRUE(person(*at, kHead)->valid.to);
    EXPECT_EQ(refused(kHead, kPin), base::Code::unknown_person);
    EXPECT_EQ(refused("Lê Văn Ánh", "246801"), std::nullopt);
}

TEST_F(PeopleWindow, AColleagueMayTakeOver) {
    (void)add(kHead);
    (void)add("Trần Văn Đức", "role.clerk");
    choose(kHead);
    press("people.button.hand_over");
    press("people.field.to");
    click("Trần Văn Đức – Hiệu trưởng");
    settle();
    press("people.form.hand_over.confirm");
    (void)take_code();

    EXPECT_EQ(at->pc->office.directory().persons().size(), 2U) << "nobody new";
    EXPECT_TRUE(person(*at, "Trần Văn Đức")->roles.contains(Role::signer));
    EXPECT_TRUE(person(*at, "Trần Văn Đức")->roles.contains(Role::clerk)) << "keeps what he did before";
}

TEST_F(PeopleWindow, ThePolicyIsSavedForAllPcs) {
    const auto second = net.pc_of("truong-a", tests::kSchoolRoles);
    press("people.policy.content_review");
    press("people.policy.other_signer");
    EXPECT_TRUE(sees(tr("people.policy.unsaved")));
    at->pc->online = false;
    press("people.policy.save");
    EXPECT_TRUE(tells_problem());
    EXPECT_TRUE(at->model.people().policy.steps.empty());
    at->pc->online = true;

    press("people.policy.save"); // the ticks are still there

    second->sync();
    const model::OfficePolicy& policy = second->office.directory().policy_of("truong-a");
    EXPECT_EQ(policy.steps, model::Steps(model::Step::content_review));
    EXPECT_TRUE(policy.other_signer);
    EXPECT_FALSE(policy.other_checker);
    EXPECT_FALSE(sees(tr("people.policy.unsaved")));
    press("people.policy.content_review");
    press("people.policy.undo");
    EXPECT_EQ(at->model.office_act().ended, 2U) << "given up, not sent";
}

TEST_F(PeopleWindow, WhatAColleagueSavedMeanwhileIsNotUndone) {
    Desk other(net.pc_of("truong-a", {Role::admin}), strings());
    const model::OfficePolicy before = at->model.people().policy;
    press("people.policy.content_review");
    model::OfficePolicy theirs = before;
    theirs.other_checker = true;
    other.pc->request_act(app::act::SetPolicy{theirs, before});
    ASSERT_FALSE(other.pc->status().act.problem);

    at->pc->sync(); // a round of the background thread brings it
    settle();

    EXPECT_TRUE(sees(tr("error.record_changed"))) << "look again";
    EXPECT_FALSE(sees(tr("people.policy.unsaved")));
    press("people.policy.content_review");
    EXPECT_FALSE(sees(tr("error.record_changed")));
    press("people.policy.save");
    other.pc->sync();
    const model::OfficePolicy& both = other.pc->office.directory().policy_of("truong-a");
    EXPECT_TRUE(both.other_checker);
    EXPECT_EQ(both.steps, model::Steps(model::Step::content_review));
    EXPECT_FALSE(sees(tr("error.record_changed")));
}

TEST_F(PeopleWindow, APolicyMadeFromAnOlderOneIsNotSavedEvenWhenTheNewerOneIsKnownHere) {
    Desk other(net.pc_of("truong-a", {Role::admin}), strings());
    const model::OfficePolicy before = at->model.people().policy;
    model::OfficePolicy theirs = before;
    theirs.other_checker = true;
    other.pc->request_act(app::act::SetPolicy{theirs, before});
    at->pc->sync(); // this PC's cursor is at the newest, what was ticked is not
    model::OfficePolicy mine = before;
    mine.other_signer = true;

    at->pc->request_act(app::act::SetPolicy{mine, before});

    ASSERT_TRUE(at->pc->status().act.problem);
    EXPECT_EQ(at->pc->status().act.problem->code, base::Code::record_changed);
    ASSERT_TRUE(at->pc->office.reload());
    EXPECT_TRUE(at->pc->office.directory().policy_of("truong-a").other_checker);
    at->pc->request_act(app::act::SetPolicy{theirs, before});
    EXPECT_FALSE(at->pc->status().act.problem) << "what is so already may be asked for again";
}

TEST_F(PeopleWindow, TheDeskIsOnePc) {
    press("people.policy.desk");
    click(tr("people.policy.this_pc", {{"name", "máy thử"}}));
    settle();
    press("people.policy.save");

    EXPECT_EQ(at->pc->office.directory().policy_of("truong-a").desk, at->pc->office.identity().device);
}

TEST_F(PeopleWindow, NumbersAreReservedForThisPc) {
    press("people.button.reserve");
    fill("people.field.number", "0");
    press("people.form.reserve_numbers.confirm");
    EXPECT_TRUE(sees(tr("people.problem.number")));
    fill("people.field.number", "4");
    key_(ImGuiKey_Enter);

    EXPECT_TRUE(sees(tr("people.reserved", {{"n", 4}})));
}

TEST_F(PeopleWindow, WhileItWaitsForTheServerNothingBlocksAndTheCodeIsNotLost) {
    at->pc->hold_acts = true;
    press("people.button.add_person");
    type(kHead);
    key_(ImGuiKey_Enter);
    EXPECT_TRUE(sees(tr("people.working")));
    key_(ImGuiKey_Escape);
    EXPECT_TRUE(form_is_open("add_person")) << "a code that nobody has read would be lost";
    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);

    at->pc->finish_act();
    settle();

    EXPECT_TRUE(sees(at->model.office_act().done->code));
    EXPECT_EQ(at->pc->acts_asked, 1U) << "sent once";
}

TEST_F(PeopleWindow, ACodeIsShownWhenTheNetworkGoesRightBehindTheAct) {
    at->pc->cut_after(1);
    const std::string code = add(kHead);
    EXPECT_FALSE(at->pc->online);
    at->pc->online = true;

    key_(ImGuiKey_F5);

    EXPECT_TRUE(sees(std::string(kHead) + "##row")) << "the next round brings what the server took";
    set_pin(code, kPin, kPin);
    EXPECT_TRUE(sees(tr("people.signs_here")));
}

TEST_F(PeopleWindow, APcWithoutTheRoleOnlyLooks) {
    Desk plain(net.pc_of("truong-a", tests::kSchoolRoles), strings());
    at = &plain;
    go();
    EXPECT_TRUE(sees(tr("people.read_only", {{"office", "Trường Mầm non Bình Minh"}})));

    press("people.button.add_person");
    EXPECT_FALSE(form_is_open("add_person"));
    press("people.policy.content_review");
    EXPECT_FALSE(sees(tr("people.policy.unsaved")));
    press("people.button.set_pin");
    EXPECT_TRUE(form_is_open("set_pin")) << "a PIN is everybody's own";
}

TEST_F(PeopleWindow, EverythingIsReachedByTheKeyboard) {
    click(tr("screen.tasks"));
    chord(ImGuiMod_Ctrl | ImGuiKey_5);
    EXPECT_TRUE(sees(tr("people.title")));
    chord(ImGuiMod_Ctrl | ImGuiKey_K);
    type("them nguoi");
    key_(ImGuiKey_Enter);
    EXPECT_TRUE(form_is_open("add_person"));
    type(kHead);
    key_(ImGuiKey_Tab);
    type("Hiệu trưởng");
    for (int i = 0; i < 3; ++i) key_(ImGuiKey_Tab); // past editor and clerk
    key_(ImGuiKey_Space);                           // ticks signer

    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);

    ASSERT_NE(person(*at, kHead), nullptr);
    EXPECT_EQ(person(*at, kHead)->position, "Hiệu trưởng");
    EXPECT_EQ(person(*at, kHead)->roles, (std::set<Role>{Role::editor, Role::signer}));
    EXPECT_TRUE(sees(at->model.office_act().done->code));
    key_(ImGuiKey_Escape);
    EXPECT_FALSE(sees(at->model.office_act().done->code));
}

} // namespace

} // namespace dongthac::test
