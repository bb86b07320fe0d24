#include "sync-server/commands.hpp"

#include <functional>
#include <ostream>

#include <CLI/CLI.hpp>

#include "shared/base/assets.hpp"
#include "shared/base/files.hpp"
#include "sync-server/admin.hpp"
#include "sync-server/audit_commands.hpp"
#include "sync-server/org_commands.hpp"
#include "sync-server/sentence.hpp"
#include "sync-server/serve.hpp"
#include "sync-server/server_key.hpp"

namespace dongthac::server {

namespace {

constexpr int kDone = 0;
constexpr int kRefused = 1;
constexpr int kWrongUsage = 2;
constexpr int kUnreachable = 3;

/// Everything the command line may say.
struct Arguments {
    std::string data;
    std::string language = "vi";
    bool json = false;
    std::string orgs;
    InviteOptions invitation;
    std::string listen = "127.0.0.1:8080";
    std::string log;
    bool behind_proxy = false;
    bool tls = false;
    std::string tls_certificate;
    std::string tls_key;
    std::string backup;
    DocShowOptions document;
    OrgChangeOptions change;
    std::string device;
    AuditOptions audit;
};

using Action = std::function<base::Result<int>(const CommandContext&)>;

Action done(std::function<base::Result<void>(const CommandContext&)> work) {
    return [work = std::move(work)](const CommandContext& context) -> base::Result<int> {
        DT_CHECK(work(context));
        return kDone;
    };
}

/// The words of the command line, each command with what it does.
class CommandLine {
  public:
    CommandLine() {
        app_.require_subcommand(1);
        app_.set_version_flag("--version", DONGTHAC_VERSION);
        add_common(app_);
        add_running();
        add_reading();
        add_administration();
    }

    /// Throws CLI::ParseError.
    void parse(std::vector<std::string> words) {
        std::reverse(words.begin(), words.end()); // CLI11 takes them from the back
        app_.parse(words);
    }

    [[nodiscard]] const Arguments& arguments() const { return arguments_; }
    [[nodiscard]] const Action& action() const { return action_; }
    [[nodiscard]] std::string help() const { return app_.help("", CLI::AppFormatMode::All); }

  private:
    void add_common(CLI::App& command) {
        command.add_option("--data", arguments_.data, "DIR");
        command.add_flag("--json", arguments_.json, "JSON");
        command.add_option("--lang", arguments_.language, "vi | en");
    }

    CLI::App& add(CLI::App& parent, const char* name, Action action) {
        CLI::App& command = *parent.add_subcommand(name);
        add_common(command);
        command.callback([this, action = std::move(action)] { action_ = action; });
        return command;
    }

    void add_running() {
        CLI::App& init = add(app_, "init", done([this](const CommandContext& context) {
                                 return run_init(context, {base::path_from_utf8(arguments_.orgs)});
                             }));
        init.add_option("--orgs", arguments_.orgs, "FILE.json")->required();

        CLI::App& serve =
            add(app_, "serve", done([this](const CommandContext& context) { return serve_now(context); }));
        serve.add_option("--listen", arguments_.listen, "HOST:PORT");
        serve.add_option("--log", arguments_.log, "FILE");
        CLI::Option& proxy = *serve.add_flag("--behind-proxy", arguments_.behind_proxy);
        CLI::Option& tls = *serve.add_flag("--tls", arguments_.tls)->excludes(&proxy);
        CLI::Option& certificate = *serve.add_option("--tls-cert", arguments_.tls_certificate, "FILE")->excludes(&tls);
        serve.add_option("--tls-key", arguments_.tls_key, "FILE")->excludes(&proxy)->needs(&certificate);

        CLI::App& invite =
            add(app_, "invite",
                done([this](const CommandContext& context) { return run_invite(context, arguments_.invitation); }));
        invite.add_option("ORG", arguments_.invitation.org)->required();
        invite.add_option("--role", arguments_.invitation.roles)->required()->allow_extra_args(false);
        invite.add_option("--days", arguments_.invitation.days);

        CLI::App& backup = add(app_, "backup", done([this](const CommandContext& context) {
                                   return run_backup(context, base::path_from_utf8(arguments_.backup));
                               }));
        backup.add_option("FILE", arguments_.backup)->required();
    }

    void add_reading() {
        add(app_, "stats", done(run_stats));
        add(app_, "verify", [](const CommandContext& context) -> base::Result<int> {
            DT_TRY(const Health health, run_verify(context));
            return health == Health::sound ? kDone : kRefused;
        });
        CLI::App& audit =
            add(app_, "audit",
                done([this](const CommandContext& context) { return run_audit(context, arguments_.audit); }));
        audit.add_option("--org", arguments_.audit.org, "ORG");
        audit.add_option("--since", arguments_.audit.since, "2026-11-01");
        audit.add_option("--to", arguments_.audit.file, "FILE.csv");
        CLI::App& show =
            add(group("doc"), "show",
                done([this](const CommandContext& context) { return run_doc_show(context, arguments_.document); }));
        show.add_option("ID", arguments_.document.id)->required();
        show.add_option("--feed", arguments_.document.feed, "own/ORG")->required();
    }

