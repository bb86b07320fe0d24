#pragma once

#include <algorithm>
#include <memory>

#include "shared/model/record.hpp"
#include "shared/office/coverage_answers.hpp"
#include "tests/ui/support/desk.hpp"
#include "tests/ui/support/keyboard_test.hpp"

namespace dongthac::test {

using model::CoverageStatus;

/// The ward at its matrix, a school beside its paragraphs.
class CoverageWindow : public KeyboardTest {
  protected:
    /// `more`: as OfficeNet takes it.
    explicit CoverageWindow(std::size_t more = 0) : net(more) {}
    void SetUp() override {
        UiTest::SetUp();
        ward = std::make_unique<Desk>(net.pc_of("phuong", tests::kWardRoles), strings());
        school = std::make_unique<Desk>(net.pc_of("truong-a", tests::kSchoolRoles), strings());
        draw = [this](const ui::UiContext& ctx) { at->view.draw(ctx, at->model); };
        plan = tests::issue_plan(*ward->pc, "12", "truyền thông năm 2026");
        ward->pc->sync();
        school->pc->sync();
        office::Workspace& office = school->pc->office;
        ours = office::new_from_parent(office, "plan", plan, {}).value();
        enrolment = topic_of(*school, ours, "Tuyển sinh đầu cấp");
        asked = topic_of(*ward, plan, "Tuyển sinh đầu cấp");
        ASSERT_TRUE(office::set_field(office, ours, enrolment, "covers", ""));
        ASSERT_TRUE(office::set_text(office, ours, enrolment, "Tổ văn phòng nhận hồ sơ tuyển sinh đầu cấp."));
    }
    void TearDown() override {
        school.reset();
        ward.reset();
        UiTest::TearDown();
    }

    base::NodeId topic_of(Desk& desk, const base::DocumentId& id, std::string_view words) {
        const change::Document document = office::read_document(desk.pc->office, id).value();
        for (const change::NodeState* node : document.in_order())
            if (node->text() == words) return node->id;
        ADD_FAILURE() << words;
        return {};
    }
    void sit_at(Desk& desk) {
        at = &desk;
        at->model.refresh();
        settle();
    }
    /// The school sends its plan, and the ward looks at the second topic.
    void look_at_matrix() {
        ASSERT_TRUE(office::decide(school->pc->office, ours, model::Action::submit));
        school->pc->sync();
        ward->pc->sync();
        ward->model.apply(app::intent::ShowInCascade{plan});
        ward->model.apply(app::intent::ChooseTopic{1});
        sit_at(*ward);
    }
    office::CoverageCell cell() {
        const office::Coverage coverage = office::coverage_of(ward->pc->office, plan).value();
        return std::ranges::find(coverage.offices, "truong-a", &office::CoverageOffice::org)->cells.at(1);
    }
    /// The last of that name: the dialog stands over the page.
    void press_in_dialog(std::string_view word) { press(word, count(word) - 1); }

    tests::OfficeNet net;
    std::unique_ptr<Desk> ward;
    std::unique_ptr<Desk> school;
    Desk* at = nullptr;
    base::DocumentId plan;
    base::DocumentId ours;
    base::NodeId enrolment;
    base::NodeId asked;
};

} // namespace dongthac::test
