#include "shared/change/disagreement.hpp"

#include <algorithm>
#include <iterator>

namespace dongthac::change {

namespace {

// Reading what somebody saw replays the text. Beyond this many any edit of the sequence counts: then a paragraph comes
// back that perhaps need not have, which is the safe side.
constexpr std::size_t kMostReplays = 256;

/// The words of paragraph `node` among `words`, which are `owner`'s own.
std::vector<std::string> words_of(const NodeId& root, const NodeId& owner, const NodeId& node,
                                  std::vector<std::string> words) {
    NodeId reader = owner;
    std::vector<std::string> out;
    for (std::string& token : words) {
        if (const auto target = text::break_target(token)) {
            if (*target != owner && *target != root) reader = *target;
        } else if (reader == node) {
            out.push_back(std::move(token));
        }
    }
    return out;
}

} // namespace

Disagreement::Disagreement(const Graph& graph, const Document& document, NodeHistories& histories)
    : graph_(graph), histories_(histories), root_(base::root_node(document.head.id)) {
    // Wherever it has ever stood: a node that came back because of work below it does not go again when that work is
    // moved elsewhere, for others may have put theirs there meanwhile.
    for (const auto& [id, history] : histories)
        for (const NodeId& above : history.above) below_[above].push_back(id);
    for (const auto& [id, node] : document.nodes)
        if (!node.split_from.empty() && node.broken_in.empty()) below_[node.split_from].push_back(id);
}

void Disagreement::settle(Document& document) {
    for (auto& [id, history] : histories_)
        for (const std::uint32_t hide : history.hides) {
            NodeState& node = document.obtain(id);
            auto work = unseen_work(id, {hide});
            const bool shown =
                std::ranges::any_of(history.shows, [&](std::uint32_t show) { return graph_.saw(show, hide); });
            if (!work && !shown) work = later_typing(id, hide);
            if (work) {
                // Also when shown again since: two people disagreed here.
                const auto pair = std::minmax(*work, hide);
                history.marks.emplace_back(pair.first, pair.second);
            } else if (!shown) {
                node.hidden = true;
            }
        }
}

std::optional<std::uint32_t> Disagreement::unseen_work(const NodeId& hidden, const Look& look) {
    const std::uint32_t hide = look.hide;
    const auto [from, to] = graph_.around(hide);
    if (from == hide && to == hide + 1) return std::nullopt;
    std::set<NodeId> passed{hidden};
    std::vector<NodeId> open{hidden};
    while (!open.empty()) {
        const NodeId at = open.back();
        open.pop_back();
        if (const auto work = unseen_work_on(at, look)) return work;
        if (const auto below = below_.find(at); below != below_.end())
            for (const NodeId& next : below->second)
                if (passed.insert(next).second) open.push_back(next);
    }
    return std::nullopt;
}

const Disagreement::Beside& Disagreement::beside(const NodeId& node, std::uint32_t hide) {
    const auto [known, fresh] = beside_.try_emplace({node, hide});
    if (!fresh) return known->second;
    const NodeHistory& history = histories_.at(node);
    const auto [from, to] = graph_.around(hide);
    const auto concurrent = [&](std::size_t at) { return graph_.concurrent(hide, at); };
    const auto end = std::ranges::lower_bound(history.edits, to);
    std::copy_if(std::ranges::lower_bound(history.edits, from), end, std::back_inserter(known->second.edits),
                 concurrent);
    known->second.events = history.text.events_of(from, to, concurrent);
    return known->second;
}

std::optional<std::uint32_t> Disagreement::unseen_work_on(const NodeId& node, const Look& look) {
    const std::uint32_t hide = look.hide;
    const auto found = histories_.find(node);
    if (found == histories_.end()) return std::nullopt;
    // What was split by somebody who knew of the hide was one paragraph for all this is about.
    const bool split = std::ranges::any_of(found->second.breaking, [&](std::uint32_t breaking) {
        return sees(look, breaking) && !graph_.saw(breaking, hide);
    });
    for (const std::uint32_t edit : beside(node, hide).edits) {
        if (!sees(look, edit)) continue;
        // Typing in a sequence of several paragraphs may have been in another one.
        const auto* typed = std::get_if<EditText>(&graph_.drafts()[edit].change->payload);
        if (!split || typed == nullptr || typed->node != node) return edit;
    }
    if (split)
        if (const auto edit = unseen_words(node, node, look)) return edit;
    for (const NodeId& owner : found->second.owners)
        if (const auto edit = unseen_words(owner, node, look)) return edit;
    return std::nullopt;
}

std::optional<std::uint32_t> Disagreement::unseen_words(const NodeId& owner, const NodeId& node, const Look& look) {
    const TextLog& log = histories_.at(owner).text;
    std::vector<std::uint32_t> unseen;
    for (const std::uint32_t event : beside(owner, look.hide).events)
        if (sees(look, log.draft_of(event))) unseen.push_back(event);
    if (unseen.empty()) return std::nullopt;
    const auto first = static_cast<std::uint32_t>(log.draft_of(unseen.front()));
    // Nearly everybody who types later has the same of it before him.
    const auto [known, fresh] = differs_.try_emplace({owner, node, look.hide, unseen}, true);
    if (fresh && ++replays_ <= kMostReplays) {
        // What one who hid it had read, and what would have been there to read.
        std::vector<std::uint32_t> all =
            log.events_of(0, look.hide, [&](std::size_t at) { return graph_.saw(look.hide, at); });
        const auto before = words_of(root_, owner, node, text_at(log.events(), all));
        all.insert(all.end(), unseen.begin(), unseen.end());
        known->second = before != words_of(root_, owner, node, text_at(log.events(), all));
    }
    return known->second ? std::optional(first) : std::nullopt;
}

std::optional<std::uint32_t> Disagreement::later_typing(const NodeId& node, std::uint32_t hide) {
    const auto [from, to] = graph_.around(hide);
    if (from == hide && to == hide + 1) return std::nullopt; // nothing ever brought it back
    const auto found = histories_.find(node);
    if (found == histories_.end()) return std::nullopt;
    std::vector<NodeId> owners = found->second.owners;
    owners.push_back(node);
    for (const NodeId& owner : owners) {
        const std::vector<std::uint32_t>& edits = histories_.at(owner).edits;
        for (auto edit = std::ranges::upper_bound(edits, hide); edit != edits.end(); ++edit)
            if (graph_.saw(*edit, hide) && puts_words(owner, *edit) && unseen_work(node, {hide, *edit}) &&
                types_into(owner, node, *edit))
                return *edit;
    }
    return std::nullopt;
}

bool Disagreement::puts_words(const NodeId& owner, std::uint32_t edit) const {
    const auto* typed = std::get_if<EditText>(&graph_.drafts()[edit].change->payload);
    return typed != nullptr && typed->node == owner &&
           std::ranges::any_of(typed->hunks, [](const text::TokenHunk& hunk) { return !hunk.inserted.empty(); });
}

bool Disagreement::types_into(const NodeId& owner, const NodeId& node, std::uint32_t edit) {
    if (owner == node && histories_.at(owner).breaks.empty()) return true;
    if (++replays_ > kMostReplays) return true;
    const TextLog& log = histories_.at(owner).text;
    const std::vector<std::uint32_t> seen =
        log.events_of(0, edit, [&](std::size_t at) { return graph_.saw(edit, at); });
    std::vector<std::uint32_t> with = seen;
    with.push_back(log.event_of(edit));
    return words_of(root_, owner, node, text_at(log.events(), seen)) !=
           words_of(root_, owner, node, text_at(log.events(), with));
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