    /// Offices and PCs: what changes is dated, and stands beside what was.
    void add_administration() {
        CLI::App& device = group("device");
        add(device, "list", done(run_device_list));
        add(device, "revoke",
            done([this](const CommandContext& context) { return run_device_revoke(context, arguments_.device); }))
            .add_option("ID", arguments_.device)
            ->required();

        add(group("key"), "rotate", done(run_key_rotate));

        CLI::App& org = group("org");
        add(org, "list", done(run_org_list));
        CLI::App& renaming = add_change(org, "rename", run_org_rename);
        renaming.add_option("NAME", arguments_.change.name)->required();
        add_change(org, "close", run_org_close);
        add_change(org, "merge", run_org_merge).add_option("--into", arguments_.change.into, "ORG")->required();
        add_change(org, "split", run_org_split).add_option("--into", arguments_.change.into, "ORG")->required();
        add_change(org, "transfer", run_org_transfer).add_option("--to", arguments_.change.into, "ORG")->required();
    }

    CLI::App& add_change(CLI::App& parent, const char* name,
                         base::Result<void> (*run)(const CommandContext&, const OrgChangeOptions&)) {
        CLI::App& command = add(
            parent, name, done([this, run](const CommandContext& context) { return run(context, arguments_.change); }));
        CLI::Option* orgs = command.add_option("ORG", arguments_.change.orgs)->required();
        if (std::string_view(name) != "merge") orgs->expected(1)->allow_extra_args(false); // a name may follow
        command.add_option("--date", arguments_.change.date, "2025-07-01");
        command.add_option("--decision", arguments_.change.decision, "QĐ …");
        return command;
    }

    CLI::App& group(const char* name) {
        CLI::App& parent = *app_.add_subcommand(name);
        parent.require_subcommand(1);
        add_common(parent);
        return parent;
    }

    [[nodiscard]] base::Result<void> serve_now(const CommandContext& context) const {
        ServeOptions options;
        options.listen = arguments_.listen;
        const bool speaks_tls = arguments_.tls || !arguments_.tls_key.empty();
        if (arguments_.behind_proxy) options.exposure = Exposure::behind_proxy;
        if (speaks_tls) options.exposure = Exposure::tls;
        if (!arguments_.tls_certificate.empty()) {
            if (options.exposure == Exposure::loopback_only)
                return base::fail(base::Code::bad_value, {{"what", "--tls-cert"}});
            options.certificate = CertificateFiles{base::path_from_utf8(arguments_.tls_certificate), {}};
            if (speaks_tls) options.certificate->key = base::path_from_utf8(arguments_.tls_key);
        }
        if (!arguments_.log.empty()) options.log = base::path_from_utf8(arguments_.log);
        return run_serve(context, options);
    }

    CLI::App app_{"Dòng Thác", "dongthac-server"};
    Arguments arguments_;
    Action action_;
};

base::Result<text::Strings> load_strings(const std::string& language) {
    DT_TRY(const std::filesystem::path assets, base::find_assets());
    return text::Strings::load(assets, language);
}

int exit_code(base::Code code) {
    switch (code) {
    case base::Code::bad_usage:
    case base::Code::unknown_command: return kWrongUsage;
    case base::Code::unreachable: return kUnreachable;
    default: return kRefused;
    }
}

void print_error(std::ostream& err, base::Code code, const std::string& sentence) {
    err << "error: " << base::name_of(code) << ": " << sentence << std::endl;
}

} // namespace

int run_command(std::vector<std::string> words, std::ostream& out, std::ostream& err) {
    CommandLine line;
    std::optional<std::string> misuse;
    try {
        line.parse(std::move(words));
    } catch (const CLI::CallForVersion&) {
        out << DONGTHAC_VERSION << "\n";
        return kDone;
    } catch (const CLI::CallForHelp&) {
        out << line.help();
        return kDone;
    } catch (const CLI::CallForAllHelp&) {
        out << line.help();
        return kDone;
    } catch (const CLI::ParseError& problem) {
        misuse = problem.what();
    }
    const Arguments& arguments = line.arguments();
    if (!misuse && arguments.data.empty()) misuse = "--data DIR";
    const auto strings = load_strings(arguments.language);
    if (!strings) {
        // No sentence can be found; the code and the path still say what is missing.
        print_error(err, strings.error().code, std::string(strings.error().arg("path")));
        return kRefused;
    }
    if (misuse) {
        print_error(err, base::Code::bad_usage, strings->tr("server.bad_usage", {{"detail", *misuse}}));
        return kWrongUsage;
    }
    const CommandContext context{base::path_from_utf8(arguments.data),
                                 arguments.json ? Format::json : Format::sentences, *strings, out, err};
    const auto result = line.action()(context);
    if (result) return *result;
    print_error(err, result.error().code, sentence_for(*strings, result.error()));
    return exit_code(result.error().code);
}

} // namespace dongthac::server
