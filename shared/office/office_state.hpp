#pragma once

#include <optional>

#include "shared/office/workspace.hpp"
#include "shared/wire/state.hpp"

// Current state first, history after (docs/adr/0012). The history is missing_history.hpp.

namespace dongthac::office {

/// A state made from everything this PC has, signed by it.
struct MadeState {
    base::Bytes sealed;
    std::vector<wire::FeedPlace> covers;
};

/// Nothing when this PC has work the server does not have, lacks history itself, has read feeds it may not read any
/// more, has nothing yet, or when the state would be larger than a server takes.
[[nodiscard]] base::Result<std::optional<MadeState>> make_state(Workspace& office);

/// True unless this PC has work the server does not have, or lacks history itself. Cheap.
[[nodiscard]] base::Result<bool> can_make_state(Workspace& office);

/// True when this PC has joined and nothing of the office has come but its directory. Cheap.
[[nodiscard]] base::Result<bool> wants_state(Workspace& office);

/// Takes a state in place of history: projections, chain ends and cursors, in one transaction with one flush. False,
/// and nothing is changed, when it is of no use here: signed by nobody this office knows, of other feeds, of another
/// version of the program, not readable, or when this PC has something already.
[[nodiscard]] base::Result<bool> take_state(Workspace& office, base::ByteSpan sealed);

/// Writes the rows of a taken state again for documents whose history is missing, within the caller's transaction;
/// nothing when there is none. For rebuild_within().
[[nodiscard]] base::Result<void> put_back_state(Workspace& office);

/// The documents of the taken state; nothing when there is none or this program cannot read it (any more).
[[nodiscard]] base::Result<std::optional<std::vector<wire::StateDocument>>>
documents_of_taken_state(store::OfficeStore& store);

} // namespace dongthac::office
