#include "shared/wire/messages.hpp"

#include <algorithm>

#include "shared/wire/coding.hpp"
#include "shared/wire/compress.hpp"

namespace dongthac::wire {

namespace {

constexpr std::uint8_t kReadsSince = 2; ///< version of a request that says which segments its sender reads
constexpr std::uint8_t kExchangeVersion = 2;
constexpr std::uint8_t kReceiptsSince = 2; ///< version of an answer that holds the receipts of its decisions

} // namespace

template <class Archive>
void serialize(Archive& archive, Cursor& cursor) {
    archive(cursor.feed, cursor.seq);
}
template <class Archive>
void serialize(Archive& archive, ChainTip& tip) {
    archive(tip.feed, tip.counter, tip.hash);
}
template <class Archive>
void serialize(Archive& archive, MeetRequest& meet) {
    archive(meet.name);
}
template <class Archive>
void serialize(Archive& archive, MeetAnswer& meet) {
    archive(meet.server_key, meet.proof, meet.successions);
}
template <class Archive>
void serialize(Archive& archive, JoinRequest& join) {
    archive(join.code, join.key, join.device_name);
}
template <class Archive>
void serialize(Archive& archive, JoinAnswer& join) {
    archive(join.server_key, join.device, join.org, join.roles);
}
template <class Archive>
void serialize(Archive& archive, ExchangeRequest& request) {
    archive(request.replica, request.epoch, request.digest, request.cursors, request.tips, request.segments,
            request.budget);
    if (is_since(archive, kReadsSince)) {
        archive(request.reads);
    } else if constexpr (Archive::is_loading::value) {
        request.reads = 1;
    }
}
template <class Archive>
void serialize(Archive& archive, Ack& ack) {
    archive(ack.feed, ack.last);
    enumeration(archive, ack.status, AckStatus::missing_before);
    archive(ack.seq, ack.reason);
}
template <class Archive>
void serialize(Archive& archive, FeedSegment& segment) {
    archive(segment.feed, segment.seq, segment.bytes);
}
template <class Archive>
void serialize(Archive& archive, ExchangeAnswer& answer) {
    archive(answer.epoch, answer.server_ms, answer.time_token, answer.acks, answer.segments, answer.heads, answer.more);
    if (!is_since(archive, kReceiptsSince)) return;
    for (FeedSegment& segment : answer.segments) archive(segment.receipt);
}
template <class Archive>
void serialize(Archive& archive, DecideRequest& request) {
    archive(request.replica, request.document, request.expects_version, request.segments);
}
template <class Archive>
void serialize(Archive& archive, DecideAnswer& answer) {
    archive(answer.accepted, answer.state, answer.state_version, answer.acks);
    if (is_since(archive, kReceiptsSince)) archive(answer.receipts);
}
template <class Archive>
void serialize(Archive& archive, SnapshotRequest& request) {
    archive(request.feed, request.offset);
}
template <class Archive>
void serialize(Archive& archive, SnapshotDocument& document) {
    archive(document.head, document.nodes);
}
template <class Archive>
void serialize(Archive& archive, SnapshotAnswer& answer) {
    archive(answer.seq, answer.total, answer.documents);
}

namespace {

constexpr std::uint8_t kMessageVersion = 1;
constexpr std::string_view kRequestDomain = "dongthac request 1";
constexpr std::string_view kTimeDomain = "dongthac time 1";
constexpr std::string_view kTlsDomain = "dongthac tls 1";
constexpr std::size_t kRequestHead = 16 + 64;

void append(base::Bytes& to, base::ByteSpan more) { to.insert(to.end(), more.begin(), more.end()); }

base::Bytes request_message(const std::string& path, base::ByteSpan body) {
    base::Bytes message;
    append(message, base::as_bytes(kRequestDomain));
    append(message, base::as_bytes(path));
    message.push_back(0);
    append(message, body);
    return message;
}

base::Bytes tls_message(const base::Hash& certificate) {
    base::Bytes message;
    append(message, base::as_bytes(kTlsDomain));
    append(message, certificate);
    return message;
}

base::Bytes time_message(base::ByteSpan milliseconds) {
    base::Bytes message;
    append(message, base::as_bytes(kTimeDomain));
    append(message, milliseconds);
    return message;
}

std::unexpected<base::Error> bad_request(const char* reason) {
    return base::fail(base::Code::bad_bytes, {{"what", "request"}, {"reason", reason}});
}

} // namespace

base::Hash digest_of(const std::vector<Cursor>& cursors) {
    return base::sha256(encode_value(cursors, kMessageVersion));
}

base::Bytes encode(const MeetRequest& message) { return encode_value(message, kMessageVersion); }
base::Bytes encode(const MeetAnswer& message) { return encode_value(message, kMessageVersion); }
base::Bytes encode(const JoinRequest& message) { return encode_value(message, kMessageVersion); }
base::Bytes encode(const JoinAnswer& message) { return encode_value(message, kMessageVersion); }
base::Bytes encode(const ExchangeRequest& message) { return encode_value(message, kExchangeVersion); }
base::Bytes encode(const ExchangeAnswer& message) {
    const bool has_receipts =
        std::ranges::any_of(message.segments, [](const FeedSegment& segment) { return !segment.receipt.empty(); });
    return encode_value(message, has_receipts ? kReceiptsSince : kMessageVersion);
}
base::Bytes encode(const DecideRequest& message) { return encode_value(message, kMessageVersion); }
base::Bytes encode(const DecideAnswer& message) {
    return encode_value(message, message.receipts.empty() ? kMessageVersion : kReceiptsSince);
}
base::Bytes encode(const SnapshotRequest& message) { return encode_value(message, kMessageVersion); }
base::Bytes encode(const SnapshotAnswer& message) { return encode_value(message, kMessageVersion); }

namespace {

template <class Message>
constexpr std::uint8_t newest_of() {
    if constexpr (std::is_same_v<Message, ExchangeRequest>) return kExchangeVersion;
    if constexpr (std::is_same_v<Message, ExchangeAnswer>) return kReceiptsSince;
    if constexpr (std::is_same_v<Message, DecideAnswer>) return kReceiptsSince;
    return kMessageVersion;
}

} // namespace

template <class Message>
base::Result<Message> decode(base::ByteSpan bytes) {
    return decode_value<Message>(bytes, newest_of<Message>(), "message");
}
template base::Result<MeetRequest> decode(base::ByteSpan);
template base::Result<MeetAnswer> decode(base::ByteSpan);
template base::Result<JoinRequest> decode(base::ByteSpan);
template base::Result<JoinAnswer> decode(base::ByteSpan);
template base::Result<ExchangeRequest> decode(base::ByteSpan);
template base::Result<ExchangeAnswer> decode(base::ByteSpan);
template base::Result<DecideRequest> decode(base::ByteSpan);
template base::Result<DecideAnswer> decode(base::ByteSpan);
template base::Result<SnapshotRequest> decode(base::ByteSpan);
template base::Result<SnapshotAnswer> decode(base::ByteSpan);

base::Bytes sign_request(const std::string& path, base::ByteSpan message, const base::KeyPair& key) {
    const base::Bytes body = compress(message);
    const base::Signature signature = key.sign(request_message(path, body));
    base::Bytes request;
    append(request, base::device_of(key.public_key()).bytes);
    append(request, signature);
    append(request, body);
    return request;
}

base::Result<base::DeviceId> sender_of(base::ByteSpan request) {
    if (request.size() < kRequestHead) return bad_request("truncated");
    base::DeviceId device;
    std::copy_n(request.begin(), device.bytes.size(), device.bytes.begin());
    return device;
}

base::Result<base::Bytes> open_request(const std::string& path, base::ByteSpan request, const base::PublicKey& key) {
    if (request.size() < kRequestHead) return bad_request("truncated");
    base::Signature signature{};
    std::copy_n(request.begin() + 16, signature.size(), signature.begin());
    const base::ByteSpan body = request.subspan(kRequestHead);
    if (!base::verify(key, request_message(path, body), signature))
        return base::fail(base::Code::bad_signature, {{"what", "request"}});
    return decompress(body, kMaxMessage);
}

base::Bytes make_tls_statement(const base::Hash& certificate, const base::KeyPair& server) {
    base::Bytes statement(certificate.begin(), certificate.end());
    append(statement, server.sign(tls_message(certificate)));
    return statement;
}

base::Result<base::Hash> read_tls_statement(base::ByteSpan statements, const base::PublicKey& server) {
    base::Hash certificate{};
    base::Signature signature{};
    const std::size_t size = certificate.size() + signature.size();
    for (; statements.size() >= size; statements = statements.subspan(size)) {
        std::copy_n(statements.begin(), certificate.size(), certificate.begin());
        std::copy_n(statements.begin() + certificate.size(), signature.size(), signature.begin());
        if (base::verify(server, tls_message(certificate), signature)) return certificate;
    }
    return base::fail(base::Code::bad_signature, {{"what", "TLS"}});
}

base::Bytes make_time_token(std::int64_t server_ms, const base::KeyPair& server) {
    base::Bytes token(8);
    for (std::size_t i = 0; i < 8; ++i)
        token[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(server_ms) >> (8 * i));
    append(token, server.sign(time_message(token)));
    return token;
}

std::int64_t claimed_time(base::ByteSpan token) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8 && i < token.size(); ++i) value |= static_cast<std::uint64_t>(token[i]) << (8 * i);
    return static_cast<std::int64_t>(value);
}

base::Result<std::int64_t> read_time_token(base::ByteSpan token, const base::PublicKey& server) {
    base::Signature signature{};
    if (token.size() != 8 + signature.size()) return base::fail(base::Code::bad_signature, {{"what", "time"}});
    std::copy_n(token.begin() + 8, signature.size(), signature.begin());
    if (!base::verify(server, time_message(token.first(8)), signature))
        return base::fail(base::Code::bad_signature, {{"what", "time"}});
    return claimed_time(token);
}

} // namespace dongthac::wire
