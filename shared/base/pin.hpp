#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "shared/base/clock.hpp"
#include "shared/base/crypto.hpp"
#include "shared/base/random.hpp"
#include "shared/base/result.hpp"

// A person's key on a shared PC: the key is stored wrapped, and only the person's PIN opens it (DESIGN §9).

namespace dongthac::base {

/// What Argon2id (RFC 9106) is made to cost for every guess. Kept beside each wrapped key, so that a PC may ask more of
/// the next one.
struct PinCost {
    std::uint64_t passes = 3;
    std::uint64_t memory = std::uint64_t{64} << 20; ///< bytes
    friend bool operator==(const PinCost&, const PinCost&) = default;
};

/// The cost that takes about 0.3 s on this PC: 64 MiB, and as many passes as fit; less memory where one pass over it is
/// slower than that. Takes up to about a second. Error out_of_memory.
[[nodiscard]] Result<PinCost> tune_pin_cost(const Clock& clock);

/// A seed under a PIN: XChaCha20-Poly1305 (libsodium's secretbox) with a key made by Argon2id from PIN and salt.
struct WrappedSeed {
    PinCost cost;
    std::array<std::uint8_t, 16> salt{};
    std::array<std::uint8_t, 24> nonce{};
    std::array<std::uint8_t, 48> box{}; ///< the seed and 16 bytes that tell a wrong PIN
    friend bool operator==(const WrappedSeed&, const WrappedSeed&) = default;
};

/// At least 6 characters, not one repeated and not a run such as 123456. Error weak_pin.
[[nodiscard]] Result<void> check_pin(std::string_view pin);

/// Errors: weak_pin, out_of_memory.
[[nodiscard]] Result<WrappedSeed> wrap(const KeyPair& key, std::string_view pin, const PinCost& cost, Random& random);

/// Errors: wrong_pin, out_of_memory, bad_bytes for a cost no PC was ever tuned to.
[[nodiscard]] Result<KeyPair> unwrap(const WrappedSeed& wrapped, std::string_view pin);

/// Milliseconds to wait before the next try after `wrong` wrong PINs in a row: nothing for the first three, then 5 s,
/// doubling up to 15 minutes. A PIN is never given up and a key never deleted.
[[nodiscard]] std::int64_t pin_delay_ms(std::uint32_t wrong);

} // namespace dongthac::base
