#include <algorithm>
#include <span>

#include "shared/office/documents.hpp"
#include "shared/office/edit.hpp"
#include "tests/simulation/history.hpp"

// What a person does to whole paragraphs: cut, joined, moved elsewhere; flags looked at, conflicts and remarks settled.
// No word goes from the text by it, so the oracle hears of words typed while a paragraph is cut, and of values that a
// settled conflict lets go.

namespace dongthac::simulation {

void History::rework(Machine& machine, office::Workspace& office, const change::Document& seen,
                     const base::NodeId& node) {
    const base::DocumentId id = seen.head.id;
    switch (below(10)) {
    case 0:
    case 1:
    case 2: return cut(machine, office, seen, node);
    case 3:
    case 4:
        (void)perform(machine, office, "joins", [&](office::Workspace& at) -> base::Result<void> {
            DT_TRY(const base::NodeId shown_in, office::join_node(at, id, node));
            (void)shown_in;
            return {};
        });
        return;
    case 5:
    case 6: return move_away(machine, office, seen, node);
    case 7:
        (void)perform(machine, office, "has looked",
                      [&](office::Workspace& at) { return office::review_node(at, id, node); });
        return;
    case 8: return settle_conflicts(machine, office, seen, chance(50) ? base::root_node(id) : node);
    default: {
        if (seen.head.comments.empty()) return;
        const change::CommentState& comment = any_of(seen.head.comments);
        const auto settled = comment.settled ? office::Settled::no : office::Settled::yes;
        (void)perform(machine, office, "settles a remark",
                      [&](office::Workspace& at) { return office::settle_comment(at, id, comment.id, settled); });
    }
    }
}

void History::cut(Machine& machine, office::Workspace& office, const change::Document& seen, const base::NodeId& node) {
    const base::DocumentId id = seen.head.id;
    // Some carets stood in what the paragraph was before the last rounds.
    const auto old = remembered_.find(std::pair(machine.name, node));
    const bool stale = old != remembered_.end() && chance(30);
    const std::string base = stale ? old->second : seen.nodes.at(node).text();
    const std::vector<std::string> tokens = text::tokenise(base);
    const std::span<const std::string> all(tokens);
    const auto caret = static_cast<std::size_t>(below(tokens.size() + 1));
    office::Cut cut{base, text::join(all.first(caret)), text::join(all.subspan(caret))};
    const std::string fresh = chance(40) ? oracle_.new_word() : std::string();
    if (!fresh.empty() && chance(50))
        cut.after = fresh + " " + cut.after;
    else if (!fresh.empty())
        cut.before += " " + fresh;
    const bool done =
        perform(machine, office, stale ? "cuts late" : "cuts", [&](office::Workspace& at) -> base::Result<void> {
            DT_TRY(const base::NodeId behind, office::split_node(at, id, node, cut));
            (void)behind;
            return {};
        });
    if (!done && !machine.disk.crashed()) return;
    note("  \"" + cut.before + "\" | \"" + cut.after + "\"");
    if (done && !fresh.empty()) wrote(machine, FactKind::token, fresh, id);
}

void History::move_away(Machine& machine, office::Workspace& office, const change::Document& seen,
                        const base::NodeId& node) {
    const base::DocumentId id = seen.head.id;
    const auto nodes = seen.in_order();
    const base::NodeId parent = chance(30) ? base::root_node(id) : any_of(nodes)->id;
    std::vector<base::NodeId> there;
    for (const change::NodeState* one : nodes)
        if (one->id != node && seen.parent_of(*one) == parent) there.push_back(one->id);
    std::optional<base::NodeId> after;
    if (!there.empty() && chance(50)) after = any_of(there);
    (void)perform(machine, office, "moves away",
                  [&](office::Workspace& at) { return office::move_under(at, id, node, parent, after); });
}

void History::settle_conflicts(Machine& machine, office::Workspace& office, const change::Document& seen,
                               const base::NodeId& node) {
    const base::DocumentId id = seen.head.id;
    const bool done = perform(machine, office, "settles conflicts",
                              [&](office::Workspace& at) { return office::settle_conflicts(at, id, node); });
    if (done && !machine.disk.crashed()) {
        const change::Document now = office::read_document(office, id).value_or(change::Document{});
        const auto found = now.nodes.find(node);
        const auto is_open = [](const auto& field) { return field.second.in_conflict(); };
        if (found != now.nodes.end() && std::ranges::any_of(found->second.fields, is_open))
            throw Violation{"settled and still in conflict"};
    }
    // The oracle hears of values of the document's own fields only.
    if ((!done && !machine.disk.crashed()) || node != base::root_node(id)) return;
    for (const auto& [field, values] : seen.root().fields)
        for (const change::FieldValue& one : values.values)
            if (const auto* value = std::get_if<std::string>(&one.value); value != nullptr && values.in_conflict()) {
                if (one.value == values.shown())
                    oracle_.chose(*value);
                else
                    oracle_.removed(*value, done);
            }
}

} // namespace dongthac::simulation
