#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "client/sync/channel.hpp"
#include "client/sync/transport.hpp"
#include "shared/office/workspace.hpp"

// Current state first, history after (docs/adr/0012): what a round and the time between rounds do about it.

namespace dongthac::sync {

/// How much the office must have written since the last state before one of its PCs uploads another: more than `bytes`
/// of segments and more than that state is large, or more than `segments`.
struct StateRule {
    std::uint64_t bytes = std::uint64_t{64} << 10;
    std::uint64_t segments = 500;
    std::uint64_t history_bytes = std::uint64_t{1} << 20; ///< of history asked for at once
    store::PackRule packs{};
};

/// Asks for the office's state when this PC has nothing of the office yet, and takes it; once in the life of a
/// database. The size of what was taken, 0 for none. Whatever is wrong with a state, plain history is read instead.
/// Errors: unreachable, bad_server_answer (an answer that did not come whole) and those of the database.
[[nodiscard]] base::Result<std::uint64_t> take_state_first(office::Workspace& office, Channel& channel);

/// What was done between two rounds.
struct FollowedUp {
    std::uint64_t segments = 0; ///< of history that came
    bool settled = false;       ///< history is complete now and was compared with the state
    std::string false_state_by; ///< settled, but another than the state said: the name of the PC that signed it
    std::uint64_t uploaded = 0; ///< bytes of a state that was made and kept by the server
    std::uint64_t packed = 0;   ///< old segments that moved into packs (docs/adr/0013)
};

/// Fetches missing history until it is here, settles it, packs old segments, then makes and uploads a state when `rule`
/// says so. Stops between two requests when `go_on` says no. Safe to stop and repeat at any point. Errors: unreachable,
/// server_refused, bad_server_answer, bad_signature (history that its author did not sign).
[[nodiscard]] base::Result<FollowedUp> follow_up(
    office::Workspace& office, Transport& transport, const StateRule& rule = {},
    const std::function<bool()>& go_on = [] { return true; });

} // namespace dongthac::sync
