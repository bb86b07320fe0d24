#include "shared/office/sending.hpp"

#include "shared/model/record.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/designing.hpp"
#include "shared/office/report_forms.hpp"
#include "shared/office/submissions.hpp"
#include "shared/office/work_rows.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;

base::Result<void> check_request(Workspace& office, const change::Document& request) {
    DT_CHECK(check_duty(request.root(), "report_request"));
    const auto form_id = base::parse_id<base::DocumentId>(request.root().string(field::kTemplate));
    if (!form_id) return base::fail(base::Code::unknown_form, {{"name", request.root().string(field::kTemplate)}});
    DT_TRY(const model::ReportForm form, form_of(office, *form_id));
    DT_TRY(const model::Period period, period_for(office, form, request.root().string(field::kPeriod)));
    if (period.key != request.root().string(field::kPeriod))
        return base::fail(
            base::Code::bad_value,
            {{"field", "period"}, {"value", request.root().string(field::kPeriod)}, {"expected", period.key}});
    return {};
}

/// Nobody sends what says it is of an office he does not answer for: it would count for nobody.
base::Result<void> check_whose(Workspace& office, const change::Document& document, const model::RecordType& type) {
    const std::string& whose = document.root().string(field::kOnBehalfOf);
    if (whose.empty() || type.find("on_behalf_of", model::Place::document) == nullptr) return {};
    store::WorkRow row;
    row.record = type.id;
    row.org = whose;
    if (const auto* day = std::get_if<text::Date>(&document.root().value(field::kReceivedOn)))
        row.day = text::to_days(*day);
    std::optional<text::Date> last_day;
    const auto form_id = base::parse_id<base::DocumentId>(document.root().string(field::kTemplate));
    const auto form = form_id ? form_of(office, *form_id) : base::fail(base::Code::unknown_form);
    if (form)
        if (const auto period = period_for(office, *form, document.root().string(field::kPeriod)))
            last_day = period->to;
    if (may_count(office.directory(), document.head.org, row, last_day, office.today())) return {};
    return base::fail(base::Code::not_allowed, {{"action", "submit"}, {"org", whose}});
}

} // namespace

base::Result<void> check_sending(Workspace& office, const change::Document& document) {
    const model::RecordType* type = model::record_type(document.head.record);
    if (type == nullptr || type->flow == model::Flow::administrative) return {};
    DT_CHECK(check_whose(office, document, *type));
    for (const model::FieldType& wanted : type->fields) {
        const bool needed = wanted.need == model::Need::before_sending && wanted.place == model::Place::document;
        if (needed && std::holds_alternative<model::NotStated>(document.root().value(wanted.id)))
            return base::fail(base::Code::needs_field,
                              {{"field", std::string(wanted.name)}, {"kind", std::string(type->name)}});
    }
    switch (type->id) {
    case model::record::kReportTemplate: {
        DT_TRY(const std::optional<change::Document> sent, sent_version(office, document.head.id));
        DT_CHECK(check_lines(document, sent));
        return model::check_form(form_in(document));
    }
    case model::record::kReportRequest: return check_request(office, document);
    case model::record::kSchedule:
        for (const change::NodeState* node : document.in_order()) DT_CHECK(check_duty(*node, type->name));
        return {};
    case model::record::kSubmission: {
        const auto form_id = base::parse_id<base::DocumentId>(document.root().string(field::kTemplate));
        if (!form_id) return {};
        const auto form = form_of(office, *form_id);
        return form ? check_submission(*form, document) : base::Result<void>{}; // a form that is gone hinders nobody
    }
    default: return {};
    }
}

} // namespace dongthac::office
