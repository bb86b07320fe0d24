#include "shared/change/disagreement.hpp"

#include <algorithm>

#include "shared/model/record.hpp"

namespace dongthac::change {

namespace {

// Reading what an author saw replays the text. Beyond this many the whole sequence counts as touched: then a paragraph
// comes back that perhaps need not have, which is the safe side.
constexpr std::size_t kMostReplays = 256;

/// The paragraph that the words before place `at` belong to: the last break to its left.
NodeId reader_before(const NodeId& root, const NodeId& owner, std::span<const std::string> words, std::size_t at) {
    for (std::size_t i = std::min(at, words.size()); i-- > 0;)
        if (const auto target = text::break_target(words[i]); target && *target != owner && *target != root)
            return *target;
    return owner;
}

} // namespace

Disagreement::Disagreement(const Graph& graph, const Document& document, NodeHistories& histories)
    : graph_(graph), histories_(histories), root_(base::root_node(document.head.id)) {
    // Whatever any value ever shown says; whether the one above is hidden itself does not count here, or what is hidden
    // would depend on itself.
    for (const auto& [id, node] : document.nodes) {
        for (const model::FieldId field : {model::field::kParent, model::field::kContinues})
            if (const auto above = base::parse_id<NodeId>(node.string(field)); above && *above != id)
                below_[*above].push_back(id);
        if (!node.split_from.empty() && node.broken_in.empty()) below_[node.split_from].push_back(id);
    }
}

void Disagreement::settle(Document& document) {
    for (auto& [id, history] : histories_)
        for (const std::uint32_t hide : history.hides) {
            NodeState& node = document.obtain(id);
            if (const auto work = unseen_work(id, hide)) {
                // Also when shown again since: two people disagreed here.
                const auto pair = std::minmax(*work, hide);
                history.marks.emplace_back(pair.first, pair.second);
            } else if (std::ranges::none_of(history.shows,
                                            [&](std::uint32_t show) { return graph_.saw(show, hide); })) {
                node.hidden = true;
            }
        }
}

std::optional<std::uint32_t> Disagreement::unseen_work(const NodeId& hidden, std::uint32_t hide) {
    const auto [from, to] = graph_.around(hide);
    if (from == hide && to == hide + 1) return std::nullopt;
    std::set<NodeId> passed{hidden};
    std::vector<NodeId> open{hidden};
    while (!open.empty()) {
        const NodeId at = open.back();
        open.pop_back();
        if (const auto work = unseen_work_on(at, hide)) return work;
        if (const auto below = below_.find(at); below != below_.end())
            for (const NodeId& next : below->second)
                if (passed.insert(next).second) open.push_back(next);
    }
    return std::nullopt;
}

std::optional<std::uint32_t> Disagreement::unseen_work_on(const NodeId& node, std::uint32_t hide) {
    const auto found = histories_.find(node);
    if (found == histories_.end()) return std::nullopt;
    const auto search = [&](const NodeId& owner, bool own) -> std::optional<std::uint32_t> {
        const NodeHistory& history = histories_[owner];
        const auto [from, to] = graph_.around(hide);
        const auto begin = std::ranges::lower_bound(history.edits, from);
        const auto end = std::ranges::lower_bound(history.edits, to);
        for (auto edit = begin; edit != end; ++edit) {
            if (!graph_.concurrent(hide, *edit)) continue;
            const bool typed = std::holds_alternative<EditText>(graph_.drafts()[*edit].change->payload);
            if (own ? !typed || history.breaks.empty() || touches(owner, *edit, node)
                    : typed && touches(owner, *edit, node))
                return *edit;
        }
        return std::nullopt;
    };
    if (const auto work = search(node, true)) return work;
    for (const NodeId& owner : found->second.owners)
        if (const auto work = search(owner, false)) return work;
    return std::nullopt;
}

bool Disagreement::touches(const NodeId& owner, std::uint32_t edit, const NodeId& node) {
    if (const auto known = touched_.find(edit); known != touched_.end()) return known->second.contains(node);
    if (touched_.size() >= kMostReplays) return true;
    return (touched_[edit] = touched_by(owner, edit)).contains(node);
}

std::set<NodeId> Disagreement::touched_by(const NodeId& owner, std::uint32_t edit) const {
    const auto* typed = std::get_if<EditText>(&graph_.drafts()[edit].change->payload);
    if (typed == nullptr || typed->node != owner) return {owner}; // a join to it: the paragraph itself
    const TextLog& log = histories_.at(owner).text;
    const TextEvent& event = log.events()[log.event_of(edit)];
    std::vector<std::string> words = text_at(log.events(), event.parents);
    std::set<NodeId> touched;
    for (const text::TokenHunk& hunk : typed->hunks) {
        const std::size_t begin = std::min(hunk.position, words.size());
        const std::size_t end = begin + std::min(hunk.removed, words.size() - begin);
        touched.insert(reader_before(root_, owner, words, begin));
        touched.insert(reader_before(root_, owner, words, end));
        for (std::size_t at = begin; at < end; ++at) touched.insert(reader_before(root_, owner, words, at + 1));
        text::apply(words, std::span(&hunk, 1));
        touched.insert(reader_before(root_, owner, words, begin + hunk.inserted.size()));
    }
    return touched;
}

std::vector<ReviewMark> open_marks(const Graph& graph, const NodeHistory& history) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> newest_first;
    for (const auto& [first, second] : history.marks)
        if (std::ranges::none_of(history.reviewed, [&](std::uint32_t reviewed) {
                return graph.saw(reviewed, first) && graph.saw(reviewed, second);
            }))
            newest_first.emplace_back(second, first);
    std::ranges::sort(newest_first, std::greater<>());
    const auto repeated = std::ranges::unique(newest_first);
    newest_first.erase(repeated.begin(), repeated.end());
    if (newest_first.size() > kMostReviews) newest_first.resize(kMostReviews);
    std::vector<ReviewMark> marks;
    for (const auto& [second, first] : newest_first)
        marks.push_back({graph.drafts()[first].change->id, graph.drafts()[second].change->id});
    std::ranges::sort(marks);
    return marks;
}

} // namespace dongthac::change
