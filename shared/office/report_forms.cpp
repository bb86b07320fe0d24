#include "shared/office/report_forms.hpp"

#include <algorithm>

#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/counted_document.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/draft.hpp"
#include "shared/text/collate.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;

constexpr std::string_view kRuleRole = "requirement"; ///< a node that states a rule; all others are lines

std::optional<model::FormItem> item_in(const change::NodeState& node) {
    const auto type = model::answer_type_named(node.string(field::kValueType));
    if (!type) return std::nullopt;
    model::FormItem item;
    item.id = base::to_text(node.id);
    item.key = node.string(field::kKey);
    item.label = node.text();
    item.type = *type;
    item.aggregation =
        model::aggregation_named(node.string(field::kAggregation)).value_or(model::usual_aggregation(*type));
    item.unit = node.string(field::kUnit);
    item.weight = node.string(field::kWeight);
    item.help = node.string(field::kHelp);
    const auto* required = std::get_if<bool>(&node.value(field::kRequired));
    item.required = required != nullptr && *required;
    item.fill_from = node.string(field::kFillFrom);
    return item;
}

void add_item(Draft& draft, const model::FormItem& item, const std::string& label) {
    const base::NodeId node = draft.add(draft.root(), "paragraph", {}, text::tokenise(label));
    draft.set(node, field::kKey, item.key);
    draft.set(node, field::kValueType, std::string(model::name_of(item.type)));
    draft.set(node, field::kAggregation, std::string(model::name_of(item.aggregation)));
    draft.set(node, field::kUnit, item.unit);
    draft.set(node, field::kWeight, item.weight);
    draft.set(node, field::kHelp, item.help);
    if (item.required) draft.set(node, field::kRequired, true);
    draft.set(node, field::kFillFrom, item.fill_from);
}

} // namespace

model::ReportForm form_in(const change::Document& document) {
    const change::NodeState& root = document.root();
    model::ReportForm form;
    form.id = base::to_text(document.head.id);
    form.code = root.string(field::kCode);
    form.title = root.string(field::kSubject);
    form.period_kind = root.string(field::kPeriodKind);
    form.help = root.string(field::kHelp);
    for (const change::NodeState* node : document.in_order()) {
        if (node->string(field::kRole) == kRuleRole) {
            if (auto rule = model::parse_form_rule(node->string(field::kRule))) form.rules.push_back(std::move(*rule));
        } else if (auto item = item_in(*node)) {
            form.items.push_back(std::move(*item));
        }
    }
    return form;
}

base::Result<model::ReportForm> form_of(Workspace& office, const base::DocumentId& id) {
    DT_TRY(const change::Document document, counted_document(office, id));
    if (document.head.record != model::record::kReportTemplate)
        return base::fail(base::Code::unknown_form, {{"name", base::to_text(id)}});
    return form_in(document);
}

base::Result<base::DocumentId> new_form(Workspace& office, const model::ReportForm& form) {
    DT_CHECK(model::check_form(form));
    Draft draft(office, *model::record_type(model::record::kReportTemplate), {});
    DT_TRY(std::string title, text::to_nfc(form.title));
    DT_TRY(std::string help, text::to_nfc(form.help));
    draft.set(field::kSubject, std::move(title));
    draft.set(field::kCode, form.code);
    draft.set(field::kPeriodKind, form.period_kind);
    draft.set(field::kHelp, std::move(help));
    for (const model::FormItem& item : form.items) {
        DT_TRY(const std::string label, text::to_nfc(item.label));
        add_item(draft, item, label);
    }
    for (const model::FormRule& rule : form.rules) {
        const base::NodeId node = draft.add(draft.root(), std::string(kRuleRole), {}, {});
        draft.set(node, field::kRule, rule.text);
    }
    return draft.store();
}

base::Result<std::vector<FormSummary>> forms(Workspace& office) {
    DT_TRY(const std::vector<DocumentSummary> documents, list_kind(office, "report_template"));
    std::vector<FormSummary> out;
    for (const DocumentSummary& document : documents) {
        DT_TRY(const change::Document read, counted_document(office, document.id));
        const model::ReportForm form = form_in(read);
        const auto issues =
            std::ranges::count(read.head.revisions, model::Action::issue, &change::RevisionState::action);
        out.push_back({document.id, document.org, document.state, static_cast<std::uint32_t>(issues), form.code,
                       form.title, form.period_kind, form.items.size()});
    }
    std::ranges::sort(out, [](const FormSummary& a, const FormSummary& b) {
        const std::string left = text::collation_key(a.title);
        const std::string right = text::collation_key(b.title);
        return std::tie(left, a.document) < std::tie(right, b.document);
    });
    return out;
}

base::Result<base::DocumentId> find_form(Workspace& office, std::string_view typed) {
    DT_TRY(const std::vector<FormSummary> known, forms(office));
    const std::vector<model::OrgId> above = office.directory().ancestors_of(office.identity().org, office.today());
    // In force before drafts; the own office's before those above, the nearest of these first.
    const auto rank = [&](const FormSummary& form) {
        const bool in_force = form.state == model::DocumentState::issued;
        const auto place = form.org == office.identity().org ? -1 : std::ranges::find(above, form.org) - above.begin();
        return std::tuple(!in_force, place, form.document);
    };
    const FormSummary* best = nullptr;
    for (const FormSummary& form : known)
        if (form.code == typed && (best == nullptr || rank(form) < rank(*best))) best = &form;
    if (best != nullptr) return best->document;
    const auto document = find_document(office, typed);
    const bool is_form = document && std::ranges::find(known, *document, &FormSummary::document) != known.end();
    if (is_form) return *document;
    return base::fail(base::Code::unknown_form, {{"name", std::string(typed)}});
}

} // namespace dongthac::office
