#pragma once

#include <map>
#include <optional>
#include <vector>

#include "shared/change/build.hpp"
#include "shared/office/workspace.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::office {

/// Which form projections have and which changes were understood when they were made. A database that says another
/// number makes its projections again when it is opened.
inline constexpr std::uint64_t kProjectionVersion = 211 + change::kSchema + 1000 * wire::kReads;

/// A document's nodes loaded from the projection as they are asked for; what was touched is written back.
class StoredNodes : public change::Nodes {
  public:
    StoredNodes(store::OfficeStore& store, const base::DocumentId& document) : store_(&store), document_(document) {}
    change::NodeState* find(const base::NodeId& id) override;
    change::NodeState& obtain(const base::NodeId& id) override;

    /// Nodes asked for to be changed, as they are now.
    [[nodiscard]] const std::map<base::NodeId, change::NodeState>& touched() const { return touched_; }
    /// What is kept of a touched node's row: enough to see what the change made of it.
    struct Before {
        store::NodeRow row;
        std::size_t words = 0; ///< hash of what search finds it by
    };
    /// The row of a touched node; nullptr for a new one.
    [[nodiscard]] const Before* before(const base::NodeId& id) const;
    [[nodiscard]] const std::optional<base::Error>& problem() const { return problem_; }

  private:
    store::OfficeStore* store_;
    base::DocumentId document_;
    std::map<base::NodeId, change::NodeState> touched_;
    std::map<base::NodeId, Before> before_;
    std::optional<base::Error> problem_; ///< the interface cannot return one; finish() does
};

/// Carries changes into the projection within the caller's transaction. The log rows must be written first: a document
/// whose changes do not simply follow is built again from them; while its history is missing it stays as it is shown
/// instead and is marked as held.
class Projector {
  public:
    explicit Projector(store::OfficeStore& store, std::int64_t now_ms) : store_(&store), now_ms_(now_ms) {}

    /// The document's head as projected so far; an empty one for a new document.
    [[nodiscard]] base::Result<change::DocumentHead*> head(const base::DocumentId& document);
    /// A node as projected so far; nullptr when there is none. Valid until the next call.
    [[nodiscard]] base::Result<const change::NodeState*> node(const base::DocumentId& document, const base::NodeId& id);
    [[nodiscard]] base::Result<void> apply(const change::Change& change);
    /// Marks a document to be built from its whole log, whatever the projection says.
    [[nodiscard]] base::Result<void> build(const base::DocumentId& document);
    /// Builds what has to be built and writes the rows.
    [[nodiscard]] base::Result<void> finish();

  private:
    struct Entry {
        std::optional<store::DocumentRow> row; ///< as the projection has it
        change::DocumentHead head;
        StoredNodes nodes;
        bool build = false;
        bool held = false; ///< waits for its history (docs/adr/0012)
    };
    [[nodiscard]] base::Result<Entry*> entry(const base::DocumentId& document);
    [[nodiscard]] base::Result<void> build_again(const base::DocumentId& document);
    [[nodiscard]] base::Result<void> write_nodes(const base::DocumentId& document, const change::Document& built);
    [[nodiscard]] base::Result<void> write_frozen(const base::DocumentId& document, const change::DocumentHead& head);
    [[nodiscard]] base::Result<void> write_touched(const base::DocumentId& document, Entry& at);

    store::OfficeStore* store_;
    std::int64_t now_ms_;
    std::map<base::DocumentId, Entry> entries_;
};

/// The number and the day that the records clerk gave the document, which stand on it from then on (NĐ 30/2020/NĐ-CP,
/// Điều 15); nullptr before.
[[nodiscard]] const change::RevisionState* numbering_of(const change::DocumentHead& head);

/// The text offices see: a draft's working copy, or the frozen revision where the text may no longer change or only
/// revisions are known. Fills record, org, parent and nodes of `document` from its last snapshot when needed.
[[nodiscard]] base::Result<void> show_frozen_text(change::Document& document);

/// A text is signed before it has a number; what is shown, printed and issued has both.
void show_number(change::Document& document, const base::ChangeId& given_by, std::uint32_t number,
                 const text::Date& day);

/// The row lists show of a document: `head` as built, `shown` after show_frozen_text, `root` its own node as shown.
/// Errors: bad_bytes.
[[nodiscard]] base::Result<store::DocumentRow> row_of(const change::DocumentHead& head,
                                                      const change::DocumentHead& shown, const change::NodeState& root,
                                                      std::uint64_t conflicts, std::int64_t changed_ms);

/// What search finds a node by: folded, nothing while it is hidden.
[[nodiscard]] std::string words_of(const change::NodeState& node);

/// Lets search find every node by its words as they are now, in one transaction; acts leave that undone because it
/// costs more than they do.
[[nodiscard]] base::Result<void> catch_up_search(store::OfficeStore& store);

} // namespace dongthac::office
