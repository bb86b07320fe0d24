#include "shared/change/text_merge.hpp"

#include <algorithm>
#include <ranges>

#include "shared/change/eg_walker.hpp"
#include "shared/change/nearby.hpp"

namespace dongthac::change {

namespace {

using Token = const std::string*;

EgWalker<Token> walker_over(std::span<const TextEvent> events) {
    EgWalker<Token> walker;
    for (const TextEvent& event : events) {
        walker.add_event(event.parents);
        for (const text::TokenHunk& hunk : event.hunks)
            walker.add_hunk(hunk.position, hunk.removed,
                            hunk.inserted | std::views::transform([](const std::string& token) { return &token; }));
    }
    return walker;
}

std::vector<std::string> spelled(const std::vector<Token>& tokens) {
    std::vector<std::string> out;
    out.reserve(tokens.size());
    for (const Token token : tokens) out.push_back(*token);
    return out;
}

} // namespace

MergedText merge_text(std::span<const TextEvent> events) {
    MergedText merged;
    NearbyFinder finder;
    merged.tokens =
        spelled(walker_over(events).merge([&](const EventGraph& graph, Stretch stretch, const StretchReplay& replay) {
            finder.find(graph, stretch, replay, merged.nearby);
        }));
    std::ranges::sort(merged.nearby);
    const auto repeated = std::ranges::unique(merged.nearby);
    merged.nearby.erase(repeated.begin(), repeated.end());
    return merged;
}

std::vector<std::string> text_at(std::span<const TextEvent> events, std::span<const std::uint32_t> version) {
    std::vector<bool> seen(events.size(), false);
    for (const std::uint32_t event : version)
        if (event < events.size()) seen[event] = true;
    for (std::size_t event = events.size(); event-- > 0;)
        if (seen[event])
            for (const std::uint32_t parent : events[event].parents)
                if (parent < event) seen[parent] = true;

    std::vector<TextEvent> past;
    std::vector<std::uint32_t> number(events.size(), 0);
    for (std::size_t event = 0; event < events.size(); ++event) {
        if (!seen[event]) continue;
        number[event] = static_cast<std::uint32_t>(past.size());
        TextEvent& kept = past.emplace_back(events[event]);
        std::erase_if(kept.parents, [&](std::uint32_t parent) { return parent >= event; });
        for (std::uint32_t& parent : kept.parents) parent = number[parent];
    }
    return spelled(walker_over(past).merge());
}

} // namespace dongthac::change
