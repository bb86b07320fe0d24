#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace dongthac::change {

/// Events between two critical versions: [first, last) in canonical order.
struct Stretch {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// Which events have to be taken back, and which put in again, to stand at another version.
struct Moves {
    std::vector<std::uint32_t> retreat; ///< newest first
    std::vector<std::uint32_t> advance; ///< oldest first
};

/// Who had seen what: events numbered in canonical order, each with the newest events its author had seen. Knows
/// nothing of texts. The set of events decides everything here; the order in which they arrived does not matter.
///
/// A *version* is a set of events together with all they had seen. A version is *critical* when every event outside had
/// seen all of it: whatever comes later builds on exactly that text, so nothing from before is needed again. Work is
/// cut into stretches there. A stretch of one event is the usual case, one person typing.
class EventGraph {
  public:
    /// Appends event number size(). `parents` in any order, with or without older events that the newer ones had seen
    /// already; those that are not numbered yet are ignored. Cheap while lists name only the newest events.
    void add(std::span<const std::uint32_t> parents);

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(first_parent_.size()) - 1; }

    /// Newest events that `event` had seen, ascending, none of them seen by another.
    [[nodiscard]] std::span<const std::uint32_t> parents(std::uint32_t event) const {
        return std::span(parents_).subspan(first_parent_[event], first_parent_[event + 1] - first_parent_[event]);
    }

    /// All events, cut at every critical version.
    [[nodiscard]] std::vector<Stretch> stretches() const;

    /// The events of one stretch so that each comes after its parents and a branch is walked to its end before the
    /// next, which keeps moves() short.
    [[nodiscard]] std::vector<std::uint32_t> branch_by_branch(Stretch stretch) const;

    /// From the version that ends with `from` (kNoEvent: the start of the stretch) to the one event `to` was made on.
    static constexpr std::uint32_t kNoEvent = UINT32_MAX;
    void moves(std::uint32_t from, std::uint32_t to, Stretch stretch, Moves& out) const;

  private:
    void keep_newest(std::vector<std::uint32_t>& parents) const;
    void rule_out_cuts(std::span<const std::uint32_t> parents, bool saw_a_whole_prefix);

    std::vector<std::uint32_t> parents_;
    std::vector<std::uint32_t> first_parent_{0};
    std::vector<std::uint32_t> seen_whole_;  ///< per event: all events below this number had been seen (a lower bound)
    std::vector<std::uint32_t> first_child_; ///< per event: smallest number that names it as a parent
    std::vector<std::uint32_t> heads_;       ///< per n: how many of the first n+1 events no other of them had seen
    std::vector<std::int32_t> not_a_cut_;    ///< differences: the running sum at n counts who rules out a cut before n
};

} // namespace dongthac::change
