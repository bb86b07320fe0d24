#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/change/change.hpp"

namespace dongthac::wire {

/// Largest segment, unpacked. Bounds what a sealed one may claim before it is unpacked.
inline constexpr std::size_t kMaxUnpacked = std::size_t{16} << 20;

/// What a sealed segment says about itself in clear; signed together with its body.
struct SegmentHeader {
    std::string feed;
    base::ReplicaId replica;
    base::DeviceId device;
    std::uint64_t first = 0;    ///< counter of its first change
    std::uint64_t last = 0;     ///< counter of its last; counters in between may belong to other feeds
    std::uint64_t count = 0;    ///< changes
    std::uint64_t unpacked = 0; ///< bytes of the body before compression
    friend bool operator==(const SegmentHeader&, const SegmentHeader&) = default;
};

/// A batch of one replica's changes for one feed, packed: ids once, counters and times as deltas
/// (docs/file-formats.md). Changes of one replica, counters ascending. Same changes, same bytes.
[[nodiscard]] base::Bytes pack(std::span<const change::Change> changes);

/// Inverse of pack for bytes that may be hostile. Kinds and schemas this program does not know become change::Unknown.
/// Errors: bad_bytes.
[[nodiscard]] base::Result<std::vector<change::Change>> unpack(base::ByteSpan packed);

/// Packs, compresses and signs. `previous` is the hash of this replica's last segment in the same feed (zero for the
/// first): it is part of what is signed but not of the bytes, so a missing segment shows as a bad signature.
[[nodiscard]] base::Bytes seal(const std::string& feed, std::span<const change::Change> changes,
                               const base::KeyPair& key, const base::Hash& previous);

/// The header alone, without looking at the body. Errors: bad_bytes.
[[nodiscard]] base::Result<SegmentHeader> read_header(base::ByteSpan sealed);

/// True when the owner of `key` signed exactly these bytes after a segment with hash `previous`.
/// Decompresses nothing: call it before open().
[[nodiscard]] bool is_signed(base::ByteSpan sealed, const base::PublicKey& key, const base::Hash& previous);

/// The changes inside, after is_signed(). Checks that they are what the header says. Errors: bad_bytes.
[[nodiscard]] base::Result<std::vector<change::Change>> open(base::ByteSpan sealed);

/// What the replica's next segment in this feed chains to.
[[nodiscard]] base::Hash chain_hash(base::ByteSpan sealed, const base::Hash& previous);

} // namespace dongthac::wire
