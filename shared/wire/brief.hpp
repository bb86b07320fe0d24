#pragma once

#include <optional>

#include "shared/wire/messages.hpp"

namespace dongthac::wire {

// The exchange in few bytes, between two that agree on what they know (docs/sync-protocol.md §5a). Feeds are named by
// their place in model::readable_feeds of the sender, which both reckon from the directory.

/// First bytes of a hash over everything both must agree on before a brief exchange means anything.
using StateTag = std::array<std::uint8_t, 6>;

/// What both believe of the client: the server's epoch, the feeds it reads, and the ends of its replica's chains as far
/// as the server has them, by feed name, without empty ones. `replica` is part of it when it has a chain.
struct SharedState {
    std::string epoch;
    std::vector<std::string> feeds;
    base::ReplicaId replica;
    std::vector<ChainTip> tips;
};
[[nodiscard]] StateTag tag_of(const SharedState& state);

/// A pushed segment: its feed by place, and its bytes as shorten() makes them beside a reference both have.
struct BriefSegment {
    std::size_t feed = 0;
    /// The reference ends with the segment before it in its chain.
    enum class Beside { head, previous } beside = Beside::head;
    base::Bytes bytes;
};

/// More in one request is a backlog: it goes in full, compressed as a whole.
inline constexpr std::size_t kMostBriefSegments = 64;

struct BriefRequest {
    StateTag tag{};
    bool wants_token = false;
    std::optional<base::ReplicaId> replica; ///< only when it has no chain the server could know it by
    std::vector<std::uint64_t> cursors;     ///< in the order of SharedState::feeds; those that are left out are 0
    std::vector<BriefSegment> segments;     ///< at most kMostBriefSegments
};

/// A segment for the client.
struct BriefNews {
    std::size_t feed = 0;    ///< by place
    std::uint64_t after = 0; ///< how far behind the cursor
    base::Bytes bytes;
    base::Bytes receipt = {}; ///< of a decision, so that nobody has to ask for it
};

struct BriefAnswer {
    bool unknown = false; ///< the tag says something else here: ask in full. Everything below is then empty
    bool more = false;
    std::int64_t server_ms = 0; ///< travels as whole seconds, and is read as the middle of one
    base::Bytes time_token;     ///< when asked for
    /// What became of the pushed segments: when all were kept, how far behind the cursor each one is; else the acks.
    std::vector<std::uint64_t> places;
    std::vector<Ack> acks;
    std::vector<BriefNews> news;
};

/// What the head of a segment is like, and the bytes of the segment before it (empty for none).
[[nodiscard]] base::Bytes reference_for(const std::string& feed, const base::ReplicaId& replica,
                                        const base::DeviceId& device, base::ByteSpan previous);
/// Longest segment that serves as a reference: beyond it looking it up costs more than it saves.
inline constexpr std::size_t kLongestReference = 1536;

[[nodiscard]] base::Bytes encode(const BriefRequest& message);
/// For bytes that may be hostile. Errors: bad_bytes.
[[nodiscard]] base::Result<BriefRequest> decode_brief_request(base::ByteSpan bytes);
[[nodiscard]] base::Bytes encode(const BriefAnswer& message);
[[nodiscard]] base::Result<BriefAnswer> decode_brief_answer(base::ByteSpan bytes);

} // namespace dongthac::wire
