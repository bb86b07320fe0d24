#include "shared/model/work_fields.hpp"
#include "shared/office/designing.hpp"
#include "shared/office/edit.hpp"
#include "tests/ui/support/design_window.hpp"

// A report form made in the window, sent down, and filled in below.

namespace dongthac::test {

namespace {

using office::LineKind;

} // namespace

TEST_F(DesignWindow, AFormIsMadeTriedIssuedAndFilledInBelow) {
    chord(ImGuiMod_Ctrl | ImGuiKey_7);
    press(tr("screen.forms"));
    press(tr("designs.new_form"));
    type("Báo cáo sĩ số");
    key(ImGuiKey_Enter);
    settle();
    add(LineKind::question, "Sĩ số");
    add(LineKind::question, "Có mặt");
    add(LineKind::question, "Vắng");
    add(LineKind::rule, "co_mat + vang = si_so");
    EXPECT_EQ(draft().code, "bao_cao_si_so") << "the code follows the title";
    ASSERT_EQ(draft().items.size(), 3u);
    EXPECT_EQ(draft().items[1].key, "co_mat") << "the key follows the words";
    EXPECT_EQ(draft().rules.size(), 1u);
    EXPECT_FALSE(mentions(tr("submission.broken", {{"rule", "co_mat + vang = si_so"}})));

    for (const auto& [label, value] : {std::pair{"Sĩ số", "30"}, {"Có mặt", "28"}, {"Vắng", "1"}}) fill(label, value);
    EXPECT_TRUE(mentions(tr("submission.broken", {{"rule", "co_mat + vang = si_so"}}))) << "28 + 1 is not 30";
    fill("Vắng", "2");
    EXPECT_FALSE(mentions(tr("submission.broken", {{"rule", "co_mat + vang = si_so"}})));
    const base::DocumentId form = open_design();
    issue();
    EXPECT_EQ(ward->state_of(form), model::DocumentState::issued);
    send_down();

    sit_at(*school);
    const model::Period month =
        office::period_for(school->pc->office, office::form_of(school->pc->office, form).value(), "2026-08").value();
    at->model.apply(app::intent::Work{app::work::NewSubmission{form, month.key, {}}});
    settle();
    EXPECT_TRUE(sees("Sĩ số"));
    fill("Sĩ số", "30");
    fill("Có mặt", "29");
    fill("Vắng", "2");
    EXPECT_TRUE(mentions(tr("submission.broken", {{"rule", "co_mat + vang = si_so"}}))) << "the rule came with it";
}

TEST_F(DesignWindow, WhatIsWrongWithALineIsSaidAndKeepsTheFormHere) {
    new_form("Báo cáo tháng");
    press(tr("design.add.question"));
    EXPECT_TRUE(mentions(tr("design.problem.no_label")));
    issue();
    EXPECT_EQ(ward->state_of(open_design()), model::DocumentState::draft);
    EXPECT_TRUE(mentions(tr("design.held_back", {{"why", tr("design.problem.no_label")}})));

    fill(field("report_template", "text"), "Số tin, bài");
    EXPECT_FALSE(mentions(tr("design.problem.no_label")));
    add(LineKind::question, "Số buổi tập huấn");
    fill(field("report_template", "key"), "so_tin_bai");
    EXPECT_TRUE(mentions(tr("design.problem.key_twice", {{"value", "so_tin_bai"}})));
    issue();
    EXPECT_EQ(ward->state_of(open_design()), model::DocumentState::draft);
    fill(field("report_template", "key"), "tap_huan");

    add(LineKind::rule, "tap_huan <= khach_moi");
    EXPECT_TRUE(mentions(tr("design.problem.unknown_key", {{"value", "khach_moi"}})));
    issue();
    EXPECT_EQ(ward->state_of(open_design()), model::DocumentState::draft);
    fill(field("report_template", "rule"), "tap_huan nhỏ hơn so_tin_bai");
    EXPECT_TRUE(mentions(tr("design.problem.rule", {{"value", "tap_huan nhỏ hơn so_tin_bai"}})));
    const auto refused = office::decide(ward->pc->office, open_design(), model::Action::issue);
    ASSERT_FALSE(refused) << "nor by a command: a rule that nobody can read would be left out in silence";
    EXPECT_EQ(refused.error().arg("field"), "rule");

    fill(field("report_template", "rule"), "tap_huan <= so_tin_bai");
    issue();
    EXPECT_EQ(ward->state_of(open_design()), model::DocumentState::issued);
}

TEST_F(DesignWindow, ARuleIsReadWhileItIsTyped) {
    new_form("Báo cáo tháng");
    add(LineKind::question, "Số tin, bài");
    press(tr("design.add.rule"));
    type("so_tin_bai >= muc_tieu");
    EXPECT_TRUE(mentions(tr("design.problem.unknown_key", {{"value", "muc_tieu"}}))) << "before it is stored";

    chord(ImGuiMod_Ctrl | ImGuiKey_A);
    type("so_tin_bai >= 1");
    EXPECT_FALSE(mentions(tr("design.problem.unknown_key", {{"value", "muc_tieu"}})));
}

TEST_F(DesignWindow, LinesMovePastLinesOfTheirKindAndUndoTakesEachActBack) {
    new_form("Báo cáo tháng");
    add(LineKind::question, "Một");
    add(LineKind::rule, "mot >= 0");
    add(LineKind::question, "Hai");
    const view_model::DesignPage* page = at->model.design(view_model::Designs::forms);
    const base::DocumentId form = open_design();
    ASSERT_TRUE(office::move_under(ward->pc->office, form, page->lines.at(2).node, base::root_node(form),
                                   page->lines.at(0).node)); // the rule, between the questions
    at->model.refresh();
    settle();
    const auto labels = [&] {
        std::string all;
        for (const model::FormItem& item : draft().items) all += item.label + " ";
        return all;
    };
    press(tr("design.up"));
    EXPECT_EQ(labels(), "Hai Một ") << "the rule between them is no step";
    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    EXPECT_EQ(labels(), "Một Hai ");

    press(tr("design.remove"));
    EXPECT_EQ(labels(), "Một ");
    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    EXPECT_EQ(labels(), "Một Hai ");
    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    EXPECT_EQ(draft().items.at(1).label, "") << "its words";
    EXPECT_EQ(draft().items.at(1).key, "") << "and the key that was made of them, in one step";
}

TEST_F(DesignWindow, AnotherTypeOfAnswerIsAddedUpAnotherWay) {
    new_form("Báo cáo tháng");
    add(LineKind::question, "Ý kiến");
    choose(tr("field.aggregation"), tr("choice.aggregation.largest"));
    ASSERT_EQ(draft().items.at(0).aggregation, model::Aggregation::largest);

    choose(tr("field.value_type"), tr("choice.value_type.text"));

    EXPECT_EQ(draft().items.at(0).type, model::AnswerType::text);
    EXPECT_EQ(draft().items.at(0).aggregation, model::Aggregation::gather);
    EXPECT_FALSE(mentions(tr("design.problem.aggregation")));
}

TEST_F(DesignWindow, AQuestionAlwaysHasATypeOfAnswer) {
    new_form("Báo cáo tháng");
    add(LineKind::question, "Số tin, bài");
    press(tr("field.value_type"));
    key(ImGuiKey_Home);
    EXPECT_TRUE(has_keyboard(tr("choice.value_type.integer")));
    EXPECT_FALSE(has_keyboard(tr("record.unsaid"))) << "it can be another one, not none";
    key(ImGuiKey_Escape);
    settle();

    const base::NodeId node = at->model.design(view_model::Designs::forms)->lines.at(0).node;
    const office::FieldEdit none{node, model::field::kValueType, {}};
    ASSERT_TRUE(office::set_fields(ward->pc->office, open_design(), {&none, 1}));
    at->model.refresh();
    settle();
    EXPECT_TRUE(mentions(tr("design.problem.no_type")));
    issue();
    EXPECT_EQ(ward->state_of(open_design()), model::DocumentState::draft);
}

TEST_F(DesignWindow, WhereAnAnswerIsTakenFromIsSaidInWords) {
    new_form("Báo cáo tháng");
    add(LineKind::question, "Lượt người dự");
    const base::NodeId node = at->model.design(view_model::Designs::forms)->lines.at(0).node;
    const office::FieldEdit sum{node, model::field::kFillFrom, std::string("training.attendees")};
    ASSERT_TRUE(office::set_fields(ward->pc->office, open_design(), {&sum, 1}));
    at->model.refresh();
    settle();

    press(tr("field.fill_from"));
    EXPECT_TRUE(
        mentions(tr("design.sum_records", {{"field", field("training", "attendees")}, {"kind", tr("kind.training")}})));
    EXPECT_FALSE(mentions("training.attendees"));
}

TEST_F(DesignWindow, WordsOfAColleagueInALabelStay) {
    new_form("Báo cáo tháng");
    add(LineKind::question, "Số tin");
    const base::NodeId node = at->model.design(view_model::Designs::forms)->lines.at(0).node;
    key(ImGuiKey_Tab);
    go_to(field("report_template", "text"));
    key(ImGuiKey_End);
    type(", bài");
    ASSERT_TRUE(office::set_line_field(ward->pc->office, open_design(), node, "text", "Tổng số tin")); // as a sync does
    at->model.refresh();
    type(" trong tháng");
    key(ImGuiKey_Enter);
    settle();

    EXPECT_EQ(draft().items.at(0).label, "Tổng số tin, bài trong tháng");
    EXPECT_EQ(draft().items.at(0).key, "tong_so_tin_bai_trong_thang") << "the key follows both";
}

TEST_F(DesignWindow, ALineThatIsRemovedLeavesOnlyTheNextVersion) {
    new_form("Báo cáo tháng");
    add(LineKind::question, "Số tin, bài");
    add(LineKind::question, "Số video");
    const base::DocumentId form = open_design();
    issue();
    send_down();
    EXPECT_FALSE(sees("##" + field("report_template", "key"))) << "what others name by its key keeps it";

    EXPECT_FALSE(mentions(tr("design.removed.question", {{"lines", "“Số video”"}})));
    press(tr("design.remove"));
    EXPECT_TRUE(mentions(tr("design.removed.question", {{"lines", "“Số video”"}}))) << "what it takes away is said";
    send_down();
    EXPECT_EQ(office::form_of(school->pc->office, form)->items.size(), 2u) << "as it was sent";
    EXPECT_EQ(draft().items.size(), 1u);
    issue();
    send_down();

    EXPECT_EQ(office::form_of(school->pc->office, form)->items.size(), 1u);
    EXPECT_EQ(at->model.design(view_model::Designs::forms)->version, 2u);
}

TEST_F(DesignWindow, WhatIsTypedIsWrittenDownBeforeThePageIsLeft) {
    new_form("Báo cáo tháng");
    press(tr("design.add.question"));
    type("Số tin, bài");

    chord(ImGuiMod_Ctrl | ImGuiKey_1);
    chord(ImGuiMod_Ctrl | ImGuiKey_7);
    press(tr("screen.forms"));

    EXPECT_EQ(draft().items.at(0).label, "Số tin, bài") << "and the page is where it was";
}

TEST_F(DesignWindow, ASchoolReadsTheFormAndChangesNothing) {
    new_form("Báo cáo tháng");
    add(LineKind::question, "Số tin, bài");
    const base::DocumentId form = open_design();
    issue();
    send_down();

    sit_at(*school);
    at->model.apply(app::intent::Work{app::work::OpenDesign{form}});
    settle();

    EXPECT_TRUE(sees("Số tin, bài"));
    EXPECT_FALSE(sees(tr("design.add.question")));
    EXPECT_FALSE(sees(tr("action.issue")));
    EXPECT_TRUE(sees(tr("design.try")));
}

TEST_F(DesignWindow, TheFormHasRoomInSmallWindowsAndAtZoom) {
    new_form("Báo cáo tháng");
    add(LineKind::question, "Số tin, bài");
    for (const auto& [size, zoom] : {std::pair{ImVec2(1024, 640), 1.0f},
                                     {ImVec2(1366, 768), 1.0f},
                                     {ImVec2(1366, 768), 1.5f},
                                     {ImVec2(1024, 640), 1.5f}}) {
        look(size, zoom);
        EXPECT_TRUE(item(tr("action.issue")).reachable()) << size.x << " " << zoom;
        EXPECT_LE(item(tr("action.issue")).box.Max.x, size.x);
        const bool both = sees(tr("design.try_text"));
        EXPECT_NE(both, sees(tr("design.side_lines"))) << "beside it, or one press away: " << size.x << " " << zoom;
    }
    look({1024, 640}, 1.0f);
    click(tr("design.try"));
    settle();
    EXPECT_TRUE(sees(tr("submission.nil"))) << "the report in the place of the lines";
}

} // namespace dongthac::test
