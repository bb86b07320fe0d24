#pragma once

#include <optional>
#include <span>
#include <vector>

#include "shared/office/projector.hpp"

namespace dongthac::office {

/// One durable act of a person while it is being made: its changes so far, each on top of the one before, and the
/// document as they leave it. Lives within the caller's transaction and writes nothing before finish(). Borrows the
/// workspace.
class Act {
  public:
    /// Remarks touch nothing that could be misread.
    enum class Writes { anything, remarks_only };
    /// Error unknown_format for a document that a newer program has written to: until an update it takes remarks only.
    [[nodiscard]] static base::Result<Act> begin(Workspace& office, const base::DocumentId& document,
                                                 Writes writes = Writes::anything);

    [[nodiscard]] const change::DocumentHead& head() const { return *head_; }
    /// The node after the changes so far; nullptr when there is none. Valid until the next call.
    [[nodiscard]] base::Result<const change::NodeState*> node(const base::NodeId& id);
    /// Adds one change and returns its id.
    [[nodiscard]] base::Result<base::ChangeId> add(change::Payload payload);
    /// Writes outbox, projection and counter; nothing when nothing was added. Error too_large {path: the document} for
    /// a single change no server would take.
    [[nodiscard]] base::Result<void> finish();

  private:
    Act(Workspace& office, const base::DocumentId& document);
    [[nodiscard]] base::Result<void> store_rows();

    Workspace* office_;
    base::DocumentId document_;
    Projector projector_;
    const change::DocumentHead* head_ = nullptr;
    std::vector<change::ChangeId> parents_;
    std::uint64_t lamport_ = 0;
    std::uint64_t counter_ = 0;
    std::vector<change::Change> changes_;
};

} // namespace dongthac::office
