#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>

#include "shared/base/crypto.hpp"

namespace dongthac::base {

/// The first 96 bits of keyed BLAKE2b (RFC 7693), cut short as IPsec does with its MACs (RFC 2404): every guess costs a
/// request, and one in 2^96 is right.
using Mac = std::array<std::uint8_t, 12>;
using MacKey = std::array<std::uint8_t, 32>;

/// What two owners of Ed25519 keys share without having spoken (X25519, RFC 7748): with it each shows the other that a
/// message is its own, at a fiftieth of the cost and a quarter of the bytes of a signature. One key each way, so that
/// no message can be sent back to its author. Shows nothing to anybody else: what must be provable is signed.
struct ChannelKeys {
    MacKey up{};   ///< from the device to the server
    MacKey down{}; ///< from the server to the device
    ChannelKeys() = default;
    ChannelKeys(const ChannelKeys&) = default;
    ChannelKeys& operator=(const ChannelKeys&) = default;
    ~ChannelKeys(); ///< wipes them
};

/// Which end of the channel one is.
enum class End { device, server };

/// The keys of the channel between the owner of `mine`, at end `end`, and the owner of `theirs`. The same at both ends.
/// Nothing when `theirs` is no key to agree with (RFC 7748 §6.1: points of small order).
[[nodiscard]] std::optional<ChannelKeys> agree(const KeyPair& mine, const PublicKey& theirs, End end);

/// Over the parts one after another; where they meet is not part of it, so they must be of fixed length or end it.
[[nodiscard]] Mac mac_of(const MacKey& key, std::initializer_list<ByteSpan> parts);

/// Compares in constant time.
[[nodiscard]] bool is_same(const Mac& one, const Mac& other);

} // namespace dongthac::base
