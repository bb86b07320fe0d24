#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/crypto.hpp"

namespace dongthac::wire {

/// How far one replica's chain had come in one feed, as the server had shown it.
struct ChainHead {
    std::string feed;
    base::ReplicaId replica;
    std::uint64_t counter = 0;
    base::Hash hash{};
    friend bool operator==(const ChainHead&, const ChainHead&) = default;
};

/// What one PC had heard from the server, to be carried to another PC by hand: two that hear different things from one
/// server see it here (DESIGN §9).
struct Heads {
    base::DeviceId device; ///< whose, and who signed
    base::PublicKey server{};
    std::int64_t heard_ms = 0; ///< of the last good round, on the server's clock
    std::vector<ChainHead> chains;
    friend bool operator==(const Heads&, const Heads&) = default;
};

[[nodiscard]] base::Bytes sign_heads(const Heads& heads, const base::KeyPair& key);
/// What a file says, whoever made it. Errors: bad_bytes.
[[nodiscard]] base::Result<Heads> read_heads(base::ByteSpan file);
/// True when the owner of `key` is the PC they name and signed exactly these bytes.
[[nodiscard]] bool is_signed_by(base::ByteSpan file, const base::PublicKey& key);

} // namespace dongthac::wire
