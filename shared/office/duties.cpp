#include "shared/office/duties.hpp"

#include <algorithm>

#include "shared/model/record.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/counted_document.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;

std::vector<std::string> list_in(const change::NodeState& node, model::FieldId id) {
    const auto* list = std::get_if<std::vector<std::string>>(&node.value(id));
    return list == nullptr ? std::vector<std::string>{} : *list;
}

std::optional<text::Date> date_in(const change::NodeState& node, model::FieldId id) {
    const auto* date = std::get_if<text::Date>(&node.value(id));
    return date == nullptr ? std::nullopt : std::optional(*date);
}

std::optional<model::DueRule> rule_in(const change::NodeState& node, model::FieldId id) {
    const std::string text = node.string(id);
    if (text.empty()) return std::nullopt;
    auto rule = model::parse_due_rule(text);
    return rule ? std::optional(std::move(*rule)) : std::nullopt;
}

model::DueRules rules_in(const change::NodeState& node) {
    return {rule_in(node, field::kDueSchool), rule_in(node, field::kDueWard), rule_in(node, field::kDueDepartment)};
}

/// The kind of record that fulfils an output.
std::uint16_t record_for(std::string_view output) {
    // A schedule made in the program names the kind of record itself; one read from a plan says it in the plan's words.
    const model::RecordType* type = model::record_type(output);
    if (type != nullptr && type->family == model::Family::work) return type->id;
    switch (model::counted_output(output)) {
    case model::OutputKind::article: return model::record::kArticle;
    case model::OutputKind::report: return model::record::kSubmission;
    case model::OutputKind::incident: return model::record::kIncident;
    case model::OutputKind::exemplary_profile: return model::record_type("exemplary_profile")->id;
    case model::OutputKind::plan:
    case model::OutputKind::other: break;
    }
    return model::record::kCompletion;
}

base::DocumentId form_in(const change::NodeState& node) {
    const auto form = base::parse_id<base::DocumentId>(node.string(field::kTemplate));
    return form ? *form : base::DocumentId{};
}

Duty request_duty(const change::Document& document) {
    const change::NodeState& root = document.root();
    Duty duty{document.head.id,
              base::root_node(document.head.id),
              document.head.org,
              root.string(field::kSubject),
              model::record::kSubmission,
              form_in(root),
              root.string(field::kPeriod),
              {}};
    duty.obligation.id = base::to_text(document.head.id);
    duty.obligation.state = model::ObligationState::active;
    duty.obligation.due = rules_in(root);
    if (auto selector = model::parse_selector(root.string(field::kTargets)))
        duty.obligation.selector = std::move(*selector);
    return duty;
}

base::Result<void> add_duties_of(Workspace& office, const base::DocumentId& id, std::uint16_t record,
                                 std::vector<Duty>& duties) {
    DT_TRY(const change::Document document, counted_document(office, id));
    if (record == model::record::kReportRequest) {
        duties.push_back(request_duty(document));
        return {};
    }
    for (const change::NodeState* node : document.in_order()) {
        model::Obligation obligation = obligation_in(*node);
        if (!model::has_clock(obligation.cadence)) continue;
        std::uint16_t fulfils = record_for(obligation.output_name);
        const base::DocumentId form = form_in(*node);
        if (fulfils == model::record::kSubmission && form.empty()) fulfils = model::record::kCompletion; // on paper
        duties.push_back(
            {id, node->id, document.head.org, obligation.action, fulfils, form, {}, std::move(obligation)});
    }
    return {};
}

} // namespace

base::DocumentId answered_by(std::uint16_t record, const base::NodeId& duty, const base::DocumentId& form) {
    return record == model::record::kCompletion ? base::DocumentId{duty.bytes} : form;
}

