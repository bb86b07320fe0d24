#include "shared/wire/decision.hpp"

#include "shared/wire/coding.hpp"

namespace dongthac::wire {

namespace {

constexpr std::string_view kDomain = "dongthac decision 1";

} // namespace

base::Bytes encode(const change::Transition& transition) {
    LaterTransition kept{transition};
    kept.transition.snapshot.clear();
    return encode_value(kept, 1);
}

base::Result<change::Transition> decode_transition(base::ByteSpan bytes) {
    DT_TRY(LaterTransition kept, decode_value<LaterTransition>(bytes, 1, "decision"));
    return std::move(kept.transition);
}

base::Bytes encode_successions(const std::vector<model::KeySuccession>& successions) {
    return encode_value(successions, 1);
}

base::Result<std::vector<model::KeySuccession>> decode_successions(base::ByteSpan bytes) {
    return decode_value<std::vector<model::KeySuccession>>(bytes, 1, "server keys");
}

base::Bytes decision_bytes(const base::DocumentId& document, const change::Transition& transition) {
    change::Transition signed_part = transition;
    if (signed_part.seal) signed_part.seal->signature = {};
    base::Bytes bytes(kDomain.begin(), kDomain.end());
    bytes.insert(bytes.end(), document.bytes.begin(), document.bytes.end());
    const base::Bytes value = encode(signed_part);
    bytes.insert(bytes.end(), value.begin(), value.end());
    return bytes;
}

void seal_decision(change::Transition& transition, const base::DocumentId& document, const base::KeyPair& person) {
    transition.seal = change::PersonSeal{person.public_key(), {}};
    transition.seal->signature = person.sign(decision_bytes(document, transition));
}

bool is_sealed(const change::Transition& transition, const base::DocumentId& document) {
    return transition.seal &&
           base::verify(transition.seal->key, decision_bytes(document, transition), transition.seal->signature);
}

} // namespace dongthac::wire
