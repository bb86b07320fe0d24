#pragma once

#include <optional>

#include "client/app/intent.hpp"
#include "client/app/sync_control.hpp"
#include "client/ui/context.hpp"
#include "client/ui/screens/sync.hpp"
#include "client/ui/widgets/table.hpp"
#include "client/view_model/people.hpp"

namespace dongthac::ui {

/// Ticks that are not saved yet.
struct PolicyEdit {
    model::OfficePolicy was; ///< what they began from
    model::OfficePolicy now;
};

struct PeopleState {
    TableState people;
    TableState devices;
    std::optional<PolicyEdit> policy;
    bool overtaken = false; ///< a colleague saved another policy meanwhile: the ticks went, and that is said
};

/// "Con người và quyền": who acts for the office, how it works, its PCs. What needs words opens a form
/// (intent::OpenPeopleForm). `problem` is the sentence of the last act's problem. A PC without an office is shown how
/// to join one, with `join`.
[[nodiscard]] std::optional<app::Intent> draw_people(const UiContext& ctx, const view_model::PeopleRows& rows,
                                                     const app::SyncStatus& status, const std::string& problem,
                                                     PeopleState& state, JoinForm& join);

} // namespace dongthac::ui
