#include "client/ui/screens/coverage_panel.hpp"
#include "shared/office/edit.hpp"
#include "tests/ui/support/coverage_window.hpp"

// What a judgement in the window is made of: what was shown, and nothing that somebody typed is lost.

namespace dongthac::test {

namespace {

/// More offices than are read beforehand; the one with a plan is the last but two.
class ManyOffices : public CoverageWindow {
  protected:
    ManyOffices() : CoverageWindow(view_model::CoverageView::kMostTexts) {}

    const view_model::CoverageView& view() { return ward->model.cascade().coverage; }
    std::size_t row() {
        return static_cast<std::size_t>(
            std::ranges::find(view().offices, "truong-a", &view_model::CoverageOfficeRow::org) -
            view().offices.begin());
    }
    /// The matrix in a window as high as all of its rows.
    void show_all_rows() {
        ImGui::GetIO().DisplaySize.y = 6000;
        draw = [this](const ui::UiContext& ctx) {
            ImGui::SetNextWindowPos({0, 0});
            ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
            ImGui::Begin("matrix", nullptr, ImGuiWindowFlags_NoTitleBar);
            const auto asked_for = ui::draw_coverage(ctx, view(), {}, judge);
            ImGui::End();
            if (asked_for) ward->model.apply(*asked_for);
        };
        settle();
    }

