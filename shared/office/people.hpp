#pragma once

#include <string_view>
#include <vector>

#include "shared/office/decisions.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/workspace.hpp"
#include "shared/wire/office_messages.hpp"

// People at one PC: keys that only their PINs open (DESIGN §9).

namespace dongthac::office {

/// Somebody who can sign at this PC.
struct PersonHere {
    const model::Person* person = nullptr; ///< borrowed from the directory
    base::PublicKey key{};
};

/// Everybody with a PIN here whom the directory knows and whose key is not revoked, by name.
[[nodiscard]] base::Result<std::vector<PersonHere>> people_here(Workspace& office);

/// Makes a key, keeps it under `pin` and returns what the server must be told, with `code`. Durable before it returns:
/// an answer lost on the way costs nothing, the same code and key may be sent again. Errors: weak_pin, no_office,
/// out_of_memory.
[[nodiscard]] base::Result<wire::PersonKeyRequest> begin_person_key(Workspace& office, std::string_view code,
                                                                    std::string_view pin);

/// Whom `typed` names among those with a PIN here (find_person.hpp). Errors: unknown_person, also when several fit.
[[nodiscard]] base::Result<base::PersonId> person_here(Workspace& office, std::string_view typed);

/// The key of `person` at this PC. A wrong PIN is counted on the disk before it is tried; after three in a row the next
/// try has to wait, up to 15 minutes, and nothing is ever deleted. Errors: unknown_person, wrong_pin {tries}, pin_wait
/// {seconds}, out_of_memory.
[[nodiscard]] base::Result<Signer> unlock(Workspace& office, const base::PersonId& person, std::string_view pin);
/// The same for whom person_here() finds.
[[nodiscard]] base::Result<Signer> unlock(Workspace& office, std::string_view name, std::string_view pin);

/// Another PIN for the same key. Errors: those of unlock, weak_pin.
[[nodiscard]] base::Result<void> change_pin(Workspace& office, const base::PersonId& person, std::string_view old_pin,
                                            std::string_view new_pin);

/// What this office has begun and not given away: whoever takes over from somebody has to know it. Newest change first.
[[nodiscard]] base::Result<std::vector<DocumentSummary>> open_documents(Workspace& office);

} // namespace dongthac::office
