#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/change/state.hpp"

// What an office has now, made by one of its PCs so that a new one need not read the history first
// (docs/adr/0012-state-first-history-after.md).

namespace dongthac::wire {

/// Largest sealed state; a larger office reads its history instead.
inline constexpr std::size_t kMaxState = std::size_t{3} << 20;

/// How far in a feed.
struct FeedPlace {
    std::string feed;
    std::uint64_t seq = 0;
    friend auto operator<=>(const FeedPlace&, const FeedPlace&) = default;
};

/// The end of one replica's chain in one feed at the place a state covers.
struct StateTip {
    std::string feed;
    base::ReplicaId replica;
    std::uint64_t counter = 0;
    base::Hash hash{};
    friend auto operator<=>(const StateTip&, const StateTip&) = default;
};

/// What a sealed state says about itself in clear, for a server that builds no documents. Signed with its body.
struct StateHeader {
    std::string org;
    base::DeviceId device;         ///< who made and signed it
    std::uint64_t projection = 0;  ///< version of the projections inside; another program's are of no use
    std::vector<FeedPlace> covers; ///< every feed it was made from, ascending
    std::vector<StateTip> tips;    ///< every chain of these feeds as it ended there, ascending
    friend bool operator==(const StateHeader&, const StateHeader&) = default;
};

/// One document as the office has it: its projection.
struct StateDocument {
    change::DocumentHead head;
    std::vector<change::NodeState> nodes; ///< ascending by id; none when only its revisions are known
    std::int64_t changed_ms = 0;          ///< annotation
    friend bool operator==(const StateDocument&, const StateDocument&) = default;
};

/// Packs by columns, compresses and signs. Same documents, same bytes of one build of zstd.
[[nodiscard]] base::Bytes seal_state(const StateHeader& header, std::span<const StateDocument> documents,
                                     const base::KeyPair& key);

/// The header alone, without looking at the body. Errors: bad_bytes.
[[nodiscard]] base::Result<StateHeader> read_state_header(base::ByteSpan sealed);

/// True when the owner of `key` is the device it names and signed exactly these bytes. Decompresses nothing.
[[nodiscard]] bool is_state_signed(base::ByteSpan sealed, const base::PublicKey& key);

/// The documents inside, after is_state_signed(). Errors: bad_bytes.
[[nodiscard]] base::Result<std::vector<StateDocument>> open_state(base::ByteSpan sealed);

/// Asks for the state the server keeps for the sender's office.
enum class StateWanted : std::uint8_t { whole, covers_only };
struct StateRequest {
    StateWanted wanted = StateWanted::whole;
};
/// One to keep.
struct StateOffer {
    base::Bytes state;
};
/// What the server keeps from now on: all empty when there is none. Travels as it is: a state is compressed already.
struct StateAnswer {
    std::vector<FeedPlace> covers;
    std::uint64_t size = 0; ///< of the sealed state
    base::Bytes state;      ///< empty unless wanted whole
};

/// Asks for segments of one feed that come before what a state covers.
struct HistoryRequest {
    std::string feed;
    std::uint64_t after = 0;  ///< seq already here
    std::uint64_t until = 0;  ///< last seq wanted
    std::uint64_t budget = 0; ///< bytes wanted at most
};
struct HistoryItem {
    std::uint64_t seq = 0;
    base::Bytes bytes; ///< the segment exactly as its author sealed it
};
struct HistoryAnswer {
    std::vector<HistoryItem> items; ///< ascending by seq without gaps; at least one unless there is none
};

[[nodiscard]] base::Bytes encode(const StateRequest& message);
[[nodiscard]] base::Bytes encode(const StateOffer& message);
[[nodiscard]] base::Bytes encode(const StateAnswer& message);
[[nodiscard]] base::Bytes encode(const HistoryRequest& message);
[[nodiscard]] base::Bytes encode(const HistoryAnswer& message);
/// Bytes may be hostile. Errors: bad_bytes.
[[nodiscard]] base::Result<StateRequest> decode_state_request(base::ByteSpan bytes);
[[nodiscard]] base::Result<StateOffer> decode_state_offer(base::ByteSpan bytes);
[[nodiscard]] base::Result<StateAnswer> decode_state_answer(base::ByteSpan bytes);
[[nodiscard]] base::Result<HistoryRequest> decode_history_request(base::ByteSpan bytes);
[[nodiscard]] base::Result<HistoryAnswer> decode_history_answer(base::ByteSpan bytes);

} // namespace dongthac::wire
