#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/model/document_state.hpp"
#include "shared/office/workspace.hpp"
#include "shared/wire/messages.hpp"

namespace dongthac::office {

/// Where a decision leaves the document here. It waits (an intent) until the home server has confirmed it.
struct Decided {
    model::DocumentState state = model::DocumentState::draft;
    std::uint32_t state_version = 0; ///< confirmed version; the waiting decision will make the next
    std::uint32_t revision = 0;      ///< number of the revision made or decided on
};

/// A person whose PIN was given: he or she answers for the decision with a signature.
struct Signer {
    base::PersonId person;
    std::string name;
    base::KeyPair key;
};

/// What goes with an action.
struct DecisionWords {
    std::string_view note{};
    std::string_view person{};                       ///< as printed, where nobody signs
    const Signer* signer = nullptr;                  ///< borrowed for the call
    base::DocumentId related{};                      ///< supersede, correct: the document that replaces or corrects it
    std::vector<change::SignatureFile> signatures{}; ///< legal digital signatures over the text as it is decided on
};

/// Takes `action` on a document: checks role, person, side and state, freezes the text where a revision is made, signs
/// it where somebody does, and keeps the intent durably. Works without any network. Errors: unknown_document,
/// not_allowed, needs_person, needs_note, changed_since_review, same_person, bad_transition, no_superior; no_number
/// when a person signs that a number is given and none is reserved here; what check_sending says of a record.
[[nodiscard]] base::Result<Decided> decide(Workspace& office, const base::DocumentId& document, model::Action action,
                                           const DecisionWords& words = {});

/// The actions that this PC, or a person who has set a PIN at it, could take on the document now, for buttons and
/// menus.
[[nodiscard]] base::Result<std::vector<model::Action>> possible_actions(Workspace& office,
                                                                        const base::DocumentId& document);

/// The people at this PC who could take `action` on the document now; none where its own roles do.
[[nodiscard]] base::Result<std::vector<const model::Person*>>
possible_signers(Workspace& office, const base::DocumentId& document, model::Action action);

/// The request that asks the home server to confirm `intent`: the same bytes as last time when it was sent before and
/// no answer came, else freshly sealed and kept before it is returned. Nothing while drafts of this office are still
/// unsent: push them first, the chain in the office's own feed must not be overtaken. Error bad_transition when the
/// document has moved on so that the decision no longer fits.
[[nodiscard]] base::Result<std::optional<wire::DecideRequest>> request_for(Workspace& office,
                                                                           const store::IntentRow& intent);

/// The server accepted: its segments enter the log and the projection, the intent goes.
[[nodiscard]] base::Result<void> confirm(Workspace& office, const store::IntentRow& intent,
                                         const wire::DecideAnswer& answer);

/// The server decided otherwise first (409), or the decision no longer fits: the intent goes, its note stays as a
/// comment. A number that it gave is given again, unless that is `why` it goes: number_taken, another paper has it.
[[nodiscard]] base::Result<void> withdraw(Workspace& office, const store::IntentRow& intent, base::Code why);

} // namespace dongthac::office
