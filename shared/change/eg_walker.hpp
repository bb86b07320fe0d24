#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <ranges>
#include <span>
#include <utility>
#include <vector>

#include "shared/base/chunked_list.hpp"
#include "shared/change/event_graph.hpp"
#include "shared/change/stretch_replay.hpp"

namespace dongthac::change {

/// Merges what several people wrote into one list without seeing each other, after Joseph Gentle and Martin Kleppmann,
/// "Collaborative Text Editing with Eg-walker: Better, Faster, Smaller" (2024). `Element` is what nobody can write half
/// of: a syllable here, a character in the trace that the bench replays.
///
/// **Events.** An event says "at position 17 two elements go and these three come", in the text its author saw, and
/// which events the author had seen. It is stored as it was made and never rewritten. All events form a graph; that
/// graph is the document, and the text is what replaying it gives.
///
/// **Why replaying works.** One event after the other, each applied where its author meant it, gives the text. With one
/// author that is all: position 17 is position 17. When two wrote without seeing each other, the second one's position
/// counts in a text that the replay does not have any more, since the first one's work is in it. So the replay keeps,
/// while it needs it, every element with two states:
///  - the *prepare* state is how the author of the next event saw it: not inserted yet, there, or deleted n times over.
///    Only what is there counts when a position is looked up;
///  - the *effect* state is how it is with everything replayed so far: deleted by somebody or not. It is the result.
/// Before each event the prepare state is brought to what its author had seen: events the author had not seen are taken
/// back (*retreat*), seen ones are put in again (*advance*). That moves only the prepare state, one step for each token
/// touched; nothing is ever lost from the effect state.
///
/// **Critical versions.** When everybody had seen everything (the usual case: one person at a time) nothing before can
/// be needed again. There the states are forgotten, and events that simply follow each other edit the plain text.
/// The cost of a history is therefore that of its concurrent stretches (EventGraph cuts them out, StretchReplay
/// replays them), not of its length.
///
/// **Order.** Where two people inserted at one place, something must decide who stands first, the same everywhere. It
/// is the order called YjsMod in the paper, which makes the same text as FugueMax (Weidner and Kleppmann, "The Art of
/// the Fugue", 2023): every inserted element remembers its neighbours as its author saw them. Elements with the same
/// left neighbour stand so that the one whose right neighbour is further right comes first; with the same two
/// neighbours, the one whose event comes first in canonical order, (lamport, replica, counter). Everything typed on
/// behind an element stays with it, so two people's words stand one after the other and are never mixed, whether they
/// typed forwards or backwards.
///
/// The result is a function of the set of events; the order of arrival, and the order in which the replay visits
/// branches, have no part in it. This order is `merge_algo = 1` and frozen by tests/change/vectors.
///
/// Cost: O(elements) for events that follow each other, O(log) a run touched, retreated or advanced otherwise. At most
/// 2^31 elements. One thread.
template <class Element>
class EgWalker {
  public:
    /// Told of every stretch with concurrent events, when it has been merged.
    using OnStretch = std::function<void(const EventGraph&, Stretch, const StretchReplay&)>;

    /// `text` stands at a critical version (the beginning, when empty); events follow it. Who keeps the text of the
    /// last critical version and what came after it merges without the older history.
    explicit EgWalker(std::vector<Element> text = {}) : text_(std::move(text)) {}

    /// The next event in canonical order. `parents`: the newest events before it that its author had seen.
    void add_event(std::span<const std::uint32_t> parents) {
        graph_.add(parents);
        hunks_.first_of.push_back(hunks_.first_of.back());
    }

    /// A further hunk of the event added last. Positions count in the text after its earlier hunks, and are clamped.
    template <std::ranges::sized_range Inserted>
    void add_hunk(std::size_t position, std::size_t removed, Inserted&& inserted) {
        hunks_.hunks.push_back({narrow(position), narrow(removed), static_cast<std::uint32_t>(typed_.size()),
                                static_cast<std::uint32_t>(std::ranges::size(inserted))});
        for (auto&& element : inserted) typed_.push_back(element);
        ++hunks_.first_of.back();
    }

    /// The text that all events make. Once; the walker is empty afterwards.
    [[nodiscard]] std::vector<Element> merge(const OnStretch& on_stretch = {}) {
        StretchReplay replay;
        for (const Stretch stretch : graph_.stretches()) {
            if (stretch.last - stretch.first == 1) {
                for (const EventHunk& hunk : hunks_.of(stretch.first)) follow(hunk);
                continue;
            }
            replay.run(graph_, stretch, hunks_, static_cast<std::uint32_t>(text_.size()));
            take_over(replay);
            if (on_stretch) on_stretch(graph_, stretch, replay);
        }
        graph_ = {};
        hunks_ = {};
        typed_.clear();
        return text_.take();
    }

  private:
    static std::uint32_t narrow(std::size_t n) {
        return static_cast<std::uint32_t>(std::min<std::size_t>(n, std::numeric_limits<std::int32_t>::max()));
    }

    void follow(const EventHunk& hunk) {
        const std::size_t position = std::min<std::size_t>(hunk.position, text_.size());
        text_.erase(position, std::min<std::size_t>(hunk.removed, text_.size() - position));
        text_.insert(position, std::span<const Element>(typed_).subspan(hunk.first, hunk.inserted));
    }

    /// Brings the text to the effect state of a replayed stretch.
    void take_over(const StretchReplay& replay) {
        const RunTree& runs = replay.runs();
        std::size_t position = 0;
        for (RunTree::Place place = runs.begin(); !runs.is_end(place); place = runs.after(place)) {
            const Run& run = runs.at(place);
            if (run.event == Run::kBase && run.deleted) text_.erase(position, run.length);
            if (run.event != Run::kBase && !run.deleted)
                text_.insert(position, std::span<const Element>(typed_).subspan(replay.typed(run.first), run.length));
            if (!run.deleted) position += run.length;
        }
    }

    EventGraph graph_;
    EventHunks hunks_;
    std::vector<Element> typed_; ///< all that was ever inserted, in canonical order
    base::ChunkedList<Element> text_;
};

} // namespace dongthac::change
