#pragma once

#include <functional>
#include <string>
#include <vector>

#include "shared/office/schedules.hpp"

namespace dongthac::office {

/// What a plan seems to ask of whom, read from its words (document::propose_obligations): each a draft that counts for
/// nobody until a person has confirmed it, with the sentence it stands in.
struct Proposal {
    std::string subject; ///< of the plan
    int year = 0;        ///< that the plan says it is for, else this one
    std::vector<ScheduleLine> lines;
};
/// Errors: unknown_document; bad_value for a document that is neither plan nor report.
[[nodiscard]] base::Result<Proposal> propose(Workspace& office, const base::DocumentId& plan);

/// The schedule that this office has begun or issued for the plan, the newest; an empty id when there is none.
[[nodiscard]] base::Result<base::DocumentId> schedule_for(Workspace& office, const base::DocumentId& plan);

struct ProposedSchedule {
    base::DocumentId schedule; ///< empty: none was begun, and the plan asks for nothing
    bool begun_before = false; ///< it was there already; then nothing was proposed
    Proposal proposal;
};
/// The schedule begun for the plan, or a new draft of what is proposed: never a second one, which would ask everything
/// twice. `title` names a new one after the plan. Errors: those of propose and new_schedule.
[[nodiscard]] base::Result<ProposedSchedule>
propose_schedule(Workspace& office, const base::DocumentId& plan,
                 const std::function<std::string(const std::string& subject)>& title);

} // namespace dongthac::office
