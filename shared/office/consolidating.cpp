#include "shared/office/consolidating.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "shared/model/task.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/model/work_records.hpp"
#include "shared/office/counted_document.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/draft.hpp"
#include "shared/office/duties.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/report_forms.hpp"
#include "shared/office/submissions.hpp"
#include "shared/office/task_index.hpp"
#include "shared/office/work_tasks.hpp"
#include "shared/text/collate.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::office {

namespace {

namespace field = model::field;
using store::IndexedRecord;
using store::Standing;

constexpr std::array<std::string_view, 6> kHandings = {"handed_in", "late", "returned", "missing", "waived", "not_asked"};

/// Which of an office's submissions counts: what is handed in before what is not, the latest of those.
const IndexedRecord* counting(const std::vector<const IndexedRecord*>& of_office) {
    const auto rank = [](const IndexedRecord* one) {
        return std::tuple(one->work.standing == Standing::handed_in, one->work.standing == Standing::returned,
                          one->time.to.value_or(std::numeric_limits<std::int64_t>::max()), one->document);
    };
    return of_office.empty() ? nullptr : *std::ranges::max_element(of_office, {}, rank);
}

std::optional<store::TaskRow> task_for(const std::vector<store::TaskRow>& tasks, const model::OrgId& org) {
    std::optional<store::TaskRow> found;
    for (const store::TaskRow& task : tasks) // asked for twice, it is due on the earlier day
        if (task.org == org && (!found || task.due < found->due)) found = task;
    return found;
}

std::string note_of_return(const change::DocumentHead& head) {
    const auto step = std::ranges::find(head.revisions.rbegin(), head.revisions.rend(), model::Action::return_,
                                        &change::RevisionState::action);
    return step == head.revisions.rend() ? std::string() : step->note;
}

bool is_amended(const change::DocumentHead& head) {
    bool accepted = false;
    for (const change::RevisionState& step : head.revisions) {
        accepted = accepted || step.action == model::Action::accept;
        if (accepted && step.action == model::Action::submit) return true;
    }
    return false;
}

class Gathering {
  public:
    Gathering(Workspace& office, const base::DocumentId& form, const model::Period& period)
        : office_(office) {
        out_.form = form;
        out_.period = period;
    }

    base::Result<Consolidation> gather() {
        DT_CHECK(catch_up_tasks(office_));
        DT_TRY(out_.fields, form_of(office_, out_.form));
        DT_TRY(tasks_, tasks_of_form());
        DT_TRY(records_, office_.store().work().submissions(out_.form, out_.period.key));
        for (const IndexedRecord& record : records_)
            if (record.work.standing != Standing::withdrawn && record.work.standing != Standing::open)
                by_office_[record.work.org].push_back(&record);
        for (const model::OrgId& org : offices()) DT_CHECK(add(org));
        out_.figures = model::consolidate(out_.fields, std::move(contributions_));
        DT_CHECK(compare_with_frozen());
        return std::move(out_);
    }

  private:
    base::Result<std::vector<store::TaskRow>> tasks_of_form() {
        store::TaskFilter filter;
        filter.period = out_.period.key;
        DT_TRY(std::vector<store::TaskRow> rows, office_.store().work().tasks(filter));
        DT_TRY(const std::set<base::NodeId> duties, duties_of_form());
        std::erase_if(rows, [&](const store::TaskRow& row) { return !duties.contains(row.duty); });
        return rows;
    }
    base::Result<std::set<base::NodeId>> duties_of_form() {
        DT_TRY(const std::vector<Duty> known, duties(office_));
        std::set<base::NodeId> ids;
        for (const Duty& duty : known)
            if (duty.form == out_.form) ids.insert(duty.node);
        return ids;
    }

    /// Who is asked, who handed in, and nobody twice: those below on the period's last day, under the name they had.
    std::vector<model::OrgId> offices() const {
        const model::OrgId& own = office_.identity().org;
        std::set<model::OrgId> found;
        for (const store::TaskRow& task : tasks_)
            if (task.org != own) found.insert(task.org);
        for (const auto& [org, records] : by_office_)
            if (org != own) found.insert(org);
        std::vector<model::OrgId> sorted(found.begin(), found.end());
        const model::Directory& directory = office_.directory();
        std::ranges::stable_sort(sorted, [&](const model::OrgId& a, const model::OrgId& b) {
            return text::collates_before(directory.name_of_org(a), directory.name_of_org(b));
        });
        return sorted;
    }

