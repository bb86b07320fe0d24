#pragma once

#include <optional>

#include "client/ui/screens/people.hpp"

namespace dongthac::ui {

/// How the office works, as check boxes that count once they are saved. What went wrong with saving stands beneath.
[[nodiscard]] std::optional<app::Intent> draw_policy(const UiContext& ctx, const view_model::PeopleRows& rows,
                                                     const app::OfficeActStatus& act, const std::string& problem,
                                                     PeopleState& state);

} // namespace dongthac::ui
