#pragma once

// Included by shared/wire/state*.cpp only.

#include <map>
#include <span>
#include <string>
#include <vector>

#include "shared/wire/archive.hpp"
#include "shared/wire/state.hpp"

namespace dongthac::wire {

/// Documents laid out by columns: what is alike stands together, words are named by their place in a list of words, and
/// numbers are cut into byte planes, so that each column compresses by itself (docs/file-formats.md §5a). Vietnamese
/// text takes about half of what zstd makes of it alone.
[[nodiscard]] base::Bytes pack_documents(std::span<const StateDocument> documents);

/// Inverse of pack_documents for bytes that may be hostile. Throws BadInput and what the standard library throws.
[[nodiscard]] std::vector<StateDocument> unpack_documents(base::ByteSpan bytes);

/// Order of the columns in the bytes.
enum class Column { shape, lengths, heads, ids, nodes, mentions, words, vocabulary };
inline constexpr std::size_t kColumns = 8;

// What a node has besides registers.
enum NodeFlag : std::uint64_t {
    kHidden = 1,
    kAbsorbed = 2,
    kHasTokens = 4,
    kHasSequence = 8,
    kSplitFrom = 16,
    kBrokenIn = 32,
    kContinuedBy = 64,
    kHasReviews = 128,
};

} // namespace dongthac::wire
