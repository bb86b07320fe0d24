#pragma once

#include <vector>

#include "shared/office/workspace.hpp"
#include "shared/wire/brief.hpp"

namespace dongthac::sync {

/// `request`, whose segments are those of `rows`, in the few bytes that do between two that agree
/// (docs/sync-protocol.md §5a). Errors: those of the database.
[[nodiscard]] base::Result<wire::BriefRequest> brief_of(office::Workspace& office, const wire::ExchangeRequest& request,
                                                        const std::vector<store::SegmentRow>& rows);

/// What the server's brief answer to it says in full; without heads, for it agreed on where they are or behind.
/// Errors: bad_server_answer when it names what was not there to name.
[[nodiscard]] base::Result<wire::ExchangeAnswer> in_full(const wire::BriefAnswer& answer,
                                                         const wire::ExchangeRequest& request,
                                                         const std::vector<store::SegmentRow>& rows);

/// True when the server's signed time that this PC holds is too old to say when something was made.
[[nodiscard]] base::Result<bool> wants_token(office::Workspace& office);

/// Setting that holds the newest of the server's signed times.
inline constexpr std::string_view kToken = "time_token";

} // namespace dongthac::sync
