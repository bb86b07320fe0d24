#pragma once

#include <cstddef>
#include <cstdint>

namespace dongthac::wire {

// Numbers of segment format 2 that its writer and its reader share (docs/file-formats.md §3). Frozen.

// Word numbers.
inline constexpr std::uint64_t kGlue = 0;      ///< no space before the next word
inline constexpr std::uint64_t kSpelled = 1;   ///< rows: its bytes follow; columns: the next of those used once
inline constexpr std::uint64_t kFirstWord = 2; ///< rows: the common words; columns: those of the batch's table

// Blocks. The payloads of kind k stand in block kKindSlot + k.
inline constexpr std::size_t kWordSlot = 0;
inline constexpr std::size_t kFrameSlot = 1;
inline constexpr std::size_t kKindSlot = 1;
inline constexpr std::size_t kOpaqueSlot = 20;

/// Memory that one element of a list, or one word of a text, counts as.
inline constexpr std::size_t kChargeOfItem = 48;
constexpr std::size_t charge_of_word(std::size_t size) { return size + 1; }

/// Changes in one segment at most.
inline constexpr std::uint64_t kMaxChanges = std::uint64_t{1} << 18;
/// Changes from which a batch is written in columns.
inline constexpr std::uint64_t kColumnsFrom = 32;

} // namespace dongthac::wire
