#pragma once

#include <string_view>
#include <vector>

#include "tests/support/work_ward.hpp"

namespace dongthac::tests {

/// One article a week by Friday, one report a month by `report_due`, asked of all schools and sent to them.
inline base::DocumentId issue_year(WorkWard& ward, std::string_view report_due = "+2wd") {
    office::ScheduleLine weekly;
    weekly.obligation.action = "Đăng một tin, bài";
    weekly.obligation.output_name = "article";
    weekly.obligation.cadence = model::Cadence::weekly;
    weekly.obligation.due.school = model::parse_due_rule("fri").value();
    office::ScheduleLine monthly;
    monthly.obligation.action = "Báo cáo tháng";
    monthly.obligation.output_name = "report_public_opinion";
    monthly.obligation.cadence = model::Cadence::monthly;
    monthly.obligation.due.school = model::parse_due_rule(report_due).value();
    monthly.form = ward.form;
    for (office::ScheduleLine* line : {&weekly, &monthly}) {
        line->obligation.selector.kind = model::ActorSelector::Kind::all_schools;
        line->obligation.state = model::ObligationState::active;
    }
    const std::vector lines = {weekly, monthly};
    const base::DocumentId schedule = office::new_schedule(ward.at("phuong"), "Lịch năm 2026", 2026, {}, lines).value();
    ward.decide("phuong", schedule, model::Action::issue);
    ward.sync_all();
    return schedule;
}

} // namespace dongthac::tests
