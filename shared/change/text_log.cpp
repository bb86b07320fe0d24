#include "shared/change/text_log.hpp"

#include <algorithm>

namespace dongthac::change {

void TextLog::add(const Graph& graph, std::size_t at, std::span<const text::TokenHunk> hunks) {
    const Graph::Draft& draft = graph.drafts()[at];
    TextEvent event{draft.change->id, draft.lamport, hunks, {}};
    const auto sees = [&](std::uint32_t other) { return graph.saw(at, drafts_[other]); };
    // As a rule an author has seen everything there is.
    event.parents = std::ranges::all_of(ends_, sees) ? ends_ : newest_seen(graph, at);
    const auto index = static_cast<std::uint32_t>(events_.size());
    std::erase_if(ends_, sees);
    ends_.push_back(index);
    const std::uint32_t chain = graph.chain_of(at);
    auto own = std::ranges::find(by_chain_, chain, &std::pair<std::uint32_t, std::vector<std::uint32_t>>::first);
    if (own == by_chain_.end()) own = by_chain_.insert(by_chain_.end(), {chain, {}});
    own->second.push_back(index);
    events_.push_back(std::move(event));
    drafts_.push_back(static_cast<std::uint32_t>(at));
}

void TextLog::add_birth(const Graph& graph, std::size_t at, const std::vector<std::string>& tokens) {
    births_.push_back({0, 0, tokens});
    add(graph, at, std::span(&births_.back(), 1));
}

std::uint32_t TextLog::event_of(std::size_t at) const {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(drafts_, at) - drafts_.begin());
}

std::vector<std::uint32_t> TextLog::newest_seen(const Graph& graph, std::size_t at) const {
    std::vector<std::uint32_t> last;
    for (const auto& [chain, events] : by_chain_) {
        const auto position = [&](std::uint32_t event) { return graph.position_of(drafts_[event]); };
        const auto unseen = std::ranges::upper_bound(events, graph.seen_in(at, chain), {}, position);
        if (unseen != events.begin()) last.push_back(*(unseen - 1));
    }
    std::vector<std::uint32_t> newest;
    for (const std::uint32_t event : last)
        if (std::ranges::none_of(
                last, [&](std::uint32_t other) { return other != event && graph.saw(drafts_[other], drafts_[event]); }))
            newest.push_back(event);
    std::ranges::sort(newest);
    return newest;
}

} // namespace dongthac::change
