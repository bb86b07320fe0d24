#pragma once

#include <optional>
#include <set>
#include <string>

#include "shared/office/workspace.hpp"
#include "shared/wire/messages.hpp"
#include "shared/wire/segment.hpp"
#include "shared/wire/state.hpp"

// What follows a taken state (docs/adr/0012): the segments it was made from, until everything is as if they had come
// first. While they are missing, documents of the state are read and edited; a change that can be merged only with the
// history is in the log at once and waits there.

namespace dongthac::office {

/// How much of the history has come, in segments; both 0 when none is missing.
struct HistoryLeft {
    std::uint64_t taken = 0;
    std::uint64_t total = 0;
    bool urgent = false; ///< something came in that only the history can merge
    [[nodiscard]] bool missing() const { return total > 0; }
};
[[nodiscard]] base::Result<HistoryLeft> history_left(Workspace& office);

/// What to ask the server for next, at most `budget` bytes of it, of feeds other than `refused`; nothing when all
/// segments are here.
[[nodiscard]] base::Result<std::optional<wire::HistoryRequest>> next_history(Workspace& office, std::uint64_t budget,
                                                                             const std::set<std::string>& refused = {});

/// Takes the answer in one transaction: each segment's signature against its chain from the beginning, bytes as they
/// came. False when it held nothing new. Errors: bad_signature, bad_bytes, bad_server_answer for gaps.
[[nodiscard]] base::Result<bool> take_history(Workspace& office, const wire::HistoryRequest& request,
                                              const wire::HistoryAnswer& answer);

/// The server refused to give the history of `feed`. When the directory says too that this office may not read it any
/// more (a transfer), it is waited for no longer: documents of other offices that came with the state and that what is
/// here does not make stay as the state said. False when the directory knows of no such thing.
[[nodiscard]] base::Result<bool> give_up_history(Workspace& office, const std::string& feed);

/// Once all segments are here: compares each document with what they make, and ends the time of the state. The history
/// wins: a document that differs is built anew, and the device that signed the state is remembered (false_state_by).
/// One transaction a document. Does nothing while segments are missing.
[[nodiscard]] base::Result<void> settle_history(Workspace& office);

/// Name and id of the PC that signed a state which differed from the history; empty when none ever did.
[[nodiscard]] base::Result<std::string> false_state_by(Workspace& office);

/// For ingest(), within its transaction: takes a segment of missing history that came by the ordinary way, after the
/// server's numbers began anew. False when it is none.
[[nodiscard]] base::Result<bool> take_if_missing(Workspace& office, const wire::SegmentHeader& header,
                                                 const wire::FeedSegment& segment);

/// The server's numbers mean other segments now: history is asked for from the start. Within the caller's transaction.
[[nodiscard]] base::Result<void> restart_history(store::OfficeStore& store);

} // namespace dongthac::office
