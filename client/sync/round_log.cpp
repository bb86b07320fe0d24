#include "client/sync/round_log.hpp"

namespace dongthac::sync {

namespace {

constexpr std::string_view kLastSync = "last_sync_ms";

bool is_quiet(const RoundReport& report) {
    return report.sent + report.received + report.quarantined + report.given_back == 0 && !report.forked &&
           report.overtaken.empty();
}

/// True when the last round that was written down said the same not long ago.
base::Result<bool> is_known(office::Workspace& office, std::int64_t now) {
    DT_TRY(const std::vector<store::RoundRow> rounds, office.store().rounds(1));
    if (rounds.empty() || !rounds.front().error.empty()) return false;
    const std::int64_t since = now - rounds.front().at_ms;
    return since >= 0 && since < kQuietRecordMs;
}

} // namespace

base::Result<void> record_round(office::Workspace& office, const RoundReport& report, const std::string& error) {
    const std::int64_t now = office.clock().wall_ms();
    if (error.empty() && is_quiet(report)) {
        DT_TRY(const bool known, is_known(office, now));
        if (known) return {};
    }
    store::OfficeStore& store = office.store();
    DT_TRY(store::Transaction transaction, store.begin(store::Durability::lazy));
    DT_CHECK(store.add_round({now, report.sent, report.received, report.bytes_up, report.bytes_down,
                              static_cast<std::int64_t>(report.seconds * 1000.0), error}));
    if (error.empty()) DT_CHECK(store.put_number(kLastSync, static_cast<std::uint64_t>(now)));
    return transaction.commit();
}

base::Result<std::uint64_t> count_pending(office::Workspace& office) {
    DT_TRY(const std::uint64_t changes, office.store().unsent_changes());
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    return changes + intents.size();
}

base::Result<SyncSummary> summarise(office::Workspace& office) {
    const store::Reading reading = office.store().read();
    SyncSummary summary;
    DT_TRY(summary.pending, count_pending(office));
    DT_TRY(const std::uint64_t last, office.store().number(kLastSync));
    summary.last_sync_ms = static_cast<std::int64_t>(last);
    summary.clock_skew_ms = office.clock_skew_ms();
    DT_TRY(const std::vector<store::RoundRow> rounds, office.store().rounds(1));
    summary.online = !rounds.empty() && rounds.front().error.empty();
    return summary;
}

} // namespace dongthac::sync
