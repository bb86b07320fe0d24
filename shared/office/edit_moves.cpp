#include <algorithm>

#include "shared/model/record.hpp"
#include "shared/office/edit.hpp"
#include "shared/office/editing.hpp"
#include "shared/office/log.hpp"

namespace dongthac::office {

namespace {

using change::NodeState;
namespace field = model::field;
using Siblings = std::vector<const NodeState*>;

bool lies_under(const change::Document& document, base::NodeId node, const base::NodeId& above) {
    const base::NodeId root = base::root_node(document.head.id);
    for (; node != root; node = shown_under(document, document.nodes.at(node)))
        if (node == above) return true;
    return false;
}

/// `node` as child number `count` of `parent`, whose other children are `siblings`.
base::Result<void> place(Workspace& office, const change::Document& document, const NodeState& node,
                         const base::NodeId& parent, const Siblings& siblings, std::size_t count) {
    std::vector<change::Payload> payloads;
    if (document.parent_of(node) != parent || ids_of(node, field::kParent).size() > 1)
        payloads.emplace_back(sets(node, field::kParent, base::to_text(parent)));
    const std::string order = order_at_place(siblings, count, payloads);
    payloads.emplace_back(sets(node, field::kOrder, order));
    return perform_within(office, document.head.id, std::move(payloads));
}

std::size_t index_in(const Siblings& siblings, const base::NodeId& node) {
    return static_cast<std::size_t>(std::ranges::find(siblings, node, &NodeState::id) - siblings.begin());
}

base::Result<void> step(Workspace& office, const change::Document& document, const NodeState& node,
                        Direction direction) {
    const base::NodeId parent = shown_under(document, node);
    Siblings siblings = children_of(document, parent);
    const std::size_t at = index_in(siblings, node.id);
    if (at == siblings.size()) return {}; // not on the page
    siblings.erase(siblings.begin() + static_cast<std::ptrdiff_t>(at));
    switch (direction) {
    case Direction::up: return at == 0 ? base::Result<void>{} : place(office, document, node, parent, siblings, at - 1);
    case Direction::down:
        return at == siblings.size() ? base::Result<void>{} : place(office, document, node, parent, siblings, at + 1);
    case Direction::in: {
        if (at == 0) return {};
        const base::NodeId above = siblings[at - 1]->id;
        const Siblings inside = children_of(document, above);
        return place(office, document, node, above, inside, inside.size());
    }
    case Direction::out: {
        const auto above = document.nodes.find(parent);
        if (above == document.nodes.end() || parent == base::root_node(document.head.id)) return {};
        const base::NodeId outside = shown_under(document, above->second);
        const Siblings beside = children_of(document, outside);
        return place(office, document, node, outside, beside, index_in(beside, parent) + 1);
    }
    }
    return {};
}

} // namespace

base::Result<void> move_node(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id,
                             Direction direction) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(change::Document document, editable_document(office, id));
    DT_TRY(const NodeState* node, shown_node(document, node_id));
    DT_CHECK(step(office, document, *node, direction));
    return transaction.commit();
}

base::Result<void> move_under(Workspace& office, const base::DocumentId& id, const base::NodeId& node_id,
                              const base::NodeId& parent_id, const std::optional<base::NodeId>& after) {
    DT_TRY(store::Transaction transaction, office.store().begin());
    DT_TRY(change::Document document, editable_document(office, id));
    DT_TRY(const NodeState* node, shown_node(document, node_id));
    DT_TRY(const NodeState* parent, shown_node(document, parent_id));
    const bool is_root = node->id == base::root_node(id);
    if (is_root || lies_under(document, parent->id, node->id))
        return base::fail(base::Code::circular_move, {{"id", base::to_text(node_id)}});
    Siblings siblings = children_of(document, parent->id);
    std::size_t count = siblings.size();
    if (after) {
        DT_TRY(const NodeState* sibling, shown_node(document, *after));
        if (sibling->id == node->id) return {}; // it stands there
        count = index_in(siblings, sibling->id);
        if (count == siblings.size()) return base::fail(base::Code::unknown_node, {{"id", base::to_text(*after)}});
        ++count;
    }
    if (const std::size_t own = index_in(siblings, node->id); own < siblings.size()) {
        siblings.erase(siblings.begin() + static_cast<std::ptrdiff_t>(own));
        if (own < count) --count;
    }
    DT_CHECK(place(office, document, *node, parent->id, siblings, count));
    return transaction.commit();
}

} // namespace dongthac::office
