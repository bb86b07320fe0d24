#include "client/view_model/records.hpp"

#include <algorithm>

#include "client/view_model/reading.hpp"
#include "shared/model/work_fields.hpp"
#include "shared/office/counted_document.hpp"
#include "shared/office/decisions.hpp"
#include "shared/office/documents.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::view_model {

namespace {

namespace field = model::field;

/// Which kinds can be made from a record of this kind: the answer of the office above, and the way further up.
std::vector<std::string> answers_to(const model::RecordType& type, bool ours) {
    if (ours) return {};
    if (type.name == "article") return {"appraisal"};
    if (type.name == "incident" || type.name == "opinion_issue") return {std::string(type.name)};
    return {};
}

std::string text_of(const change::NodeState& node, model::FieldId id) { return model::to_text(node.value(id)); }

} // namespace

base::Result<RecordRows> record_rows(office::Workspace& office, std::string_view kind) {
    RecordRows out;
    out.kind = kind;
    for (const model::RecordType& type : model::record_types())
        if (type.family == model::Family::work) out.kinds.emplace_back(type.name);
    const model::RecordType* type = model::record_type(kind);
    if (type == nullptr) return base::fail(base::Code::unknown_kind, {{"kind", out.kind}});
    DT_TRY(const std::vector<office::DocumentSummary> documents, office::list_kind(office, kind));
    out.rows.reserve(documents.size());
    for (const office::DocumentSummary& document : documents) {
        RecordRow row;
        row.document = document.id;
        row.subject = document.subject;
        row.office = document.org.empty() ? std::string() : office.directory().name_of_org(document.org);
        row.ours = document.org == office.identity().org;
        row.state = document.state;
        row.queued = document.queued;
        row.conflicts = document.conflicts;
        row.after_revision = document.after_revision;
        DT_TRY(const auto place, office.store().work().row_of(document.id));
        if (place && place->day != 0) row.day = text::to_short_form(text::from_days(place->day));
        row.search = text::search_key(row.subject + " " + row.office + " " + row.day);
        out.rows.push_back(std::move(row));
    }
    return out;
}

std::vector<std::size_t> matching(const RecordRows& rows, std::string_view words) {
    const std::string query = text::search_key(words);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < rows.rows.size(); ++i)
        if (query.empty() || text::matches(rows.rows[i].search, query)) found.push_back(i);
    return found;
}

base::Result<RecordPage> record_page(office::Workspace& office, const base::DocumentId& id) {
    DT_TRY(const office::DocumentSummary summary, office::summary_of(office, id));
    DT_TRY(const change::Document document, office::read_document(office, id));
    const model::RecordType* type = model::record_type(summary.kind);
    if (type == nullptr) return base::fail(base::Code::unknown_kind, {{"kind", summary.kind}});
    RecordPage page;
    page.document = id;
    page.kind = summary.kind;
    page.subject = summary.subject;
    page.office = summary.org.empty() ? std::string() : office.directory().name_of_org(summary.org);
    page.ours = summary.org == office.identity().org;
    page.state = summary.state;
    page.queued = summary.queued;
    page.editable = page.ours && model::is_editable(summary.state, type->flow);
    page.after_revision = document.head.revisions.empty() ? 0 : summary.after_revision;
    page.now_ms = office.clock().wall_ms();
    const change::NodeState& root = document.root();
    for (const model::FieldType& one : type->fields) {
        if (one.place != model::Place::document) continue;
        RecordField shown{std::string(one.name), one.type, {}, one.need == model::Need::before_sending,
                          text_of(root, one.id), 0};
        for (const std::string_view choice : one.choices) shown.choices.emplace_back(choice);
        if (const auto found = root.fields.find(one.id); found != root.fields.end())
            shown.values = found->second.values.size();
        page.fields.push_back(std::move(shown));
    }
    for (const change::NodeState* node : document.in_order()) page.paragraphs.emplace_back(node->id, node->text());
    DT_TRY(page.actions, office::possible_actions(office, id));
    for (auto step = document.head.revisions.rbegin(); step != document.head.revisions.rend(); ++step)
        page.steps.push_back(
            {step->action, office.directory().name_of_org(step->org), step->person, step->note, step->wall_ms});
    page.answers = answers_to(*type, page.ours);
    return page;
}

} // namespace dongthac::view_model
