#include "shared/office/designing.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "shared/model/calendar.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/counted_document.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/draft.hpp"
#include "shared/office/duties.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/editing.hpp"
#include "shared/office/log.hpp"
#include "shared/office/report_forms.hpp"
#include "shared/office/submissions.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;
namespace record = model::record;

std::string named(std::string_view name) { return std::string(name); }

/// When a request that nobody has said anything about is due: there is time to answer it (NĐ 09/2019/NĐ-CP, Điều 8).
constexpr std::string_view kUsualDue = "+2wd";

/// The period of that kind that ended last, what a request is most often about; the one under way where the usual day
/// to answer about the last has passed.
std::string usual_period(Workspace& office, const model::ReportForm& form) {
    const auto kind = model::period_kind_named(form.period_kind);
    if (!kind) return {};
    const text::Date today = office.today();
    const model::SchoolYears& years = office.calendar().school_years;
    const auto now = model::period_of(*kind, today, years);
    if (!now) return {};
    const auto before = model::period_of(*kind, text::from_days(text::to_days(now->from) - 1), years);
    const auto rule = model::parse_due_rule(kUsualDue);
    const bool in_time = before && rule && today <= model::due_on(*rule, *before, office.calendar().days);
    return in_time ? before->key : now->key;
}

base::Result<void> begin_request(Workspace& office, Draft& draft, const base::DocumentId& form_id) {
    DT_TRY(const model::ReportForm form, form_of(office, form_id));
    draft.set(field::kSubject, form.title);
    draft.set(field::kTemplate, base::to_text(form_id));
    draft.set(field::kPeriod, usual_period(office, form));
    draft.set(field::kDueSchool, named(kUsualDue));
    draft.set(field::kRegime, named("ad_hoc"));
    draft.set(field::kUrgency, named("normal"));
    draft.set(field::kTargets, named("all_schools"));
    return {};
}

/// What a new line says from the start.
std::vector<FieldEdit> beginning_of(const base::NodeId& node, LineKind kind) {
    switch (kind) {
    case LineKind::question: return {{node, field::kValueType, named(name_of(model::AnswerType::integer))}};
    case LineKind::rule: return {};
    case LineKind::duty: break;
    }
    // Whatever is added by hand stands beside the signed plan, until somebody says otherwise.
    return {{node, field::kOrigin, named(name_of(model::Origin::operational))},
            {node, field::kObligationState, named(name_of(model::ObligationState::active))},
            {node, field::kActorKind, named(name_of(model::ActorKind::subordinate_orgs))},
            {node, field::kStrength, named(name_of(model::Strength::mandatory))}};
}

model::ItemRole role_of(LineKind kind) {
    switch (kind) {
    case LineKind::question: break;
    case LineKind::rule: return model::ItemRole::requirement;
    case LineKind::duty: return model::ItemRole::assignment;
    }
    return model::ItemRole::paragraph;
}

enum class LineMoved { no, yes };

/// The lines of one kind, in their order.
std::vector<base::NodeId> lines_of(const change::Document& document, LineKind kind) {
    std::vector<base::NodeId> lines;
    for (const change::NodeState* node : document.in_order())
        if (line_kind_of(document, *node) == kind) lines.push_back(node->id);
    return lines;
}

/// One step past the next line of whatever kind. A line below another goes out of it where it has none to pass there:
/// to stand before it on the way up, behind it and all below it on the way down.
base::Result<LineMoved> step_once(Workspace& office, const change::Document& before, const base::NodeId& node,
                                  LineStep step) {
    const auto order_of = [](const change::Document& document) {
        std::vector<base::NodeId> ids;
        for (const change::NodeState* one : document.in_order()) ids.push_back(one->id);
        return ids;
    };
    const base::DocumentId& id = before.head.id;
    DT_CHECK(move_node(office, id, node, step == LineStep::up ? Direction::up : Direction::down));
    DT_TRY(const change::Document after, read_document(office, id));
    if (order_of(after) != order_of(before)) return LineMoved::yes;
    if (shown_under(after, after.nodes.at(node)) == base::root_node(id)) return LineMoved::no;
    DT_CHECK(move_node(office, id, node, Direction::out));
    if (step == LineStep::up) DT_CHECK(move_node(office, id, node, Direction::up));
    return LineMoved::yes;
}