    base::Result<void> add(const model::OrgId& org) {
        HandingRow row;
        row.org = org;
        const auto own = by_office_.find(org);
        const IndexedRecord* record = own == by_office_.end() ? nullptr : counting(own->second);
        const std::optional<store::TaskRow> task = task_for(tasks_, org);
        if (task) row.due = text::from_days(task->due);
        if (record != nullptr) DT_CHECK(describe(*record, task, row));
        if (own != by_office_.end()) row.others = own->second.size() - 1;
        if (task && !task->waived_by.empty() && row.handing != Handing::handed_in && row.handing != Handing::late) {
            row.handing = Handing::waived;
            DT_TRY(const change::Document waiver, counted_document(office_, task->waived_by));
            row.note = waiver.root().string(field::kReason);
        }
        out_.offices.push_back(std::move(row));
        return {};
    }

    base::Result<void> describe(const IndexedRecord& record, const std::optional<store::TaskRow>& task,
                                HandingRow& row) {
        DT_TRY(change::Document document, counted_document(office_, record.document));
        row.document = record.document;
        row.state = model::name_of(document.head.state);
        row.on_paper = !document.root().string(field::kOnBehalfOf).empty();
        row.handed_ms = record.time.to;
        row.amended = is_amended(document.head);
        if (record.work.standing == Standing::returned) {
            row.handing = Handing::returned;
            row.note = note_of_return(document.head);
            return {};
        }
        row.handing = task ? Handing::handed_in : Handing::not_asked;
        if (task) {
            const model::TaskStanding standing = standing_of_hand_in(*task, record.time, office_.today());
            if (standing.state == model::TaskState::done_late) row.handing = Handing::late;
            row.perhaps_late = standing.perhaps_late;
        }
        contributions_.push_back(contribution_of(out_.fields, document));
        return {};
    }

    base::Result<void> compare_with_frozen() {
        for (const IndexedRecord& record : records_) {
            if (record.work.org != office_.identity().org || record.work.standing == Standing::withdrawn) continue;
            DT_TRY(const change::Document own, read_document(office_, record.document));
            if (own.head.org != office_.identity().org || own.root().string(field::kBasis) != "consolidated")
                continue;
            out_.frozen = record.document;
            out_.changed = model::differences(frozen_figures(out_.fields, own), out_.figures);
            return {};
        }
        return {};
    }

    Workspace& office_;
    Consolidation out_;
    std::vector<store::TaskRow> tasks_;
    std::vector<IndexedRecord> records_;
    std::map<model::OrgId, std::vector<const IndexedRecord*>> by_office_;
    std::vector<model::Contribution> contributions_;
};

base::Hash hash_in(const change::NodeState& node) {
    base::Hash hash{};
    const auto bytes = base::from_hex(node.string(field::kFromRevision));
    if (bytes && bytes->size() == hash.size()) std::ranges::copy(*bytes, hash.begin());
    return hash;
}

/// What a part of a frozen line says: what one office gave, or a text with whose it is.
void add_part(const change::NodeState& node, model::Figure& figure) {
    const std::string org = node.string(field::kFrom);
    const auto document = base::parse_id<base::DocumentId>(node.string(field::kSourceDocument));
    if (org.empty() || !document) return;
    if (node.string(field::kFromRevision).empty()) {
        figure.texts.push_back({org, *document, node.text()});
        return;
    }
    model::FigureSource source{org, *document, hash_in(node), node.string(field::kValue), node.string(field::kWeight), {}};
    const auto* records = std::get_if<std::vector<std::string>>(&node.value(field::kSources));
    if (records != nullptr) source.records = *records;
    figure.sources.push_back(std::move(source));
}

/// The submission this office's word goes into: the frozen one, or a new one without figures of its own.
base::Result<base::DocumentId> own_submission(Workspace& office, const Consolidation& consolidation) {
    if (!consolidation.frozen.empty()) return consolidation.frozen;
    Draft draft(office, *model::record_type(model::record::kSubmission), consolidation.form);
    draft.set(field::kSubject, consolidation.fields.title);
    draft.set(field::kTemplate, base::to_text(consolidation.form));
    draft.set(field::kPeriod, consolidation.period.key);
    draft.set(field::kBasis, std::string("consolidated"));
    for (const model::FormItem& item : consolidation.fields.items)
        draft.set(draft.add(draft.root(), "paragraph", {}, {}), field::kItem, item.id);
    return draft.store();
}

/// The changes that make a frozen submission say what the figures say now.
class Freezing {
  public:
    explicit Freezing(const change::Document& document) : document_(document) {
        for (const change::NodeState* node : document.in_order()) {
            const base::NodeId parent = document.parent_of(*node);
            if (parent == base::root_node(document.head.id)) {
                lines_.emplace(node->string(field::kItem), node);
            } else if (!node->string(field::kFrom).empty()) {
                parts_[parent].push_back(node);
            }
        }
    }

    void put(Workspace& office, const model::Figure& figure) {
        const auto line = lines_.find(figure.item);
        if (line == lines_.end()) return;
        const change::NodeState& node = *line->second;
        set(node, field::kValue, figure.value ? model::Value(*figure.value) : model::Value());
        set(node, field::kWeight, figure.weight.empty() ? model::Value() : model::Value(figure.weight));
        if (same_parts(node, figure)) return;
        for (const change::NodeState* part : parts_[node.id]) payloads_.emplace_back(change::HideNode{part->id});
        std::size_t order = 0;
        for (const model::FigureSource& source : figure.sources) add(office, node.id, order++, source);
        for (const model::GatheredText& text : figure.texts) add(office, node.id, order++, text);
    }

