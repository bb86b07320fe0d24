#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "shared/change/change.hpp"

namespace dongthac::change {

/// One text event as merging needs it: who, after what, and what was typed.
struct TextEvent {
    ChangeId id;
    std::uint64_t lamport = 0;
    std::span<const text::TokenHunk> hunks; ///< borrowed; positions in the text its author saw
    std::vector<std::uint32_t> parents; ///< newest events of the same list its author had seen, ascending; all smaller
};

/// Two events of one list, by index: neither had seen the other, and they touched within kReviewReach tokens.
struct NearbyEvents {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    friend auto operator<=>(const NearbyEvents&, const NearbyEvents&) = default;
};

/// How close two concurrent events must be for a person to look at them, in tokens of the merged text (DESIGN §4).
inline constexpr std::size_t kReviewReach = 8;

struct MergedText {
    std::vector<std::string> tokens;
    std::vector<NearbyEvents> nearby; ///< ascending
};

/// The text that a set of events makes, whatever order they arrived in (merge_algo 1, frozen by
/// tests/change/vectors). `events` in canonical order, so that parents come first.
///
/// A deleted token goes only when somebody who saw it deleted it; concurrent insertions at one place stand one after
/// the other, never interleaved.
[[nodiscard]] MergedText merge_text(std::span<const TextEvent> events);

/// The text as it was for a reader who had seen exactly `version` (indexes) and everything before them.
[[nodiscard]] std::vector<std::string> text_at(std::span<const TextEvent> events,
                                               std::span<const std::uint32_t> version);

} // namespace dongthac::change
