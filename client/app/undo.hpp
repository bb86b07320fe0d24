#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/view_model/sentence.hpp"
#include "shared/office/edit.hpp"

namespace dongthac::app {

/// One act made in this window, with what takes it back.
struct UndoStep {
    enum class Kind { text, field, add, hide, move_up, move_down };
    Kind kind = Kind::text;
    base::DocumentId document;
    base::NodeId node;
    std::string field;         ///< Kind::field only
    std::string before, after; ///< words, or a field's value as typed
    view_model::Sentence name; ///< "sửa đoạn 3"
};

/// What this window did, newest last. Only inverse acts are written, as new changes: what others did since stays, and
/// a merge from elsewhere is never taken back (UI.md).
class UndoList {
  public:
    /// A new act; forgets what could be done again.
    void add(UndoStep step);
    [[nodiscard]] const UndoStep* next_undo() const { return done_.empty() ? nullptr : &done_.back(); }
    [[nodiscard]] const UndoStep* next_redo() const { return undone_.empty() ? nullptr : &undone_.back(); }
    /// Error state_conflict {id} when somebody else has changed the same field since; the step is dropped then.
    [[nodiscard]] base::Result<void> undo(office::Workspace& office);
    [[nodiscard]] base::Result<void> redo(office::Workspace& office);
    void clear();

  private:
    std::vector<UndoStep> done_;
    std::vector<UndoStep> undone_;
};

} // namespace dongthac::app