    std::vector<change::Payload> take() { return std::move(payloads_); }

  private:
    bool same_parts(const change::NodeState& node, const model::Figure& figure) {
        model::Figure now;
        now.item = figure.item;
        for (const change::NodeState* part : parts_[node.id]) add_part(*part, now);
        now.value = figure.value;
        now.weight = figure.weight;
        return model::differences({now}, {figure}).empty();
    }

    void set(const change::NodeState& node, model::FieldId id, model::Value value) {
        if (node.value(id) == value) return;
        std::vector<change::ChangeId> seen;
        if (const auto found = node.fields.find(id); found != node.fields.end())
            for (const change::FieldValue& one : found->second.values) seen.push_back(one.id);
        payloads_.emplace_back(change::SetField{node.id, id, std::move(value), std::move(seen)});
    }

    base::NodeId add_node(Workspace& office, const base::NodeId& line, std::size_t order, const std::string& text) {
        const auto node = base::new_id<base::NodeId>(office.random());
        payloads_.emplace_back(
            change::CreateNode{node, line, change::order_at(order), "paragraph", {}, text::tokenise(text), {}});
        return node;
    }

    void say(const base::NodeId& node, model::FieldId id, model::Value value) {
        payloads_.emplace_back(change::SetField{node, id, std::move(value), {}});
    }

    void add(Workspace& office, const base::NodeId& line, std::size_t order, const model::FigureSource& source) {
        const base::NodeId node = add_node(office, line, order, {});
        say(node, field::kFrom, source.org);
        say(node, field::kSourceDocument, base::to_text(source.document));
        say(node, field::kFromRevision, base::to_hex(source.revision));
        if (!source.value.empty()) say(node, field::kValue, source.value);
        if (!source.weight.empty()) say(node, field::kWeight, source.weight);
        if (!source.records.empty()) say(node, field::kSources, source.records);
    }

    void add(Workspace& office, const base::NodeId& line, std::size_t order, const model::GatheredText& text) {
        const base::NodeId node = add_node(office, line, order, text.text);
        say(node, field::kFrom, text.org);
        say(node, field::kSourceDocument, base::to_text(text.document));
    }

    const change::Document& document_;
    std::map<std::string, const change::NodeState*> lines_;
    std::map<base::NodeId, std::vector<const change::NodeState*>> parts_;
    std::vector<change::Payload> payloads_;
};

} // namespace

std::string_view name_of(Handing handing) { return kHandings.at(static_cast<std::size_t>(handing)); }

std::vector<model::OrgId> Consolidation::with(Handing handing) const {
    std::vector<model::OrgId> out;
    for (const HandingRow& row : offices)
        if (row.handing == handing) out.push_back(row.org);
    return out;
}

std::size_t Consolidation::handed_in() const {
    return static_cast<std::size_t>(std::ranges::count_if(offices, [](const HandingRow& row) {
        return row.handing == Handing::handed_in || row.handing == Handing::late || row.handing == Handing::not_asked;
    }));
}

base::Result<Consolidation> consolidate(Workspace& office, const base::DocumentId& form, const model::Period& period) {
    return Gathering(office, form, period).gather();
}

std::vector<model::Figure> frozen_figures(const model::ReportForm& form, const change::Document& document) {
    std::map<base::NodeId, std::size_t> figure_at;
    std::vector<model::Figure> figures;
    const base::NodeId root = base::root_node(document.head.id);
    for (const change::NodeState* node : document.in_order()) {
        const base::NodeId parent = document.parent_of(*node);
        const std::string item = node->string(field::kItem);
        if (parent == root && form.find(item) != nullptr) {
            model::Figure figure;
            figure.item = item;
            if (const std::string value = node->string(field::kValue); !value.empty()) figure.value = value;
            figure.weight = node->string(field::kWeight);
            figure_at.emplace(node->id, figures.size());
            figures.push_back(std::move(figure));
            continue;
        }
        const auto above = figure_at.find(parent);
        if (above != figure_at.end()) add_part(*node, figures[above->second]);
    }
    return figures;
}

base::Result<base::DocumentId> freeze(Workspace& office, const Consolidation& consolidation) {
    DT_TRY(const base::DocumentId id, own_submission(office, consolidation));
    DT_TRY(const change::Document document, read_document(office, id));
    Freezing freezing(document);
    for (const model::Figure& figure : consolidation.figures) freezing.put(office, figure);
    DT_CHECK(perform(office, id, freezing.take()));
    return id;
}

} // namespace dongthac::office
