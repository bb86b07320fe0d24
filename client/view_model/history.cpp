#include "client/view_model/history.hpp"

#include <algorithm>

#include "shared/model/record.hpp"
#include "shared/office/documents.hpp"

namespace dongthac::view_model {

namespace {

template <class Source>
Signature signature_of(const Source& source) {
    return {source.who, source.wall_ms, source.time_checked};
}

HistoryRow row_of(const office::HistoryEntry& entry) {
    HistoryRow row;
    row.change = entry.id;
    row.what = "change." + std::to_string(entry.kind);
    row.by = signature_of(entry);
    row.by.made = entry.interval;
    row.by.action = entry.action;
    row.concurrent = entry.concurrent;
    row.note = entry.note;
    row.restorable = !entry.action;
    for (const office::ValueChange& value : entry.values) {
        // Keys and ids of places say nothing to a reader; that the paragraph moved is the row itself.
        if (value.field == model::field::kOrder || value.field == model::field::kParent || value.name.empty()) continue;
        if (value.field == 0) continue;
        if (value.field == model::field::kContinues) {
            row.what = value.after.empty() ? "change.parted" : "change.joined";
            continue;
        }
        row.values.push_back({value.name, value.type, value.before, value.after});
    }
    const bool about_place = std::ranges::all_of(entry.values, [](const office::ValueChange& value) {
        return value.field == model::field::kOrder || value.field == model::field::kParent;
    });
    if (entry.kind == static_cast<std::uint16_t>(change::Kind::set_field) && about_place && !entry.values.empty())
        row.what = "change.moved";
    if (!entry.split_from.empty()) row.what = "change.split";
    return row;
}

/// The words, as they stand now, of the paragraph an entry of a whole document is about; "" when its values quote them.
std::string about(change::Document& document, const office::HistoryEntry& entry) {
    if (entry.values.empty()) return {};
    const auto quotes = [](const office::ValueChange& value) { return value.field == model::field::kText; };
    if (std::ranges::any_of(entry.values, quotes)) return {};
    const change::NodeState* node = document.find(document.home_of(entry.values.front().node));
    return node == nullptr || node->id == base::root_node(document.head.id) ? std::string() : node->text();
}

OriginalRow original_row(const office::Original& side) { return {signature_of(side), side.text, side.hidden}; }

} // namespace

base::Result<HistoryRows> history_rows(office::Workspace& office, const base::DocumentId& id,
                                       const std::optional<base::NodeId>& node, std::size_t limit) {
    DT_TRY(change::Document document, office::read_document(office, id));
    DT_TRY(const office::HistoryPage page, office::history(office, id, {.node = node, .limit = limit}));
    HistoryRows out;
    out.document = id;
    out.node = node;
    out.subject = document.root().string(model::field::kSubject);
    out.editable = document.head.org == office.identity().org &&
                   model::is_editable(document.head.state, model::flow_of(document.head.record));
    out.now_ms = office.clock().wall_ms();
    out.more = page.next.has_value();
    for (const office::HistoryEntry& entry : page.entries) {
        out.rows.push_back(row_of(entry));
        if (const change::NodeState* from = document.find(document.home_of(entry.split_from)))
            out.rows.back().split_from = from->text();
        if (!node) out.rows.back().about = about(document, entry);
    }
    if (!node) return out;
    if (const change::NodeState* state = document.find(*node)) out.text = state->text();
    DT_TRY(const std::vector<office::Originals> pairs, office::originals_of(office, id, *node));
    for (const office::Originals& pair : pairs)
        out.pairs.push_back({original_row(pair.first), original_row(pair.second)});
    return out;
}

} // namespace dongthac::view_model
