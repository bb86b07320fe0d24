#pragma once

#include <cstdint>
#include <vector>

#include "shared/change/event_graph.hpp"
#include "shared/change/stretch_replay.hpp"
#include "shared/change/text_merge.hpp"

namespace dongthac::change {

/// Finds where people met who wrote without seeing each other, in stretches that were just merged.
///
/// The text as it was at the end of the stretch is gone through from left to right, over all tokens that an event of
/// the stretch inserted or deleted; a deleted token is the gap where it stood. Each such touch is paired with the
/// nearest touch on its left of every branch (events that simply follow each other) that had not seen its event, when
/// at most kReviewReach tokens stand between; with eight branches at most, nearest first. So wherever two people met
/// there is a pair, and long branches do not make a pair of each event with each. Later events change none of it: who
/// comes after everything begins a stretch of his own.
class NearbyFinder {
  public:
    /// Appends the pairs of one stretch to `out`, some of them twice, in no order.
    void find(const EventGraph& graph, Stretch stretch, const StretchReplay& replay, std::vector<NearbyEvents>& out);

  private:
    /// Tokens [begin, end) of the merged text; empty for deleted ones.
    struct Touch {
        std::uint32_t event = 0;
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
    };
    void collect_touches(Stretch stretch, const StretchReplay& replay);

    std::vector<Touch> touches_;          ///< left to right; at one run its author first, then who deleted it
    std::vector<Touch> recent_;           ///< the last touch of each branch within reach, nearest last
    std::vector<std::uint32_t> order_of_; ///< by the number of a run's first token: the how manieth run
};

} // namespace dongthac::change
