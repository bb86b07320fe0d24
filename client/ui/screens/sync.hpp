#pragma once

#include <optional>
#include <string>

#include "client/app/intent.hpp"
#include "client/app/sync_control.hpp"
#include "client/ui/context.hpp"
#include "client/ui/widgets/table.hpp"
#include "client/view_model/sync.hpp"

namespace dongthac::ui {

/// What is being typed to join an office.
struct JoinForm {
    std::string url;
    std::string code;
};

struct SyncState {
    JoinForm join;
    TableState rounds;
};

/// "Đồng bộ": the server, what waits, what the last rounds carried.
[[nodiscard]] std::optional<app::Intent> draw_sync(const UiContext& ctx, const view_model::SyncRows& rows,
                                                   const app::SyncStatus& status, SyncState& state);

/// Two fields and a button; also on the first page of a new PC.
[[nodiscard]] std::optional<app::Intent> draw_join_form(const UiContext& ctx, const app::SyncStatus& status,
                                                        JoinForm& form);

/// The same in a card, on pages that need an office.
[[nodiscard]] std::optional<app::Intent> draw_not_joined(const UiContext& ctx, const app::SyncStatus& status,
                                                         JoinForm& form);

/// The first page of a PC that belongs to no office and holds nothing.
[[nodiscard]] std::optional<app::Intent> draw_welcome(const UiContext& ctx, const app::SyncStatus& status,
                                                      JoinForm& form);

} // namespace dongthac::ui
