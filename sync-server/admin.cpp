#include "sync-server/admin.hpp"

#include <ostream>
#include <set>

#include <nlohmann/json.hpp>

#include "shared/base/clock.hpp"
#include "shared/base/files.hpp"
#include "shared/base/random.hpp"
#include "shared/document/document_json.hpp"
#include "shared/model/feed.hpp"
#include "shared/store/folder_lock.hpp"
#include "shared/text/date.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/document.hpp"
#include "sync-server/open_store.hpp"
#include "sync-server/qr.hpp"
#include "sync-server/setup.hpp"
#include "sync-server/verify.hpp"

namespace dongthac::server {

namespace {

using base::Code;
using nlohmann::json;

base::Result<model::Directory> directory_of(store::FeedStore& store, const std::filesystem::path& folder) {
    DT_TRY(const store::ServerIdentity identity, identity_of(store, folder));
    return read_directory(store, identity);
}

void print(const CommandContext& context, const json& value) { context.out << value.dump(2) << "\n"; }

void say(const CommandContext& context, std::string_view key, text::Args args = {}) {
    context.out << context.strings.tr(key, args) << "\n";
}

json names_of(const std::set<model::Role>& roles) {
    json names = json::array();
    for (const model::Role role : roles) names.push_back(model::name_of(role));
    return names;
}

std::string joined(const std::set<model::Role>& roles) {
    std::string text;
    for (const model::Role role : roles) text += (text.empty() ? "" : ", ") + std::string(model::name_of(role));
    return text;
}

json date_or_null(const std::optional<text::Date>& date) { return date ? json(text::to_iso(*date)) : json(nullptr); }

} // namespace

base::Result<void> run_init(const CommandContext& context, const InitOptions& options) {
    DT_TRY(const OrgsFile orgs, read_orgs(options.orgs));
    std::error_code problem;
    std::filesystem::create_directories(context.data, problem);
    if (problem)
        return base::fail(Code::unwritable_file,
                          {{"path", base::path_to_utf8(context.data)}, {"reason", problem.message()}});
    DT_TRY(const store::FolderLock lock, store::FolderLock::take(context.data));
    base::SystemRandom random;
    DT_CHECK(initialise(context.data, orgs, base::SystemClock(), random));
    const std::string folder = base::path_to_utf8(context.data);
    if (context.format == Format::json)
        print(context, {{"data", folder}, {"orgs", orgs.organisations.size()}, {"relations", orgs.relations.size()}});
    else
        say(context, "server.made", {{"path", folder}, {"orgs", orgs.organisations.size()}});
    return {};
}

base::Result<void> run_invite(const CommandContext& context, const InviteOptions& options) {
    std::set<model::Role> roles;
    for (const std::string& name : options.roles) {
        const auto role = model::role_named(name);
        if (!role)
            return base::fail(
                Code::bad_value,
                {{"field", "--role"}, {"value", name}, {"expected", "editor | clerk | signer | officer | admin"}});
        roles.insert(*role);
    }
    DT_TRY(const auto store, open_existing(context.data));
    base::SystemRandom random;
    DT_TRY(const NewInvitation made, invite(*store, options.org, roles, options.days, base::SystemClock(), random));
    const std::string expires = text::to_iso_time(made.expires_ms);
    if (context.format == Format::json) {
        print(context, {{"code", made.code},
                        {"qr", made.qr},
                        {"org", made.org},
                        {"roles", names_of(made.roles)},
                        {"expires", expires}});
        return {};
    }
    say(context, "server.invitation",
        {{"code", made.code}, {"org", made.org}, {"roles", joined(made.roles)}, {"expires", expires}});
    context.out << qr_for_terminal(made.qr);
    return {};
}

base::Result<void> run_stats(const CommandContext& context) {
    DT_TRY(const auto store, open_existing(context.data));
    DT_TRY(const store::ServerIdentity identity, identity_of(*store, context.data));
    DT_TRY(const model::Directory directory, read_directory(*store, identity));
    DT_TRY(const store::Totals totals, store->totals());
    if (context.format == Format::json) {
        print(context, {{"changes", totals.changes},
                        {"segments", totals.segments},
                        {"feeds", totals.feeds},
                        {"documents", totals.documents},
                        {"orgs", directory.organisations().size()},
                        {"devices", directory.devices().size()},
                        {"bytes", totals.bytes},
                        {"quarantined", totals.quarantined},
                        {"open_invitations", totals.open_invitations},
                        {"epoch", identity.epoch}});
        return {};
    }
    const text::Strings& strings = context.strings;
    say(context, "server.stats",
        {{"orgs", directory.organisations().size()},
         {"devices", directory.devices().size()},
         {"feeds", totals.feeds},
         {"documents", totals.documents},
         {"changes", strings.number(static_cast<std::int64_t>(totals.changes))},
         {"bytes", strings.bytes(totals.bytes)},
         {"quarantined", totals.quarantined}});
    return {};
}

base::Result<Health> run_verify(const CommandContext& context) {
    DT_TRY(const auto store, open_existing(context.data));
    DT_TRY(const Verification report, verify(*store));
    std::vector<std::string> lines;
    for (const Problem& problem : report.problems) {
        std::vector<text::Arg> args;
        for (const auto& [name, value] : problem.args) args.emplace_back(name, value);
        lines.push_back(context.strings.tr("verify." + problem.name, args));
    }
    const bool ok = lines.empty();
    if (context.format == Format::json) {
        print(context, {{"ok", ok}, {"problems", lines}, {"changes", report.changes}, {"segments", report.segments}});
    } else {
        for (const std::string& line : lines) context.out << line << "\n";
        const std::string changes = context.strings.number(static_cast<std::int64_t>(report.changes));
        if (ok)
            say(context, "server.sound", {{"changes", changes}});
        else
            say(context, "server.damaged", {{"problems", lines.size()}, {"changes", changes}});
    }
    return ok ? Health::sound : Health::damaged;
}

base::Result<void> run_backup(const CommandContext& context, const std::filesystem::path& file) {
    DT_TRY(const auto store, open_existing(context.data));
    DT_CHECK(store->backup_to(file));
    std::error_code ignored;
    const std::uintmax_t bytes = std::filesystem::file_size(file, ignored);
    const std::string path = base::path_to_utf8(file);
    if (context.format == Format::json)
        print(context, {{"file", path}, {"bytes", bytes}});
    else
        say(context, "server.backed_up", {{"path", path}, {"bytes", context.strings.bytes(bytes)}});
    return {};
}

base::Result<void> run_org_list(const CommandContext& context) {
    DT_TRY(const auto store, open_existing(context.data));
    DT_TRY(const model::Directory directory, directory_of(*store, context.data));
    const text::Date today = text::day_of(base::SystemClock().wall_ms());
    json list = json::array();
    for (const auto& [id, office] : directory.organisations()) {
        const auto parent = directory.superior_of(id, today);
        list.push_back({{"id", id},
                        {"name", office.name},
                        {"kind", office.kind},
                        {"parent", parent ? json(*parent) : json(nullptr)},
                        {"valid_from", date_or_null(office.valid.from)},
                        {"valid_to", date_or_null(office.valid.to)}});
        if (context.format == Format::sentences)
            context.out << id << "\t" << office.kind << "\t" << parent.value_or("–") << "\t" << office.name << "\n";
    }
    if (context.format == Format::json) print(context, list);
    return {};
}

base::Result<void> run_device_list(const CommandContext& context) {
    DT_TRY(const auto store, open_existing(context.data));
    DT_TRY(const model::Directory directory, directory_of(*store, context.data));
    json list = json::array();
    for (const auto& [id, device] : directory.devices()) {
        list.push_back({{"id", base::to_text(id)},
                        {"org", device.org},
                        {"roles", names_of(device.roles)},
                        {"name", device.name},
                        {"revoked", device.revoked_after.has_value()}});
        if (context.format == Format::sentences)
            context.out << base::to_text(id) << "\t" << device.org << "\t" << joined(device.roles) << "\t"
                        << device.name << "\n";
    }
    if (context.format == Format::json) print(context, list);
    return {};
}

base::Result<void> run_doc_show(const CommandContext& context, const DocShowOptions& options) {
    const auto id = base::parse_id<base::DocumentId>(options.id);
    if (!id) return base::fail(Code::unknown_document, {{"id", options.id}});
    DT_TRY(const model::Feed feed, model::parse_feed(options.feed));
    DT_TRY(const auto store, open_existing(context.data));
    DT_TRY(const change::Document document, build_document(*store, to_text(feed), *id));
    if (context.format == Format::json) {
        print(context, document::document_json(document));
        return {};
    }
    for (const change::NodeState* node : document.in_order()) context.out << node->text() << "\n";
    return {};
}

} // namespace dongthac::server
