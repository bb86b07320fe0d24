#pragma once

#include <span>
#include <string_view>
#include <utility>

#include "shared/model/obligation.hpp"
#include "shared/model/period.hpp"
#include "shared/office/work_tasks.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::office {

/// An obligation and the form its reports are on; empty: none.
struct ScheduleLine {
    model::Obligation obligation;
    base::DocumentId form;
};

/// A draft schedule of this office: what it asks of whom in `year`, giving effect to `plan` (empty: to none). It holds
/// from the day it is issued, and again with each new version. Errors: not_utf8.
[[nodiscard]] base::Result<base::DocumentId> new_schedule(Workspace& office, std::string_view title, int year,
                                                          const base::DocumentId& plan,
                                                          std::span<const ScheduleLine> lines);

/// A draft that says an office need not do what `task` asks, once issued; it alone will read it. Error needs_field
/// without a reason.
[[nodiscard]] base::Result<base::DocumentId> new_waiver(Workspace& office, const Task& task, std::string_view reason);

/// What a request asks for. Due rules as text, as DueRule::to_text writes them; empty: as the level below, on the last
/// day in the end.
struct RequestWords {
    std::string title{}; ///< empty: the form's
    std::string regime = "periodic";
    std::string targets{}; ///< empty: all schools below
    std::string due_school{};
    std::string due_ward{};
    std::string due_department{};
    std::string urgency = "normal";
    std::string note{};
};
/// A draft request for one period of a form. Errors: bad_value, unknown_form.
[[nodiscard]] base::Result<base::DocumentId> new_request(Workspace& office, const base::DocumentId& form,
                                                         const model::Period& period, const RequestWords& words);

} // namespace dongthac::office
