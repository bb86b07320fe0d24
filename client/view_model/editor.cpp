#include "client/view_model/editor.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "client/view_model/reading.hpp"
#include "shared/change/views.hpp"
#include "shared/model/record.hpp"
#include "shared/office/decisions.hpp"
#include "shared/text/tokens.hpp"

namespace dongthac::view_model {

namespace {

namespace field = model::field;
using model::ItemRole;

/// What a person fills in, in the order of the printed page.
constexpr std::array kShownFields = {field::kSuperiorBody, field::kIssuingBody, field::kNumber,  field::kSymbol,
                                     field::kPlace,        field::kIssuedOn,    field::kDocType, field::kSubject,
                                     field::kSignerTitles, field::kSignerName};

std::string typed_form(const model::Value& value) {
    if (const auto* date = std::get_if<text::Date>(&value)) return text::to_short_form(*date);
    return model::to_text(value);
}

base::Result<void> add_fields(EditorRows& out, office::Workspace& office, const change::Document& document,
                              const model::RecordType& type) {
    for (const model::FieldId id : kShownFields) {
        const model::FieldType* shown = type.find(id);
        if (shown == nullptr) continue;
        EditorField row{std::string(shown->name), typed_form(document.root().value(id)), shown->type, {}, {}};
        if (const auto found = document.root().fields.find(id);
            found != document.root().fields.end() && found->second.in_conflict()) {
            DT_TRY(const std::vector<office::FieldVersion> versions,
                   office::versions_of(office, document.head.id, document.root().id, id));
            for (const office::FieldVersion& version : versions) {
                row.versions.push_back(typed_form(version.value));
                row.writers.push_back(version.who);
            }
        }
        out.fields.push_back(std::move(row));
    }
    return {};
}

/// The texts of the plan above, by node.
using Sources = std::unordered_map<std::string, std::string>;

/// What may answer the topics of the plan above, for as long as something can be done about it.
void add_coverage(EditorRows& out, const change::Document& ours, const change::Document& above) {
    if (!out.editable || out.kind != "plan" || above.head.org == ours.head.org) return;
    office::OwnCoverage found = office::own_coverage(ours, above);
    out.unanswered = std::move(found.unanswered);
    for (EditorParagraph& row : out.paragraphs)
        if (const auto some = found.suggested.find(row.node); some != found.suggested.end())
            row.suggested = std::move(some->second);
}

/// The plan above; nothing where it has not come to this PC: a stub.
base::Result<std::optional<change::Document>> read_parent(office::Workspace& office, EditorRows& out) {
    if (out.parent.empty()) return std::nullopt;
    auto parent = office::summary_of(office, out.parent);
    if (!parent) return std::nullopt;
    out.parent_kind = parent->kind;
    out.parent_number = number_of(*parent);
    out.parent_office = office.directory().name_of_org(parent->org);
    DT_TRY(change::Document document, office::read_document(office, out.parent));
    return document;
}

Sources sources_in(const std::optional<change::Document>& parent) {
    Sources sources;
    if (!parent) return sources;
    for (const change::NodeState* node : parent->in_order()) sources[base::to_text(node->id)] = node->text();
    return sources;
}

EditorParagraph paragraph_of(const change::Document& document, const change::NodeState& node, const Sources& sources) {
    EditorParagraph row;
    row.node = node.id;
    row.parent = document.parent_of(node);
    row.role = model::role_from(node.string(field::kRole)).value_or(ItemRole::paragraph);
    row.label = node.string(field::kLabel);
    row.text = node.text();
    row.review = !node.reviews.empty();
    row.coverage = node.string(field::kCoverage);
    if (const auto* covers = std::get_if<std::vector<std::string>>(&node.value(field::kCovers)))
        for (const std::string& id : *covers)
            if (const auto found = sources.find(id); found != sources.end()) row.sources.push_back(found->second);
    return row;
}

/// What two PCs left side by side on a paragraph and on those joined to it.
base::Result<void> add_conflicts(EditorParagraph& row, office::Workspace& office, const change::Document& document,
                                 change::Views& views, const model::RecordType* type) {
    for (const base::NodeId& member : views.members(row.node)) {
        const change::NodeState& state = document.nodes.at(member);
        for (const auto& [id, reg] : state.fields) {
            const model::FieldType* known = type == nullptr ? nullptr : type->find(id);
            if (!reg.in_conflict() || known == nullptr) continue; // whether it is joined is no choice (NodeState)
            EditorConflict conflict{std::string(known->name), {}};
            DT_TRY(const std::vector<office::FieldVersion> versions,
                   office::versions_of(office, document.head.id, member, id));
            for (const office::FieldVersion& version : versions) conflict.writers.push_back(version.who);
            row.conflicts.push_back(std::move(conflict));
        }
    }
    return {};
}

base::Result<void> add_paragraphs(EditorRows& out, office::Workspace& office, const change::Document& document,
                                  const Sources& sources) {
    change::Views views = change::views_of(document);
    const model::RecordType* type = model::record_type(document.head.record);
    std::unordered_map<std::string, int> depths;
    for (const change::NodeState* node : document.in_order()) {
        EditorParagraph row = paragraph_of(document, *node, sources);
        DT_CHECK(add_conflicts(row, office, document, views, type));
        const auto above = depths.find(base::to_text(row.parent));
        row.depth = above == depths.end() ? 0 : above->second + 1;
        depths[base::to_text(node->id)] = row.depth;
        if (row.review) ++out.reviews;
        out.words += text::count_words(row.text);
        if (is_heading(row.role)) {
            const std::string label = row.label.empty() ? "" : row.label + " ";
            out.headings.push_back({out.paragraphs.size(), row.depth, label + row.text});
        }
        out.paragraphs.push_back(std::move(row));
    }
    return {};
}

base::Result<void> add_notes(EditorRows& out, office::Workspace& office, const change::DocumentHead& head) {
    for (const change::CommentState& comment : head.comments)
        out.notes.push_back({comment.author,
                             comment.text,
                             comment.wall_ms,
                             std::nullopt,
                             comment.node,
                             {},
                             comment.id,
                             comment.settled});
    for (const change::RevisionState& decision : head.revisions) {
        const std::string name = office.directory().name_of_org(decision.org);
        DT_TRY(const office::Interval made, office::interval_of(office, decision.id, decision.time_token));
        out.notes.push_back({decision.person.empty() ? name : decision.person + ", " + name, decision.note,
                             decision.wall_ms, decision.action, base::root_node(head.id), made});
    }
    std::ranges::stable_sort(out.notes, {}, &EditorNote::at_ms);
    if (head.state != model::DocumentState::returned) return {};
    if (const change::RevisionState* decision = last_decision(head, model::Action::return_)) {
        out.return_note = decision->note;
        out.returned_by = office.directory().name_of_org(decision->org);
    }
    return {};
}

} // namespace

bool is_heading(ItemRole role) {
    return role == ItemRole::section || role == ItemRole::subsection || role == ItemRole::appendix;
}

base::Result<EditorRows> editor_rows(office::Workspace& office, const base::DocumentId& id) {
    DT_TRY(const office::DocumentSummary summary, office::summary_of(office, id));
    DT_TRY(const change::Document document, office::read_document(office, id));
    EditorRows out;
    out.document = id;
    out.kind = summary.kind;
    out.office = document.head.org.empty() ? std::string() : office.directory().name_of_org(document.head.org);
    out.ours = document.head.org == office.identity().org;
    out.state = document.head.state;
    out.editable = out.ours && model::is_editable(out.state, model::flow_of(document.head.record));
    out.queued = summary.queued;
    out.subject = summary.subject;
    out.number = number_of(summary);
    out.parent = document.head.parent;
    out.after_revision = document.head.revisions.empty() ? 0 : summary.after_revision;
    out.conflicts = document.conflicts();
    out.changed_ms = summary.changed_ms;
    out.now_ms = office.clock().wall_ms();
    DT_TRY(const std::optional<change::Document> parent, read_parent(office, out));
    const Sources sources = sources_in(parent);
    if (const model::RecordType* type = model::record_type(document.head.record))
        DT_CHECK(add_fields(out, office, document, *type));
    DT_CHECK(add_paragraphs(out, office, document, sources));
    if (parent) add_coverage(out, document, *parent);
    if (out.editable) out.remarks = office::form_remarks(document);
    DT_CHECK(add_notes(out, office, document.head));
    DT_TRY(out.actions, office::possible_actions(office, id));
    return out;
}

} // namespace dongthac::view_model
