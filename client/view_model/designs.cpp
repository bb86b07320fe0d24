#include "client/view_model/designs.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "shared/model/calendar.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/counted_document.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/duties.hpp"
#include "shared/office/report_forms.hpp"
#include "shared/office/submissions.hpp"
#include "shared/text/collate.hpp"

namespace dongthac::view_model {

namespace {

namespace field = model::field;
namespace record = model::record;
using office::LineKind;

constexpr std::size_t kDues = 3; ///< deadlines shown of one obligation

std::size_t times_issued(const change::Document& document) {
    return static_cast<std::size_t>(
        std::ranges::count(document.head.revisions, model::Action::issue, &change::RevisionState::action));
}

std::string subject_of(office::Workspace& office, const base::DocumentId& id) {
    if (id.empty()) return {};
    const auto summary = office::summary_of(office, id);
    return summary ? summary->subject : std::string();
}

/// The form a node names.
base::DocumentId form_named(const change::NodeState& node) {
    const auto form = base::parse_id<base::DocumentId>(node.string(field::kTemplate));
    return form ? *form : base::DocumentId{};
}

base::Result<DesignRow> row_of(office::Workspace& office, const office::DocumentSummary& summary) {
    DesignRow row;
    row.document = summary.id;
    row.kind = summary.kind;
    row.title = summary.subject;
    row.office = summary.org.empty() ? std::string() : office.directory().name_of_org(summary.org);
    row.ours = summary.org == office.identity().org;
    row.queued = summary.queued;
    row.state = summary.state;
    DT_TRY(const change::Document document, office::read_document(office, summary.id));
    row.version = times_issued(document);
    row.after_revision = document.head.revisions.empty() ? 0 : summary.after_revision;
    row.period_kind = document.root().string(field::kPeriodKind);
    const auto form = office::form_of(office, form_named(document.root()));
    if (form && summary.kind == "report_request") {
        auto period = office::period_for(office, *form, document.root().string(field::kPeriod));
        if (period) row.period = std::move(*period);
    }
    for (const change::NodeState* node : document.in_order()) {
        const auto kind = office::line_kind_of(document, *node);
        row.lines += kind == LineKind::question || kind == LineKind::duty ? 1 : 0;
        row.unconfirmed += kind == LineKind::duty && node->string(field::kObligationState) ==
                                                         model::name_of(model::ObligationState::draft)
                               ? 1
                               : 0;
    }
    if (summary.kind == "report_template")
        row.about = document.root().string(field::kCode);
    else
        row.about = subject_of(office, summary.parent);
    return row;
}

/// Plans in force that can ask for something: the own, and those of the offices above.
base::Result<void> add_plans(office::Workspace& office, DesignRows& out) {
    DT_TRY(const std::vector<office::DocumentSummary> plans, office::list_kind(office, "plan"));
    const std::vector<model::OrgId> above = office.directory().ancestors_of(office.identity().org, office.today());
    for (const office::DocumentSummary& plan : plans) {
        const bool ours = plan.org == office.identity().org;
        if (plan.state != model::DocumentState::issued || (!ours && std::ranges::find(above, plan.org) == above.end()))
            continue;
        out.plans.emplace_back(plan.id, plan.subject);
    }
    return {};
}

std::vector<std::pair<base::DocumentId, std::string>> forms_in_force(office::Workspace& office) {
    std::vector<std::pair<base::DocumentId, std::string>> out;
    const auto known = office::forms(office);
    if (!known) return out;
    for (const office::FormSummary& form : *known)
        if (form.state == model::DocumentState::issued) out.emplace_back(form.document, form.title);
    return out;
}

/// Offices below this one, at any distance: whom it can ask.
Offices offices_below(office::Workspace& office) {
    std::vector<model::OrgId> found = office.directory().children_of(office.identity().org, office.today());
    std::set<model::OrgId> seen(found.begin(), found.end());
    for (std::size_t i = 0; i < found.size(); ++i)
        for (model::OrgId& child : office.directory().children_of(found[i], office.today()))
            if (seen.insert(child).second) found.push_back(std::move(child));
    Offices out;
    for (const model::OrgId& org : found) out.emplace_back(org, office.directory().name_of_org(org));
    text::sort_by_name(out, [](const auto& one) { return one.second; });
    return out;
}

/// What a field of the things designed can be, where the declaration leaves it open.
class Choices {
  public:
    explicit Choices(office::Workspace& office) {
        for (const auto& [form, title] : forms_in_force(office)) forms_.emplace_back(base::to_text(form), title);
        outputs_.emplace_back("report_periodic", "");
        for (const model::RecordType& type : model::record_types()) {
            if (type.family != model::Family::work) continue;
            if (type.flow == model::Flow::reported) outputs_.emplace_back(type.name, "");
            if (type.day != 0) counted_.emplace_back(type.name, "");
        }
    }

