#include <memory>

#include "shared/office/people.hpp"
#include "tests/ui/support/desk.hpp"
#include "tests/ui/support/ui_test.hpp"

// People, PINs, hand-over and policy through the window (issue 4): widgets are found by what stands on them.

namespace dongthac::test {

namespace {

using model::Role;
using tests::OfficeNet;

constexpr const char* kPin = "135790";
constexpr const char* kHead = "Nguyễn Thị Hạnh";

class PeopleWindow : public UiTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        admin = std::make_unique<Desk>(net.pc_of("truong-a", {Role::admin, Role::editor, Role::clerk, Role::signer}),
                                       strings());
        at = admin.get();
        draw = [this](const ui::UiContext& ctx) { at->view.draw(ctx, at->model); };
        go();
    }
    void TearDown() override {
        admin.reset();
        UiTest::TearDown();
    }

    void go() {
        settle();
        click(tr("screen.people"));
        settle();
    }
    /// The last widget of that name: what a form shows stands over the page.
    void press(std::string_view key) {
        frame();
        click(tr(key), count(tr(key)) - 1);
        settle();
    }
    /// Writes into a field in the place of what stands there.
    void fill(std::string_view key, std::string_view text) {
        press(key);
        chord(ImGuiMod_Ctrl | ImGuiKey_A);
        key_(ImGuiKey_Delete);
        type(text);
    }
    void key_(ImGuiKey pressed) { UiTest::key(pressed); }
    void choose(std::string_view name) {
        click(std::string(name) + "##row");
        settle();
    }
    [[nodiscard]] bool form_is_open(std::string_view form) {
        return sees(tr("people.form." + std::string(form) + ".title")) &&
               sees(tr("people.form." + std::string(form) + ".text"));
    }
    /// The code on the screen; closes the form.
    std::string take_code() {
        const auto done = at->model.office_act().done;
        EXPECT_TRUE(done);
        const std::string code = done ? done->code : std::string();
        EXPECT_FALSE(code.empty());
        EXPECT_TRUE(sees(code));
        press("people.code.done");
        return code;
    }
    std::string add(std::string_view name, std::string_view role = "role.signer") {
        press("people.button.add_person");
        fill("people.field.name", name);
        fill("people.field.position", "Hiệu trưởng");
        press(role);
        press("people.form.add_person.confirm");
        return take_code();
    }
    void set_pin(std::string_view code, std::string_view pin, std::string_view again) {
        press("people.button.set_pin");
        fill("people.field.code", code);
        fill("people.field.pin", pin);
        fill("people.field.again", again);
        press("people.form.set_pin.confirm");
    }
    /// Somebody with a PIN at this PC.
    void sit_down(std::string_view name = kHead, std::string_view pin = kPin) {
        set_pin(add(name), pin, pin);
        ASSERT_TRUE(sees(tr("people.signs_here")));
    }
    /// A plan of the office, open in the editor.
    base::DocumentId open_plan(std::string_view subject) {
        at->model.apply(app::intent::NewPlan{});
        const base::DocumentId plan = at->model.open_document();
        EXPECT_TRUE(office::set_field(at->pc->office, plan, base::root_node(plan), "subject", subject));
        at->model.refresh();
        settle();
        return plan;
    }
    [[nodiscard]] const model::Person* person(Desk& desk, std::string_view name) {
        for (const auto& [id, each] : desk.pc->office.directory().persons())
            if (each.name == name) return &each;
        return nullptr;
    }

    OfficeNet net;
    std::unique_ptr<Desk> admin;
    Desk* at = nullptr;
};

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
    const auto signer = office::unlock(at->pc->office, kHead, kPin);
    ASSERT_TRUE(signer);
    EXPECT_EQ(person(*at, kHead)->roles, (std::set<Role>{Role::editor, Role::signer}));
}

TEST_F(PeopleWindow, TheCodeCanBeCopied) {
    press("people.button.add_person");
    type(kHead);
    key_(ImGuiKey_Enter); // sends the form

    press("people.code.copy");

    EXPECT_EQ(std::string(ImGui::GetClipboardText()), at->model.office_act().done->code);
}

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
    EXPECT_TRUE(mentions(strings().sentence(*at->model.office_act().problem))) << "no network is said, not lost";
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
    EXPECT_TRUE(office::unlock(at->pc->office, kHead, "864209")) << "nothing was deleted, and the new PIN counts";
    EXPECT_EQ(office::unlock(at->pc->office, kHead, kPin).error().code, base::Code::wrong_pin);
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
    EXPECT_EQ(office::unlock(at->pc->office, kHead, kPin).error().code, base::Code::unknown_person);
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
    EXPECT_FALSE(office::unlock(at->pc->office, kHead, kPin));
    EXPECT_TRUE(office::unlock(at->pc->office, "Lê Văn Ánh", "246801"));
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
    EXPECT_TRUE(mentions(strings().sentence(*at->model.office_act().problem)));
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
    key_(ImGuiKey_Enter);

    at->pc->finish_act();
    settle();

    EXPECT_TRUE(sees(at->model.office_act().done->code));
    EXPECT_EQ(at->model.office_act().ended, 1U) << "sent once";
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
