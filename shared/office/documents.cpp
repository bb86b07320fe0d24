#include "shared/office/documents.hpp"

#include <algorithm>

#include "shared/model/record.hpp"
#include "shared/office/numbers.hpp"
#include "shared/office/projector.hpp"
#include "shared/text/fold.hpp"
#include "shared/wire/projection.hpp"

namespace dongthac::office {

namespace {

/// What waiting decisions make of a state; a decision that no longer fits changes nothing until the server says so.
model::DocumentState with_waiting(model::DocumentState state, const base::DocumentId& document, model::Course course,
                                  const std::vector<store::IntentRow>& intents, bool& queued) {
    for (const store::IntentRow& intent : intents) {
        if (intent.document != document) continue;
        queued = true;
        const auto action = model::action_named(intent.action);
        if (!action) continue;
        if (const auto next = model::next_state(state, *action, course)) state = *next;
    }
    return state;
}

DocumentSummary summary_from(const model::Directory& directory, const store::DocumentRow& row,
                             const std::vector<store::IntentRow>& intents) {
    DocumentSummary summary{row.id,
                            row.kind,
                            row.org,
                            model::state_named(row.state).value_or(model::DocumentState::draft),
                            row.state_version,
                            false,
                            row.parent,
                            row.subject,
                            row.number,
                            row.symbol,
                            row.issued_on,
                            row.conflicts,
                            row.after_revision,
                            row.changed_ms};
    const model::Course course = model::course_of(row.kind, directory.policy_of(row.org));
    summary.state = with_waiting(summary.state, row.id, course, intents, summary.queued);
    if (const auto given = waiting_number(intents, row.id)) {
        summary.number = std::to_string(given->number);
        summary.issued_on = text::to_iso(given->day);
    }
    return summary;
}

std::unexpected<base::Error> unknown(std::string_view id) {
    return base::fail(base::Code::unknown_document, {{"id", std::string(id)}});
}

} // namespace

namespace {

base::Result<std::vector<DocumentSummary>> summaries(Workspace& office, const std::vector<store::DocumentRow>& rows) {
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    std::vector<DocumentSummary> out;
    out.reserve(rows.size());
    for (const store::DocumentRow& row : rows) out.push_back(summary_from(office.directory(), row, intents));
    return out;
}

} // namespace

base::Result<std::vector<DocumentSummary>> list_documents(Workspace& office) {
    DT_TRY(const std::vector<store::DocumentRow> rows, office.store().documents());
    return summaries(office, rows);
}

base::Result<std::vector<DocumentSummary>> list_kind(Workspace& office, std::string_view kind, std::size_t limit) {
    DT_TRY(const std::vector<store::DocumentRow> rows, office.store().documents_of(kind, limit));
    return summaries(office, rows);
}

base::Result<std::vector<DocumentSummary>> list_papers(Workspace& office) {
    std::vector<store::DocumentRow> rows;
    // A kind that this program does not know has no name here; what a newer one wrote may be a plan.
    std::vector<std::string_view> kinds{""};
    for (const model::RecordType& type : model::record_types())
        if (type.family == model::Family::document) kinds.push_back(type.name);
    for (const std::string_view kind : kinds) {
        DT_TRY(std::vector<store::DocumentRow> some, office.store().documents_of(kind));
        std::ranges::move(some, std::back_inserter(rows));
    }
    std::ranges::sort(rows, [](const store::DocumentRow& a, const store::DocumentRow& b) {
        return std::pair(-a.changed_ms, a.id) < std::pair(-b.changed_ms, b.id);
    });
    return summaries(office, rows);
}

base::Result<base::DocumentId> made_from(Workspace& office, std::string_view kind, const base::DocumentId& from) {
    DT_TRY(const std::vector<DocumentSummary> known, list_kind(office, kind));
    const auto made = std::ranges::find_if(known, [&](const DocumentSummary& one) {
        return one.parent == from && one.org == office.identity().org && one.state != model::DocumentState::recalled;
    });
    return made == known.end() ? base::DocumentId{} : made->id;
}

base::Result<DocumentSummary> summary_of(Workspace& office, const base::DocumentId& id) {
    DT_TRY(const auto row, office.store().document(id));
    if (!row) return unknown(base::to_text(id));
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    return summary_from(office.directory(), *row, intents);
}

base::Result<change::Document> read_document(Workspace& office, const base::DocumentId& id) {
    DT_TRY(const auto row, office.store().document(id));
    if (!row) return unknown(base::to_text(id));
    change::Document document;
    DT_TRY(document.head, wire::decode_head(row->head));
    DT_TRY(const std::vector<store::NodeRow> nodes, office.store().nodes_of(id));
    for (const store::NodeRow& node_row : nodes) {
        DT_TRY(change::NodeState node, wire::decode_node(node_row.bytes));
        document.nodes.emplace(node_row.node, std::move(node));
    }
    DT_CHECK(show_frozen_text(document));
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    bool queued = false;
    const model::Course course =
        model::course_of(document.head.record, office.directory().policy_of(document.head.org));
    document.head.state = with_waiting(document.head.state, id, course, intents, queued);
    if (const auto given = waiting_number(intents, id)) show_number(document, {}, given->number, given->day);
    return document;
}

base::Result<base::DocumentId> find_document(Workspace& office, std::string_view typed) {
    if (const auto id = base::parse_id<base::DocumentId>(typed)) {
        DT_TRY(const auto row, office.store().document(*id));
        if (row) return *id;
        return unknown(typed);
    }
    const std::string prefix = text::to_lower(typed);
    if (prefix.size() < 4) return unknown(typed);
    DT_TRY(const std::vector<store::DocumentRow> rows, office.store().documents());
    std::optional<base::DocumentId> found;
    for (const store::DocumentRow& row : rows) {
        if (!base::to_text(row.id).starts_with(prefix)) continue;
        if (found) return unknown(typed); // more than one fits: a longer beginning is needed
        found = row.id;
    }
    if (!found) return unknown(typed);
    return *found;
}

base::Result<std::vector<SearchResult>> search(Workspace& office, std::string_view words, std::size_t limit) {
    DT_CHECK(catch_up_search(office.store()));
    DT_TRY(const std::vector<store::SearchHit> hits, office.store().search(text::search_key(words), limit));
    std::vector<SearchResult> results;
    for (const store::SearchHit& hit : hits) {
        DT_TRY(const auto row, office.store().document(hit.document));
        DT_TRY(const auto node_row, office.store().node(hit.document, hit.node));
        if (!row || !node_row) continue;
        DT_TRY(const change::NodeState node, wire::decode_node(node_row->bytes));
        const bool is_root = hit.node == base::root_node(hit.document);
        results.push_back({hit.document, hit.node, row->subject, is_root ? row->subject : node.text()});
    }
    return results;
}

} // namespace dongthac::office
