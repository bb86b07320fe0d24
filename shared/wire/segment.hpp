#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/base/crypto.hpp"
#include "shared/change/change.hpp"
#include "shared/wire/batch.hpp"
#include "shared/wire/dictionary.hpp"

namespace dongthac::wire {

/// The newest segment format this program reads and the one it writes.
inline constexpr std::uint64_t kSegmentFormat = 2;

/// The format of a segment that is not read any further; 0 when it is none.
[[nodiscard]] std::uint64_t format_of(base::ByteSpan sealed);

/// Largest segment, unpacked. Bounds what a sealed one may claim before it is unpacked.
inline constexpr std::size_t kMaxUnpacked = std::size_t{16} << 20;

/// How a body is written. A number that this program does not know: the segment is kept, passed on and listed under its
/// documents, and read by a newer program.
namespace body_format {
inline constexpr std::uint64_t kFirst = 0;  ///< segment format 1: frames, zstd
inline constexpr std::uint64_t kPlain = 1;  ///< a batch
inline constexpr std::uint64_t kPacked = 2; ///< a batch, zstd
inline constexpr std::uint64_t kPackedWithDictionary = 3;
} // namespace body_format

/// Grows with everything this program learns to open: what it had to leave closed before is then read.
inline constexpr std::uint64_t kReads = 100 * kDictionary + body_format::kPackedWithDictionary;

/// What a sealed segment says about itself in clear; signed together with its body. Every program reads it, whatever
/// the body is (docs/adr/0010).
struct SegmentHeader {
    std::string feed;
    base::ReplicaId replica;
    base::DeviceId device;
    std::uint64_t first = 0;                 ///< counter of its first change
    std::uint64_t last = 0;                  ///< counter of its last; counters in between may belong to other feeds
    std::uint64_t count = 0;                 ///< changes
    std::uint64_t unpacked = 0;              ///< bytes of the body before compression
    std::vector<base::DocumentId> documents; ///< each once; format 1 does not say
    std::uint64_t lanes = 0;                 ///< wire::lanes; format 1 does not say
    std::uint64_t body_format = 0;
    std::uint64_t dictionary = 0;
    friend bool operator==(const SegmentHeader&, const SegmentHeader&) = default;

    /// Whether this program can open the body.
    [[nodiscard]] bool readable() const;
};

// --- Rows: the changes of a segment before they are signed. ---

/// A batch of one replica's changes, at least one, counters ascending, not compressed. Same changes, same bytes. Empty
/// when they are more than one segment may hold.
[[nodiscard]] base::Bytes pack(std::span<const change::Change> changes);

/// The row with its body compressed, if that shortens it enough to be worth it.
[[nodiscard]] base::Bytes shrink(base::Bytes row);

/// What a row says in clear: no feed, no device. Nothing for a row of format 1.
[[nodiscard]] std::optional<SegmentHeader> read_row(base::ByteSpan row);

/// Inverse of pack, of shrink, and of what format 1 packed; for bytes that may be hostile. Kinds and schemas this
/// program does not know become change::Unknown. Errors: bad_bytes, unknown_format.
[[nodiscard]] base::Result<std::vector<change::Change>> unpack(base::ByteSpan row);

// --- Segments ---

/// Packs, compresses and signs. `previous` is the hash of this replica's last segment in the same feed (zero for the
/// first): it is part of what is signed but not of the bytes, so a missing segment shows as a bad signature.
[[nodiscard]] base::Bytes seal(const std::string& feed, std::span<const change::Change> changes,
                               const base::KeyPair& key, const base::Hash& previous);

/// Signs a row that pack() or shrink() made, as it is.
[[nodiscard]] base::Bytes seal_row(const std::string& feed, base::ByteSpan row, const base::KeyPair& key,
                                   const base::Hash& previous);

/// The header alone, without looking at the body. Errors: bad_bytes.
[[nodiscard]] base::Result<SegmentHeader> read_header(base::ByteSpan sealed);

/// True when the owner of `key` signed exactly these bytes after a segment with hash `previous`.
/// Decompresses nothing: call it before open().
[[nodiscard]] bool is_signed(base::ByteSpan sealed, const base::PublicKey& key, const base::Hash& previous);

/// The changes inside, after is_signed(). Checks that they are what the header says. Errors: bad_bytes; unknown_format
/// for a body that needs a newer program.
[[nodiscard]] base::Result<std::vector<change::Change>> open(base::ByteSpan sealed);

/// The kind of a change that stands for a segment this program cannot open; never on the wire.
inline constexpr std::uint16_t kNewerSegment = 0xffff;

/// As open(); for a body that needs a newer program one change of kind kNewerSegment for each document it speaks of. It
/// waits for a parent that never comes, so the document counts it as waiting and is otherwise as if it were not there.
/// Errors: bad_bytes.
[[nodiscard]] base::Result<std::vector<change::Change>> open_known(base::ByteSpan sealed);

/// What a server asks of a segment.
struct Outline {
    std::vector<base::DocumentId> documents; ///< each once
    std::uint64_t lanes = 0;
};
/// Errors: as open(), for the same bytes, at a fraction of its cost.
[[nodiscard]] base::Result<Outline> read_outline(base::ByteSpan sealed);

/// The same; for a body that needs a newer program its author's signed word (docs/adr/0010). Errors: bad_bytes.
[[nodiscard]] base::Result<Outline> outline_or_word(base::ByteSpan sealed);

/// What the replica's next segment in this feed chains to.
[[nodiscard]] base::Hash chain_hash(base::ByteSpan sealed, const base::Hash& previous);

} // namespace dongthac::wire
