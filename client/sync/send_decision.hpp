#pragma once

#include <optional>

#include "client/sync/channel.hpp"
#include "client/sync/round.hpp"

namespace dongthac::sync {

/// What became of one decision in a round: settled either way, waiting until drafts have been pushed, put off because
/// the server's history of this database is another (report.forked), waiting for a number, or refused as it was sealed.
enum class DecisionOutcome { settled, push_first, put_off, no_number, refused };
struct SentDecision {
    DecisionOutcome outcome = DecisionOutcome::settled;
    std::optional<base::Error> refusal{}; ///< with `refused`: why
};

/// Asks the home server to confirm `intent`. `gave_back`: this round has already given back what a restored server
/// lacked. Counts in `report`. Errors: unreachable, bad_server_answer, the store's.
[[nodiscard]] base::Result<SentDecision> send_decision(office::Workspace& office, Channel& channel,
                                                       const store::IntentRow& intent, bool gave_back,
                                                       RoundReport& report);

} // namespace dongthac::sync
