#include "shared/wire/office_messages.hpp"

#include "shared/wire/coding.hpp"

namespace dongthac::wire {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::string_view kPersonDomain = "dongthac person 1";

template <class Message>
base::Result<Message> decode_message(base::ByteSpan bytes) {
    return decode_value<Message>(bytes, kVersion, "message");
}

} // namespace

template <class Archive>
void serialize(Archive& archive, NumberRequest& request) {
    archive(request.year, request.wanted);
}
template <class Archive>
void serialize(Archive& archive, NumberAnswer& answer) {
    archive(answer.numbers);
}
template <class Archive>
void serialize(Archive& archive, PersonRequest& request) {
    archive(request.person, request.code_hash, request.expires_ms, request.known);
}
template <class Archive>
void serialize(Archive& archive, PersonKeyRequest& request) {
    archive(request.code, request.key, request.proof);
}
template <class Archive>
void serialize(Archive& archive, PolicyRequest& request) {
    archive(request.policy, request.known);
}
template <class Archive>
void serialize(Archive& archive, TakenAnswer& answer) {
    archive(answer.taken);
}

base::Bytes person_key_bytes(const base::DeviceId& device, const base::PublicKey& server) {
    base::Bytes bytes(kPersonDomain.begin(), kPersonDomain.end());
    bytes.insert(bytes.end(), device.bytes.begin(), device.bytes.end());
    bytes.insert(bytes.end(), server.begin(), server.end());
    return bytes;
}

base::Bytes encode(const NumberRequest& request) { return encode_value(request, kVersion); }
base::Bytes encode(const NumberAnswer& answer) { return encode_value(answer, kVersion); }
base::Bytes encode(const PersonRequest& request) { return encode_value(request, kVersion); }
base::Bytes encode(const PersonKeyRequest& request) { return encode_value(request, kVersion); }
base::Bytes encode(const PolicyRequest& request) { return encode_value(request, kVersion); }
base::Bytes encode(const TakenAnswer& answer) { return encode_value(answer, kVersion); }

base::Result<NumberRequest> decode_number_request(base::ByteSpan bytes) { return decode_message<NumberRequest>(bytes); }
base::Result<NumberAnswer> decode_number_answer(base::ByteSpan bytes) { return decode_message<NumberAnswer>(bytes); }
base::Result<PersonRequest> decode_person_request(base::ByteSpan bytes) { return decode_message<PersonRequest>(bytes); }
base::Result<PersonKeyRequest> decode_person_key_request(base::ByteSpan bytes) {
    return decode_message<PersonKeyRequest>(bytes);
}
base::Result<PolicyRequest> decode_policy_request(base::ByteSpan bytes) { return decode_message<PolicyRequest>(bytes); }
base::Result<TakenAnswer> decode_taken_answer(base::ByteSpan bytes) { return decode_message<TakenAnswer>(bytes); }

} // namespace dongthac::wire