    ui::JudgeDialog judge;
};

} // namespace

TEST_F(ManyOffices, BeyondThoseThatAreReadNobodyConfirmsWordsHeWasNotShown) {
    look_at_matrix();
    ASSERT_GE(row(), view_model::CoverageView::kMostTexts);
    ASSERT_EQ(view().topics[1].cells[row()].cover, view_model::Cover::suggested);
    show_all_rows();
    ASSERT_EQ(view().text_of(row()), nullptr);
    ASSERT_TRUE(sees(tr("cover.judge")));
    EXPECT_FALSE(sees(tr("cover.yes")));

    click(tr("cover.judge"));
    settle();

    EXPECT_TRUE(mentions("Tổ văn phòng nhận hồ sơ")) << "the plan is read when somebody asks";
    EXPECT_TRUE(sees(tr("cover.save")));
    key(ImGuiKey_Escape);
    settle();
    EXPECT_TRUE(sees(tr("cover.yes"))) << "now it was shown";
}

TEST_F(ManyOffices, AJudgementKeepsItsReason) {
    look_at_matrix();
    ASSERT_TRUE(office::judge_coverage(ward->pc->office, plan,
                                       {asked, "truong-a", CoverageStatus::partly, "chưa có lịch", {}}));
    ward->model.refresh();
    show_all_rows();

    click(tr("cover.judge"));
    settle();
    click(tr("cover.save"));
    settle();

    ASSERT_TRUE(cell().judged);
    EXPECT_EQ(cell().judged->reason, "chưa có lịch");
    EXPECT_FALSE(judge.is_open());
}

TEST_F(CoverageWindow, WhatTheOfficeDidNotSayIsNotPutInItsMouth) {
    look_at_matrix();
    const auto mark = [&] {
        const view_model::CoverageView& view = ward->model.cascade().coverage;
        const auto row = std::ranges::find(view.offices, "truong-a", &view_model::CoverageOfficeRow::org);
        return view.topics.at(1).cells.at(static_cast<std::size_t>(row - view.offices.begin()));
    };

    press(tr("cover.yes"));
    EXPECT_EQ(mark().cover, view_model::Cover::covered);
    EXPECT_FALSE(mark().differs()) << "it linked nothing: that is no word against the judgement";
    EXPECT_TRUE(mark().unsaid());

    net.clock.advance(1'000);
    ASSERT_TRUE(
        office::judge_coverage(ward->pc->office, plan, {asked, "truong-a", CoverageStatus::missing, "không thấy", {}}));
    ward->model.refresh();
    EXPECT_FALSE(mark().differs() || mark().unsaid());
    EXPECT_EQ(mark().reason, "không thấy");
}

TEST_F(CoverageWindow, CtrlZTakesBackTheJudgementAndNothingElse) {
    const base::DocumentId draft = office::new_document(ward->pc->office, "plan", {}).value();
    const base::NodeId root = base::root_node(draft);
    const base::NodeId node =
        office::add_node(ward->pc->office, draft, {root, {}, model::ItemRole::paragraph, {}, "Một", {}}).value();
    ward->model.apply(app::intent::OpenDocument{draft, {}});
    ward->model.apply(app::intent::SetText{draft, node, "Một", "Hai"});
    look_at_matrix();
    press(tr("cover.yes"));
    ASSERT_TRUE(cell().judged);
    ASSERT_EQ(ward->model.undo_name(), tr("undo.judge", {{"office", "Trường Mầm non Bình Minh"}}));

    ward->model.apply(app::intent::Undo{});

    EXPECT_FALSE(cell().judged);
    EXPECT_EQ(office::read_document(ward->pc->office, draft)->nodes.at(node).text(), "Hai");
    EXPECT_EQ(ward->model.undo_name(), "") << "what was done on a page that is not shown stays done";
    ward->model.apply(app::intent::Redo{});
    ASSERT_TRUE(cell().judged);
    EXPECT_EQ(cell().status, CoverageStatus::covered);

    press(tr("cover.judge"));
    press_in_dialog(tr("cover.partly"));
    press(tr("cover.save"));
    ASSERT_EQ(cell().status, CoverageStatus::partly);
    ward->model.apply(app::intent::Undo{});
    EXPECT_EQ(cell().status, CoverageStatus::covered) << "the judgement before it";
}

TEST_F(CoverageWindow, CtrlZIsAboutThePlanThatIsShown) {
    look_at_matrix();
    press(tr("cover.yes"));
    ASSERT_TRUE(cell().judged);
    const std::string judged = tr("undo.judge", {{"office", "Trường Mầm non Bình Minh"}});
    ASSERT_EQ(ward->model.undo_name(), judged);

    const base::DocumentId other = tests::issue_plan(*ward->pc, "13", "an toàn trường học");
    ward->model.apply(app::intent::ShowInCascade{other});
    sit_at(*ward);
    ASSERT_EQ(ward->model.cascade().coverage.plan, other);
    EXPECT_EQ(ward->model.undo_name(), "");
    ward->model.apply(app::intent::Undo{});
    EXPECT_TRUE(cell().judged) << "what nobody sees is not turned";

    // And whoever opened the school's plan to check comes back to what can be taken back.
    ward->model.apply(app::intent::OpenDocument{ours, {}});
    settle();
    ward->model.apply(app::intent::ShowInCascade{plan});
    sit_at(*ward);
    EXPECT_EQ(ward->model.undo_name(), judged);
    ward->model.apply(app::intent::Undo{});
    EXPECT_FALSE(cell().judged);
}

TEST_F(CoverageWindow, AJudgementIsOfWhatWasShownWhenTheDialogOpened) {
    look_at_matrix();
    press(tr("cover.judge"));
    ASSERT_TRUE(office::decide(ward->pc->office, ours, model::Action::receive));
    ward->pc->sync();
    ASSERT_TRUE(office::decide(ward->pc->office, ours, model::Action::return_, {.note = "sửa"}));
    ward->pc->sync();
    school->pc->sync();
    ASSERT_TRUE(
        office::set_text(school->pc->office, ours, enrolment, "Tổ văn phòng nhận hồ sơ tuyển sinh đầu cấp ở cổng."));
    ASSERT_TRUE(office::decide(school->pc->office, ours, model::Action::submit));
    school->pc->sync();
    ward->pc->sync();

    press_in_dialog(tr("cover.save"));

    ASSERT_TRUE(cell().judged);
    EXPECT_TRUE(cell().judged->stale) << "another plan has come while he read";
}

TEST_F(CoverageWindow, TheDialogStaysWithWhatWasTypedUntilTheJudgementIsWritten) {
    look_at_matrix();
    press(tr("cover.judge"));
    press_in_dialog(tr("cover.not_applicable"));
    press(tr("cover.save"));
    type("Trường không có lớp đầu cấp");
    ASSERT_TRUE(office::decide(ward->pc->office, plan, model::Action::recall, {.note = "nhầm"}));
    ward->pc->sync();

    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);
    settle();

    EXPECT_FALSE(cell().judged);
    EXPECT_TRUE(sees(tr("cover.save")));
    chord(ImGuiMod_Ctrl | ImGuiKey_A);
    chord(ImGuiMod_Ctrl | ImGuiKey_C);
    settle();
    EXPECT_STREQ(ImGui::GetClipboardText(), "Trường không có lớp đầu cấp") << "it can be copied";
}

TEST_F(CoverageWindow, AReasonThatCameTooLateForThePlanIsKeptAsAComment) {
    ASSERT_TRUE(office::decide(school->pc->office, ours, model::Action::approve));
    school->pc->sync();

    school->model.apply(app::intent::NotApplicable{ours, asked, "Trường mầm non không có lớp đầu cấp."});

    const change::Document document = office::read_document(school->pc->office, ours).value();
    ASSERT_EQ(document.head.comments.size(), 1U);
    EXPECT_EQ(document.head.comments[0].text, "Tuyển sinh đầu cấp: Trường mầm non không có lớp đầu cấp.");
    const auto notices = school->model.take_notices();
    ASSERT_EQ(notices.size(), 1U);
    EXPECT_EQ(notices[0].text, tr("done.kept_as_comment"));
}

} // namespace dongthac::test
