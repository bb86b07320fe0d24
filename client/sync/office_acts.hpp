#pragma once

#include <functional>

#include "client/app/office_act.hpp"
#include "client/sync/transport.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::sync {

/// A way to the office's server; asked for by acts that need one. Borrowed while the act lasts.
using Connect = std::function<base::Result<Transport*>(const std::string& url)>;

/// Does one act: the server is asked, then a round brings what is in the directory now, and `office` reads it again;
/// once the server has taken the act, a network that is gone no longer fails it, and the next round brings the rest.
/// Waits for the network and for Argon2, so never on the thread of a window. A hand-over that is cut off in the middle
/// has named who follows; the same again goes on. Errors: no_office, unreachable, not_allowed, unknown_person,
/// bad_value, weak_pin, wrong_pin, pin_wait, bad_code, used_code, expired_code, not_the_desk, record_changed; of a
/// signature those of office::decide.
[[nodiscard]] base::Result<app::OfficeActDone> carry_out(office::Workspace& office, const Connect& connect,
                                                         const app::OfficeAct& act);

} // namespace dongthac::sync
