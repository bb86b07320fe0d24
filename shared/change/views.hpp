#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/change/state.hpp"

namespace dongthac::change {

/// A node by its id; nullptr when there is none.
using FindNode = std::function<const NodeState*(const NodeId&)>;

/// Words of one paragraph as it is read: `count` tokens from `begin` on in the own words of `owner`, no break among
/// them.
struct Span {
    NodeId owner;
    std::size_t begin = 0;
    std::size_t count = 0;
    friend bool operator==(const Span&, const Span&) = default;
};

/// What is read where, once paragraphs were split and joined (docs/adr/0009). Computed from registers and sequences
/// alone, so that every replica and every path to a state agrees:
/// - a break in a node's own words begins the words of the paragraph it names; one to the root or to the node itself
///   counts for nothing;
/// - a node whose `continues` names another one is joined to it, unless either is hidden, the other is missing, or it
///   stands in a circle: then it is shown by itself;
/// - a node once split off whose break is gone and that has no words is joined to the node it was split from.
/// Lives as long as nothing changes; remembers what it has looked up.
class Views {
  public:
    Views(const NodeId& root, FindNode find) : root_(root), find_(std::move(find)) {}

    /// Where the words of a paragraph stand, in reading order: its own, then those of the paragraphs joined to it. At
    /// least one span for a node that exists, so that there is a place to type.
    [[nodiscard]] std::vector<Span> spans(const NodeId& id);
    [[nodiscard]] std::vector<std::string> words(const NodeId& id);
    [[nodiscard]] bool absorbed(const NodeState& node);
    /// The paragraph that shows the words of `id`.
    [[nodiscard]] NodeId home(const NodeId& id);
    /// Nodes whose words `id` shows, in reading order, itself first.
    [[nodiscard]] std::vector<NodeId> members(const NodeId& id);
    /// Nodes joined to `node` itself, in the order their words are read.
    [[nodiscard]] std::vector<NodeId> joined(const NodeState& node) const;

  private:
    [[nodiscard]] std::optional<NodeId> named(const NodeState& node) const;
    [[nodiscard]] std::optional<NodeId> joined_to(const NodeState& node) const;
    [[nodiscard]] const std::vector<std::pair<NodeId, Span>>& pieces(const NodeState& owner);

    NodeId root_;
    FindNode find_;
    std::map<NodeId, std::vector<std::pair<NodeId, Span>>> pieces_;
};

/// Of a document in memory, borrowed.
[[nodiscard]] Views views_of(const Document& document);

/// The paragraphs that breaks in `owner`'s words begin, ascending, each once.
[[nodiscard]] std::vector<NodeId> break_targets(const NodeId& root, const NodeId& owner,
                                                std::span<const std::string> words);

/// Gives a node its own words; a linked one shows them only after settle_view.
void put_own_words(NodeState& node, std::vector<std::string> words);

/// Makes `tokens` and `absorbed` of `node`, of those its breaks name and of those that show their words, what they have
/// to be after its own words changed.
void settle_view(const NodeId& root, Nodes& nodes, const NodeId& node);

} // namespace dongthac::change
