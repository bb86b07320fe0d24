#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "client/sync/transport.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::sync {

/// What one round did; also written to the round log, failed rounds included.
struct RoundReport {
    std::uint64_t sent = 0;        ///< changes and decisions the server took
    std::uint64_t received = 0;    ///< changes that were new here
    std::uint64_t quarantined = 0; ///< changes the server keeps apart because this office may not write them
    bool forked = false;           ///< the server knew another history of this database (a copied or restored disk), so
                                   ///< this PC goes on under a new replica id
    std::uint64_t given_back = 0;  ///< changes a server put back from an older copy took again from this PC
    std::uint64_t state_bytes = 0; ///< of the state taken in place of history (state_first.hpp); 0 for none
    std::uint64_t bytes_up = 0;    ///< HTTP bodies
    std::uint64_t bytes_down = 0;
    double seconds = 0;
    std::uint64_t pending = 0;               ///< changes and decisions still here
    std::vector<base::DocumentId> overtaken; ///< decisions somebody else was faster with; their notes are comments now
};

/// Pushes, decides, pulls until nothing is left: outbox sealed and sent, waiting decisions confirmed or withdrawn, what
/// is new taken in. Safe to stop and repeat at any point. Errors: no_office, unreachable (work is kept), server_refused
/// {status}, bad_server_answer, bad_signature (nothing after the bad segment is taken).
[[nodiscard]] base::Result<RoundReport> run_round(office::Workspace& office, Transport& transport);

/// Joins an office with a one-time code: the server learns this PC's key, this PC learns the server's.
/// Errors: bad_code, used_code, expired_code, unreachable, bad_server_answer, already_enrolled.
[[nodiscard]] base::Result<void> join(office::Workspace& office, Transport& transport, const std::string& url,
                                      const std::string& code, const std::string& device_name);

/// What the last rounds left behind, for `status` and the status bar.
struct SyncSummary {
    std::uint64_t pending = 0;
    std::int64_t last_sync_ms = 0;  ///< wall time of the last complete round; 0 for never
    bool online = false;            ///< the last round reached the server
    std::int64_t clock_skew_ms = 0; ///< this PC's clock minus the server's, when last heard
    [[nodiscard]] bool clock_is_wrong() const { return clock_skew_ms > 300'000 || clock_skew_ms < -300'000; }
};
[[nodiscard]] base::Result<SyncSummary> summarise(office::Workspace& office);

} // namespace dongthac::sync
