#include "shared/office/submissions.hpp"

#include <algorithm>
#include <map>

#include "shared/model/calendar.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/counted_document.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/draft.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/prefill.hpp"
#include "shared/office/report_forms.hpp"
#include "shared/office/task_index.hpp"
#include "shared/office/work_rows.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;

bool has_words(model::AnswerType type) {
    return type == model::AnswerType::text || type == model::AnswerType::list || type == model::AnswerType::table;
}

std::vector<std::string> list_in(const change::NodeState& node, model::FieldId id) {
    const auto* list = std::get_if<std::vector<std::string>>(&node.value(id));
    return list == nullptr ? std::vector<std::string>{} : *list;
}

std::vector<base::DocumentId> records_in(const change::NodeState& node) {
    std::vector<base::DocumentId> records;
    for (const std::string& text : list_in(node, field::kSources))
        if (const auto id = base::parse_id<base::DocumentId>(text)) records.push_back(*id);
    return records;
}

/// The nodes of a submission by what they answer, put in order once. Borrows the document.
class Sheet {
  public:
    explicit Sheet(const change::Document& document) {
        const base::NodeId root = base::root_node(document.head.id);
        for (const change::NodeState* node : document.in_order()) {
            const base::NodeId above = document.parent_of(*node);
            // Of two that concurrent acts made the first on the page counts.
            if (above == root) answers_.try_emplace(node->string(field::kItem), node);
            if (!node->string(field::kFrom).empty() && !node->text().empty()) parts_[above].push_back(node);
        }
    }
    /// The node that answers a line; nullptr while none does.
    [[nodiscard]] const change::NodeState* answering(const std::string& item) const {
        const auto found = answers_.find(item);
        return found == answers_.end() ? nullptr : found->second;
    }
    /// What others wrote below an answer, each with whose it is.
    [[nodiscard]] std::vector<const change::NodeState*> parts_of(const base::NodeId& answer) const {
        const auto found = parts_.find(answer);
        return found == parts_.end() ? std::vector<const change::NodeState*>{} : found->second;
    }

  private:
    std::map<std::string, const change::NodeState*> answers_;
    std::map<base::NodeId, std::vector<const change::NodeState*>> parts_;
};

bool flag_in(const change::NodeState& node, model::FieldId id) {
    const auto* value = std::get_if<bool>(&node.value(id));
    return value != nullptr && *value;
}

std::vector<std::string> as_texts(const std::vector<base::DocumentId>& records) {
    std::vector<std::string> out;
    for (const base::DocumentId& id : records) out.push_back(base::to_text(id));
    return out;
}

/// A submission of this form and period that the office has begun already.
base::Result<std::optional<base::DocumentId>> begun(Workspace& office, const base::DocumentId& form,
                                                    const model::Period& period, const model::OrgId& org) {
    DT_TRY(const auto known, office.store().work().submissions(form, period.key));
    for (const store::IndexedRecord& one : known) {
        DT_TRY(const DocumentSummary summary, summary_of(office, one.document));
        if (one.work.org == org && summary.org == office.identity().org &&
            one.work.standing != store::Standing::withdrawn)
            return one.document;
    }
    return std::nullopt;
}

base::Result<void> check_whom(const Workspace& office, const ForWhom& whom, const model::Period& period) {
    if (whom.on_behalf_of.empty()) return {};
    store::WorkRow row;
    row.record = model::record::kSubmission;
    row.org = whom.on_behalf_of;
    if (whom.received_on) row.day = text::to_days(*whom.received_on);
    if (may_count(office.directory(), office.identity().org, row, period.to, office.today())) return {};
    return base::fail(base::Code::not_allowed, {{"action", "submit"}, {"org", whom.on_behalf_of}});
}

/// The numbers a submission says.
model::NumberOf numbers_in(const model::ReportForm& form, const Sheet& sheet) {
    return [&form, &sheet](std::string_view key) -> std::optional<model::Decimal> {
        const model::FormItem* item = form.with_key(key);
        const change::NodeState* node = item == nullptr ? nullptr : sheet.answering(item->id);
        return node == nullptr ? std::nullopt : model::Decimal::parse(node->string(field::kValue));
    };
}

} // namespace

