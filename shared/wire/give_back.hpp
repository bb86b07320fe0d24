#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/wire/messages.hpp"

// What passes between a client and a server that was put back from an older copy (docs/sync-protocol.md §8b).

namespace dongthac::wire {

/// The end of one replica's chain in one feed, as the sender of the message holds it.
struct ChainEnd {
    std::string feed;
    base::ReplicaId replica;
    std::uint64_t counter = 0;
    friend bool operator==(const ChainEnd&, const ChainEnd&) = default;
};

/// A segment exactly as its author sealed it, with the server's receipt when it carries a decision.
struct ReturnedSegment {
    base::Bytes bytes;
    base::Bytes receipt; ///< empty for drafts, and when none was ever received
};

/// Ends and segments together, in one request to /v1/directory, which nobody signs.
inline constexpr std::size_t kMostFromStrangers = 2'000;

struct GiveBackRequest {
    std::vector<ChainEnd> ends;            ///< chains the client holds
    std::vector<ReturnedSegment> segments; ///< in the order of their chains
};

/// What became of one returned segment.
struct Returned {
    AckStatus status = AckStatus::accepted;
    std::string reason; ///< name of a base::Code when quarantined
};
struct GiveBackAnswer {
    std::vector<ChainEnd> lacking;  ///< of `ends`, those the server has less of, with the counter it has
    std::vector<Returned> returned; ///< one for each segment, in their order
};

/// Asks for the receipts of segments that carry decisions. `counter` is a segment's last.
struct ReceiptsRequest {
    std::vector<ChainEnd> segments;
};
struct ReceiptsAnswer {
    std::vector<base::Bytes> receipts; ///< one for each asked, in their order; empty when there is none to give
};

[[nodiscard]] base::Bytes encode(const GiveBackRequest& message);
[[nodiscard]] base::Bytes encode(const GiveBackAnswer& message);
[[nodiscard]] base::Bytes encode(const ReceiptsRequest& message);
[[nodiscard]] base::Bytes encode(const ReceiptsAnswer& message);

/// Bytes may be hostile. Errors: bad_bytes.
[[nodiscard]] base::Result<GiveBackRequest> decode_give_back_request(base::ByteSpan bytes);
[[nodiscard]] base::Result<GiveBackAnswer> decode_give_back_answer(base::ByteSpan bytes);
[[nodiscard]] base::Result<ReceiptsRequest> decode_receipts_request(base::ByteSpan bytes);
[[nodiscard]] base::Result<ReceiptsAnswer> decode_receipts_answer(base::ByteSpan bytes);

/// The server's word that it took the segment with chain hash `hash` into `feed` at `received_ms`: 8 bytes of
/// milliseconds and a signature (DESIGN §9). The hash stands for the segment and all before it in its chain.
[[nodiscard]] base::Bytes make_receipt(const std::string& feed, const base::Hash& hash, std::int64_t received_ms,
                                       const base::KeyPair& server);
/// When it was received. Errors: bad_signature.
[[nodiscard]] base::Result<std::int64_t> read_receipt(base::ByteSpan receipt, const std::string& feed,
                                                      const base::Hash& hash, const base::PublicKey& server);

} // namespace dongthac::wire
