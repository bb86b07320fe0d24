#include <algorithm>

#include <gtest/gtest.h>

#include "client/view_model/cascade.hpp"
#include "client/view_model/editor.hpp"
#include "client/view_model/plans.hpp"
#include "client/view_model/sync.hpp"
#include "client/view_model/tasks.hpp"
#include "tests/support/office_net.hpp"

namespace dongthac::tests {

namespace {

using view_model::TaskGroup;

std::size_t count_of(const view_model::TaskRows& rows, TaskGroup group) {
    return rows.counts.at(static_cast<std::size_t>(group));
}

class ViewModel : public ::testing::Test {
  protected:
    void SetUp() override {
        ward = net.pc_of("phuong", kWardRoles);
        school = net.pc_of("truong-a", kSchoolRoles);
    }
    /// The ward's plan, issued and known to the school.
    base::DocumentId issued() {
        const base::DocumentId id = issue_plan(*ward, "12", "truyền thông năm 2026");
        ward->sync();
        school->sync();
        return id;
    }
    base::DocumentId made_from(OfficePc& pc, const base::DocumentId& parent) {
        return office::new_from_parent(pc.office, "plan", parent, {}).value();
    }
    void decide(OfficePc& pc, const base::DocumentId& id, model::Action action, std::string_view note = "") {
        ASSERT_TRUE(office::decide(pc.office, id, action, {.note = note}));
        pc.sync();
    }
    view_model::TaskRows tasks(OfficePc& pc) { return view_model::task_rows(pc.office).value(); }
    view_model::CascadeRows cascade(OfficePc& pc, const view_model::CascadeFilter& filter = {}) {
        const auto selected = view_model::usual_selection(pc.office).value();
        const auto plan = view_model::matrix_plan(pc.office, selected).value();
        const auto coverage = view_model::coverage_view(pc.office, plan).value();
        return view_model::cascade_rows(pc.office, filter, selected, coverage).value();
    }

