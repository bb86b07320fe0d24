#pragma once

#include "client/sync/round.hpp"

namespace dongthac::sync {

/// A round that moved nothing is written down at most this often: a quiet office writes nothing to its disk.
inline constexpr std::int64_t kQuietRecordMs = 300'000;

/// Writes down what a round did, with its error or "", for the sync screen and summarise(). Not flushed: a power cut
/// may take back what the last rounds said of themselves, and nothing else.
[[nodiscard]] base::Result<void> record_round(office::Workspace& office, const RoundReport& report,
                                              const std::string& error);

/// Changes and decisions that are not on the server yet.
[[nodiscard]] base::Result<std::uint64_t> count_pending(office::Workspace& office);

} // namespace dongthac::sync
