#include "shared/change/views.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "shared/model/record.hpp"

namespace dongthac::change {

namespace {

// Nobody joins a thousand paragraphs one behind the other; a longer line is shown apart, nothing of it is lost.
constexpr std::size_t kDeepest = 1'000;

} // namespace

std::optional<NodeId> Views::named(const NodeState& node) const {
    if (node.id == root_ || node.hidden) return std::nullopt;
    const std::string text = node.string(model::field::kContinues);
    if (text.empty()) return std::nullopt;
    const auto target = base::parse_id<NodeId>(text);
    if (!target || *target == node.id || *target == root_) return std::nullopt;
    const NodeState* state = find_(*target);
    if (state == nullptr || state->hidden || state->fields.empty()) return std::nullopt;
    return *target;
}

std::optional<NodeId> Views::joined_to(const NodeState& node) const {
    const std::optional<NodeId> target = named(node);
    std::set<NodeId> passed;
    for (std::optional<NodeId> at = target; at; at = named(*find_(*at)))
        if (*at == node.id || passed.size() >= kDeepest || !passed.insert(*at).second)
            // A circle further up does not hold this node apart; one it stands in, or a line too long, does.
            return *at == node.id || passed.size() >= kDeepest ? std::nullopt : target;
    return target;
}

std::vector<NodeId> Views::joined(const NodeState& node) const {
    std::vector<std::tuple<std::string, NodeId>> ordered;
    for (const NodeId& id : node.continued_by)
        if (const NodeState* other = find_(id); other != nullptr && joined_to(*other) == node.id)
            ordered.emplace_back(other->string(model::field::kOrder), id);
    std::ranges::sort(ordered);
    std::vector<NodeId> ids;
    for (const auto& [order, id] : ordered) ids.push_back(id);
    return ids;
}

const std::vector<std::pair<NodeId, Span>>& Views::pieces(const NodeState& owner) {
    const auto [found, fresh] = pieces_.try_emplace(owner.id);
    if (!fresh) return found->second;
    const std::vector<std::string>& words = owner.own_words();
    NodeId reader = owner.id;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= words.size(); ++at) {
        const std::optional<NodeId> target = at == words.size() ? owner.id : text::break_target(words[at]);
        if (!target) continue;
        found->second.emplace_back(reader, Span{owner.id, begin, at - begin});
        if (*target != owner.id && *target != root_) reader = *target;
        begin = at + 1;
    }
    return found->second;
}

std::vector<Span> Views::spans(const NodeId& id) {
    const NodeState* node = find_(id);
    if (node == nullptr) return {};
    std::vector<Span> out;
    std::vector<NodeId> owners = node->broken_in;
    owners.push_back(id); // what a program that knows no breaks typed into it comes last
    for (const NodeId& owner : owners)
        if (const NodeState* state = find_(owner))
            for (const auto& [reader, span] : pieces(*state))
                if (reader == id) out.push_back(span);
    for (const NodeId& other : joined(*node)) std::ranges::copy(spans(other), std::back_inserter(out));
    return out;
}

std::vector<std::string> Views::words(const NodeId& id) {
    std::vector<std::string> out;
    for (const Span& span : spans(id)) {
        const auto first = find_(span.owner)->own_words().begin() + static_cast<std::ptrdiff_t>(span.begin);
        out.insert(out.end(), first, first + static_cast<std::ptrdiff_t>(span.count));
    }
    return out;
}

bool Views::absorbed(const NodeState& node) {
    if (node.id == root_) return false;
    if (joined_to(node)) return true;
    return !node.split_from.empty() && node.broken_in.empty() && node.own_words().empty() && joined(node).empty();
}

NodeId Views::home(const NodeId& id) {
    std::set<NodeId> passed;
    NodeId at = id;
    while (passed.insert(at).second) {
        const NodeState* node = find_(at);
        if (node == nullptr || !node->linked()) return at;
        if (const auto target = joined_to(*node))
            at = *target;
        else if (absorbed(*node))
            at = node->split_from;
        else
            return at;
    }
    return id;
}

std::vector<NodeId> Views::members(const NodeId& id) {
    std::vector<NodeId> out;
    std::vector<NodeId> open{id};
    while (!open.empty()) {
        out.push_back(open.back());
        open.pop_back();
        const NodeState* node = find_(out.back());
        if (node == nullptr) continue;
        const std::vector<NodeId> below = joined(*node);
        open.insert(open.end(), below.rbegin(), below.rend());
    }
    return out;
}

Views views_of(const Document& document) {
    return Views(base::root_node(document.head.id), [&document](const NodeId& id) {
        const auto found = document.nodes.find(id);
        return found == document.nodes.end() ? nullptr : &found->second;
    });
}

std::vector<NodeId> break_targets(const NodeId& root, const NodeId& owner, std::span<const std::string> words) {
    std::set<NodeId> targets;
    for (const std::string& token : words)
        if (const auto target = text::break_target(token); target && *target != owner && *target != root)
            targets.insert(*target);
    return {targets.begin(), targets.end()};
}

void put_own_words(NodeState& node, std::vector<std::string> words) {
    node.sequence.clear();
    const bool broken =
        std::ranges::any_of(words, [](const std::string& token) { return text::break_target(token).has_value(); });
    (broken || node.linked() ? node.sequence : node.tokens) = std::move(words);
}

void settle_view(const NodeId& root, Nodes& nodes, const NodeId& id) {
    NodeState& changed = nodes.obtain(id);
    if (!changed.linked()) return;
    Views views(root, [&nodes](const NodeId& wanted) { return nodes.find(wanted); });
    std::vector<NodeId> readers = break_targets(root, id, changed.own_words());
    readers.push_back(id);
    for (const NodeId& reader : readers) {
        NodeState& node = nodes.obtain(reader);
        node.absorbed = views.absorbed(node);
        node.tokens = node.absorbed ? std::vector<std::string>{} : views.words(reader);
        if (const NodeId home = views.home(reader); home != reader) nodes.obtain(home).tokens = views.words(home);
    }
}

} // namespace dongthac::change
