#include <algorithm>

#include "shared/change/build.hpp"
#include "shared/change/directory_records.hpp"
#include "shared/change/steps.hpp"
#include "shared/change/views.hpp"
#include "shared/model/record.hpp"

namespace dongthac::change {

namespace {

bool has_break(const std::vector<std::string>& tokens) {
    return std::ranges::any_of(tokens, [](const std::string& token) { return text::break_target(token).has_value(); });
}

bool has_break(const EditText& edit) {
    return std::ranges::any_of(edit.hunks, [](const text::TokenHunk& hunk) { return has_break(hunk.inserted); });
}

std::vector<std::string> breaks_of(const std::vector<std::string>& tokens) {
    std::vector<std::string> breaks;
    std::ranges::copy_if(tokens, std::back_inserter(breaks),
                         [](const std::string& token) { return text::break_target(token).has_value(); });
    std::ranges::sort(breaks);
    return breaks;
}

/// What one change may do on top of everything else without the whole set being asked again.
struct Simple {
    const DocumentHead& head;
    Nodes& nodes;

    bool operator()(const CreateNode& create) const {
        const NodeState* node = nodes.find(create.node);
        const bool fresh = node == nullptr || (node->fields.empty() && !node->linked());
        return fresh && !has_break(create.tokens); // a second parent moves it
    }
    bool operator()(const SetField& set) const {
        // A move changes what lies below a hidden node, a join what is read where.
        if (set.field == model::field::kParent || set.field == model::field::kContinues) return false;
        const NodeState* node = nodes.find(set.node);
        if (node == nullptr) return set.overwrites.empty();
        if (node->linked() && (node->fields.empty() || set.field == model::field::kOrder)) return false;
        // A value that is not there may be meant under an older name.
        const auto found = node->fields.find(set.field);
        return std::ranges::all_of(set.overwrites, [&](const ChangeId& id) {
            return found != node->fields.end() &&
                   std::ranges::find(found->second.values, id, &FieldValue::id) != found->second.values.end();
        });
    }
    bool operator()(const EditText& edit) const {
        const NodeState* node = nodes.find(edit.node);
        const bool linked = node != nullptr && node->linked();
        if (!linked && !has_break(edit)) return true;
        if (linked && !node->split_from.empty() && node->broken_in.empty()) return false; // it may come back
        std::vector<std::string> words = node == nullptr ? std::vector<std::string>{} : node->own_words();
        const std::vector<std::string> before = breaks_of(words);
        text::apply(words, edit.hunks);
        const std::vector<std::string> after = breaks_of(words);
        if (!std::ranges::includes(after, before)) return false;
        // A paragraph that was linked before may have been joined, and children of it with it.
        std::vector<std::string> fresh;
        std::ranges::set_difference(after, before, std::back_inserter(fresh));
        return std::ranges::none_of(fresh, [&](const std::string& token) {
            const NodeState* target = nodes.find(*text::break_target(token));
            return target != nullptr && target->linked();
        });
    }
    [[nodiscard]] bool stands_alone(const NodeId& id) const {
        const NodeState* node = nodes.find(id);
        return node == nullptr || (node->continued_by.empty() && node->string(model::field::kContinues).empty());
    }
    bool operator()(const HideNode& hide) const { return stands_alone(hide.node); }
    bool operator()(const ShowNode& show) const { return stands_alone(show.node); }
    bool operator()(const Reviewed& reviewed) const {
        const NodeState* node = nodes.find(reviewed.node);
        return node == nullptr || !node->linked(); // the marks of a linked one may be those of another
    }
    bool operator()(const SettleComment& settle) const {
        return std::ranges::find(head.comments, settle.comment, &CommentState::id) != head.comments.end();
    }
    bool operator()(const CreateDocument&) const { return true; }
    bool operator()(const Comment&) const { return true; }
    bool operator()(const Transition&) const { return false; }
    template <DirectoryRecord Record>
    bool operator()(const Record&) const {
        return true;
    }
    bool operator()(const Unknown&) const { return true; }
};

/// One draft change on top of everything before it.
struct ApplyDraft {
    DocumentHead& head;
    Nodes& nodes;
    const Change& change;
    NodeId root = base::root_node(head.id);

    void operator()(const CreateDocument& create) const {
        apply_create(head, create);
        nodes.obtain(root);
    }
    void operator()(const CreateNode& create) const {
        NodeState& node = nodes.obtain(create.node);
        create_node(node, change.id, head.lamport, create);
        const text::TokenHunk birth{0, 0, create.tokens};
        text::apply(node.tokens, std::span(&birth, 1));
    }
    void operator()(const SetField& set) const {
        put_register(nodes.obtain(set.node), set.field, {change.id, head.lamport, set.value}, set.overwrites);
    }
    void operator()(const EditText& edit) const {
        NodeState& node = nodes.obtain(edit.node);
        if (!node.linked() && !has_break(edit)) {
            text::apply(node.tokens, edit.hunks);
            return;
        }
        std::vector<std::string> words = node.own_words();
        text::apply(words, edit.hunks);
        const std::vector<NodeId> targets = break_targets(root, edit.node, words);
        put_own_words(node, std::move(words));
        for (const NodeId& target : targets) split_off(nodes.obtain(target), edit.node);
        settle_view(root, nodes, edit.node);
    }
    static void split_off(NodeState& node, const NodeId& owner) {
        if (std::ranges::find(node.broken_in, owner) != node.broken_in.end()) return;
        std::vector<std::string> words = node.own_words();
        node.split_from = owner; // it was not linked before: follows() sees to that
        node.broken_in.push_back(owner);
        put_own_words(node, std::move(words));
    }
    void operator()(const HideNode& hide) const { nodes.obtain(hide.node).hidden = true; }
    void operator()(const ShowNode& show) const { nodes.obtain(show.node).hidden = false; }
    void operator()(const Comment& comment) const {
        head.comments.push_back({change.id, comment.node, comment.text, comment.author, change.wall_ms});
    }
    void operator()(const Reviewed& reviewed) const {
        if (NodeState* node = nodes.find(reviewed.node)) node->reviews.clear();
    }
    void operator()(const SettleComment& settle) const {
        std::ranges::find(head.comments, settle.comment, &CommentState::id)->settled = settle.settled;
    }
    void operator()(const Transition&) const {}
    template <DirectoryRecord Record>
    void operator()(const Record&) const {}
    void operator()(const Unknown&) const { ++head.set_aside; }
};

} // namespace

bool follows(const DocumentHead& head, Nodes& nodes, const Change& change) {
    if (change.alias_of) return false; // perhaps known by its first name: the whole set decides
    if (lane_of(change) == Lane::draft)
        // What waited may enter with this change.
        return change.parents == head.heads && head.waiting == 0 && std::visit(Simple{head, nodes}, change.payload);
    const auto* transition = std::get_if<Transition>(&change.payload);
    return transition != nullptr && transition->expects_version >= head.state_version;
}

void apply_next(DocumentHead& head, Nodes& nodes, const Change& change) {
    if (const auto* transition = std::get_if<Transition>(&change.payload)) {
        apply_transition(head, change, *transition);
        return;
    }
    ++head.lamport;
    std::visit(ApplyDraft{head, nodes, change}, change.payload);
    head.heads.assign(1, change.id);
    ++head.draft_changes;
}

} // namespace dongthac::change
