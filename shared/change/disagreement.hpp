#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "shared/change/graph.hpp"
#include "shared/change/state.hpp"
#include "shared/change/text_log.hpp"

namespace dongthac::change {

/// What was done to one node, by draft, ascending.
struct NodeHistory {
    TextLog text;
    std::vector<std::uint32_t> edits; ///< every change that is somebody's work on it, moves and joins included
    std::vector<std::uint32_t> hides;
    std::vector<std::uint32_t> shows;
    std::vector<std::uint32_t> reviewed;
    std::set<NodeId> breaks;                                    ///< paragraphs that breaks in its words have ever begun
    std::vector<std::uint32_t> breaking;                        ///< the drafts that put breaks in
    std::set<NodeId> above;                                     ///< what it has ever stood below or been joined to
    std::vector<NodeId> owners;                                 ///< whose words have ever held a break to it
    std::vector<std::pair<std::uint32_t, std::uint32_t>> marks; ///< pairs of drafts to look at, earlier first
};
using NodeHistories = std::map<NodeId, NodeHistory>;

/// Decides what a hide and work that had not seen it make of a node: the work wins, and the pair is marked (DESIGN §4).
/// Work on a node is also work on what it lies under, and on the paragraph it was joined to. Whoever knows of the hide
/// and types into the paragraph had it on the page, for such work had brought it back: then it stays, also when that
/// work is elsewhere by now.
class Disagreement {
  public:
    /// All borrowed; registers and own words of `document` are settled.
    Disagreement(const Graph& graph, const Document& document, NodeHistories& histories);

    /// Sets `hidden` of every node of `document` and adds the marks.
    void settle(Document& document);

  private:
    /// A hide, as it looks to somebody: whose draft `viewer` is, or to one who has everything.
    struct Look {
        std::uint32_t hide = 0;
        std::optional<std::uint32_t> viewer{};
    };
    /// What neither saw a hide nor was seen by it, of what was done to one node.
    struct Beside {
        std::vector<std::uint32_t> edits;  ///< drafts
        std::vector<std::uint32_t> events; ///< of its text
    };
    [[nodiscard]] const Beside& beside(const NodeId& node, std::uint32_t hide);
    [[nodiscard]] bool sees(const Look& look, std::size_t draft) const {
        return !look.viewer || graph_.saw(*look.viewer, draft);
    }
    [[nodiscard]] std::optional<std::uint32_t> unseen_work(const NodeId& node, const Look& look);
    [[nodiscard]] std::optional<std::uint32_t> unseen_work_on(const NodeId& node, const Look& look);
    [[nodiscard]] std::optional<std::uint32_t> unseen_words(const NodeId& owner, const NodeId& node, const Look& look);
    [[nodiscard]] std::optional<std::uint32_t> later_typing(const NodeId& node, std::uint32_t hide);
    /// True when the draft `edit` types words into `owner`'s sequence, in whichever paragraph of it.
    [[nodiscard]] bool puts_words(const NodeId& owner, std::uint32_t edit) const;
    /// True when the draft `edit`, which puts words into `owner`'s sequence, puts some into paragraph `node` of it, as
    /// its author had that before him.
    [[nodiscard]] bool types_into(const NodeId& owner, const NodeId& node, std::uint32_t edit);

    const Graph& graph_;
    NodeHistories& histories_;
    NodeId root_;
    std::map<NodeId, std::vector<NodeId>> below_;
    std::map<std::pair<NodeId, std::uint32_t>, Beside> beside_;
    /// Whether what a hide had not seen of a sequence (events) changes what is read in a paragraph of it.
    std::map<std::tuple<NodeId, NodeId, std::uint32_t, std::vector<std::uint32_t>>, bool> differs_;
    std::size_t replays_ = 0;
};

/// The marks of `history` nobody has settled, newest kMostReviews of them, by id.
[[nodiscard]] std::vector<ReviewMark> open_marks(const Graph& graph, const NodeHistory& history);

} // namespace dongthac::change
