#include "shared/change/event_graph.hpp"

#include <algorithm>
#include <queue>
#include <ranges>
#include <utility>

namespace dongthac::change {

void EventGraph::add(std::span<const std::uint32_t> named) {
    const std::uint32_t event = size();
    std::vector<std::uint32_t> parents(named.begin(), named.end());
    std::erase_if(parents, [&](std::uint32_t parent) { return parent >= event; });
    if (parents.size() > 1) keep_newest(parents);

    // Antichains of equal size inside the same prefix, one of them made of heads only, are equal.
    std::uint32_t heads = event == 0 ? 0 : heads_[event - 1];
    const bool saw_a_whole_prefix =
        parents.empty() ||
        (parents.size() == heads_[parents.back()] &&
         std::ranges::all_of(parents, [&](std::uint32_t parent) { return first_child_[parent] > parents.back(); }));
    rule_out_cuts(parents, saw_a_whole_prefix);

    std::uint32_t whole = 0;
    for (const std::uint32_t parent : parents) {
        const std::uint32_t with_itself = seen_whole_[parent] == parent ? parent + 1 : seen_whole_[parent];
        whole = std::max(whole, with_itself);
        if (first_child_[parent] != kNoEvent) continue;
        first_child_[parent] = event;
        --heads;
    }
    if (saw_a_whole_prefix && !parents.empty()) whole = parents.back() + 1;
    seen_whole_.push_back(whole);
    heads_.push_back(heads + 1);
    first_child_.push_back(kNoEvent);
    parents_.insert(parents_.end(), parents.begin(), parents.end());
    first_parent_.push_back(static_cast<std::uint32_t>(parents_.size()));
}

/// Walks down from the newest parent and drops every one that is met on the way.
void EventGraph::keep_newest(std::vector<std::uint32_t>& parents) const {
    std::ranges::sort(parents);
    const auto repeated = std::ranges::unique(parents);
    parents.erase(repeated.begin(), repeated.end());
    std::priority_queue<std::uint32_t> met;
    std::vector<std::uint32_t> kept;
    std::uint32_t all_below = 0;
    for (const std::uint32_t candidate : std::views::reverse(parents)) {
        while (!met.empty() && met.top() > candidate) {
            const std::uint32_t event = met.top();
            while (!met.empty() && met.top() == event) met.pop();
            all_below = std::max(all_below, seen_whole_[event]);
            for (const std::uint32_t parent : this->parents(event))
                if (parent >= parents.front()) met.push(parent);
        }
        if (candidate < all_below || (!met.empty() && met.top() == candidate)) continue;
        kept.push_back(candidate);
        met.push(candidate);
    }
    parents.assign(kept.rbegin(), kept.rend());
}

/// A cut before n stands when every event from n on had seen all below n. An event with its parents all at n or above
/// leaves that to them; one with all of them below must name exactly the heads there, which include n - 1.
void EventGraph::rule_out_cuts(std::span<const std::uint32_t> parents, bool saw_a_whole_prefix) {
    const std::uint32_t event = size();
    not_a_cut_.resize(event + 2, 0);
    const auto rule_out = [&](std::uint32_t first, std::uint32_t end) {
        if (first < end) ++not_a_cut_[first], --not_a_cut_[end];
    };
    const std::uint32_t above_newest = parents.empty() ? 0 : parents.back() + 1;
    if (!parents.empty()) rule_out(parents.front() + 1, above_newest);
    rule_out(above_newest + (saw_a_whole_prefix ? 1 : 0), event + 1);
}

std::vector<Stretch> EventGraph::stretches() const {
    std::vector<Stretch> out;
    std::int32_t against = 0;
    for (std::uint32_t event = 0; event < size(); ++event) {
        against += not_a_cut_[event];
        if (against == 0)
            out.push_back({event, event + 1});
        else
            out.back().last = event + 1;
    }
    return out;
}

std::vector<std::uint32_t> EventGraph::branch_by_branch(Stretch stretch) const {
    std::vector<std::vector<std::uint32_t>> children(stretch.last - stretch.first);
    std::vector<std::size_t> awaited(children.size(), 0);
    std::vector<std::uint32_t> open;
    for (std::uint32_t event = stretch.last; event-- > stretch.first;) {
        for (const std::uint32_t parent : parents(event)) {
            if (parent < stretch.first) continue;
            ++awaited[event - stretch.first];
            children[parent - stretch.first].push_back(event);
        }
        if (awaited[event - stretch.first] == 0) open.push_back(event);
    }
    std::vector<std::uint32_t> out;
    while (!open.empty()) {
        const std::uint32_t event = open.back();
        open.pop_back();
        out.push_back(event);
        for (const std::uint32_t child : children[event - stretch.first])
            if (--awaited[child - stretch.first] == 0) open.push_back(child);
    }
    return out;
}

void EventGraph::moves(std::uint32_t from, std::uint32_t to, Stretch stretch, Moves& out) const {
    enum Side : std::uint8_t { kOld = 1, kNew = 2, kBoth = 3 };
    out.retreat.clear();
    out.advance.clear();
    const std::span<const std::uint32_t> wanted = parents(to);
    if (wanted.size() == 1 && wanted[0] == from) return;

    // Newest first, so that an event is only looked at when both sides have said whether they hold it.
    std::priority_queue<std::pair<std::uint32_t, Side>> open;
    std::size_t one_sided = 0;
    const auto push = [&](std::uint32_t event, Side side) {
        if (event < stretch.first) return; // both hold everything before the stretch
        open.emplace(event, side);
        if (side != kBoth) ++one_sided;
    };
    if (from != kNoEvent) push(from, kOld);
    for (const std::uint32_t event : wanted) push(event, kNew);
    while (one_sided > 0) {
        const std::uint32_t event = open.top().first;
        std::uint8_t sides = 0;
        while (!open.empty() && open.top().first == event) {
            if (open.top().second != kBoth) --one_sided;
            sides |= open.top().second;
            open.pop();
        }
        if (sides == kOld) out.retreat.push_back(event);
        if (sides == kNew) out.advance.push_back(event);
        for (const std::uint32_t parent : parents(event)) push(parent, static_cast<Side>(sides));
    }
    std::ranges::reverse(out.advance);
}

} // namespace dongthac::change
