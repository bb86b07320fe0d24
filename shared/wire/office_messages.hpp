#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/model/directory.hpp"

// What an office asks of its server about itself: numbers, people, how it works.

namespace dongthac::wire {

/// Wants at least `wanted` document numbers of `year` for this PC to give, those it has among them.
struct NumberRequest {
    std::uint32_t year = 0;
    std::uint32_t wanted = 1;
};
/// All that are reserved for this PC and not given yet, ascending.
struct NumberAnswer {
    std::vector<std::uint32_t> numbers;
};

/// From an administrator's PC: the record as it shall be, with a new random id for a new person. Of the keys only that
/// one is revoked counts. `code_hash`, when not zero, is that of a code which lets the person set a PIN at one PC of
/// the office; the code itself is for the person alone.
struct PersonRequest {
    model::Person person;
    base::Hash code_hash{};
    std::int64_t expires_ms = 0;
    std::uint64_t known = 0; ///< how far the sender had read dir/ROOT: what it undoes it must have seen
};

/// From a PC of the office: a person makes a key known that a PIN opens there. `proof` is the key's signature over
/// person_key_bytes().
struct PersonKeyRequest {
    std::string code;
    base::PublicKey key{};
    base::Signature proof{};
};
/// "dongthac person 1", the device and the server: a key cannot be registered for another PC or elsewhere.
[[nodiscard]] base::Bytes person_key_bytes(const base::DeviceId& device, const base::PublicKey& server);

/// From an administrator's PC.
struct PolicyRequest {
    model::OfficePolicy policy;
    std::uint64_t known = 0; ///< as in PersonRequest
};

/// To each of these: what was asked is in the directory from now on.
struct TakenAnswer {
    bool taken = true;
};

[[nodiscard]] base::Bytes encode(const NumberRequest& request);
[[nodiscard]] base::Bytes encode(const NumberAnswer& answer);
[[nodiscard]] base::Bytes encode(const PersonRequest& request);
[[nodiscard]] base::Bytes encode(const PersonKeyRequest& request);
[[nodiscard]] base::Bytes encode(const PolicyRequest& request);
[[nodiscard]] base::Bytes encode(const TakenAnswer& answer);

// Inverses, for bytes that may be hostile. Error bad_bytes.
[[nodiscard]] base::Result<NumberRequest> decode_number_request(base::ByteSpan bytes);
[[nodiscard]] base::Result<NumberAnswer> decode_number_answer(base::ByteSpan bytes);
[[nodiscard]] base::Result<PersonRequest> decode_person_request(base::ByteSpan bytes);
[[nodiscard]] base::Result<PersonKeyRequest> decode_person_key_request(base::ByteSpan bytes);
[[nodiscard]] base::Result<PolicyRequest> decode_policy_request(base::ByteSpan bytes);
[[nodiscard]] base::Result<TakenAnswer> decode_taken_answer(base::ByteSpan bytes);

} // namespace dongthac::wire
