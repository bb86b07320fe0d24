#include "shared/office/proposals.hpp"

#include <algorithm>

#include "shared/document/flags.hpp"
#include "shared/document/outline_of.hpp"
#include "shared/document/propose_obligations.hpp"
#include "shared/model/record.hpp"
#include "shared/office/documents.hpp"

namespace dongthac::office {

namespace {

/// Error bad_value for a document that is neither plan nor report.
base::Result<void> check_is_plan(const change::Document& document) {
    const model::RecordType* type = model::record_type(document.head.record);
    if (type != nullptr && type->family == model::Family::document) return {};
    return base::fail(base::Code::bad_value, {{"field", "PLAN"},
                                              {"value", type == nullptr ? std::string() : std::string(type->name)},
                                              {"expected", "plan | report"}});
}

} // namespace

base::Result<Proposal> propose(Workspace& office, const base::DocumentId& plan) {
    DT_TRY(const change::Document document, read_document(office, plan));
    DT_CHECK(check_is_plan(document));
    const model::Outline outline = document::outline_of(document);
    const std::vector<const change::NodeState*> nodes = document.in_order();
    const int said = document::plan_year(outline);
    Proposal proposal{outline.subject, said == 0 ? office.today().year : said, {}};
    for (document::ProposedObligation& proposed : document::propose_obligations(outline)) {
        model::Obligation& one = proposed.obligation;
        one.source_document = base::to_text(plan);
        one.source_node = base::to_text(nodes.at(proposed.item)->id);
        proposal.lines.push_back({std::move(one), {}});
    }
    return proposal;
}

base::Result<base::DocumentId> schedule_for(Workspace& office, const base::DocumentId& plan) {
    DT_TRY(const std::vector<DocumentSummary> schedules, list_kind(office, "schedule"));
    const auto found = std::ranges::find_if(schedules, [&](const DocumentSummary& one) {
        return one.parent == plan && one.org == office.identity().org &&
               model::is_editable(one.state, model::Flow::announced);
    });
    return found == schedules.end() ? base::DocumentId{} : found->id;
}

base::Result<ProposedSchedule> propose_schedule(Workspace& office, const base::DocumentId& plan,
                                                const std::function<std::string(const std::string& subject)>& title) {
    ProposedSchedule out;
    DT_TRY(out.schedule, schedule_for(office, plan));
    out.begun_before = !out.schedule.empty();
    if (out.begun_before) return out;
    DT_TRY(out.proposal, propose(office, plan));
    if (out.proposal.lines.empty()) return out;
    DT_TRY(out.schedule,
           new_schedule(office, title(out.proposal.subject), out.proposal.year, plan, out.proposal.lines));
    return out;
}

} // namespace dongthac::office
