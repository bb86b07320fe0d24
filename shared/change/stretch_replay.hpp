#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "shared/change/event_graph.hpp"
#include "shared/change/run_tree.hpp"

namespace dongthac::change {

/// At `position` of the text as it is after the earlier hunks of the same event, `removed` tokens go and tokens number
/// [first, first + inserted) of all that were ever typed come. Positions and counts out of range are clamped.
struct EventHunk {
    std::uint32_t position = 0;
    std::uint32_t removed = 0;
    std::uint32_t first = 0;
    std::uint32_t inserted = 0;
};

/// The hunks of all events, in canonical order.
struct EventHunks {
    std::vector<EventHunk> hunks;
    std::vector<std::uint32_t> first_of{0}; ///< per event, and one more

    [[nodiscard]] std::span<const EventHunk> of(std::uint32_t event) const {
        return std::span(hunks).subspan(first_of[event], first_of[event + 1] - first_of[event]);
    }
};

/// Tokens with consecutive numbers.
struct TokenRange {
    std::uint32_t first = 0;
    std::uint32_t length = 0;
};

/// Replays a stretch in which people wrote without seeing each other. eg_walker.hpp tells how. One thread; reusable.
class StretchReplay {
  public:
    /// `length` tokens stood there before the stretch: they get the numbers below it. The tokens typed in the stretch
    /// are numbered on from there as they come in canonical order, the first being number `typed_before` of `hunks`.
    void run(const EventGraph& graph, Stretch stretch, const EventHunks& hunks, std::uint32_t length);

    /// Everything that stood or was typed in document order; a run that is not `deleted` is in the merged text.
    [[nodiscard]] const RunTree& runs() const { return runs_; }

    /// Which of all tokens ever typed the one numbered `number` here is; for runs that are not Run::kBase.
    [[nodiscard]] std::uint32_t typed(std::uint32_t number) const { return number - renumber_; }

    /// What `event` inserted and deleted; each range begins and ends where runs do.
    [[nodiscard]] std::span<const TokenRange> touched_by(std::uint32_t event) const;

  private:
    void remove(const EventHunk& hunk);
    void insert(std::uint32_t event, const EventHunk& hunk);
    [[nodiscard]] RunTree::Place place_among_unseen(RunTree::Place begin, Run& fresh);
    void step(std::uint32_t event, std::uint32_t by);

    Stretch stretch_;
    std::uint32_t renumber_ = 0; ///< from a token's place among all typed to its number in this stretch
    RunTree runs_;
    std::vector<TokenRange> spans_; ///< tokens inserted or deleted, events one after the other as they were replayed
    std::vector<TokenRange> span_range_; ///< per event of the stretch, in spans_
    std::vector<std::uint32_t> stamps_;  ///< by token number: in which search an end of its run was last met
    std::uint32_t search_ = 0;
};

} // namespace dongthac::change
