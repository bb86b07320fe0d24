#include <memory>

#include "client/app/work_words.hpp"
#include "shared/office/consolidating.hpp"
#include "shared/office/report_forms.hpp"
#include "shared/office/schedules.hpp"
#include "shared/office/submissions.hpp"
#include "tests/ui/support/desk.hpp"
#include "tests/ui/support/keyboard_test.hpp"

// A month of reports through the window by keyboard only: pages by their shortcuts, everything on them by Tab, Space
// and Enter. No test here touches the mouse.

namespace dongthac::test {

namespace {

class WorkByKeyboard : public KeyboardTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        ward = std::make_unique<Desk>(net.pc_of("phuong", tests::kWardRoles), strings());
        school = std::make_unique<Desk>(net.pc_of("truong-a", tests::kSchoolRoles), strings());
        draw = [this](const ui::UiContext& ctx) { at->view.draw(ctx, at->model); };
        ask_for_reports();
    }
    void TearDown() override {
        school.reset();
        ward.reset();
        UiTest::TearDown();
    }

    void ask_for_reports() {
        model::ReportForm asked{{}, "thang", "Báo cáo tháng", "month", {}, {}, {}};
        for (const char* key : {"bai", "phu_huynh"}) {
            model::FormItem item;
            item.key = key;
            item.label = key == std::string_view("bai") ? "Số tin, bài" : "Số phụ huynh";
            item.required = true;
            asked.items.push_back(std::move(item));
        }
        office::Workspace& office = ward->pc->office;
        form = office::new_form(office, asked).value();
        ASSERT_TRUE(office::decide(office, form, model::Action::issue));
        const model::Period month =
            office::period_for(office, office::form_of(office, form).value(), "2026-08").value();
        const base::DocumentId request = office::new_request(office, form, month, {.due_school = "day 25"}).value();
        ASSERT_TRUE(office::decide(office, request, model::Action::issue));
        ward->pc->sync();
        ward->model.refresh();
    }

    void sit_at(Desk& desk) {
        at = &desk;
        settle();
    }
    void fill_in(std::string_view label, std::string_view words) {
        go_to("##" + std::string(label)); // the field, not the words before it; Tab makes it the one that is typed in
        chord(ImGuiMod_Ctrl | ImGuiKey_A);
        type(words);
        key(ImGuiKey_Enter);
        settle();
    }
    /// The school's report of the month, open.
    void write_report() {
        sit_at(*school);
        key(ImGuiKey_F5);
        settle();
        chord(ImGuiMod_Ctrl | ImGuiKey_7);
        settle();
        press(tr("reports.write"));
    }
    /// What is stored in the report that is open.
    [[nodiscard]] std::string answered(std::string_view label) {
        const view_model::SubmissionRows* rows = at->model.submission();
        if (rows == nullptr) return {};
        for (const office::AnswerLine& line : rows->page.lines)
            if (line.item.label == label) return line.value.value_or("");
        return {};
    }
    /// The action, and the same word once more in the dialog that asks.
    void decide(std::string_view action) {
        const std::string word = tr("action." + std::string(action));
        press(word);
        press(word, count(word) - 1);
    }

    tests::OfficeNet net;
    std::unique_ptr<Desk> ward;
    std::unique_ptr<Desk> school;
    Desk* at = nullptr;
    base::DocumentId form;
};

} // namespace

TEST_F(WorkByKeyboard, AReportIsWrittenSentAddedUpAndMadeAPaper) {
    sit_at(*school);
    key(ImGuiKey_F5);
    settle();
    chord(ImGuiMod_Ctrl | ImGuiKey_7);
    settle();
    press(tr("reports.write"));
    EXPECT_TRUE(sees(tr("submission.back")));
    fill_in("Số tin, bài", "4");
    fill_in("Số phụ huynh", "1.250");
    decide("submit");
    key(ImGuiKey_F5);
    settle();

    sit_at(*ward);
    key(ImGuiKey_F5);
    settle();
    chord(ImGuiMod_Ctrl | ImGuiKey_7);
    settle();
    EXPECT_TRUE(mentions(tr("reports.progress", {{"n", 1}, {"all", 3}})));
    EXPECT_TRUE(sees("1.250"));
    press(tr("reports.freeze"));
    press(tr("reports.make"));

    EXPECT_EQ(ward->model.screen(), app::Screen::editor) << "the paper is opened";
    const auto sums = office::consolidate(
        ward->pc->office, form,
        office::period_for(ward->pc->office, office::form_of(ward->pc->office, form).value(), "2026-08").value());
    ASSERT_TRUE(sums);
    EXPECT_EQ(sums->figures.at(0).value, "4");
    EXPECT_EQ(sums->figures.at(1).value, "1250");
    EXPECT_FALSE(sums->frozen.empty());
    EXPECT_TRUE(sums->changed.empty());
    EXPECT_EQ(sums->with(office::Handing::missing).size(), 2u);
}

TEST_F(WorkByKeyboard, AFigureIsWrittenDownBeforeThePageIsLeft) {
    write_report();
    go_to("##Số tin, bài");
    type("12");
    chord(ImGuiMod_Ctrl | ImGuiKey_1);
    settle();

    EXPECT_EQ(answered("Số tin, bài"), "12");
    chord(ImGuiMod_Ctrl | ImGuiKey_7);
    settle();
    EXPECT_EQ(answered("Số tin, bài"), "12");
}

TEST_F(WorkByKeyboard, AFigureThatCannotBeReadIsNotSentAsTheOneBefore) {
    write_report();
    fill_in("Số tin, bài", "4");
    fill_in("Số phụ huynh", "100");
    fill_in("Số tin, bài", "1,5tr");
    EXPECT_TRUE(mentions("1,5tr"));
    press(tr("action.submit"));
    EXPECT_FALSE(sees(tr("ask.submit.title")));
    EXPECT_EQ(answered("Số tin, bài"), "4");

    fill_in("Số tin, bài", "15");
    decide("submit");
    EXPECT_EQ(answered("Số tin, bài"), "15");
    EXPECT_EQ(school->state_of(school->model.submission()->page.document), model::DocumentState::submitted);
}

TEST_F(WorkByKeyboard, WhatIsMissingIsSaidWhenAReportIsSentWithoutIt) {
    sit_at(*school);
    key(ImGuiKey_F5);
    settle();
    chord(ImGuiMod_Ctrl | ImGuiKey_7);
    settle();
    press(tr("reports.write"));
    fill_in("Số tin, bài", "nhiều");

    EXPECT_TRUE(mentions("nhiều")) << "what was wrong is named";
    fill_in("Số tin, bài", "4");
    decide("submit");

    EXPECT_TRUE(mentions("Số phụ huynh"));
    const auto own = office::list_kind(school->pc->office, "submission").value();
    ASSERT_EQ(own.size(), 1u);
    EXPECT_EQ(own.front().state, model::DocumentState::draft) << "nothing was sent, nothing is lost";
}

} // namespace dongthac::test
