#include "client/view_model/sync.hpp"

#include "client/view_model/reading.hpp"
#include "shared/base/files.hpp"
#include "shared/office/documents.hpp"

namespace dongthac::view_model {

namespace {

constexpr std::size_t kDeviceLetters = 8;

std::vector<std::string> role_names(const office::Identity& identity) {
    std::vector<std::string> names;
    for (const model::Role role : identity.roles) names.emplace_back(model::name_of(role));
    return names;
}

} // namespace

std::int64_t SyncRows::last_success_ms() const {
    for (const RoundView& round : rounds)
        if (round.error.empty()) return round.at_ms;
    return 0;
}

base::Result<SyncRows> sync_rows(office::Workspace& office) {
    SyncRows out;
    const office::Identity& identity = office.identity();
    out.enrolled = identity.enrolled();
    out.server_url = identity.server_url;
    out.office = identity.enrolled() ? office.directory().name_of_org(identity.org) : std::string();
    out.device = base::to_text(identity.device).substr(0, kDeviceLetters);
    out.roles = role_names(identity);
    out.folder = base::path_to_utf8(office.folder());
    out.now_ms = office.clock().wall_ms();
    DT_TRY(out.unsent, office.store().unsent_changes());
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    for (const store::IntentRow& intent : intents) {
        DT_TRY(const office::DocumentSummary document, office::summary_of(office, intent.document));
        out.waiting.push_back(
            {intent.document, document.kind, number_of(document), document.subject, intent.action, intent.made_ms});
    }
    DT_TRY(const std::vector<store::RoundRow> rounds, office.store().rounds(SyncRows::kMostRounds));
    for (const store::RoundRow& round : rounds)
        out.rounds.push_back({round.at_ms, round.sent, round.received, round.bytes_up + round.bytes_down,
                              round.milliseconds, round.error});
    return out;
}

base::Result<StatusRow> status_row(office::Workspace& office) {
    StatusRow out;
    const office::Identity& identity = office.identity();
    out.enrolled = identity.enrolled();
    out.office = identity.enrolled() ? office.directory().name_of_org(identity.org) : std::string();
    out.roles = role_names(identity);
    out.now_ms = office.clock().wall_ms();
    DT_TRY(const std::uint64_t changes, office.store().unsent_changes());
    DT_TRY(const std::vector<store::IntentRow> intents, office.store().intents());
    out.unsent = changes + intents.size();
    DT_TRY(const std::vector<store::DocumentRow> documents, office.store().documents());
    for (const store::DocumentRow& document : documents) out.conflicts += document.conflicts;
    DT_TRY(const std::vector<store::RoundRow> rounds, office.store().rounds(SyncRows::kMostRounds));
    for (const store::RoundRow& round : rounds) {
        if (!round.error.empty()) continue;
        out.last_sync_ms = round.at_ms;
        break;
    }
    return out;
}

} // namespace dongthac::view_model
