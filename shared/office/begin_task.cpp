#include "shared/office/begin_task.hpp"

#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/draft.hpp"
#include "shared/office/duties.hpp"
#include "shared/office/report_forms.hpp"
#include "shared/office/submissions.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;

base::Result<base::DocumentId> begin_completion(Workspace& office, const Task& task) {
    DT_TRY(const std::vector<store::IndexedRecord> known,
           office.store().work().submissions(answered_by(task.record, task.duty, task.form), task.period, task.org));
    base::DocumentId sent;
    for (const store::IndexedRecord& one : known) {
        DT_TRY(const DocumentSummary summary, summary_of(office, one.document));
        if (summary.org != office.identity().org || one.work.standing == store::Standing::withdrawn) continue;
        const bool unsent = one.work.standing != store::Standing::handed_in && !summary.queued;
        if (unsent) return one.document;
        sent = one.document;
    }
    // What was handed in is done; of three meetings it is one.
    if (!sent.empty() && task.done >= task.quota) return sent;
    Draft draft(office, *model::record_type(model::record::kCompletion), task.source);
    draft.set(field::kSubject, task.title);
    draft.set(field::kOnDay, office.today());
    draft.set(field::kDuty, base::to_text(task.duty));
    draft.set(field::kPeriod, task.period);
    if (task.org != office.identity().org) draft.set(field::kOnBehalfOf, task.org);
    return draft.store();
}

} // namespace

base::Result<base::DocumentId> begin_task(Workspace& office, const Task& task, const Wording& words) {
    if (task.holder != office.identity().org)
        return base::fail(base::Code::not_allowed, {{"action", "submit"}, {"org", task.org}});
    if (task.record == model::record::kCompletion) return begin_completion(office, task);
    if (task.record == model::record::kSubmission) {
        DT_TRY(const model::ReportForm form, form_of(office, task.form));
        DT_TRY(const model::Period period, period_for(office, form, task.period));
        return new_submission(office, task.form, period,
                              {task.org == office.identity().org ? model::OrgId{} : task.org, {}});
    }
    DT_TRY(const base::DocumentId begun, new_document(office, model::record_type(task.record)->name, words));
    if (task.org != office.identity().org) {
        const FieldEdit whose{base::root_node(begun), field::kOnBehalfOf, task.org};
        DT_CHECK(set_fields(office, begun, {&whose, 1}));
    }
    return begun;
}

} // namespace dongthac::office
