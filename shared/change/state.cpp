#include "shared/change/state.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "shared/change/views.hpp"
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

/// Which nodes' parents lead to the root; the others are orphans or stand in a circle.
class Reach {
  public:
    Reach(const std::map<NodeId, NodeId>& parents, const NodeId& root) : parents_(parents) { known_[root] = true; }

    bool operator()(NodeId node) {
        std::vector<NodeId> path;
        while (!known_.contains(node)) {
            known_[node] = false; // until shown otherwise: coming back here is a circle
            path.push_back(node);
            const auto above = parents_.find(node);
            if (above == parents_.end()) break;
            node = above->second;
        }
        const bool reached = known_.at(node);
        for (const NodeId& passed : path) known_[passed] = reached;
        return reached;
    }

  private:
    const std::map<NodeId, NodeId>& parents_;
    std::map<NodeId, bool> known_;
};

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

bool NodeState::linked() const {
    return !sequence.empty() || !split_from.empty() || !continued_by.empty() ||
           !string(model::field::kContinues).empty();
}

std::size_t NodeState::conflicts() const {
    // Two people who joined the same paragraphs agree, and nobody could choose: that register is no conflict.
    return static_cast<std::size_t>(std::ranges::count_if(fields, [](const auto& entry) {
        return entry.second.in_conflict() && entry.first != model::field::kContinues;
    }));
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

NodeId Document::home_of(const NodeId& id) const { return views_of(*this).home(id); }

NodeId Document::parent_of(const NodeState& node) const {
    const auto above = base::parse_id<NodeId>(node.string(model::field::kParent));
    return above ? home_of(*above) : NodeId{};
}

std::vector<const NodeState*> Document::in_order() const {
    const NodeId root_id = base::root_node(head.id);
    std::map<NodeId, NodeId> parents;
    for (const auto& [id, node] : nodes)
        if (id != root_id) parents[id] = parent_of(node);
    Reach reaches_root(parents, root_id);
    ChildIndex children;
    for (const auto& [id, node] : nodes) {
        // A name that only others mention is no paragraph.
        const bool mentioned = node.fields.empty() && node.tokens.empty();
        if (id == root_id || node.absorbed || mentioned) continue;
        children[reaches_root(id) ? parents[id] : root_id].push_back(&node);
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
