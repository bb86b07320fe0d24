#include "shared/wire/give_back.hpp"

#include <algorithm>

#include "shared/wire/coding.hpp"

namespace dongthac::wire {

template <class Archive>
void serialize(Archive& archive, ChainEnd& end) {
    archive(end.feed, end.replica, end.counter);
}
template <class Archive>
void serialize(Archive& archive, ReturnedSegment& segment) {
    archive(segment.bytes, segment.receipt);
}
template <class Archive>
void serialize(Archive& archive, GiveBackRequest& request) {
    archive(request.ends, request.segments);
}
template <class Archive>
void serialize(Archive& archive, Returned& returned) {
    enumeration(archive, returned.status, AckStatus::missing_before);
    archive(returned.reason);
}
template <class Archive>
void serialize(Archive& archive, GiveBackAnswer& answer) {
    archive(answer.lacking, answer.returned);
}
template <class Archive>
void serialize(Archive& archive, ReceiptsRequest& request) {
    archive(request.segments);
}
template <class Archive>
void serialize(Archive& archive, ReceiptsAnswer& answer) {
    archive(answer.receipts);
}

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::string_view kReceiptDomain = "dongthac receipt 1";
constexpr std::size_t kTimeSize = 8;

void append(base::Bytes& to, base::ByteSpan more) { to.insert(to.end(), more.begin(), more.end()); }

base::Bytes receipt_message(const std::string& feed, const base::Hash& hash, base::ByteSpan milliseconds) {
    base::Bytes message;
    append(message, base::as_bytes(kReceiptDomain));
    append(message, base::as_bytes(feed));
    message.push_back(0);
    append(message, hash);
    append(message, milliseconds);
    return message;
}

} // namespace

base::Bytes encode(const GiveBackRequest& message) { return encode_value(message, kVersion); }
base::Bytes encode(const GiveBackAnswer& message) { return encode_value(message, kVersion); }
base::Bytes encode(const ReceiptsRequest& message) { return encode_value(message, kVersion); }
base::Bytes encode(const ReceiptsAnswer& message) { return encode_value(message, kVersion); }

base::Result<GiveBackRequest> decode_give_back_request(base::ByteSpan bytes) {
    return decode_value<GiveBackRequest>(bytes, kVersion, "message");
}
base::Result<GiveBackAnswer> decode_give_back_answer(base::ByteSpan bytes) {
    return decode_value<GiveBackAnswer>(bytes, kVersion, "message");
}
base::Result<ReceiptsRequest> decode_receipts_request(base::ByteSpan bytes) {
    return decode_value<ReceiptsRequest>(bytes, kVersion, "message");
}
base::Result<ReceiptsAnswer> decode_receipts_answer(base::ByteSpan bytes) {
    return decode_value<ReceiptsAnswer>(bytes, kVersion, "message");
}

base::Bytes make_receipt(const std::string& feed, const base::Hash& hash, std::int64_t received_ms,
                         const base::KeyPair& server) {
    base::Bytes receipt(kTimeSize);
    for (std::size_t i = 0; i < kTimeSize; ++i)
        receipt[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(received_ms) >> (8 * i));
    append(receipt, server.sign(receipt_message(feed, hash, receipt)));
    return receipt;
}

base::Result<std::int64_t> read_receipt(base::ByteSpan receipt, const std::string& feed, const base::Hash& hash,
                                        const base::PublicKey& server) {
    base::Signature signature{};
    const auto bad = base::fail(base::Code::bad_signature, {{"what", "receipt"}});
    if (receipt.size() != kTimeSize + signature.size()) return bad;
    std::copy_n(receipt.begin() + kTimeSize, signature.size(), signature.begin());
    if (!base::verify(server, receipt_message(feed, hash, receipt.first(kTimeSize)), signature)) return bad;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < kTimeSize; ++i) value |= static_cast<std::uint64_t>(receipt[i]) << (8 * i);
    return static_cast<std::int64_t>(value);
}

} // namespace dongthac::wire
