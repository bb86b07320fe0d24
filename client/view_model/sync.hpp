#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/office/workspace.hpp"

/// "Đồng bộ" and the status bar: who this PC is, what waits, what the last rounds carried.
namespace dongthac::view_model {

struct RoundView {
    std::int64_t at_ms = 0;
    std::uint64_t sent = 0;
    std::uint64_t received = 0;
    std::uint64_t bytes = 0; ///< both ways
    std::int64_t milliseconds = 0;
    std::string error; ///< name of a base::Code, "" when it went well
};

/// A decision that has not reached the server.
struct WaitingDecision {
    base::DocumentId document;
    std::string kind;
    std::string number;
    std::string subject;
    std::string action; ///< model::Action name
    std::int64_t made_ms = 0;
};

struct SyncRows {
    bool enrolled = false;
    std::string server_url;
    std::string office;
    std::string device; ///< first letters of this PC's id, to read out on the telephone
    std::vector<std::string> roles;
    std::string folder; ///< where this PC keeps its data
    std::uint64_t unsent = 0;
    std::vector<WaitingDecision> waiting;
    std::vector<RoundView> rounds; ///< newest first, at most kMostRounds
    std::int64_t now_ms = 0;

    static constexpr std::size_t kMostRounds = 200;
    /// The newest round that went well, 0 when there was none.
    [[nodiscard]] std::int64_t last_success_ms() const;
};

[[nodiscard]] base::Result<SyncRows> sync_rows(office::Workspace& office);

struct StatusRow {
    bool enrolled = false;
    std::string office;
    std::vector<std::string> roles;
    std::uint64_t unsent = 0; ///< changes and waiting decisions
    std::uint64_t conflicts = 0;
    std::int64_t last_sync_ms = 0; ///< 0: never
    std::int64_t now_ms = 0;
};

[[nodiscard]] base::Result<StatusRow> status_row(office::Workspace& office);

} // namespace dongthac::view_model
