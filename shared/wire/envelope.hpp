#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "shared/base/channel_keys.hpp"
#include "shared/base/result.hpp"

namespace dongthac::wire {

// Version 2 of how requests travel (docs/sync-protocol.md §2a): one path, and a MAC in place of a signature.

inline constexpr std::string_view kChannelPath = "/x";

/// First bytes of a device id: enough for the server to find the key to check with.
using DevicePrefix = std::array<std::uint8_t, 4>;
/// Chosen by chance for each request, so that no two have the same MAC and no answer fits another request.
using Nonce = std::array<std::uint8_t, 4>;

/// A request as it came; nothing is checked yet. `body` is borrowed from the bytes.
struct ChannelRequest {
    DevicePrefix device{};
    Nonce nonce{};
    base::Mac mac{};
    base::ByteSpan body;
};

[[nodiscard]] DevicePrefix prefix_of(const base::DeviceId& device);

/// The bytes of a request and the MAC its answer must name.
struct ClosedRequest {
    base::Bytes bytes;
    base::Mac mac{};
};
[[nodiscard]] ClosedRequest close_request(const base::ChannelKeys& keys, const base::DeviceId& device,
                                          const Nonce& nonce, base::ByteSpan body);
/// Errors: bad_bytes.
[[nodiscard]] base::Result<ChannelRequest> read_request(base::ByteSpan bytes);
[[nodiscard]] bool is_from(const base::ChannelKeys& keys, const ChannelRequest& request);

/// An answer to exactly the request with MAC `to`, with an HTTP status that is part of it.
[[nodiscard]] base::Bytes close_answer(const base::ChannelKeys& keys, const base::Mac& to, int status,
                                       base::ByteSpan body);
/// The body, borrowed; nothing when the server did not make these bytes for this request and status.
[[nodiscard]] std::optional<base::ByteSpan> open_answer(const base::ChannelKeys& keys, const base::Mac& to, int status,
                                                        base::ByteSpan bytes);

/// What a request in an envelope asks. The numbers are on the wire.
enum class Ask : std::uint8_t {
    exchange = 1,
    decide = 2,
    receipts = 3,
    give_back = 4,
    snapshot = 5,
    numbers = 6,
    person = 7,
    person_key = 8,
    policy = 9,
    brief = 16,
};

/// A message under its number, compressed when that shortens it.
[[nodiscard]] base::Bytes pack_message(std::uint8_t ask, base::ByteSpan message);
struct Message {
    std::uint8_t ask = 0;
    base::Bytes bytes;
};
/// Errors: bad_bytes.
[[nodiscard]] base::Result<Message> unpack_message(base::ByteSpan packed);

/// The path of version 1 that says the same; "" for none.
[[nodiscard]] std::string_view path_of(std::uint8_t ask);
/// The number for a path of version 1; nothing when version 2 has none.
[[nodiscard]] std::optional<Ask> ask_for(std::string_view path);

} // namespace dongthac::wire