base::Result<model::Period> period_for(Workspace& office, const model::ReportForm& form, std::string_view typed) {
    const auto kind = model::period_kind_named(form.period_kind);
    if (!kind) return base::fail(base::Code::unknown_form, {{"name", form.code}});
    return model::parse_period(*kind, typed, office.calendar().school_years);
}

base::Result<base::DocumentId> new_submission(Workspace& office, const base::DocumentId& form_id,
                                              const model::Period& period, const ForWhom& whom) {
    DT_TRY(const model::ReportForm form, form_of(office, form_id));
    DT_CHECK(check_whom(office, whom, period));
    const model::OrgId org = whom.on_behalf_of.empty() ? office.identity().org : whom.on_behalf_of;
    DT_TRY(const std::optional<base::DocumentId> known, begun(office, form_id, period, org));
    if (known) return *known;
    DT_TRY(const change::Document template_document, counted_document(office, form_id));
    const auto versions =
        std::ranges::count(template_document.head.revisions, model::Action::issue, &change::RevisionState::action);

    Draft draft(office, *model::record_type(model::record::kSubmission), form_id);
    draft.set(field::kSubject, form.title);
    draft.set(field::kTemplate, base::to_text(form_id));
    draft.set(field::kFormRevision, static_cast<std::int64_t>(versions));
    draft.set(field::kPeriod, period.key);
    draft.set(field::kBasis, std::string("own_figures"));
    if (!whom.on_behalf_of.empty()) {
        draft.set(field::kOnBehalfOf, whom.on_behalf_of);
        // What the ward has on paper is in its hands; what a successor writes still has to be sent.
        const bool successor =
            holder_of(office.directory(), whom.on_behalf_of, office.today()) == office.identity().org;
        if (!successor) draft.set(field::kReceivedOn, whom.received_on.value_or(office.today()));
    }
    for (const model::FormItem& item : form.items) {
        const base::NodeId node = draft.add(draft.root(), "paragraph", {}, {});
        draft.set(node, field::kItem, item.id);
        if (!whom.on_behalf_of.empty()) continue; // its paper says what its records would
        DT_TRY(const std::optional<Prefill> counted, prefill(office, item, period));
        if (!counted) continue;
        draft.set(node, field::kValue, counted->value);
        draft.set(node, field::kSources, as_texts(counted->records));
    }
    return draft.store();
}

base::Result<SubmissionPage> submission_page(Workspace& office, const base::DocumentId& id) {
    DT_TRY(const change::Document document, read_document(office, id));
    const change::NodeState& root = document.root();
    SubmissionPage page;
    page.document = id;
    const auto form = base::parse_id<base::DocumentId>(root.string(field::kTemplate));
    if (document.head.record != model::record::kSubmission || !form)
        return base::fail(base::Code::unknown_form, {{"name", base::to_text(id)}});
    page.form = *form;
    DT_TRY(page.fields, form_of(office, *form));
    page.period = root.string(field::kPeriod);
    page.nil = flag_in(root, field::kNil);
    const bool own = document.head.org == office.identity().org && root.string(field::kOnBehalfOf).empty() &&
                     root.string(field::kBasis) != "consolidated";
    const auto period = period_for(office, page.fields, page.period);
    const Sheet sheet(document);
    const model::NumberOf numbers = numbers_in(page.fields, sheet);
    for (const model::FormItem& item : page.fields.items) {
        AnswerLine line;
        line.item = item;
        const change::NodeState* node = sheet.answering(item.id);
        page.is_new_version = page.is_new_version || node == nullptr;
        if (node != nullptr) {
            line.node = node->id;
            const std::string value = node->string(field::kValue);
            if (!value.empty()) line.value = value;
            line.text = node->text();
            line.records = records_in(*node);
            line.conflicts = node->conflicts();
        }
        if (const auto share = model::worked_out(item, numbers)) line.value = share;
        if (own && period) {
            DT_TRY(line.counted, prefill(office, item, *period));
            const bool same =
                line.counted && line.value == line.counted->value && line.records == line.counted->records;
            if (same) line.counted.reset();
        }
        page.lines.push_back(std::move(line));
    }
    page.broken = model::broken_rules(page.fields, numbers);
    return page;
}

