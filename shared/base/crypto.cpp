#include "shared/base/crypto.hpp"

#include <algorithm>
#include <cstdlib>

#include <sodium.h>

namespace dongthac::base {

namespace {

void require_sodium() {
    if (sodium_init() < 0) std::abort(); // no safe way on without it
}

} // namespace

Hash sha256(ByteSpan bytes) {
    Hash hash{};
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    return hash;
}

KeyPair KeyPair::generate(Random& random) {
    Seed seed{};
    random.fill(seed);
    return from_seed(seed);
}

KeyPair KeyPair::from_seed(const Seed& seed) {
    require_sodium();
    KeyPair pair;
    pair.seed_ = seed;
    crypto_sign_seed_keypair(pair.public_.data(), pair.secret_.data(), seed.data());
    return pair;
}

KeyPair::~KeyPair() {
    sodium_memzero(seed_.data(), seed_.size());
    sodium_memzero(secret_.data(), secret_.size());
}

Signature KeyPair::sign(ByteSpan message) const {
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.data());
    return signature;
}

bool verify(const PublicKey& key, ByteSpan message, const Signature& signature) {
    require_sodium();
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
}

DeviceId device_of(const PublicKey& key) {
    const Hash hash = sha256(key);
    DeviceId device;
    std::copy_n(hash.begin(), device.bytes.size(), device.bytes.begin());
    return device;
}

} // namespace dongthac::base
