#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "shared/base/bytes.hpp"
#include "shared/change/change.hpp"

namespace dongthac::wire {

/// What kinds of changes a batch holds, as bits: who may append it where can be judged without reading it.
namespace lanes {
inline constexpr std::uint64_t kDrafts = 1;
inline constexpr std::uint64_t kDecisions = 2;
inline constexpr std::uint64_t kDirectory = 4;
} // namespace lanes

/// What is said of a batch outside it; the batch cannot be read without.
struct BatchHead {
    base::ReplicaId replica;
    std::uint64_t first = 0; ///< counter of its first change
    std::uint64_t last = 0;  ///< counter of its last; counters in between may belong to other feeds
    std::uint64_t count = 0;
    std::vector<base::DocumentId> documents; ///< each once, in the order they first occur; not the zero one
    std::uint64_t lanes = 0;
    friend bool operator==(const BatchHead&, const BatchHead&) = default;
};

struct Batch {
    BatchHead head;
    base::Bytes bytes;
    bool fits = true; ///< a reader would take it: at most 2^18 changes, and memory within its budget
};

/// The changes of one replica, at least one, counters ascending, packed (docs/file-formats.md §3). Same changes, same
/// bytes.
[[nodiscard]] Batch write_batch(std::span<const change::Change> changes);

/// Inverse of write_batch for bytes that may be hostile. Kinds and schemas this program does not know become
/// change::Unknown. Throws BadInput and what allocation throws.
[[nodiscard]] std::vector<change::Change> read_batch(const BatchHead& head, base::ByteSpan bytes);

/// Throws when read_batch() would, at a fraction of its cost.
void check_batch(const BatchHead& head, base::ByteSpan bytes);

} // namespace dongthac::wire