model::Obligation obligation_in(const change::NodeState& node) {
    model::Obligation obligation;
    obligation.id = base::to_text(node.id);
    obligation.source_document = node.string(field::kSourceDocument);
    obligation.source_node = node.string(field::kSourceNode);
    obligation.quote = node.string(field::kQuote);
    obligation.actor = node.string(field::kActor);
    obligation.action = node.text();
    obligation.output_name = node.string(field::kOutputKind);
    if (const auto kind = model::actor_kind_named(node.string(field::kActorKind))) obligation.actor_kind = *kind;
    if (auto selector = model::parse_selector(node.string(field::kTargets))) obligation.selector = std::move(*selector);
    if (const auto cadence = model::cadence_named(node.string(field::kCadence))) obligation.cadence = *cadence;
    if (const auto strength = model::strength_named(node.string(field::kStrength))) obligation.strength = *strength;
    if (const auto origin = model::origin_named(node.string(field::kOrigin))) obligation.origin = *origin;
    if (const auto state = model::obligation_state_named(node.string(field::kObligationState)))
        obligation.state = *state;
    if (const auto* least = std::get_if<std::int64_t>(&node.value(field::kQuotaMin)))
        obligation.quota = model::Quota{static_cast<int>(*least), node.string(field::kQuotaUnit),
                                        node.string(field::kQuotaPer), node.string(field::kQuotaPerOrg)};
    obligation.due = rules_in(node);
    obligation.via = list_in(node, field::kVia);
    obligation.report_to = list_in(node, field::kReportTo);
    obligation.beneficiary = list_in(node, field::kBeneficiary);
    obligation.valid = {date_in(node, field::kValidFrom), date_in(node, field::kValidTo)};
    obligation.note = node.string(field::kNote);
    return obligation;
}

base::NodeId add_obligation(Draft& draft, const model::Obligation& obligation, const base::DocumentId& form) {
    const base::NodeId node = draft.add(draft.root(), "assignment", {}, text::tokenise(obligation.action));
    const auto set = [&](model::FieldId id, model::Value value) { draft.set(node, id, std::move(value)); };
    const auto name = [&](model::FieldId id, std::string_view value) { set(id, std::string(value)); };
    const auto rule = [&](model::FieldId id, const std::optional<model::DueRule>& value) {
        if (value) set(id, model::to_text(*value));
    };
    set(field::kSourceDocument, obligation.source_document);
    set(field::kSourceNode, obligation.source_node);
    set(field::kQuote, obligation.quote);
    set(field::kActor, obligation.actor);
    set(field::kOutputKind, obligation.output_name);
    name(field::kActorKind, model::name_of(obligation.actor_kind));
    set(field::kTargets, model::to_text(obligation.selector));
    name(field::kCadence, model::name_of(obligation.cadence));
    name(field::kStrength, model::name_of(obligation.strength));
    name(field::kOrigin, model::name_of(obligation.origin));
    name(field::kObligationState, model::name_of(obligation.state));
    if (obligation.quota) {
        set(field::kQuotaMin, static_cast<std::int64_t>(obligation.quota->min));
        set(field::kQuotaUnit, obligation.quota->unit);
        set(field::kQuotaPer, obligation.quota->per);
        set(field::kQuotaPerOrg, obligation.quota->per_org);
    }
    rule(field::kDueSchool, obligation.due.school);
    rule(field::kDueWard, obligation.due.ward);
    rule(field::kDueDepartment, obligation.due.department);
    set(field::kVia, obligation.via);
    set(field::kReportTo, obligation.report_to);
    set(field::kBeneficiary, obligation.beneficiary);
    if (obligation.valid.from) set(field::kValidFrom, *obligation.valid.from);
    if (obligation.valid.to) set(field::kValidTo, *obligation.valid.to);
    if (!form.empty()) set(field::kTemplate, base::to_text(form));
    set(field::kNote, obligation.note);
    return node;
}

base::Result<std::vector<Duty>> duties(Workspace& office) {
    std::vector<Duty> duties;
    for (const std::uint16_t record : {model::record::kSchedule, model::record::kReportRequest}) {
        DT_TRY(const auto known, office.store().work().records(record, std::numeric_limits<std::int32_t>::max()));
        for (const store::IndexedRecord& one : known)
            if (one.work.standing == store::Standing::handed_in)
                DT_CHECK(add_duties_of(office, one.document, record, duties));
    }
    return duties;
}

model::DueRule rule_for(const model::DueRules& rules, const model::Organisation* org) {
    const std::string_view kind = org == nullptr ? std::string_view("school") : std::string_view(org->kind);
    const bool is_department = kind == "department" || kind == "ministry";
    const bool is_ward = kind.starts_with("ward_") || kind == "district_office" || kind.starts_with("peoples_");
    if (is_department && rules.department) return *rules.department;
    if ((is_ward || is_department) && rules.ward) return *rules.ward;
    if (rules.school) return *rules.school;
    if (rules.ward) return *rules.ward;
    return rules.department.value_or(model::DueRule{});
}

} // namespace dongthac::office