base::Result<const change::NodeState*> node_in(const change::Document& document, const base::NodeId& id) {
    const auto found = document.nodes.find(id);
    if (found == document.nodes.end()) return base::fail(base::Code::unknown_node, {{"id", base::to_text(id)}});
    return &found->second;
}

bool is_due_rule(std::string_view name) {
    return name == "due_school" || name == "due_ward" || name == "due_department";
}

/// What was typed in the one form it is stored in.
base::Result<std::string> canonical(Workspace& office, const change::Document& document, std::string_view name,
                                    std::string_view typed) {
    if (typed.empty()) return std::string();
    if (is_due_rule(name)) {
        auto rule = model::parse_due_rule(typed);
        if (rule) return model::to_text(*rule);
        return base::fail(base::Code::bad_value, {{"field", std::string(name)},
                                                  {"value", std::string(typed)},
                                                  {"expected", std::string(rule.error().arg("expected"))}});
    }
    if (name == "period" && document.head.record == record::kReportRequest) {
        const auto form = base::parse_id<base::DocumentId>(document.root().string(field::kTemplate));
        if (!form) return std::string(typed); // there is nothing yet that says which periods there are
        DT_TRY(const model::ReportForm fields, form_of(office, *form));
        DT_TRY(const model::Period period, period_for(office, fields, typed));
        return period.key;
    }
    return std::string(typed);
}

/// Of what was sent out: rules, sheets and answers are about it.
constexpr std::array<std::pair<std::string_view, model::FieldId>, 3> kLocked = {
    {{"key", field::kKey}, {"value_type", field::kValueType}, {"period_kind", field::kPeriodKind}}};

base::Result<void> check_same(std::string_view name, const std::string& value, const std::string& sent) {
    if (value == sent) return {};
    return base::fail(base::Code::bad_value, {{"field", std::string(name)}, {"value", value}, {"expected", sent}});
}

/// A form without one of its lines: what a key must differ from.
model::ReportForm without(model::ReportForm form, const base::NodeId& node) {
    std::erase_if(form.items, [&](const model::FormItem& item) { return item.id == base::to_text(node); });
    return form;
}

/// What else changes with the field of a question: its key follows its words, its way of adding up its type.
std::vector<FieldEdit> follows(const change::Document& document, const change::NodeState& node, std::string_view name,
                               const std::string& typed, bool was_sent) {
    if (name == "text" && !was_sent) {
        const model::ReportForm others = without(form_in(document), node.id);
        const std::string key = node.string(field::kKey);
        if (key.empty() || key == model::key_for(node.text(), others))
            return {{node.id, field::kKey, model::key_for(typed, others)}};
    }
    if (name == "value_type") {
        const auto type = model::answer_type_named(typed);
        const auto way = model::aggregation_named(node.string(field::kAggregation));
        if (type && way && !model::can_add_up(*type, *way))
            return {{node.id, field::kAggregation, named(name_of(model::usual_aggregation(*type)))}};
    }
    return {};
}

/// What is over is owed until a day, or all that was owed would be gone; what goes on has no end that is past.
std::vector<FieldEdit> follows_state(const change::NodeState& node, const std::string& typed, const text::Date& today) {
    const auto state = model::obligation_state_named(typed);
    const auto* last = std::get_if<text::Date>(&node.value(field::kValidTo));
    if (!state) return {};
    if (is_over(*state) && last == nullptr) return {{node.id, field::kValidTo, today}};
    if (!is_over(*state) && last != nullptr && *last <= today) return {{node.id, field::kValidTo, {}}};
    return {};
}

