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
    std::vector<text::TokenHunk> hunks;
    std::vector<bool> seen; ///< seen[i]: event i of the same list lies in this one's causal past
};

struct MergedText {
    std::vector<std::string> tokens;
    bool concurrent = false; ///< some two events did not see each other
};

/// The text that a set of events makes, whatever order they arrived in (merge_algo 1, first form: replay).
///
/// Each event's positions are read in the text its author saw, every inserted token is placed by its left and right
/// neighbours there (YjsMod order, Gentle & Kleppmann, "Collaborative Text Editing with Eg-walker", 2024, §3), ties by
/// (lamport, replica). A deleted token stays as a tombstone while merging, so an insertion beside it keeps its place
/// and no token is lost unless somebody who saw it deleted it. `events` in canonical order. Cost: events × tokens.
[[nodiscard]] MergedText merge_text(std::span<const TextEvent> events);

} // namespace dongthac::change
