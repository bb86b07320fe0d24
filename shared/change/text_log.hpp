#pragma once

#include <algorithm>
#include <deque>
#include <span>
#include <utility>
#include <vector>

#include "shared/change/graph.hpp"
#include "shared/change/text_merge.hpp"

namespace dongthac::change {

/// The text events of one sequence of words in canonical order, each with the newest of them its author had seen.
/// Borrows the changes of the graph.
class TextLog {
  public:
    /// Draft `at` of `graph`, later than all before it, typed `hunks`.
    void add(const Graph& graph, std::size_t at, std::span<const text::TokenHunk> hunks);
    /// The words a paragraph is born with: typed into nothing.
    void add_birth(const Graph& graph, std::size_t at, const std::vector<std::string>& tokens);

    [[nodiscard]] const std::vector<TextEvent>& events() const { return events_; }
    /// The draft that event `event` is.
    [[nodiscard]] std::size_t draft_of(std::uint32_t event) const { return drafts_[event]; }
    /// Those events of the drafts [from, to) whose draft `picks` takes, in canonical order.
    template <class Picks>
    [[nodiscard]] std::vector<std::uint32_t> events_of(std::size_t from, std::size_t to, const Picks& picks) const {
        std::vector<std::uint32_t> events;
        const auto begin = std::ranges::lower_bound(drafts_, from);
        for (auto at = begin; at != drafts_.end() && *at < to; ++at)
            if (picks(*at)) events.push_back(static_cast<std::uint32_t>(at - drafts_.begin()));
        return events;
    }
    /// Event of draft `at`, which must be in the log.
    [[nodiscard]] std::uint32_t event_of(std::size_t at) const;

  private:
    [[nodiscard]] std::vector<std::uint32_t> newest_seen(const Graph& graph, std::size_t at) const;

    std::vector<TextEvent> events_;
    std::vector<std::uint32_t> drafts_;
    std::vector<std::uint32_t> ends_; ///< events no other has seen
    std::vector<std::pair<std::uint32_t, std::vector<std::uint32_t>>> by_chain_;
    std::deque<text::TokenHunk> births_;
};

} // namespace dongthac::change
