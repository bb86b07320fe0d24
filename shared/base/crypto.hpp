#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "shared/base/bytes.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/random.hpp"

namespace dongthac::base {

/// SHA-256 (FIPS 180-4).
using Hash = std::array<std::uint8_t, 32>;
using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

[[nodiscard]] Hash sha256(ByteSpan bytes);

/// An Ed25519 key pair (RFC 8032). The seed is the secret; it is wiped when the pair goes.
class KeyPair {
  public:
    using Seed = std::array<std::uint8_t, 32>;

    [[nodiscard]] static KeyPair generate(Random& random);
    [[nodiscard]] static KeyPair from_seed(const Seed& seed);
    KeyPair(const KeyPair&) = default;
    KeyPair& operator=(const KeyPair&) = default;
    ~KeyPair();

    [[nodiscard]] const PublicKey& public_key() const { return public_; }
    [[nodiscard]] const Seed& seed() const { return seed_; }
    [[nodiscard]] Signature sign(ByteSpan message) const;

  private:
    KeyPair() = default;
    Seed seed_{};
    PublicKey public_{};
    std::array<std::uint8_t, 64> secret_{};
};

/// True when `signature` over exactly `message` was made by the owner of `key`. Any thread.
[[nodiscard]] bool verify(const PublicKey& key, ByteSpan message, const Signature& signature);

/// The device that owns `key`: the first 16 bytes of its SHA-256.
[[nodiscard]] DeviceId device_of(const PublicKey& key);

} // namespace dongthac::base
