#include "shared/office/schedules.hpp"

#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/draft.hpp"
#include "shared/office/duties.hpp"
#include "shared/office/report_forms.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;

base::Result<void> set_words(Draft& draft, model::FieldId id, std::string_view words) {
    DT_TRY(std::string nfc, text::to_nfc(words));
    draft.set(id, std::move(nfc));
    return {};
}

base::Result<void> set_rule(Draft& draft, model::FieldId id, const std::string& typed) {
    if (typed.empty()) return {};
    DT_TRY(const model::DueRule rule, model::parse_due_rule(typed));
    draft.set(id, model::to_text(rule));
    return {};
}

} // namespace

base::Result<base::DocumentId> new_schedule(Workspace& office, std::string_view title, int year,
                                            const base::DocumentId& plan, std::span<const ScheduleLine> lines) {
    Draft draft(office, *model::record_type(model::record::kSchedule), plan);
    DT_CHECK(set_words(draft, field::kSubject, title));
    draft.set(field::kYear, static_cast<std::int64_t>(year));
    for (const ScheduleLine& line : lines) add_obligation(draft, line.obligation, line.form);
    return draft.store();
}

base::Result<base::DocumentId> new_waiver(Workspace& office, const Task& task, std::string_view reason) {
    if (reason.empty()) return base::fail(base::Code::needs_field, {{"field", "reason"}, {"kind", "waiver"}});
    Draft draft(office, *model::record_type(model::record::kWaiver), task.source);
    DT_CHECK(set_words(draft, field::kSubject, task.title));
    DT_CHECK(set_words(draft, field::kReason, reason));
    draft.set(field::kAddressees, std::vector<std::string>{task.org});
    draft.set(field::kDuty, base::to_text(task.duty));
    draft.set(field::kPeriod, task.period);
    return draft.store();
}

base::Result<base::DocumentId> new_request(Workspace& office, const base::DocumentId& form_id,
                                           const model::Period& period, const RequestWords& words) {
    DT_TRY(const model::ReportForm form, form_of(office, form_id));
    DT_TRY(const model::ActorSelector targets, model::parse_selector(words.targets));
    Draft draft(office, *model::record_type(model::record::kReportRequest), form_id);
    DT_CHECK(set_words(draft, field::kSubject, words.title.empty() ? form.title : words.title));
    draft.set(field::kTemplate, base::to_text(form_id));
    draft.set(field::kPeriod, period.key);
    draft.set(field::kTargets, model::to_text(targets));
    const model::RecordType& type = *model::record_type(model::record::kReportRequest);
    const auto choose = [&](model::FieldId id, const std::string& typed) -> base::Result<void> {
        DT_TRY(model::Value value, model::parse_value(model::ValueType::choice, typed, type.find(id)->choices));
        draft.set(id, std::move(value));
        return {};
    };
    DT_CHECK(choose(field::kRegime, words.regime));
    DT_CHECK(choose(field::kUrgency, words.urgency));
    DT_CHECK(set_rule(draft, field::kDueSchool, words.due_school));
    DT_CHECK(set_rule(draft, field::kDueWard, words.due_ward));
    DT_CHECK(set_rule(draft, field::kDueDepartment, words.due_department));
    DT_CHECK(set_words(draft, field::kNote, words.note));
    return draft.store();
}

} // namespace dongthac::office
