#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/base/ids.hpp"
#include "shared/model/feed.hpp"
#include "shared/wire/gap.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::wire {

/// Largest request or answer body, compressed and not (DESIGN §7).
inline constexpr std::size_t kMaxBody = std::size_t{4} << 20;
inline constexpr std::size_t kMaxMessage = std::size_t{32} << 20;

/// Where a reader or a writer stands in a feed.
struct Cursor {
    std::string feed;
    std::uint64_t seq = 0; ///< last segment it has; the server counts each feed's segments from 1
    friend bool operator==(const Cursor&, const Cursor&) = default;
};

/// The last segment of mine that I believe the server has.
struct ChainTip {
    std::string feed;
    std::uint64_t counter = 0;
    base::Hash hash{};
    friend bool operator==(const ChainTip&, const ChainTip&) = default;
};

/// Before joining: which code is meant, without saying it.
struct MeetRequest {
    base::Hash name{}; ///< base::CodeSecret::name
};
struct MeetAnswer {
    base::PublicKey server_key{};
    base::Hash proof{};                            ///< base::prove_server()
    std::vector<model::KeySuccession> successions; ///< how the key came to be: what older ones signed is believed, too
};

struct JoinRequest {
    std::string code;
    base::PublicKey key{};
    std::string device_name;
};
struct JoinAnswer {
    base::PublicKey server_key{};
    base::DeviceId device;
    std::string org;
    std::vector<std::string> roles;
};

struct ExchangeRequest {
    base::ReplicaId replica;
    std::string epoch;   ///< the server's, as last heard; a restored server has another
    base::Hash digest{}; ///< digest_of(cursors): equal to the server's means nothing new
    std::vector<Cursor> cursors;
    std::vector<ChainTip> tips;
    std::vector<base::Bytes> segments;
    std::uint64_t budget = 0; ///< bytes of segments wanted at most
    /// The newest segment format its sender reads, gaps among them; one that does not say reads 1. Later ones are not
    /// sent to it.
    std::uint64_t reads = kGapFormat;
};

/// What became of a pushed segment. `conflict` is only ever the answer to a decision.
enum class AckStatus : std::uint8_t { accepted, duplicate, quarantined, fork, missing_before };
struct Ack {
    std::string feed;
    std::uint64_t last = 0; ///< counter of the segment's last change
    AckStatus status = AckStatus::accepted;
    std::uint64_t seq = 0;
    std::string reason; ///< name of a base::Code when quarantined
};

struct FeedSegment {
    std::string feed;
    std::uint64_t seq = 0;
    base::Bytes bytes; ///< exactly as its author sealed it
    /// The server's word for a decision, so that whoever reads it never has to do without; empty for the rest.
    base::Bytes receipt = {};
};

/// With any receipt in it, the message is one of version 2, for programs that read segments of kGapFormat.
struct ExchangeAnswer {
    std::string epoch;
    std::int64_t server_ms = 0;
    base::Bytes time_token; ///< a time signed by the server's key, server_ms or at most a second before it
    std::vector<Ack> acks;
    std::vector<FeedSegment> segments; ///< ascending by seq within each feed, directory first
    std::vector<Cursor> heads;         ///< last seq of every feed this device may read
    bool more = false;                 ///< the budget cut it short: ask again
};

struct DecideRequest {
    base::ReplicaId replica;
    base::DocumentId document;
    std::uint32_t expects_version = 0;
    std::vector<base::Bytes> segments; ///< one for each feed it goes to, all holding the same transition
};
struct DecideAnswer {
    bool accepted = false;
    std::string state; ///< after the decision, or as somebody else left it
    std::uint32_t state_version = 0;
    std::vector<Ack> acks;
    /// The server's word for each accepted copy, beside its ack: who decided never has to do without. With any, the
    /// message is one of version 2, which programs of the first do not read.
    std::vector<base::Bytes> receipts;
};

struct SnapshotRequest {
    std::string feed;
    std::uint64_t offset = 0; ///< documents to skip: answers are paged
};
/// One document as it stands, so a new PC can show it before its history has come.
struct SnapshotDocument {
    base::Bytes head;
    std::vector<base::Bytes> nodes;
};
struct SnapshotAnswer {
    std::uint64_t seq = 0;   ///< the feed's head it was taken at
    std::uint64_t total = 0; ///< documents in the feed
    std::vector<SnapshotDocument> documents;
};

/// SHA-256 over the cursors in order; what both sides compare to learn that nothing is new.
[[nodiscard]] base::Hash digest_of(const std::vector<Cursor>& cursors);

/// Message bytes: version, body; compressed for the wire by compress(). Decoders take bytes that may be hostile and
/// fail with bad_bytes.
[[nodiscard]] base::Bytes encode(const MeetRequest& message);
[[nodiscard]] base::Bytes encode(const MeetAnswer& message);
[[nodiscard]] base::Bytes encode(const JoinRequest& message);
[[nodiscard]] base::Bytes encode(const JoinAnswer& message);
[[nodiscard]] base::Bytes encode(const ExchangeRequest& message);
[[nodiscard]] base::Bytes encode(const ExchangeAnswer& message);
[[nodiscard]] base::Bytes encode(const DecideRequest& message);
[[nodiscard]] base::Bytes encode(const DecideAnswer& message);
[[nodiscard]] base::Bytes encode(const SnapshotRequest& message);
[[nodiscard]] base::Bytes encode(const SnapshotAnswer& message);

template <class Message>
[[nodiscard]] base::Result<Message> decode(base::ByteSpan bytes);

/// A request as it travels: who sent it, and a signature over path and body. No encoding of its own beyond that.
struct SignedRequest {
    base::DeviceId device;
    base::Bytes body; ///< message bytes, compressed
};

/// Bytes of an HTTP body for `path`: device, signature, compressed message.
[[nodiscard]] base::Bytes sign_request(const std::string& path, base::ByteSpan message, const base::KeyPair& key);
/// The device named in the body; nothing is verified yet. Errors: bad_bytes.
[[nodiscard]] base::Result<base::DeviceId> sender_of(base::ByteSpan request);
/// The message inside, once `key`'s signature over `path` and body holds. Errors: bad_signature, bad_bytes.
[[nodiscard]] base::Result<base::Bytes> open_request(const std::string& path, base::ByteSpan request,
                                                     const base::PublicKey& key);

/// The server's word for the certificate that whoever reaches it sees: SHA-256 over its DER form, and a signature.
[[nodiscard]] base::Bytes make_tls_statement(const base::Hash& certificate, const base::KeyPair& server);
/// The certificate it speaks of. Errors: bad_signature.
[[nodiscard]] base::Result<base::Hash> read_tls_statement(base::ByteSpan statement, const base::PublicKey& server);

/// The server's signed time: 8 bytes of milliseconds and a signature.
[[nodiscard]] base::Bytes make_time_token(std::int64_t server_ms, const base::KeyPair& server);
/// What a token says, whoever made it; 0 for no token. For tokens that were read once already.
[[nodiscard]] std::int64_t claimed_time(base::ByteSpan token);
/// Errors: bad_signature.
[[nodiscard]] base::Result<std::int64_t> read_time_token(base::ByteSpan token, const base::PublicKey& server);

} // namespace dongthac::wire
