#pragma once

#include "client/sync/channel.hpp"
#include "shared/office/workspace.hpp"
#include "shared/wire/office_messages.hpp"

// What an office asks of its server about itself. Each is one request; what comes of it is read with the next round.

namespace dongthac::sync {

/// Errors: no_office, unreachable, not_allowed, bad_value.
[[nodiscard]] base::Result<void> put_person(office::Workspace& office, Transport& transport,
                                            const wire::PersonRequest& request);
/// Errors: those, bad_code, used_code, expired_code.
[[nodiscard]] base::Result<void> put_person_key(office::Workspace& office, Transport& transport,
                                                const wire::PersonKeyRequest& request);
[[nodiscard]] base::Result<void> put_policy(office::Workspace& office, Transport& transport,
                                            const wire::PolicyRequest& request);
/// Reserves until at least `wanted` numbers of this year are here, and keeps them. Errors: those, not_the_desk.
[[nodiscard]] base::Result<std::size_t> reserve_numbers(office::Workspace& office, Transport& transport,
                                                        std::uint32_t wanted);

/// As many as waiting decisions want and lack. A refusal is not this request's error: the decision that needs the
/// number says it. For a round. Errors: unreachable, the store's.
[[nodiscard]] base::Result<void> reserve_wanted(office::Workspace& office, Channel& channel);

} // namespace dongthac::sync
