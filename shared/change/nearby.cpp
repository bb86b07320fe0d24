#include "shared/change/nearby.hpp"

#include <algorithm>
#include <ranges>
#include <span>

namespace dongthac::change {

namespace {

/// Of a stretch with more branches than this only the newest are compared: what was seen is kept as a square of bits.
constexpr std::size_t kMostBranches = 4'096;
/// A place that a crowd edited at once needs a reader, not a mark for each pair.
constexpr std::size_t kMostMarks = 8;

/// The branches of one stretch: events that simply follow each other, each the only one made on the one before. Two
/// events of one branch have the same relation to any event outside it, so relations are kept by branch.
class Branches {
  public:
    Branches(const EventGraph& graph, Stretch stretch) : first_event_(stretch.first) {
        const std::uint32_t count = stretch.last - stretch.first;
        std::vector<std::uint32_t> children(count, 0);
        for (std::uint32_t event = stretch.first; event < stretch.last; ++event)
            for (const std::uint32_t parent : inside(graph, event)) ++children[parent - first_event_];
        std::vector<std::uint32_t> starts;
        for (std::uint32_t event = stretch.first; event < stretch.last; ++event) {
            const auto parents = inside(graph, event);
            const bool goes_on =
                parents.size() == 1 && graph.parents(event).size() == 1 && children[parents[0] - first_event_] == 1;
            branch_of_.push_back(goes_on ? branch_of_[parents[0] - first_event_]
                                         : static_cast<std::uint32_t>(starts.size()));
            if (!goes_on) starts.push_back(event);
        }
        oldest_ = static_cast<std::uint32_t>(starts.size() - std::min(starts.size(), kMostBranches));
        width_ = starts.size() - oldest_;
        saw_.resize(width_ * width_);
        // Branches start in canonical order, so what a branch saw has its row before it.
        for (std::uint32_t branch = oldest_; branch < starts.size(); ++branch)
            for (const std::uint32_t parent : inside(graph, starts[branch])) inherit(branch, of(parent));
    }

    [[nodiscard]] std::uint32_t of(std::uint32_t event) const { return branch_of_[event - first_event_]; }

    /// Neither had seen the other.
    [[nodiscard]] bool concurrent(std::uint32_t a, std::uint32_t b) const {
        const auto [earlier, later] = std::minmax(a, b);
        return earlier != later && earlier >= oldest_ && !saw_[(later - oldest_) * width_ + (earlier - oldest_)];
    }

  private:
    [[nodiscard]] std::span<const std::uint32_t> inside(const EventGraph& graph, std::uint32_t event) const {
        const auto parents = graph.parents(event);
        return {std::ranges::lower_bound(parents, first_event_), parents.end()};
    }

    void inherit(std::uint32_t branch, std::uint32_t parent) {
        if (parent < oldest_) return;
        const std::size_t row = (branch - oldest_) * width_;
        const std::size_t above = (parent - oldest_) * width_;
        for (std::size_t i = 0; i < parent - oldest_; ++i)
            if (saw_[above + i]) saw_[row + i] = true;
        saw_[row + parent - oldest_] = true;
    }

    std::uint32_t first_event_;
    std::uint32_t oldest_ = 0; ///< first branch that is compared
    std::size_t width_ = 0;
    std::vector<std::uint32_t> branch_of_;
    std::vector<bool> saw_;
};

} // namespace

void NearbyFinder::find(const EventGraph& graph, Stretch stretch, const StretchReplay& replay,
                        std::vector<NearbyEvents>& out) {
    const Branches branches(graph, stretch);
    collect_touches(stretch, replay);
    recent_.clear();
    for (const Touch& touch : touches_) {
        std::erase_if(recent_, [&](const Touch& other) { return other.end + kReviewReach < touch.begin; });
        const std::uint32_t branch = branches.of(touch.event);
        std::size_t marks = 0;
        for (const Touch& other : std::views::reverse(recent_)) {
            if (!branches.concurrent(branch, branches.of(other.event))) continue;
            out.push_back({std::min(touch.event, other.event), std::max(touch.event, other.event)});
            if (++marks == kMostMarks) break;
        }
        std::erase_if(recent_, [&](const Touch& other) { return branches.of(other.event) == branch; });
        recent_.push_back(touch);
    }
}

void NearbyFinder::collect_touches(Stretch stretch, const StretchReplay& replay) {
    const RunTree& runs = replay.runs();
    constexpr std::uint32_t kNobody = UINT32_MAX;
    struct Deleter {
        std::uint32_t event = 0;
        std::uint32_t next = kNobody;
    };
    std::vector<Deleter> deleters; // a list for each run, in one array
    std::vector<std::uint32_t> first_deleter;
    for (RunTree::Place place = runs.begin(); !runs.is_end(place); place = runs.after(place)) {
        const std::uint32_t number = runs.at(place).first;
        if (order_of_.size() <= number) order_of_.resize(2 * std::size_t{number} + 1);
        order_of_[number] = static_cast<std::uint32_t>(first_deleter.size());
        first_deleter.push_back(kNobody);
    }
    for (std::uint32_t event = stretch.last; event-- > stretch.first;)
        for (const TokenRange& range : replay.touched_by(event))
            for (std::uint32_t number = range.first; number < range.first + range.length;) {
                const Run& run = runs.at(runs.run_starting_at(number));
                if (run.event != event) {
                    std::uint32_t& head = first_deleter[order_of_[number]];
                    deleters.push_back({event, head});
                    head = static_cast<std::uint32_t>(deleters.size()) - 1;
                }
                number += run.length;
            }

    touches_.clear();
    std::uint32_t position = 0;
    std::size_t order = 0;
    for (RunTree::Place place = runs.begin(); !runs.is_end(place); place = runs.after(place)) {
        const Run& run = runs.at(place);
        const std::uint32_t end = position + (run.deleted ? 0 : run.length);
        if (run.event != Run::kBase) touches_.push_back({run.event, position, end});
        for (std::uint32_t at = first_deleter[order++]; at != kNobody; at = deleters[at].next)
            touches_.push_back({deleters[at].event, position, end});
        position = end;
    }
}

} // namespace dongthac::change
