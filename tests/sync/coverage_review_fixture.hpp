#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/model/record.hpp"
#include "shared/office/coverage_answers.hpp"
#include "shared/office/coverage_reviews.hpp"
#include "shared/office/coverage_texts.hpp"
#include "tests/support/office_net.hpp"

namespace dongthac::tests {

using model::CoverageStatus;

/// A ward whose plan one school has answered: one topic linked, one in words of its own.
class CoverageReview : public ::testing::Test {
  protected:
    void SetUp() override {
        ward = net.pc_of("phuong", kWardRoles);
        school = net.pc_of("truong-a", kSchoolRoles);
        plan = issue_plan(*ward, "12", "truyền thông năm 2026");
        ward->sync();
        school->sync();
        ours = office::new_from_parent(school->office, "plan", plan, {}).value();
        const auto topics = topics_of(*school, ours);
        digital = topics.at(0);
        enrolment = topics.at(1);
        asked = topics_of(*ward, plan);
        // The second topic in the school's own words, linked to nothing.
        ASSERT_TRUE(office::set_field(school->office, ours, enrolment, "covers", ""));
        ASSERT_TRUE(office::set_text(school->office, ours, enrolment, "Tổ văn phòng nhận hồ sơ tuyển sinh đầu cấp."));
        submit();
    }

    std::vector<base::NodeId> topics_of(OfficePc& pc, const base::DocumentId& id) {
        std::vector<base::NodeId> out;
        const change::Document document = office::read_document(pc.office, id).value();
        for (const change::NodeState* node : document.in_order())
            if (node->string(model::field::kRole) == "topic") out.push_back(node->id);
        return out;
    }
    void submit() {
        ASSERT_TRUE(office::decide(school->office, ours, model::Action::submit));
        school->sync();
        ward->sync();
    }
    /// Returned by the ward and sent once more.
    void submit_again() {
        ASSERT_TRUE(office::decide(ward->office, ours, model::Action::receive));
        ward->sync();
        ASSERT_TRUE(office::decide(ward->office, ours, model::Action::return_, {.note = "thêm học bạ số"}));
        ward->sync();
        school->sync();
        ASSERT_TRUE(office::set_text(school->office, ours, digital, "Chuyển đổi số, học bạ số từ tháng 9"));
        submit();
    }
    /// The row of the school as `pc` sees it; with what is remembered it is the same as read anew.
    office::CoverageCell cell(OfficePc& pc, std::size_t topic) {
        office::Coverage coverage = office::coverage_of(pc.office, plan, memories[&pc]).value();
        const office::Coverage fresh = office::coverage_of(pc.office, plan).value();
        const auto row = std::ranges::find(coverage.offices, "truong-a", &office::CoverageOffice::org);
        const auto again = std::ranges::find(fresh.offices, "truong-a", &office::CoverageOffice::org);
        EXPECT_EQ(row->cells.at(topic).status, again->cells.at(topic).status);
        EXPECT_EQ(row->cells.at(topic).said, again->cells.at(topic).said);
        EXPECT_EQ(row->cells.at(topic).by, again->cells.at(topic).by);
        EXPECT_EQ(row->revision, again->revision);
        return row->cells.at(topic);
    }
    base::Result<void> judge(OfficePc& pc, std::size_t topic, std::optional<CoverageStatus> status,
                             std::string reason = {}, std::optional<office::SentPlan> seen = {}) {
        const auto done =
            office::judge_coverage(pc.office, plan, {asked.at(topic), "truong-a", status, std::move(reason), seen});
        if (!done) return std::unexpected(done.error());
        return {};
    }
    std::vector<office::DocumentSummary> reviews(OfficePc& pc) {
        return office::list_kind(pc.office, "coverage_review").value();
    }

    OfficeNet net;
    std::unique_ptr<OfficePc> ward;
    std::unique_ptr<OfficePc> school;
    base::DocumentId plan;
    base::DocumentId ours;
    base::NodeId digital;
    base::NodeId enrolment;
    std::vector<base::NodeId> asked;
    std::map<const OfficePc*, office::CoverageMemory> memories;
};

} // namespace dongthac::tests
