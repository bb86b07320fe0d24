#include "shared/base/channel_keys.hpp"

#include <algorithm>

#include <sodium.h>

namespace dongthac::base {

namespace {

constexpr std::string_view kDomain = "dongthac channel 2";

} // namespace

ChannelKeys::~ChannelKeys() {
    sodium_memzero(up.data(), up.size());
    sodium_memzero(down.data(), down.size());
}

std::optional<ChannelKeys> agree(const KeyPair& mine, const PublicKey& theirs, End end) {
    std::array<std::uint8_t, crypto_scalarmult_BYTES> shared{};
    {
        std::array<std::uint8_t, 64> ed25519{}; // libsodium's form: seed, then public key
        std::ranges::copy(mine.seed(), ed25519.begin());
        std::ranges::copy(mine.public_key(), ed25519.begin() + 32);
        std::array<std::uint8_t, 32> secret{};
        std::array<std::uint8_t, 32> point{};
        const bool agreed = crypto_sign_ed25519_sk_to_curve25519(secret.data(), ed25519.data()) == 0 &&
                            crypto_sign_ed25519_pk_to_curve25519(point.data(), theirs.data()) == 0 &&
                            crypto_scalarmult(shared.data(), secret.data(), point.data()) == 0;
        sodium_memzero(ed25519.data(), ed25519.size());
        sodium_memzero(secret.data(), secret.size());
        if (!agreed) return std::nullopt;
    }
    const PublicKey& device = end == End::device ? mine.public_key() : theirs;
    const PublicKey& server = end == End::device ? theirs : mine.public_key();
    std::array<std::uint8_t, 64> both{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, shared.data(), shared.size(), both.size());
    crypto_generichash_update(&state, as_bytes(kDomain).data(), kDomain.size());
    crypto_generichash_update(&state, device.data(), device.size());
    crypto_generichash_update(&state, server.data(), server.size());
    crypto_generichash_final(&state, both.data(), both.size());
    ChannelKeys keys;
    std::copy_n(both.begin(), keys.up.size(), keys.up.begin());
    std::copy_n(both.begin() + 32, keys.down.size(), keys.down.begin());
    sodium_memzero(both.data(), both.size());
    sodium_memzero(shared.data(), shared.size());
    return keys;
}

Mac mac_of(const MacKey& key, std::initializer_list<ByteSpan> parts) {
    std::array<std::uint8_t, crypto_generichash_BYTES_MIN> whole{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.data(), key.size(), whole.size());
    for (const ByteSpan part : parts) crypto_generichash_update(&state, part.data(), part.size());
    crypto_generichash_final(&state, whole.data(), whole.size());
    Mac mac{};
    std::copy_n(whole.begin(), mac.size(), mac.begin());
    return mac;
}

bool is_same(const Mac& one, const Mac& other) { return sodium_memcmp(one.data(), other.data(), one.size()) == 0; }

} // namespace dongthac::base