    OfficeNet net;
    std::unique_ptr<OfficePc> ward;
    std::unique_ptr<OfficePc> school;
};

} // namespace

TEST_F(ViewModel, AnEmptyOfficeHasEmptyRows) {
    EXPECT_TRUE(tasks(*school).rows.empty());
    EXPECT_TRUE(tasks(*school).enrolled);
    EXPECT_TRUE(cascade(*school).rows.empty());
    EXPECT_TRUE(view_model::plan_rows(school->office)->rows.empty());
    EXPECT_EQ(view_model::status_row(school->office)->office, "Trường Mầm non Bình Minh");
}

TEST_F(ViewModel, ANewPlanFromAboveIsATaskUntilOursIsMadeFromIt) {
    const base::DocumentId plan = issued();
    ASSERT_EQ(count_of(tasks(*school), TaskGroup::from_above), 1U);
    EXPECT_EQ(tasks(*school).rows[0].action, view_model::TaskAction::create_from);

    (void)made_from(*school, plan);

    EXPECT_EQ(count_of(tasks(*school), TaskGroup::from_above), 0U);
    EXPECT_EQ(count_of(tasks(*school), TaskGroup::draft), 1U);
}

TEST_F(ViewModel, AReturnedPlanComesFirstWithItsNote) {
    const base::DocumentId plan = made_from(*school, issued());
    (void)office::new_document(school->office, "plan", {});
    decide(*school, plan, model::Action::submit);
    ward->sync();
    ASSERT_EQ(count_of(tasks(*ward), TaskGroup::incoming), 1U);
    decide(*ward, plan, model::Action::return_, "thiếu kinh phí");
    school->sync();

    const view_model::TaskRows rows = tasks(*school);

    ASSERT_EQ(count_of(rows, TaskGroup::returned), 1U);
    EXPECT_EQ(rows.rows[0].document, plan);
    EXPECT_EQ(rows.rows[0].note, "thiếu kinh phí");
    EXPECT_EQ(rows.urgent(), 1U);
    EXPECT_EQ(count_of(tasks(*ward), TaskGroup::incoming), 0U);
}

TEST_F(ViewModel, ADecisionWithoutNetworkWaits) {
    const base::DocumentId plan = made_from(*school, issued());
    school->sync();
    ASSERT_TRUE(office::decide(school->office, plan, model::Action::submit));

    EXPECT_EQ(count_of(tasks(*school), TaskGroup::waiting), 1U);
    EXPECT_EQ(view_model::sync_rows(school->office)->waiting.size(), 1U);
    EXPECT_EQ(view_model::status_row(school->office)->unsent, 1U);
}

TEST_F(ViewModel, MissingOfficesAreCountedAndNamed) {
    const base::DocumentId plan = issued();
    decide(*school, made_from(*school, plan), model::Action::submit);
    ward->sync();

    const view_model::TaskRows rows = tasks(*ward);

    ASSERT_EQ(count_of(rows, TaskGroup::missing), 1U);
    const auto row = std::ranges::find(rows.rows, TaskGroup::missing, &view_model::TaskRow::group);
    EXPECT_EQ(row->detail.args[0].second, "2");
    EXPECT_EQ(row->detail.args[1].second, "Trường THCS Đông Sơn, Trường Tiểu học Ánh Dương");
}

TEST_F(ViewModel, TheCascadeShowsEveryOfficeBelowOurPlan) {
    const base::DocumentId plan = issued();
    decide(*school, made_from(*school, plan), model::Action::submit);
    ward->sync();

    const view_model::CascadeRows rows = cascade(*ward);

    ASSERT_EQ(rows.rows.size(), 4U);
    EXPECT_EQ(rows.rows[0].document, plan);
    EXPECT_EQ(rows.rows[0].below, 3U);
    EXPECT_EQ(rows.rows[0].offices_with, 1U);
    EXPECT_EQ(rows.rows[1].office, "Trường Mầm non Bình Minh");
    EXPECT_EQ(rows.rows[1].covered, 2U);
    EXPECT_EQ(rows.rows[1].topics, 2U);
    EXPECT_EQ(rows.rows[2].kind, view_model::CascadeKind::without);
}

TEST_F(ViewModel, TheFilterKeepsWhatLeadsToAMatch) {
    (void)issued();

    const view_model::CascadeRows by_name = cascade(*ward, {0, "anh duong", false});
    const view_model::CascadeRows missing = cascade(*ward, {2026, "", true});
    const view_model::CascadeRows other_year = cascade(*ward, {2019, "", false});

    ASSERT_EQ(by_name.rows.size(), 2U);
    EXPECT_EQ(by_name.rows[1].office, "Trường Tiểu học Ánh Dương");
    EXPECT_EQ(by_name.rows[0].below, 1U);
    EXPECT_EQ(missing.rows.size(), 4U);
    EXPECT_TRUE(other_year.rows.empty());
    EXPECT_EQ(other_year.years, std::vector<int>{2026});
}

TEST_F(ViewModel, ASchoolSeesItsOwnPlaceBelowThePlanFromAbove) {
    (void)issued();

    const view_model::CascadeRows rows = cascade(*school);

    ASSERT_EQ(rows.rows.size(), 2U);
    EXPECT_TRUE(rows.rows[1].ours);
    EXPECT_EQ(rows.rows[1].kind, view_model::CascadeKind::without);
    EXPECT_TRUE(rows.may_create);
    EXPECT_EQ(rows.coverage.offices.size(), 1U) << "other schools' plans are not known here, so not shown as missing";
}

TEST_F(ViewModel, TheMatrixShowsWhatAnOfficeWroteOnATopic) {
    const base::DocumentId plan = issued();
    const base::DocumentId ours = made_from(*school, plan);
    const change::Document document = office::read_document(school->office, ours).value();
    for (const change::NodeState* node : document.in_order()) {
        if (node->text() != "Tuyển sinh đầu cấp") continue;
        ASSERT_TRUE(office::set_text(school->office, ours, node->id, "Tuyển sinh trực tuyến từ tháng 6"));
    }
    decide(*school, ours, model::Action::submit);
    ward->sync();

    auto view = view_model::coverage_view(ward->office, plan).value();
    ASSERT_TRUE(view_model::choose_topic(ward->office, view, 1));

    ASSERT_EQ(view.topics.size(), 2U);
    EXPECT_EQ(view.topics[1].cells[0].cover, view_model::Cover::covered);
    EXPECT_EQ(view.texts[0].text, "Tuyển sinh trực tuyến từ tháng 6");
    EXPECT_EQ(view.with_plan, 1U);
    EXPECT_EQ(view.topics[1].counts[static_cast<std::size_t>(view_model::Cover::missing)], 2U);
}

TEST_F(ViewModel, TheEditorShowsSourcesOutlineAndWhatMayBeDone) {
    const base::DocumentId ours = made_from(*school, issued());

    const view_model::EditorRows rows = view_model::editor_rows(school->office, ours).value();

    EXPECT_TRUE(rows.editable);
    EXPECT_EQ(rows.parent_number, "12/KH-UBND");
    EXPECT_EQ(rows.parent_office, "UBND phường Hoa Mai");
    EXPECT_EQ(rows.headings.size(), 2U);
    const auto topic = std::ranges::find(rows.paragraphs, model::ItemRole::topic, &view_model::EditorParagraph::role);
    EXPECT_EQ(topic->sources, std::vector<std::string>{"Chuyển đổi số trong trường học"});
    EXPECT_EQ(topic->depth, 1);
    EXPECT_NE(std::ranges::find(rows.actions, model::Action::submit), rows.actions.end());
}

TEST_F(ViewModel, TwoPcsThatDisagreeAreShownWithBothValues) {
    const base::DocumentId ours = made_from(*school, issued());
    school->sync();
    const auto second = net.pc_of("truong-a", kSchoolRoles);
    ASSERT_TRUE(office::set_field(school->office, ours, base::root_node(ours), "document_number", "5"));
    ASSERT_TRUE(office::set_field(second->office, ours, base::root_node(ours), "document_number", "6"));
    second->sync();
    school->sync();

    const view_model::EditorRows rows = view_model::editor_rows(school->office, ours).value();

    const auto field = std::ranges::find(rows.fields, "document_number", &view_model::EditorField::name);
    EXPECT_EQ(field->versions.size(), 2U);
    EXPECT_EQ(count_of(tasks(*school), TaskGroup::conflict), 1U);
    EXPECT_EQ(view_model::status_row(school->office)->conflicts, 1U);
}

TEST_F(ViewModel, ThreeThousandDocumentsAreRead) {
    for (int i = 0; i < 3000; ++i) ASSERT_TRUE(office::new_document(school->office, "plan", {}));

    EXPECT_EQ(tasks(*school).rows.size(), 3000U);
    EXPECT_EQ(cascade(*school).rows.size(), 3000U);
    EXPECT_EQ(view_model::plan_rows(school->office)->rows.size(), 3000U);
}

} // namespace dongthac::tests
