#include "tests/ui/support/coverage_window.hpp"

// Who answers which topic, said by a person: the ward in its matrix, the school beside its paragraph. By keyboard only.

namespace dongthac::test {

TEST_F(CoverageWindow, ASuggestionIsConfirmedWithOnePress) {
    look_at_matrix();
    ASSERT_TRUE(sees(tr("cover.suggested")));
    ASSERT_EQ(cell().status, CoverageStatus::missing);

    press(tr("cover.yes"));

    EXPECT_EQ(cell().status, CoverageStatus::covered);
    EXPECT_FALSE(sees(tr("cover.suggested")));
    EXPECT_FALSE(sees(tr("cover.yes"))) << "there is nothing more to confirm";
}

TEST_F(CoverageWindow, TheDialogShowsWhatIsSharedAndWantsAReasonForNotApplicable) {
    look_at_matrix();

    press(tr("cover.judge"));
    EXPECT_TRUE(mentions("tuyển sinh đầu cấp")) << "the words that both have";
    EXPECT_TRUE(sees(tr("cover.kept_here")));
    press_in_dialog(tr("cover.not_applicable"));
    press(tr("cover.save"));
    EXPECT_TRUE(sees(tr("cover.reason_missing")));
    ASSERT_FALSE(cell().judged);
    type("Trường mầm non không tuyển sinh đầu cấp");
    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);
    settle();

    ASSERT_TRUE(cell().judged);
    EXPECT_EQ(cell().status, CoverageStatus::not_applicable);
    EXPECT_EQ(cell().judged->reason, "Trường mầm non không tuyển sinh đầu cấp");
    EXPECT_FALSE(sees(tr("cover.save")));
    key(ImGuiKey_Tab); // what was typed hid where the keyboard is
    press(tr("cover.judge"));
    press(tr("cover.withdraw"));
    EXPECT_FALSE(cell().judged);
}

TEST_F(CoverageWindow, EscapeJudgesNothingAndASuggestionLeadsToItsParagraph) {
    look_at_matrix();
    press(tr("cover.judge"));
    key(ImGuiKey_Escape);
    settle();
    EXPECT_FALSE(sees(tr("cover.save")));
    EXPECT_FALSE(cell().judged);

    press(tr("cover.judge"));
    press(tr("cover.open_here"));

    EXPECT_EQ(ward->model.screen(), app::Screen::editor);
    EXPECT_EQ(ward->model.open_document(), ours);
    EXPECT_FALSE(sees(tr("cover.save")));
}

TEST_F(CoverageWindow, OfAPlanFromAboveTheSchoolJudgesNothing) {
    school->model.apply(app::intent::ShowInCascade{plan});
    school->model.apply(app::intent::ChooseTopic{1});
    sit_at(*school);

    EXPECT_TRUE(sees(tr("cover.suggested"))) << "its own place in the matrix";
    EXPECT_FALSE(sees(tr("cover.judge")));
    EXPECT_FALSE(sees(tr("cover.yes")));
}

TEST_F(CoverageWindow, BesideItsParagraphTheSchoolSaysYesAndCanTakeItBack) {
    school->model.apply(app::intent::OpenDocument{ours, enrolment});
    sit_at(*school);
    ASSERT_TRUE(sees(tr("editor.suggested")));
    ASSERT_TRUE(sees(tr("editor.unanswered")));

    press(tr("editor.suggest_yes"));

    const auto linked = [&] {
        return office::read_document(school->pc->office, ours)->nodes.at(enrolment).value(model::field::kCovers);
    };
    EXPECT_EQ(linked(), model::Value(std::vector<std::string>{base::to_text(asked)}));
    EXPECT_FALSE(sees(tr("editor.suggested")));
    EXPECT_FALSE(sees(tr("editor.unanswered")));
    school->model.apply(app::intent::Undo{});
    settle();
    EXPECT_TRUE(sees(tr("editor.suggested")));
    press(tr("editor.suggest_no"));
    EXPECT_FALSE(sees(tr("editor.suggested"))) << "for as long as the document is open";
    EXPECT_TRUE(sees(tr("editor.unanswered")));
}

TEST_F(CoverageWindow, ATopicThatDoesNotApplyIsAnsweredWithAReason) {
    school->model.apply(app::intent::OpenDocument{ours, {}});
    sit_at(*school);

    press(tr("editor.not_applicable"));
    type("Trường mầm non không có lớp đầu cấp.");
    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);
    settle();

    EXPECT_FALSE(sees(tr("editor.unanswered")));
    ASSERT_TRUE(office::decide(school->pc->office, ours, model::Action::submit));
    school->pc->sync();
    ward->pc->sync();
    EXPECT_EQ(cell().status, CoverageStatus::not_applicable);
    EXPECT_EQ(cell().note, "Trường mầm non không có lớp đầu cấp.");
}

} // namespace dongthac::test
