#pragma once

#include <optional>

#include "client/sync/channel.hpp"
#include "shared/office/workspace.hpp"
#include "shared/wire/office_messages.hpp"

// What an office asks of its server about itself. Each is one request; what comes of it is read with the next round.

namespace dongthac::sync {

/// As the directory stands here: `known` is filled in. Errors: no_office, unreachable, not_allowed, bad_value,
/// record_changed when somebody else changed the same since.
[[nodiscard]] base::Result<void> put_person(office::Workspace& office, Transport& transport,
                                            wire::PersonRequest request);
/// Errors: those, bad_code, used_code, expired_code.
[[nodiscard]] base::Result<void> put_person_key(office::Workspace& office, Transport& transport,
                                                const wire::PersonKeyRequest& request);
[[nodiscard]] base::Result<void> put_policy(office::Workspace& office, Transport& transport,
                                            wire::PolicyRequest request);
/// Reserves until at least `wanted` numbers of this year are here, and keeps them. Errors: those, not_the_desk.
[[nodiscard]] base::Result<std::size_t> reserve_numbers(office::Workspace& office, Transport& transport,
                                                        std::uint32_t wanted);

/// As many as waiting decisions want and lack. Returns why this PC gets none, where it has no right to any: not this
/// request's error but that of the decisions that wait for one. For a round. Errors: unreachable,
/// server_refused, bad_server_answer, the store's.
[[nodiscard]] base::Result<std::optional<base::Error>> reserve_wanted(office::Workspace& office, Channel& channel);

} // namespace dongthac::sync
