#pragma once

#include <string>
#include <vector>

#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// A decision taken at this PC that never came about: what whoever took it has to learn of. It stays, across starts of
/// the program, until forget_dropped() says that somebody has; of very many the newest.
struct DroppedDecision {
    std::uint64_t id = 0; ///< local, ascending
    base::DocumentId document;
    std::string subject; ///< trích yếu, as it was then
    std::string action;  ///< name of model::Action
    std::string person;  ///< who decided, as written; may be ""
    std::int64_t made_ms = 0;
    base::Error why; ///< state_conflict where somebody else was faster, or the document had moved on
};

/// Those with an id above `after`, oldest first. Errors: the store's.
[[nodiscard]] base::Result<std::vector<DroppedDecision>> dropped_decisions(Workspace& office, std::uint64_t after = 0);
/// The id of the newest; 0 when there is none.
[[nodiscard]] base::Result<std::uint64_t> last_dropped(Workspace& office);

/// Call before withdraw(): a program that is stopped between the two notes nothing twice.
[[nodiscard]] base::Result<void> note_dropped(Workspace& office, const store::IntentRow& intent,
                                              const base::Error& why);

/// Nothing when it is forgotten already.
[[nodiscard]] base::Result<void> forget_dropped(Workspace& office, std::uint64_t id);

} // namespace dongthac::office
