#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shared/office/people.hpp"
#include "tests/ui/support/desk.hpp"
#include "tests/ui/support/ui_test.hpp"

namespace dongthac::test {

inline constexpr const char* kPin = "135790";
inline constexpr const char* kHead = "Nguyễn Thị Hạnh";

/// An administrator's PC of a school, with "Con người và quyền" open in its window.
class PeopleWindow : public UiTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        admin = std::make_unique<Desk>(
            net.pc_of("truong-a", {model::Role::admin, model::Role::editor, model::Role::clerk, model::Role::signer}),
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
        at->model.apply(app::intent::NewDocument{});
        const base::DocumentId plan = at->model.open_document();
        EXPECT_TRUE(office::set_field(at->pc->office, plan, base::root_node(plan), "subject", subject));
        at->model.refresh();
        settle();
        return plan;
    }
    /// Why the PIN opens nothing; nothing when it does.
    [[nodiscard]] std::optional<base::Code> refused(std::string_view name, std::string_view pin) {
        const auto signer = office::unlock(at->pc->office, name, pin);
        return signer ? std::nullopt : std::optional(signer.error().code);
    }
    [[nodiscard]] bool refused_id(const base::PersonId& person, std::string_view pin) {
        return !office::unlock(at->pc->office, person, pin);
    }
    /// The sentence about what went wrong with the last act stands on the screen.
    [[nodiscard]] bool tells_problem() {
        const std::string problem = at->model.office_act_problem();
        return !problem.empty() && mentions(problem);
    }
    [[nodiscard]] const model::Person* person(Desk& desk, std::string_view name) {
        for (const auto& [id, each] : desk.pc->office.directory().persons())
            if (each.name == name) return &each;
        return nullptr;
    }

    tests::OfficeNet net;
    std::unique_ptr<Desk> admin;
    Desk* at = nullptr;
};

} // namespace dongthac::test
