#include "sync-server/org_commands.hpp"

#include <algorithm>
#include <ostream>

#include <nlohmann/json.hpp>

#include "shared/base/clock.hpp"
#include "shared/text/date.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/open_store.hpp"
#include "sync-server/reorganise.hpp"
#include "sync-server/setup.hpp"

namespace dongthac::server {

namespace {

using base::Code;
using nlohmann::json;

/// What a command about offices works with.
struct Desk {
    std::unique_ptr<store::FeedStore> store;
    store::ServerIdentity identity;
    model::Directory directory;
    Ground ground;
    base::SystemClock clock;
};

base::Result<Desk> open_desk(const CommandContext& context, const OrgChangeOptions& options) {
    Desk desk;
    DT_TRY(desk.store, open_existing(context.data));
    DT_TRY(desk.identity, identity_of(*desk.store, context.data));
    DT_TRY(desk.directory, read_directory(*desk.store, desk.identity));
    desk.ground.date = text::day_of(desk.clock.wall_ms());
    desk.ground.decision = options.decision;
    if (!options.date.empty()) {
        const auto date = text::parse_iso(options.date);
        if (!date)
            return base::fail(Code::bad_value,
                              {{"field", "--date"}, {"value", options.date}, {"expected", "2025-07-01"}});
        desk.ground.date = *date;
    }
    return desk;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) all += (all.empty() ? "" : " ") + part;
    return all;
}

json open_json(const std::vector<OpenWork>& work) {
    json list = json::array();
    for (const OpenWork& one : work) {
        json documents = json::array();
        for (const store::DocumentDecision& decision : one.documents)
            documents.push_back({{"id", base::to_text(decision.document)}, {"state", model::name_of(decision.state)}});
        list.push_back({{"org", one.org}, {"documents", documents}});
    }
    return list;
}

base::Result<void> carry_out(const CommandContext& context, Desk& desk, base::Result<Reorganised> wanted,
                             const std::string& what, const OrgChangeOptions& options) {
    if (!wanted) return std::unexpected(wanted.error());
    const std::string detail = joined(options.orgs) + (options.into.empty() ? "" : " -> " + joined(options.into)) +
                               " " + text::to_iso(desk.ground.date) + " " + desk.ground.decision;
    DT_CHECK(write_beside(*desk.store, desk.identity, std::move(wanted->records), what, detail, desk.clock));
    if (context.format == Format::json) {
        context.out << json{{"orgs", options.orgs},
                            {"into", options.into},
                            {"date", text::to_iso(desk.ground.date)},
                            {"grants", wanted->grants},
                            {"open", open_json(wanted->open)}}
                           .dump()
                    << "\n";
        return {};
    }
    const text::Strings& strings = context.strings;
    context.out << strings.tr("server." + what, {{"orgs", joined(options.orgs)},
                                                 {"into", joined(options.into)},
                                                 {"name", options.name},
                                                 {"date", text::to_short_form(desk.ground.date)}})
                << "\n";
    for (const OpenWork& work : wanted->open) {
        if (work.documents.empty()) continue;
        context.out << strings.tr("server.open_work", {{"org", work.org}, {"n", work.documents.size()}}) << "\n";
        for (const store::DocumentDecision& decision : work.documents)
            context.out << "- " << base::to_text(decision.document) << "  "
                        << strings.tr("state." + std::string(model::name_of(decision.state))) << "\n";
    }
    return {};
}

base::Result<base::DeviceId> device_named(const model::Directory& directory, const std::string& typed) {
    constexpr std::size_t kShortest = 4;
    std::optional<base::DeviceId> found;
    for (const auto& [id, device] : directory.devices()) {
        if (typed.size() < kShortest || !base::to_text(id).starts_with(typed)) continue;
        if (found) return base::fail(Code::unknown_device, {{"id", typed}}); // more than one begins so
        found = id;
    }
    if (!found) return base::fail(Code::unknown_device, {{"id", typed}});
    return *found;
}

} // namespace

base::Result<void> run_org_close(const CommandContext& context, const OrgChangeOptions& options) {
    DT_TRY(Desk desk, open_desk(context, options));
    return carry_out(context, desk, close(*desk.store, desk.directory, options.orgs.at(0), desk.ground), "org_closed",
                     options);
}

base::Result<void> run_org_rename(const CommandContext& context, const OrgChangeOptions& options) {
    DT_TRY(Desk desk, open_desk(context, options));
    const text::Date today = text::day_of(desk.clock.wall_ms());
    if (desk.ground.date >
        today) // a name holds from the moment it is known; papers carry the one they were printed with
        return base::fail(Code::bad_value,
                          {{"field", "--date"}, {"value", options.date}, {"expected", "≤ " + text::to_iso(today)}});
    return carry_out(context, desk, rename(desk.directory, options.orgs.at(0), options.name, desk.ground),
                     "org_renamed", options);
}

base::Result<void> run_org_merge(const CommandContext& context, const OrgChangeOptions& options) {
    DT_TRY(Desk desk, open_desk(context, options));
    return carry_out(context, desk, merge(*desk.store, desk.directory, options.orgs, options.into.at(0), desk.ground),
                     "org_merged", options);
}

base::Result<void> run_org_split(const CommandContext& context, const OrgChangeOptions& options) {
    DT_TRY(Desk desk, open_desk(context, options));
    return carry_out(context, desk, split(*desk.store, desk.directory, options.orgs.at(0), options.into, desk.ground),
                     "org_split", options);
}

base::Result<void> run_org_transfer(const CommandContext& context, const OrgChangeOptions& options) {
    DT_TRY(Desk desk, open_desk(context, options));
    return carry_out(context, desk, transfer(desk.directory, options.orgs.at(0), options.into.at(0), desk.ground),
                     "org_transferred", options);
}

base::Result<void> run_device_revoke(const CommandContext& context, const std::string& id) {
    DT_TRY(Desk desk, open_desk(context, {}));
    DT_TRY(const base::DeviceId device, device_named(desk.directory, id));
    DT_TRY(const model::Device revoked, revoke_beside(*desk.store, desk.identity, desk.directory, device, desk.clock));
    const std::string& name = revoked.name;
    const std::string& org = revoked.org;
    if (context.format == Format::json)
        context.out << json{{"id", base::to_text(device)}, {"org", org}, {"revoked", true}}.dump() << "\n";
    else
        context.out << context.strings.tr("server.device_revoked", {{"name", name}, {"org", org}}) << "\n";
    return {};
}

} // namespace dongthac::server
