#include "shared/change/state.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "shared/model/record.hpp"

namespace dongthac::change {

namespace {

bool is_syllable(const std::string& token) {
    // tokenise() gives white space and other characters pieces of their own; two syllables never touch in its output.
    if (token.empty()) return false;
    const char first = token.front();
    if ((first >= '0' && first <= '9') || (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z')) return true;
    if (static_cast<unsigned char>(first) < 0x80) return false;
    return text::tokenise("a" + token).size() == 1;
}

using ChildIndex = std::map<NodeId, std::vector<const NodeState*>>;

void visit(const ChildIndex& children, const NodeId& parent, std::set<NodeId>& seen,
           std::vector<const NodeState*>& out) {
    const auto found = children.find(parent);
    if (found == children.end()) return;
    for (const NodeState* node : found->second) {
        if (!seen.insert(node->id).second) continue;
        if (node->hidden) continue;
        out.push_back(node);
        visit(children, node->id, seen, out);
    }
}

/// True when walking up from `node` reaches the root; false for orphans and cycles.
bool reaches_root(const std::map<NodeId, NodeState>& nodes, const NodeState& node, const NodeId& root) {
    std::set<NodeId> seen;
    const NodeState* at = &node;
    while (seen.insert(at->id).second) {
        const auto above = base::parse_id<NodeId>(at->string(model::field::kParent));
        if (!above) return false;
        if (*above == root) return true;
        const auto found = nodes.find(*above);
        if (found == nodes.end()) return false;
        at = &found->second;
    }
    return false;
}

} // namespace

const model::Value& Register::shown() const {
    static const model::Value kNone;
    return values.empty() ? kNone : values.back().value;
}

const model::Value& NodeState::value(model::FieldId field) const {
    static const Register kEmpty;
    const auto found = fields.find(field);
    return (found == fields.end() ? kEmpty : found->second).shown();
}

std::string NodeState::string(model::FieldId field) const { return model::to_text(value(field)); }

std::string NodeState::text() const { return render(tokens); }

std::size_t NodeState::conflicts() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(fields, [](const auto& entry) { return entry.second.in_conflict(); }));
}

NodeState* Document::find(const NodeId& id) {
    const auto found = nodes.find(id);
    return found == nodes.end() ? nullptr : &found->second;
}

NodeState& Document::obtain(const NodeId& id) {
    NodeState& node = nodes[id];
    node.id = id;
    return node;
}

const NodeState& Document::root() const {
    static const NodeState kNone;
    const auto found = nodes.find(base::root_node(head.id));
    return found == nodes.end() ? kNone : found->second;
}

std::vector<const NodeState*> Document::in_order() const {
    const NodeId root_id = base::root_node(head.id);
    ChildIndex children;
    for (const auto& [id, node] : nodes) {
        if (id == root_id) continue;
        const auto above = base::parse_id<NodeId>(node.string(model::field::kParent));
        children[above && reaches_root(nodes, node, root_id) ? *above : root_id].push_back(&node);
    }
    for (auto& [parent, siblings] : children)
        std::ranges::sort(siblings, [](const NodeState* a, const NodeState* b) {
            return std::tuple(a->string(model::field::kOrder), a->id) <
                   std::tuple(b->string(model::field::kOrder), b->id);
        });
    std::vector<const NodeState*> out;
    std::set<NodeId> seen;
    visit(children, root_id, seen, out);
    return out;
}

std::size_t Document::conflicts() const {
    std::size_t count = 0;
    for (const auto& [id, node] : nodes) count += node.conflicts();
    return count;
}

std::string render(const std::vector<std::string>& tokens) {
    std::string text;
    bool after_syllable = false;
    for (const std::string& token : tokens) {
        const bool syllable = is_syllable(token);
        if (syllable && after_syllable) text += ' ';
        text += token;
        after_syllable = syllable;
    }
    return text;
}

} // namespace dongthac::change
