#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "client/app/office_act.hpp"
#include "shared/base/result.hpp"

namespace dongthac::app {

enum class Link { unknown, online, offline };
enum class SyncPhase { idle, working, joining };

/// A copy of how synchronising stands; cheap to take every frame.
struct SyncStatus {
    SyncPhase phase = SyncPhase::idle;
    Link link = Link::unknown;
    std::optional<base::Error> problem;      ///< of the last round; nothing when it went well
    std::optional<base::Error> join_problem; ///< of the last attempt to join
    std::uint64_t generation = 0;            ///< grows whenever this PC's data may have changed behind the window
    std::int64_t clock_skew_ms = 0;          ///< this PC's clock minus the server's
    std::int64_t last_round_ms = 0;          ///< wall time of the last round that went well; 0 for none yet
    std::uint64_t history_taken = 0;         ///< segments of the history that have followed a taken state
    std::uint64_t history_total = 0;         ///< of these in all; 0 when no history is missing
    std::string false_state_by;              ///< the PC whose state its history contradicted just now; "" for none
    OfficeActStatus act;                     ///< the last act about the office's people, policy or numbers
};

/// Synchronising as the window sees it: it asks and looks, and never waits. The window's side is one thread; the
/// implementation may have others, and wakes the window when a status changes.
class SyncControl {
  public:
    virtual ~SyncControl() = default;
    virtual void request_now() = 0;
    virtual void request_join(const std::string& url, const std::string& code) = 0;
    /// One at a time: `status().act.ended` grows when it came to its end.
    virtual void request_act(OfficeAct act) = 0;
    [[nodiscard]] virtual SyncStatus status() const = 0;
};

} // namespace dongthac::app
