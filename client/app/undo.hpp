#pragma once

#include <string>
#include <vector>

#include "client/view_model/sentence.hpp"
#include "shared/office/inverse.hpp"

namespace dongthac::app {

/// One act made in this window, by the changes it wrote, and its name.
struct UndoStep {
    office::Act act;
    view_model::Sentence name; ///< "sửa đoạn 3"
};

/// What this window did, newest last; of each document by itself: what nobody sees is not turned. Only inverse acts are
/// written, as new changes against what stands there now: what others did since stays, and a merge from elsewhere is
/// never taken back (UI.md). Lasts as long as the window.
class UndoList {
  public:
    /// A new act; forgets what could be done again in its document. An act that wrote nothing is not kept.
    void add(UndoStep step);
    /// The newest act in the document that is shown; nullptr for none.
    [[nodiscard]] const UndoStep* next_undo(const base::DocumentId& shown) const;
    [[nodiscard]] const UndoStep* next_redo(const base::DocumentId& shown) const;
    /// Errors: those of office::invert; the step is dropped then.
    [[nodiscard]] base::Result<void> undo(office::Workspace& office, const base::DocumentId& shown);
    [[nodiscard]] base::Result<void> redo(office::Workspace& office, const base::DocumentId& shown);

  private:
    std::vector<UndoStep> done_;
    std::vector<UndoStep> undone_;
};

} // namespace dongthac::app