    void offer(RecordField& shown) const {
        if (shown.name == "targets") {
            shown.look = FieldLook::selector;
        } else if (shown.name.starts_with("due_")) {
            shown.look = FieldLook::due_rule;
        } else if (shown.name == "template") {
            shown.options = forms_;
        } else if (shown.name == "output_kind") {
            shown.options = outputs_;
        } else if (shown.name == "fill_from") {
            shown.options = counted_;
        }
        const bool known = shown.value.empty() || std::ranges::any_of(shown.options, [&](const auto& one) {
                               return one.first == shown.value;
                           });
        // What a command or a plan's words made stays to be seen.
        if (!shown.options.empty() && shown.look == FieldLook::plain && !known)
            shown.options.emplace_back(shown.value, shown.value);
    }

  private:
    std::vector<std::pair<std::string, std::string>> forms_;
    std::vector<std::pair<std::string, std::string>> outputs_;
    std::vector<std::pair<std::string, std::string>> counted_;
};

/// The fields of a line, in the order in which people think of them.
std::vector<std::string_view> fields_of(const DesignLine& line) {
    switch (line.kind) {
    case LineKind::rule: return {"rule"};
    case LineKind::question: {
        std::vector<std::string_view> names = {"text", "value_type", "unit", "aggregation"};
        if (line.item.type == model::AnswerType::percent) names.emplace_back("weight");
        for (const std::string_view name : {"fill_from", "key", "help", "required"}) names.push_back(name);
        return names;
    }
    case LineKind::duty: break;
    }
    return {"text",     "output_kind", "template",         "targets",    "actor",          "cadence", "due_school",
            "due_ward", "quota_min",   "quota_unit",       "quota_per",  "due_department", "via",     "report_to",
            "strength", "origin",      "obligation_state", "valid_from", "valid_to",       "note"};
}

base::Result<void> add_fields(office::Workspace& office, const change::Document& document,
                              const change::NodeState& node, const Choices& choices, DesignLine& line) {
    const model::RecordType* type = model::record_type(document.head.record);
    for (const std::string_view name : fields_of(line)) {
        const model::FieldType* declared = type->find(name, model::Place::node);
        if (declared == nullptr) continue;
        DT_TRY(RecordField shown, form_field(office, document.head.id, node, *declared));
        choices.offer(shown);
        shown.needed = name == "text" || name == "targets" || name == "rule" || name == "value_type";
        if (name == "aggregation")
            std::erase_if(shown.choices, [&](const std::string& way) {
                return !model::can_add_up(line.item.type, *model::aggregation_named(way));
            });
        // A key that rules, sheets and answers name is not another one from now on, and answers stay what they are.
        if ((name == "key" || name == "value_type") && line.in_force) shown.look = FieldLook::read_only;
        line.form.fields.push_back(std::move(shown));
    }
    return {};
}

void add_duty(office::Workspace& office, const change::NodeState& node, DesignLine& line) {
    line.duty = office::obligation_in(node);
    line.next = next_dues(office, line.duty, kDues);
    if (const auto source = base::parse_id<base::DocumentId>(line.duty.source_document)) line.source = *source;
    if (const auto source = base::parse_id<base::NodeId>(line.duty.source_node)) line.source_node = *source;
    const auto problem = [&](std::string_view name, std::string value = {}) {
        line.problems.push_back({"design.problem." + std::string(name), {{"value", std::move(value)}}});
    };
    if (node.text().empty()) problem("no_action");
    if (node.string(field::kTargets).empty())
        problem("no_targets");
    else
        line.offices =
            model::targets(line.duty.selector, office.directory(), office.identity().org, office.today()).size();
    // Of what is not confirmed, paused or over nobody has to do anything.
    const bool counts = line.duty.state == model::ObligationState::active;
    if (counts && line.offices == 0 && !node.string(field::kTargets).empty()) problem("no_offices");
    for (const model::FieldId id : {field::kDueSchool, field::kDueWard, field::kDueDepartment})
        if (const std::string text = node.string(id); !text.empty() && !model::parse_due_rule(text))
            problem("due", text);
    if (office::is_over(line.duty.state) && !line.duty.valid.to) problem("no_end");
    if (line.duty.cadence == model::Cadence::fixed_dates && !model::states_dates(line.duty.due)) problem("no_dates");
    if (counts && line.duty.cadence == model::Cadence::unspecified) problem("no_cadence");
}

DesignLine question_line(const change::NodeState& node, const model::ReportForm& form) {
    DesignLine line{node.id, LineKind::question, node.text()};
    if (const model::FormItem* item = form.find(base::to_text(node.id)))
        line.item = *item;
    else
        line.problems.push_back({"design.problem.no_type", {}});
    for (const model::FormProblem& problem : model::problems_of(form))
        if (problem.item == base::to_text(node.id))
            line.problems.push_back(
                {"design.problem." + std::string(model::name_of(problem.kind)), {{"value", problem.what}}});
    return line;
}

/// Every period is read with the newest version: what was sent and is not there any more is gone from past ones, too.
void add_removed(const change::Document& document, const change::Document& sent, DesignPage& page) {
    std::map<LineKind, std::string> removed;
    for (const change::NodeState* node : sent.in_order()) {
        const auto kind = office::line_kind_of(sent, *node);
        const auto now = document.nodes.find(node->id);
        const bool there = now != document.nodes.end() && !now->second.hidden;
        if (!kind || kind == LineKind::rule || there) continue;
        std::string& words = removed[*kind];
        words += (words.empty() ? "“" : ", “") + node->text() + "”";
    }
    for (auto& [kind, words] : removed)
        page.warnings.push_back(
            {kind == LineKind::question ? "design.removed.question" : "design.removed.duty", {{"lines", words}}});
}

void add_request(office::Workspace& office, const change::Document& document, DesignPage& page) {
    const change::NodeState& root = document.root();
    const auto selector = model::parse_selector(root.string(field::kTargets));
    const auto problem = [&](std::string_view name) {
        page.problems.push_back({"design.problem." + std::string(name), {}});
    };
    if (root.string(field::kTargets).empty())
        problem("no_targets");
    else if (selector) {
        page.offices = model::targets(*selector, office.directory(), office.identity().org, office.today()).size();
        if (page.offices == 0) problem("no_offices");
    }
    const auto form = office::form_of(office, form_named(root));
    if (!form) return problem("no_form");
    const auto period = office::period_for(office, *form, root.string(field::kPeriod));
    if (period) page.due = due_for(office, office::obligation_in(root).due, *period);
    // Sent out once it stays what was asked for.
    if (page.due && page.version == 0 && page.due->due < office.today()) problem("due_past");
}

} // namespace

bool is_designed(std::string_view kind) {
    return kind == "report_template" || kind == "schedule" || kind == "report_request";
}

base::Result<DesignRows> design_rows(office::Workspace& office, Designs shown) {
    DesignRows out;
    out.shown = shown;
    const std::vector<std::string_view> kinds = shown == Designs::forms
                                                    ? std::vector<std::string_view>{"report_template"}
                                                    : std::vector<std::string_view>{"schedule", "report_request"};
    for (const std::string_view kind : kinds) {
        DT_TRY(const std::vector<office::DocumentSummary> documents, office::list_kind(office, kind));
        for (const office::DocumentSummary& document : documents) {
            DT_TRY(DesignRow row, row_of(office, document));
            out.rows.push_back(std::move(row));
        }
    }
    std::ranges::stable_sort(out.rows, {}, [](const DesignRow& row) {
        return std::tuple(!row.ours, text::collation_key(row.title), row.document);
    });
    if (shown == Designs::forms) return out;
    DT_CHECK(add_plans(office, out));
    out.asking = forms_in_force(office);
    return out;
}

const DesignLine* DesignPage::find(const base::NodeId& node) const {
    const auto found = std::ranges::find(lines, node, &DesignLine::node);
    return found == lines.end() ? nullptr : &*found;
}

std::size_t DesignPage::count(LineKind kind) const {
    return static_cast<std::size_t>(std::ranges::count(lines, kind, &DesignLine::kind));
}

const DesignLine* DesignPage::first_bad() const {
    const auto found = std::ranges::find_if(lines, [](const DesignLine& line) { return !line.problems.empty(); });
    return found == lines.end() ? nullptr : &*found;
}

base::Result<DesignPage> design_page(office::Workspace& office, const base::DocumentId& id) {
    DesignPage page;
    DT_TRY(page.head, record_page(office, id));
    DT_TRY(const change::Document document, office::read_document(office, id));
    const model::RecordType* type = model::record_type(document.head.record);
    if (type == nullptr || type->family != model::Family::duty)
        return base::fail(base::Code::unknown_kind, {{"kind", page.head.kind}});
    const Choices choices(office);
    for (RecordField& shown : page.head.fields) choices.offer(shown);
    // Once for all lines: sixty tasks of three thousand schools are no small list.
    if (type->id != record::kReportTemplate) page.head.offices = offices_below(office);
    page.version = times_issued(document);
    DT_TRY(const std::optional<change::Document> sent, office::sent_version(office, id));
    if (type->id == record::kReportTemplate) page.form = office::form_in(document);
    if (type->id == record::kSchedule) page.plan = subject_of(office, document.head.parent);
    if (type->id == record::kReportRequest) add_request(office, document, page);
    if (sent) {
        add_removed(document, *sent, page);
        for (RecordField& shown : page.head.fields)
            if (shown.name == "period_kind") shown.look = FieldLook::read_only; // reports of its periods are there
    }
    for (const change::NodeState* node : document.in_order()) {
        const auto kind = office::line_kind_of(document, *node);
        if (!kind) continue;
        DesignLine line =
            *kind == LineKind::question ? question_line(*node, page.form) : DesignLine{node->id, *kind, node->text()};
        line.form.document = id;
        line.form.node = node->id;
        line.form.kind = page.head.kind;
        line.form.flow = page.head.flow;
        line.form.editable = page.head.editable;
        line.in_force = sent && sent->nodes.contains(node->id) && !sent->nodes.at(node->id).hidden;
        if (*kind == LineKind::duty) add_duty(office, *node, line);
        if (*kind == LineKind::rule) {
            line.words = node->string(field::kRule);
            if (Sentence problem = rule_problem(page.form, line.words); !problem.empty())
                line.problems.push_back(std::move(problem));
        }
        DT_CHECK(add_fields(office, document, *node, choices, line));
        page.lines.push_back(std::move(line));
    }
    // Rules stand behind the questions they are about, wherever they were written.
    std::ranges::stable_partition(page.lines, [](const DesignLine& line) { return line.kind != LineKind::rule; });
    if (type->id == record::kReportTemplate && page.form.items.empty())
        page.problems.push_back({"design.problem.no_lines", {}});
    if (type->id == record::kSchedule && page.lines.empty()) page.problems.push_back({"design.problem.no_duties", {}});
    return page;
}

Sentence rule_problem(const model::ReportForm& form, std::string_view typed) {
    if (typed.empty()) return {"design.problem.no_rule", {}};
    const auto rule = model::parse_form_rule(typed);
    if (!rule) return {"design.problem.rule", {{"value", std::string(typed)}}};
    const auto term = model::unknown_term(form, *rule);
    return term ? Sentence{"design.problem.unknown_key", {{"value", *term}}} : Sentence{};
}

SubmissionRows tried_rows(const model::ReportForm& form, const std::map<std::string, std::string>& answers) {
    SubmissionRows rows;
    rows.page.fields = form;
    rows.editable = true;
    const auto said = [&](const model::FormItem& item) {
        const auto typed = answers.find(item.key);
        const auto value = typed == answers.end() ? std::nullopt : std::optional(typed->second);
        const auto answer = value ? model::parse_answer(item, *value) : base::Result<std::optional<std::string>>();
        return answer ? *answer : std::nullopt;
    };
    const model::NumberOf numbers = [&](std::string_view key) -> std::optional<model::Decimal> {
        const model::FormItem* item = form.with_key(key);
        const auto value = item == nullptr ? std::nullopt : said(*item);
        return value ? model::Decimal::parse(*value) : std::nullopt;
    };
    for (const model::FormItem& item : form.items) {
        office::AnswerLine line;
        line.item = item;
        line.value = said(item);
        if (const auto share = model::worked_out(item, numbers)) line.value = share;
        if (!model::is_number(item.type)) line.text = line.value.value_or("");
        rows.page.lines.push_back(std::move(line));
    }
    rows.page.broken = model::broken_rules(form, numbers);
    return rows;
}

} // namespace dongthac::view_model
