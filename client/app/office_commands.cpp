#include "client/app/office_commands.hpp"

#include <nlohmann/json.hpp>

#include "client/app/dropped_words.hpp"
#include "client/app/proof_commands.hpp"
#include "client/sync/round.hpp"
#include "client/sync/state_first.hpp"
#include "shared/base/files.hpp"
#include "shared/office/check.hpp"
#include "shared/office/documents.hpp"
#include "shared/office/heads.hpp"
#include "shared/office/missing_history.hpp"
#include "shared/text/date.hpp"

namespace dongthac::app {

namespace {

using nlohmann::json;

constexpr std::size_t kMostHits = 200;

json roles_json(const std::set<model::Role>& roles) {
    json names = json::array();
    for (const model::Role role : roles) names.push_back(model::name_of(role));
    return names;
}

json office_json(const office::Workspace& office) {
    const office::Identity& me = office.identity();
    return {{"org", me.enrolled() ? json(me.org) : json(nullptr)},
            {"name", office.directory().name_of_org(me.org)},
            {"replica", base::to_text(me.replica)},
            {"device", base::to_text(me.device)},
            {"roles", roles_json(me.roles)},
            {"server", me.server_url}};
}

std::string office_text(const office::Workspace& office, const Strings& strings) {
    const office::Identity& me = office.identity();
    if (!me.enrolled()) return strings.tr("out.not_enrolled");
    const std::string name = office.directory().name_of_org(me.org);
    return strings.tr("out.office", {{"name", name}, {"org", me.org}, {"server", me.server_url}});
}

/// Conflicts over all documents, for one number in `status`.
base::Result<std::uint64_t> count_conflicts(office::Workspace& office) {
    DT_TRY(const std::vector<office::DocumentSummary> documents, office::list_documents(office));
    std::uint64_t conflicts = 0;
    for (const office::DocumentSummary& document : documents) conflicts += document.conflicts;
    return conflicts;
}

json dropped_json(const std::vector<office::DroppedDecision>& dropped) {
    json list = json::array();
    for (const office::DroppedDecision& one : dropped)
        list.push_back({{"document", base::to_text(one.document)},
                        {"subject", one.subject},
                        {"action", one.action},
                        {"reason", base::name_of(one.why.code)}});
    return list;
}

CommandOutput sync_output(const Strings& strings, const office::Workspace& office, const sync::RoundReport& report,
                          const sync::FollowedUp& after, const std::vector<office::DroppedDecision>& dropped) {
    json overtaken = json::array();
    for (const base::DocumentId& document : report.overtaken) overtaken.push_back(base::to_text(document));
    const json out = {{"sent", report.sent},
                      {"received", report.received},
                      {"quarantined", report.quarantined},
                      {"forked", report.forked},
                      {"bytes_up", report.bytes_up},
                      {"bytes_down", report.bytes_down},
                      {"seconds", report.seconds},
                      {"pending", report.pending},
                      {"overtaken", overtaken},
                      {"dropped", dropped_json(dropped)},
                      {"state_bytes", report.state_bytes},
                      {"history", after.segments},
                      {"false_state_by", after.false_state_by}};
    std::string text = strings.tr("out.sync", {{"sent", strings.number(static_cast<std::int64_t>(report.sent))},
                                               {"received", strings.number(static_cast<std::int64_t>(report.received))},
                                               {"pending", strings.number(static_cast<std::int64_t>(report.pending))},
                                               {"bytes", strings.bytes(report.bytes_up + report.bytes_down)}});
    for (const office::DroppedDecision& one : dropped) text += "\n" + dropped_words(strings, office, one);
    if (report.quarantined > 0) text += "\n" + strings.tr("out.quarantined", {{"n", report.quarantined}});
    if (report.forked) text += "\n" + strings.tr("out.forked");
    if (!after.false_state_by.empty())
        text += "\n" + strings.tr("banner.false_state", {{"device", after.false_state_by}});
    return {out.dump(), std::move(text), report.overtaken.empty() ? 0 : 4};
}

} // namespace

base::Result<CommandOutput> office_join(CommandContext& context, const Arguments& arguments) {
    const std::string url = arguments.get("URL");
    DT_TRY(const std::unique_ptr<sync::Transport> transport, sync::http_transport(url));
    DT_TRY(office::Workspace * office, context.office());
    const std::string device_name = "PC " + base::to_text(office->identity().device).substr(0, 8);
    DT_CHECK(sync::join(*office, *transport, url, arguments.get("CODE"), device_name));
    return CommandOutput{office_json(*office).dump(), office_text(*office, context.strings())};
}

base::Result<CommandOutput> office_show(CommandContext& context, const Arguments&) {
    DT_TRY(const office::Workspace* office, context.office());
    return CommandOutput{office_json(*office).dump(), office_text(*office, context.strings())};
}

base::Result<CommandOutput> sync_now(CommandContext& context, const Arguments&) {
    DT_TRY(office::Workspace * office, context.office());
    if (!office->identity().enrolled()) return base::fail(base::Code::no_office);
    DT_TRY(const std::unique_ptr<sync::Transport> transport, sync::http_transport(office->identity().server_url));
    DT_TRY(const std::uint64_t before, office::last_dropped(*office));
    const auto round = sync::run_round(*office, *transport);
    DT_TRY(const std::vector<office::DroppedDecision> dropped, office::dropped_decisions(*office, before));
    if (!round) {
        for (const office::DroppedDecision& one : dropped)
            context.remark(dropped_words(context.strings(), *office, one));
        return std::unexpected(round.error());
    }
    // Somebody wants to compare with others right away, so that this round counts however quiet it was.
    const std::int64_t now_ms = office->clock().wall_ms() - office->clock_skew_ms();
    const auto started_ms = now_ms - static_cast<std::int64_t>(round->seconds * 1000.0);
    DT_CHECK(office::note_heard(*office, {.something = now_ms, .everything = started_ms}));
    // What a window does between its rounds; a command has no between.
    DT_TRY(const sync::FollowedUp after, sync::follow_up(*office, *transport));
    return sync_output(context.strings(), *office, *round, after, dropped);
}

base::Result<CommandOutput> show_status(CommandContext& context, const Arguments& arguments) {
    if (arguments.has("head")) return write_heads(context, arguments);
    if (arguments.has("compare")) return compare_with_heads(context, arguments);
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const sync::SyncSummary summary, sync::summarise(*office));
    DT_TRY(const std::uint64_t conflicts, count_conflicts(*office));
    DT_TRY(const office::HistoryLeft left, office::history_left(*office));
    DT_TRY(const std::string false_state_by, office::false_state_by(*office));
    const bool enrolled = office->identity().enrolled();
    const json out = {
        {"office", enrolled ? json(office->identity().org) : json(nullptr)},
        {"pending", summary.pending},
        {"conflicts", conflicts},
        {"last_sync", summary.last_sync_ms == 0 ? json(nullptr) : json(text::to_iso_time(summary.last_sync_ms))},
        {"clock_warning", summary.clock_is_wrong()},
        {"online", summary.online},
        {"history_loading", left.missing()},
        {"false_state_by", false_state_by}};
    const Strings& strings = context.strings();
    const std::string last = summary.last_sync_ms == 0 ? strings.tr("out.never")
                                                       : strings.ago(summary.last_sync_ms, office->clock().wall_ms());
    std::string text =
        office_text(*office, strings) + "\n" +
        strings.tr("out.status", {{"pending", strings.number(static_cast<std::int64_t>(summary.pending))},
                                  {"conflicts", conflicts},
                                  {"last", last}});
    if (summary.clock_is_wrong()) text += "\n" + strings.tr("out.clock_warning");
    if (left.missing())
        text += "\n" + strings.tr("banner.history", {{"taken", strings.number(static_cast<std::int64_t>(left.taken))},
                                                     {"total", strings.number(static_cast<std::int64_t>(left.total))}});
    if (!false_state_by.empty()) text += "\n" + strings.tr("banner.false_state", {{"device", false_state_by}});
    return CommandOutput{out.dump(), std::move(text)};
}