/// The code of a form follows its title until somebody was sent it.
std::vector<FieldEdit> follows_title(const change::NodeState& root, const std::string& typed) {
    const std::string code = root.string(field::kCode);
    if (!code.empty() && code != model::key_for(root.string(field::kSubject), {})) return {};
    return {{root.id, field::kCode, model::key_for(typed, {})}};
}

} // namespace

base::Result<base::DocumentId> new_design(Workspace& office, std::string_view kind, const base::DocumentId& from) {
    const model::RecordType* type = model::record_type(kind);
    if (type == nullptr || type->family != model::Family::duty)
        return base::fail(base::Code::unknown_kind, {{"kind", std::string(kind)}});
    Draft draft(office, *type, from);
    switch (type->id) {
    case record::kReportTemplate: draft.set(field::kPeriodKind, named(name_of(model::PeriodKind::month))); break;
    case record::kSchedule: draft.set(field::kYear, static_cast<std::int64_t>(office.today().year)); break;
    case record::kReportRequest: DT_CHECK(begin_request(office, draft, from)); break;
    default: return base::fail(base::Code::unknown_kind, {{"kind", std::string(kind)}});
    }
    return draft.store();
}

std::optional<LineKind> line_kind_of(const change::Document& document, const change::NodeState& node) {
    if (node.id == base::root_node(document.head.id)) return std::nullopt;
    if (document.head.record == record::kSchedule) return LineKind::duty;
    if (document.head.record != record::kReportTemplate) return std::nullopt;
    const bool rule = node.string(field::kRole) == model::name_of(model::ItemRole::requirement);
    return rule ? LineKind::rule : LineKind::question;
}

base::Result<base::NodeId> add_line(Workspace& office, const base::DocumentId& id, LineKind kind) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(const change::Document document, editable_document(office, id));
    const std::vector<base::NodeId> others = lines_of(document, kind);
    const auto last = others.empty() ? std::nullopt : std::optional(others.back());
    const auto node = base::new_id<base::NodeId>(office.random());
    const base::NodeId root = base::root_node(id);
    // In one act: a question without its type would be asked of nobody.
    std::vector<change::Payload> payloads;
    const std::string order = order_behind(document, root, last, payloads);
    payloads.emplace_back(
        change::CreateNode{node, root, order, std::string(model::name_of(role_of(kind))), {}, {}, {}});
    for (FieldEdit& edit : beginning_of(node, kind))
        payloads.emplace_back(change::SetField{node, edit.field, std::move(edit.value), {}});
    DT_CHECK(perform_within(office, id, std::move(payloads)));
    DT_CHECK(transaction.commit());
    return node;
}

base::Result<void> set_line_field(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id,
                                  std::string_view name, std::string_view typed) {
    DT_TRY(const change::Document document, read_document(office, id));
    DT_TRY(const change::NodeState* node, node_in(document, node_id));
    DT_TRY(const std::string value, canonical(office, document, name, typed));
    DT_TRY(const std::optional<change::Document> sent, sent_version(office, id));
    const bool was_sent = sent && sent->nodes.contains(node_id);
    std::vector<FieldEdit> more;
    if (was_sent)
        for (const auto& [locked, field] : kLocked)
            if (name == locked) DT_CHECK(check_same(name, value, sent->nodes.at(node_id).string(field)));
    if (line_kind_of(document, *node) == LineKind::question) {
        more = follows(document, *node, name, value, was_sent);
    } else if (name == "obligation_state") {
        more = follows_state(*node, value, office.today());
    } else if (name == "subject" && document.head.record == record::kReportTemplate && !sent) {
        more = follows_title(*node, value);
    }
    DT_CHECK(set_field(office, id, node_id, name, value));
    return more.empty() ? base::Result<void>() : set_fields(office, id, more);
}

