#include "client/view_model/submission.hpp"

#include <algorithm>

#include "shared/model/work_fields.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/documents.hpp"

namespace dongthac::view_model {

base::Result<SubmissionRows> submission_rows(office::Workspace& office, const base::DocumentId& id) {
    SubmissionRows out;
    DT_TRY(out.page, office::submission_page(office, id));
    DT_TRY(out.period, office::period_for(office, out.page.fields, out.page.period));
    DT_TRY(const office::DocumentSummary summary, office::summary_of(office, id));
    DT_TRY(const change::Document document, office::read_document(office, id));
    out.office = office.directory().name_of_org(summary.org);
    const std::string behalf = document.root().string(model::field::kOnBehalfOf);
    if (!behalf.empty()) out.on_behalf_of = office.directory().name_of_org(behalf);
    out.consolidated = document.root().string(model::field::kBasis) == "consolidated";
    out.state = summary.state;
    out.queued = summary.queued;
    out.editable = summary.org == office.identity().org && model::is_editable(summary.state, model::Flow::reported);
    DT_TRY(out.actions, office::possible_actions(office, id));
    // Entered for another office it stays here: it counts already.
    if (!behalf.empty()) std::erase(out.actions, model::Action::submit);
    const auto& steps = document.head.revisions;
    if (summary.state == model::DocumentState::returned && !steps.empty()) out.note = steps.back().note;
    return out;
}

} // namespace dongthac::view_model