base::Result<CommandOutput> search_words(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const std::vector<office::SearchResult> results, office::search(*office, arguments.get("WORDS"), kMostHits));
    json out = json::array();
    std::string text;
    for (const office::SearchResult& result : results) {
        out.push_back({{"document", base::to_text(result.document)},
                       {"node", base::to_text(result.node)},
                       {"subject", result.subject},
                       {"text", result.text}});
        text += base::to_text(result.document).substr(0, 8) + "  " + result.text + "\n";
    }
    if (results.empty()) text = context.strings().tr("out.nothing_found", {{"words", arguments.get("WORDS")}});
    return CommandOutput{out.dump(), std::move(text)};
}

base::Result<CommandOutput> backup_file(CommandContext& context, const Arguments& arguments) {
    DT_TRY(office::Workspace * office, context.office());
    const std::string file = arguments.get("FILE");
    DT_CHECK(office->store().backup_to(base::path_from_utf8(file)));
    return CommandOutput{json{{"file", file}}.dump(), context.strings().tr("out.backup", {{"file", file}})};
}

base::Result<CommandOutput> check_data(CommandContext& context, const Arguments&) {
    DT_TRY(office::Workspace * office, context.office());
    DT_TRY(const office::CheckReport report, office::check(*office));
    const json out = {{"ok", report.ok()},           {"problems", report.problems},   {"changes", report.changes},
                      {"segments", report.segments}, {"documents", report.documents}, {"loading", report.loading}};
    const Strings& strings = context.strings();
    std::string text = report.ok()
                           ? strings.tr("out.check_ok", {{"changes", report.changes}, {"documents", report.documents}})
                           : strings.tr("out.check_bad", {{"n", report.problems.size()}});
    for (const std::string& problem : report.problems) text += "\n" + problem;
    return CommandOutput{out.dump(), std::move(text), report.ok() ? 0 : 1};
}

} // namespace dongthac::app
