#pragma once

#include <cstdint>
#include <optional>

#include "shared/office/past.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// One act made on this PC: its changes of one document, by their numbers.
struct Act {
    base::DocumentId document;
    base::ReplicaId replica;
    std::uint64_t first = 0;
    std::uint64_t last = 0; ///< below `first`: nothing was written
    [[nodiscard]] bool empty() const { return last < first; }
};

/// Watches what is written between its making and done().
class ActWatch {
  public:
    [[nodiscard]] static base::Result<ActWatch> begin(Workspace& office, const base::DocumentId& document);
    /// What was written since; empty when nothing was.
    [[nodiscard]] base::Result<Act> done(Workspace& office) const;
    /// The same, of an act that says only afterwards in which document it wrote.
    [[nodiscard]] base::Result<Act> done(Workspace& office, const base::DocumentId& document) const;

  private:
    ActWatch(const base::DocumentId& document, std::uint64_t from) : document_(document), from_(from) {}
    base::DocumentId document_;
    std::uint64_t from_;
};

/// Takes an act back with new changes, computed against what stands there now, as one act. Of its typing only the words
/// that are still there go, and only what it took out itself comes back; a value, a place or a hidden paragraph goes
/// back only while it is still as this act left it. Nobody else's work is ever undone.
/// Errors: state_conflict {id, who} when somebody has worked on it since, then nothing is written; those of edit.hpp.
[[nodiscard]] base::Result<Act> invert(Workspace& office, const Act& act);

} // namespace dongthac::office
