#pragma once

#include "shared/change/change.hpp"

namespace dongthac::wire {

/// A transition on its own, without its revision's bytes: how a decision that waits is kept.
[[nodiscard]] base::Bytes encode(const change::Transition& transition);
/// Error bad_bytes.
[[nodiscard]] base::Result<change::Transition> decode_transition(base::ByteSpan bytes);

/// How a server's key came to be, as a PC keeps it. Error bad_bytes.
[[nodiscard]] base::Bytes encode_successions(const std::vector<model::KeySuccession>& successions);
[[nodiscard]] base::Result<std::vector<model::KeySuccession>> decode_successions(base::ByteSpan bytes);

/// What a person signs: "dongthac decision 1", the document, and the transition without its revision's bytes (whose
/// hash is in it) and without the signature. The key is in it, so a signature cannot be given to another person.
[[nodiscard]] base::Bytes decision_bytes(const base::DocumentId& document, const change::Transition& transition);

/// Puts the signature of the owner of `person` on the transition, which must be complete but for it.
void seal_decision(change::Transition& transition, const base::DocumentId& document, const base::KeyPair& person);

/// True when the seal is the signature, by the key it names, of exactly this decision. Whose key it is says the
/// directory.
[[nodiscard]] bool is_sealed(const change::Transition& transition, const base::DocumentId& document);

} // namespace dongthac::wire