base::Result<void> retype_line(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id,
                               std::string_view base, std::string_view typed) {
    DT_TRY(const change::Document document, read_document(office, id));
    DT_TRY(const change::NodeState* node, node_in(document, node_id));
    DT_TRY(const std::optional<change::Document> sent, sent_version(office, id));
    DT_TRY(const TextEdit edit, retype(office, id, node_id, base, typed));
    if (line_kind_of(document, *node) != LineKind::question) return {};
    const std::vector<FieldEdit> more =
        follows(document, *node, "text", edit.after, sent && sent->nodes.contains(node_id));
    return more.empty() ? base::Result<void>() : set_fields(office, id, more);
}

base::Result<void> move_line(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id,
                             LineStep step) {
    DT_TRY(change::Document document, read_document(office, id));
    DT_TRY(const change::NodeState* node, node_in(document, node_id));
    const auto kind = line_kind_of(document, *node);
    if (!kind) return base::fail(base::Code::unknown_node, {{"id", base::to_text(node_id)}});
    const std::vector<base::NodeId> before = lines_of(document, *kind);
    if (std::ranges::find(before, node_id) == before.end()) // removed since it was drawn
        return base::fail(base::Code::unknown_node, {{"id", base::to_text(node_id)}});
    const base::NodeId& last = step == LineStep::up ? before.front() : before.back();
    if (last == node_id) return {};
    while (lines_of(document, *kind) == before) {
        DT_TRY(const LineMoved moved, step_once(office, document, node_id, step));
        if (moved == LineMoved::no) return {};
        DT_TRY(document, read_document(office, id));
    }
    return {};
}

base::Result<std::optional<change::Document>> sent_version(Workspace& office, const base::DocumentId& id) {
    DT_TRY(change::Document document, counted_document(office, id));
    if (document.head.last_snapshot.empty()) return std::nullopt;
    return document;
}

bool is_over(model::ObligationState state) {
    return state == model::ObligationState::suspended || state == model::ObligationState::closed;
}

base::Result<void> check_duty(const change::NodeState& node, std::string_view kind) {
    const auto needs = [&](std::string_view name) {
        return base::fail(base::Code::needs_field, {{"field", std::string(name)}, {"kind", std::string(kind)}});
    };
    DT_TRY(const model::ActorSelector selector, model::parse_selector(node.string(field::kTargets)));
    (void)selector;
    for (const auto& [id, name] : {std::pair{field::kDueSchool, "due_school"},
                                   {field::kDueWard, "due_ward"},
                                   {field::kDueDepartment, "due_department"}}) {
        const std::string text = node.string(id);
        if (text.empty() || model::parse_due_rule(text)) continue;
        return base::fail(base::Code::bad_value,
                          {{"field", name}, {"value", text}, {"expected", "+2wd | +5d | fri | day 25 | 15/3;5/10"}});
    }
    if (node.string(field::kTargets).empty()) return needs("targets");
    if (kind != "schedule") return {};
    if (node.text().empty()) return needs("text");
    const model::Obligation duty = obligation_in(node);
    const bool counts = duty.state == model::ObligationState::active;
    if (counts && duty.cadence == model::Cadence::unspecified) return needs("cadence");
    if (is_over(duty.state) && !duty.valid.to) return needs("valid_to");
    if (duty.cadence == model::Cadence::fixed_dates && !model::states_dates(duty.due)) return needs("due_school");
    return {};
}

base::Result<void> check_lines(const change::Document& form, const std::optional<change::Document>& sent) {
    if (sent)
        for (const auto& [id, node] : sent->nodes)
            if (const auto now = form.nodes.find(id); now != form.nodes.end() && !now->second.hidden)
                for (const auto& [name, field] : kLocked)
                    DT_CHECK(check_same(name, now->second.string(field), node.string(field)));
    for (const change::NodeState* node : form.in_order()) {
        const auto kind = line_kind_of(form, *node);
        if (kind == LineKind::question && !model::answer_type_named(node->string(field::kValueType)))
            return base::fail(base::Code::needs_field, {{"field", "value_type"}, {"kind", "report_template"}});
        if (kind != LineKind::rule) continue;
        DT_TRY(const model::FormRule rule, model::parse_form_rule(node->string(field::kRule)));
        (void)rule;
    }
    return {};
}

} // namespace dongthac::office
