#pragma once

#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// Brings the tables of what is due up to date with schedules, requests, waivers, offices and records: only what
/// changed since the last call, or everything where what makes tasks did. Whoever reads tasks calls it first; an act
/// only notes what it touched. One transaction, none when there is nothing to do. Errors: the store's, bad_bytes.
[[nodiscard]] base::Result<void> catch_up_tasks(Workspace& office);

/// The office that answers on `day` for what `org` owed: itself while it is there, else its successor.
[[nodiscard]] model::OrgId holder_of(const model::Directory& directory, const model::OrgId& org, const text::Date& day);

/// Names a task alike on every PC.
[[nodiscard]] base::TaskId task_id(const base::NodeId& duty, const model::OrgId& org, std::string_view period);

} // namespace dongthac::office