base::Result<void> answer(Workspace& office, const base::DocumentId& id, std::string_view key, std::string_view typed) {
    DT_TRY(const change::Document document, read_document(office, id));
    const auto form_id = base::parse_id<base::DocumentId>(document.root().string(field::kTemplate));
    if (document.head.record != model::record::kSubmission || !form_id)
        return base::fail(base::Code::unknown_form, {{"name", base::to_text(id)}});
    DT_TRY(const model::ReportForm form, form_of(office, *form_id));
    const model::FormItem* item = form.with_key(key);
    if (item == nullptr)
        return base::fail(base::Code::unknown_field, {{"field", std::string(key)}, {"kind", form.code}});
    if (model::ratio_of(*item)) // it follows from two others
        return base::fail(base::Code::bad_value,
                          {{"field", item->label}, {"value", std::string(typed)}, {"expected", item->weight}});
    const change::NodeState* node = Sheet(document).answering(item->id);
    base::NodeId at;
    if (node == nullptr) {
        DT_TRY(at, add_node(office, id, {base::root_node(id), std::nullopt, model::ItemRole::paragraph, {}, {}, {}}));
        const FieldEdit names{at, field::kItem, item->id};
        DT_CHECK(set_fields(office, id, {&names, 1}));
    } else {
        at = node->id;
    }
    if (has_words(item->type)) return set_text(office, id, at, typed);
    DT_TRY(std::optional<std::string> value, model::parse_answer(*item, typed));
    const FieldEdit edit{at, field::kValue, value ? model::Value(std::move(*value)) : model::Value()};
    return set_fields(office, id, {&edit, 1});
}

base::Result<void> check_submission(const model::ReportForm& form, const change::Document& document) {
    const Sheet sheet(document);
    if (!flag_in(document.root(), field::kNil))
        for (const model::FormItem& item : form.items) {
            if (!item.required) continue;
            const change::NodeState* node = sheet.answering(item.id);
            const bool blank = node == nullptr || (node->string(field::kValue).empty() && node->text().empty());
            if (blank) return base::fail(base::Code::needs_field, {{"field", item.label}, {"kind", "submission"}});
        }
    const std::vector<std::string> broken = model::broken_rules(form, numbers_in(form, sheet));
    if (!broken.empty()) return base::fail(base::Code::broken_rule, {{"rule", broken.front()}});
    return {};
}

model::Contribution contribution_of(const model::ReportForm& form, const change::Document& document) {
    const change::NodeState& root = document.root();
    model::Contribution out;
    const std::string behalf = root.string(field::kOnBehalfOf);
    out.org = behalf.empty() ? document.head.org : behalf;
    out.document = document.head.id;
    if (!document.head.revisions.empty()) out.revision = document.head.revisions.back().hash;
    if (root.string(field::kBasis) == "consolidated") out.basis = model::Basis::consolidated;
    const Sheet sheet(document);
    for (const model::FormItem& item : form.items) {
        if (const auto share = model::worked_out(item, numbers_in(form, sheet));
            share && out.basis == model::Basis::own_figures) {
            out.answers[item.id].value = *share;
            continue;
        }
        const change::NodeState* node = sheet.answering(item.id);
        if (node == nullptr) continue;
        model::Answer said;
        said.value = node->string(field::kValue);
        said.weight = node->string(field::kWeight);
        said.sources = list_in(*node, field::kSources);
        if (const std::string text = node->text(); !text.empty()) said.texts.emplace_back(out.org, text);
        for (const change::NodeState* part : sheet.parts_of(node->id))
            said.texts.emplace_back(part->string(field::kFrom), part->text());
        if (!said.value.empty() || !said.texts.empty()) out.answers.emplace(item.id, std::move(said));
    }
    return out;
}

} // namespace dongthac::office
