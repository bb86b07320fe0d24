#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/change/change.hpp"

namespace dongthac::change {

/// One of the values a register holds, with the change that put it there.
struct FieldValue {
    ChangeId id;
    std::uint64_t lamport = 0;
    model::Value value;
    friend bool operator==(const FieldValue&, const FieldValue&) = default;
};

/// A multi-value register: everything set and not overwritten, oldest first. More than one value is a conflict a person
/// has to settle; until then the last is shown.
struct Register {
    std::vector<FieldValue> values;
    [[nodiscard]] const model::Value& shown() const;
    [[nodiscard]] bool in_conflict() const { return values.size() > 1; }
    friend bool operator==(const Register&, const Register&) = default;
};

/// Two changes of a node made without seeing each other that a person should compare: typing within eight tokens, or an
/// edit and a hide. Both wordings are read from the history (text_at).
struct ReviewMark {
    ChangeId first; ///< canonical order
    ChangeId second;
    friend auto operator<=>(const ReviewMark&, const ReviewMark&) = default;
};

/// Marks kept of one node. Beyond that the oldest go: enough stay to see that something is to be looked at.
inline constexpr std::size_t kMostReviews = 32;

/// A node as it is now: registers, the words as their authors cut them, and what a person should look at.
struct NodeState {
    NodeId id;
    std::map<model::FieldId, Register> fields;
    std::vector<std::string> tokens; ///< what is read on the page as this paragraph
    /// Its own words as they are typed and merged, breaks included, once it was split or joined (linked()); until then
    /// empty, and the same as `tokens`.
    std::vector<std::string> sequence;
    bool hidden = false;
    bool absorbed = false;            ///< joined to another paragraph: its words and children stand there
    NodeId split_from;                ///< whose sequence first held a break to it; empty for none
    std::vector<NodeId> broken_in;    ///< whose sequences hold a break to it now, ascending
    std::vector<NodeId> continued_by; ///< nodes whose `continues` names it, ascending
    std::vector<ReviewMark> reviews;  ///< not looked at yet, ascending, at most kMostReviews; "cần xem lại"

    /// True once its words are not simply its own.
    [[nodiscard]] bool linked() const;
    [[nodiscard]] const std::vector<std::string>& own_words() const { return linked() ? sequence : tokens; }

    [[nodiscard]] const model::Value& value(model::FieldId field) const;
    [[nodiscard]] std::string string(model::FieldId field) const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::size_t conflicts() const;
    friend bool operator==(const NodeState&, const NodeState&) = default;
};

struct CommentState {
    ChangeId id;
    NodeId node;
    std::string text;
    std::string author;
    std::int64_t wall_ms = 0;
    bool settled = false;
    friend bool operator==(const CommentState&, const CommentState&) = default;
};

/// One step between offices, as it was decided.
struct RevisionState {
    std::uint32_t no = 0; ///< revisions count from 1; a decision repeats the number it is about
    model::Action action = model::Action::submit;
    model::DocumentState state = model::DocumentState::draft;
    base::Hash hash{};
    model::OrgId org;
    std::string person;
    std::string note;
    std::int64_t wall_ms = 0;
    ChangeId id;                 ///< the change that did it: the server's receipt goes by it
    base::Bytes time_token;      ///< the server's last signed time its author had seen, not verified here; may be empty
    base::PublicKey sealed_by{}; ///< the key of the person who signed it, not verified here; zero: nobody did
    std::uint32_t number = 0;    ///< that it gave
    text::Date numbered_on{};    ///< the day beside it
    DocumentId related;          ///< that replaces or corrects this one
    friend bool operator==(const RevisionState&, const RevisionState&) = default;
};

/// Everything about a document but its nodes.
struct DocumentHead {
    DocumentId id;
    std::uint16_t record = 0;
    model::OrgId org;
    DocumentId parent;
    std::uint16_t merge_algo = 1;
    std::vector<ChangeId> heads;       ///< draft lane, sorted
    std::uint64_t lamport = 0;         ///< highest of the draft lane, as counted (Graph)
    std::uint64_t draft_changes = 0;   ///< applied changes of the draft lane
    std::uint64_t revised_changes = 0; ///< of these, in the last revision
    std::uint64_t waiting = 0;         ///< known changes whose parents have not come yet
    std::uint64_t set_aside = 0;       ///< kept and passed on, not applied: not understood, or a second decision
    model::DocumentState state = model::DocumentState::draft;
    std::uint32_t state_version = 0;
    std::vector<RevisionState> revisions;
    std::vector<CommentState> comments;
    base::Bytes last_snapshot; ///< canonical bytes of the newest revision; empty while there is none
    friend bool operator==(const DocumentHead&, const DocumentHead&) = default;
};

/// Where a document's nodes are while changes are applied: in memory, or loaded from the projection as needed.
class Nodes {
  public:
    virtual ~Nodes() = default;
    /// The node, to be changed in place; nullptr when there is none. It stays where it is as long as *this does.
    virtual NodeState* find(const NodeId& id) = 0;
    /// The node, made when missing.
    virtual NodeState& obtain(const NodeId& id) = 0;
};

/// A whole document in memory.
struct Document : Nodes {
    DocumentHead head;
    std::map<NodeId, NodeState> nodes;

    NodeState* find(const NodeId& id) override;
    NodeState& obtain(const NodeId& id) override;
    /// The document's own fields; a static empty node when there is none.
    [[nodiscard]] const NodeState& root() const;
    /// Visible nodes in reading order: depth first, siblings by (order, id); the root is left out. Nodes under a hidden
    /// one are hidden with it; a node whose parent is missing or circular stands at the top level rather than vanish;
    /// what was below a joined paragraph stands below the one that took it in.
    [[nodiscard]] std::vector<const NodeState*> in_order() const;
    /// The node above `node` on the page: its parent, or the paragraph that took its parent in.
    [[nodiscard]] NodeId parent_of(const NodeState& node) const;
    /// The paragraph that shows the words of `id`: itself unless it was joined to another.
    [[nodiscard]] NodeId home_of(const NodeId& id) const;
    [[nodiscard]] std::size_t conflicts() const;
    friend bool operator==(const Document& a, const Document& b) { return a.head == b.head && a.nodes == b.nodes; }
};

/// Tokens as a reader sees them. Two syllables that a merge put side by side get a space: nobody typed them as one.
[[nodiscard]] std::string render(const std::vector<std::string>& tokens);

} // namespace dongthac::change
