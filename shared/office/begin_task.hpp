#pragma once

#include "shared/office/edit.hpp"
#include "shared/office/work_tasks.hpp"

namespace dongthac::office {

/// Begins what a task asks of this office, or finds what it has begun and not sent, or nothing more is owed of: the
/// submission of a form for the period, filled from its own records, a completion where what is to be done leaves no
/// record, else a new record of the kind. Returns the draft. Errors: not_allowed {action, org} for what another office
/// owes; those of new_submission.
[[nodiscard]] base::Result<base::DocumentId> begin_task(Workspace& office, const Task& task, const Wording& words);

} // namespace dongthac::office
