#pragma once

#include <optional>
#include <string_view>

#include "shared/change/authority.hpp"
#include "shared/change/state.hpp"
#include "shared/office/workspace.hpp"

// What decide() asks before it takes a decision, as the server will (shared/change/authority.hpp).

namespace dongthac::office {

/// A document as far as it says who may decide on it.
struct Matter {
    model::OrgId owner;
    model::DocumentState state = model::DocumentState::draft;
    std::optional<text::Date> submitted; ///< the day the server took the last submission, as far as is known here
};

/// `state`: as it will stand once what waits has been confirmed.
[[nodiscard]] base::Result<Matter> matter_of(Workspace& office, const change::DocumentHead& head,
                                             model::DocumentState state);

/// This PC as the one who acts, and the person whose `key` signs; nullptr where nobody does.
[[nodiscard]] change::Actor actor_here(const Workspace& office, const base::PublicKey* key);

/// Role, side and superior; not the state. Errors: no_office, those of change::may_decide.
[[nodiscard]] base::Result<void> may_decide(const Workspace& office, const change::Actor& actor, const Matter& matter,
                                            model::Action action);

/// What the server will ask of the line so far: a note where one is due, the text that was reviewed, a second person.
/// Errors: needs_note, changed_since_review, same_person.
[[nodiscard]] base::Result<void> check_line(Workspace& office, const change::Actor& actor,
                                            const change::Document& document, model::Action action,
                                            std::string_view note);

} // namespace dongthac::office
