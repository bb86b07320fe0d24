#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "shared/office/report_forms.hpp"
#include "shared/office/submissions.hpp"
#include "shared/office/work_tasks.hpp"
#include "tests/ui/support/desk.hpp"
#include "tests/ui/support/ui_test.hpp"

namespace dongthac::test {

/// A ward's PC and a school's below it; what the ward asks for is made in its window by keyboard and mouse.
class DesignWindow : public UiTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        ward = std::make_unique<Desk>(net.pc_of("phuong", tests::kWardRoles), strings());
        school = std::make_unique<Desk>(net.pc_of("truong-a", tests::kSchoolRoles), strings());
        draw = [this](const ui::UiContext& ctx) { at->view.draw(ctx, at->model); };
        sit_at(*ward);
    }
    void TearDown() override {
        school.reset();
        ward.reset();
        UiTest::TearDown();
    }

    void sit_at(Desk& desk) {
        at = &desk;
        settle();
    }
    /// Everything written at the ward is at the school, and what stands on its screen is new.
    void send_down() {
        ward->pc->sync();
        school->pc->sync();
        ward->model.refresh();
        school->model.refresh();
        settle();
    }
    /// An item of that name has the keyboard; of a field its own name counts, not the words above it.
    [[nodiscard]] bool has_keyboard(std::string_view label) const {
        for (const ProbedItem& item : Probe::instance().items())
            if ((item.label == label || item.full == label || item.full == "##" + std::string(label)) &&
                !item.full.ends_with("##row") && item.id != 0 && item.id == ImGui::GetCurrentContext()->NavId)
                return true;
        return false;
    }
    /// Tab until the keyboard is on the item, which brings it into view; the test fails when it never gets there.
    void go_to(std::string_view label) {
        constexpr int kFar = 150;
        for (int i = 0; i < kFar && !has_keyboard(label); ++i) key(ImGuiKey_Tab);
        ASSERT_TRUE(has_keyboard(label)) << "the keyboard does not reach “" << label << "”";
    }
    void press(std::string_view label) {
        go_to(label);
        key(ImGuiKey_Space);
        settle();
    }
    /// Writes in the place of what stands in the field of that name.
    void fill(std::string_view label, std::string_view words) {
        key(ImGuiKey_Tab); // a field that was ended with Enter is typed in again only when the keyboard comes to it
        go_to(label);
        chord(ImGuiMod_Ctrl | ImGuiKey_A);
        type(words);
        key(ImGuiKey_Enter);
        settle();
    }
    /// Opens a drop-down list and takes an entry, by keyboard: a long list scrolls.
    void choose(std::string_view label, std::string_view option) {
        constexpr int kLongest = 40;
        press(label);
        key(ImGuiKey_Home);
        for (int i = 0; i < kLongest && !has_keyboard(option); ++i) key(ImGuiKey_DownArrow);
        ASSERT_TRUE(has_keyboard(option)) << label << " does not offer “" << option << "”";
        key(ImGuiKey_Enter);
        settle();
    }
    [[nodiscard]] std::string field(std::string_view kind, std::string_view name) const {
        const std::string own = "field." + std::string(kind) + "." + std::string(name);
        return tr(strings().has(own) ? own : "field." + std::string(name));
    }
    /// The action in the head, and the same word once more in the dialog that asks.
    void issue() {
        const std::string word = tr("action.issue");
        click(word);
        settle();
        if (sees(tr("ask.issue.title"))) click(word, count(word) - 1);
        settle();
    }
    void new_form(std::string_view title) {
        at->model.apply(app::intent::Work{app::work::NewDesign{"report_template", {}}});
        settle();
        type(title); // the title has the keyboard
        key(ImGuiKey_Enter);
        settle();
    }
    void add(office::LineKind kind, std::string_view words) {
        press(tr(kind == office::LineKind::rule       ? "design.add.rule"
                 : kind == office::LineKind::question ? "design.add.question"
                                                      : "design.add.duty"));
        settle();
        type(words); // the new line has it
        key(ImGuiKey_Enter);
        settle();
    }
    [[nodiscard]] base::DocumentId open_design(view_model::Designs shown = view_model::Designs::forms) {
        const view_model::DesignPage* page = at->model.design(shown);
        EXPECT_NE(page, nullptr);
        return page == nullptr ? base::DocumentId{} : page->head.document;
    }
    [[nodiscard]] model::ReportForm draft() {
        const view_model::DesignPage* page = at->model.design(view_model::Designs::forms);
        EXPECT_NE(page, nullptr);
        return page == nullptr ? model::ReportForm{} : page->form;
    }
    void look(ImVec2 size, float zoom) {
        ImGui::GetIO().DisplaySize = size;
        theme().apply(ui::ThemeName::light, zoom);
        frames(3);
    }

    tests::OfficeNet net;
    std::unique_ptr<Desk> ward;
    std::unique_ptr<Desk> school;
    Desk* at = nullptr;
};

} // namespace dongthac::test
