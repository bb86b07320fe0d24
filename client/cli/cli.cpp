#include "client/cli/cli.hpp"

#include <algorithm>
#include <iostream>
#include <map>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "shared/base/files.hpp"

namespace dongthac::cli {

namespace {

constexpr const char* kScreenshotSize = "1366x768";

struct Common {
    std::string data;
    std::string lang = "vi";
    std::string person;
    std::string pin;
    bool json = false;
};

/// One command of the table with the values its arguments are read into.
struct Bound {
    const app::CommandSpec* spec = nullptr;
    CLI::App* parser = nullptr;
    std::map<std::string, std::string> values;
    std::map<std::string, CLI::Option*> options;
};

struct Screenshot {
    CLI::App* parser = nullptr;
    std::string screen;
    std::string file;
    std::string size = kScreenshotSize;
    std::string document;
    std::string node;
    std::string theme = "light";
    int zoom = 100;
};

/// "--lang" has to be known before the help texts are made.
std::string language_in(const std::vector<std::string>& arguments) {
    constexpr std::string_view kJoined = "--lang=";
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i].starts_with(kJoined)) return arguments[i].substr(kJoined.size());
        if (arguments[i] == "--lang" && i + 1 < arguments.size()) return arguments[i + 1];
    }
    return "vi";
}

// Paragraphs of plans begin with a dash ("-Tổ chức ..."), which the parser would take for short options. There are none
// but -h, so such words are hidden from it behind a character that no typed text begins with.
constexpr char kShield = '\x1f';

std::vector<std::string> shielded(std::vector<std::string> arguments) {
    for (std::string& argument : arguments)
        if (argument.size() > 1 && argument[0] == '-' && argument[1] != '-' && argument != "-h")
            argument.insert(argument.begin(), kShield);
    return arguments;
}

std::string unshielded(const std::string& value) { return value.starts_with(kShield) ? value.substr(1) : value; }

CLI::App* group_for(CLI::App& app, const std::string& name) {
    for (CLI::App* group : app.get_subcommands({}))
        if (group->get_name() == name) return group;
    CLI::App* group = app.add_subcommand(name, "");
    group->require_subcommand(1);
    group->fallthrough();
    return group;
}

void bind(CLI::App& app, const app::CommandSpec& spec, const app::Strings& strings, Bound& bound) {
    const std::size_t space = spec.path.find(' ');
    CLI::App* above = &app;
    std::string name(spec.path);
    if (space != std::string_view::npos) {
        above = group_for(app, name.substr(0, space));
        name = name.substr(space + 1);
    }
    bound.spec = &spec;
    bound.parser = above->add_subcommand(name, strings.tr(spec.title_key()));
    bound.parser->fallthrough();
    for (const app::ArgumentSpec& argument : spec.arguments) {
        const std::string key(argument.name);
        std::string& value = bound.values[key];
        const bool is_option = argument.kind == app::ArgumentKind::option;
        CLI::Option* option = argument.kind == app::ArgumentKind::flag
                                  ? bound.parser->add_flag("--" + key)
                                  : bound.parser->add_option((is_option ? "--" : "") + key, value);
        if (argument.kind == app::ArgumentKind::positional) option->required();
        bound.options[key] = option;
    }
}

int report(const base::Error& error, const app::Strings& strings) {
    std::cerr << "error: " << base::name_of(error.code) << ": " << strings.sentence(error) << "\n";
    return exit_code(error.code);
}

int print(const app::CommandOutput& output, const Common& common) {
    std::string text = common.json ? output.json : output.text;
    if (!text.ends_with('\n')) text += '\n';
    std::cout << text << std::flush;
    return output.exit;
}

int run_command(const Bound& bound, app::CommandContext& context, const Common& common) {
    app::Arguments arguments;
    for (const auto& [name, option] : bound.options)
        if (option->count() > 0) arguments.add(name, unshielded(bound.values.at(name)));
    const auto output = base::within_memory([&] { return bound.spec->run(context, arguments); });
    if (output) return print(*output, common);
    const int exit = report(output.error(), context.strings());
    for (const std::string& line : context.remarks()) std::cerr << line << "\n";
    return exit;
}

int run_screenshot(const Screenshot& screenshot, const std::filesystem::path& data, const Common& common,
                   const app::Strings& strings, const Frontend& frontend) {
    const auto drawn = frontend.draw_screen(data, strings,
                                            {screenshot.screen, base::path_from_utf8(screenshot.file), screenshot.size,
                                             screenshot.document, screenshot.node, screenshot.theme, screenshot.zoom});
    if (!drawn) return report(drawn.error(), strings);
    return print({nlohmann::json{{"screen", screenshot.screen}, {"file", screenshot.file}}.dump(),
                  strings.tr("out.drawn", {{"file", screenshot.file}}), 0},
                 common);
}

void add_common(CLI::App& app, Common& common, const app::Strings& strings) {
    app.add_option("--data", common.data, strings.tr("cli.data"));
    app.add_option("--lang", common.lang, strings.tr("cli.lang"))->check(CLI::IsMember({"vi", "en"}));
    app.add_option("--as", common.person, strings.tr("cli.as"));
    app.add_option("--pin", common.pin, strings.tr("cli.pin"));
    app.add_flag("--json", common.json, strings.tr("cli.json"));
}

int usage_error(CLI::App& app, const CLI::ParseError& problem, const app::Strings& strings) {
    if (problem.get_exit_code() == 0) return app.exit(problem); // --help
    std::string what = problem.what();
    std::erase(what, kShield);
    std::cerr << "error: bad_usage: " << strings.sentence({base::Code::bad_usage, {}}) << " (" << what << ")\n";
    return 2;
}

} // namespace

int exit_code(base::Code code) {
    switch (code) {
    case base::Code::bad_usage:
    case base::Code::unknown_command: return 2;
    case base::Code::unreachable: return 3;
    case base::Code::state_conflict:
    case base::Code::fork_detected: return 4;
    default: return 1;
    }
}

int run(const std::vector<std::string>& arguments, const Frontend& frontend) {
    const auto strings = app::Strings::load(frontend.assets, language_in(arguments));
    if (!strings) {
        std::cerr << "error: " << base::name_of(strings.error().code) << ": " << strings.error().arg("path") << "\n";
        return 1;
    }
    CLI::App app(strings->tr("cli.about"), "dongthac");
    Common common;
    add_common(app, common, *strings);
    std::vector<Bound> commands;
    commands.reserve(app::command_table().size()); // the parser keeps the addresses of their values
    for (const app::CommandSpec& spec : app::command_table())
        if (spec.run != nullptr) bind(app, spec, *strings, commands.emplace_back());
    Screenshot screenshot;
    screenshot.parser = app.add_subcommand("screenshot", strings->tr("command.screenshot"));
    screenshot.parser->fallthrough();
    screenshot.parser->add_option("SCREEN", screenshot.screen)->required();
    screenshot.parser->add_option("FILE", screenshot.file)->required();
    screenshot.parser->add_option("--size", screenshot.size, strings->tr("cli.size"));
    screenshot.parser->add_option("--document", screenshot.document, strings->tr("cli.drawn_document"));
    screenshot.parser->add_option("--node", screenshot.node, strings->tr("cli.drawn_node"));
    screenshot.parser->add_option("--theme", screenshot.theme, strings->tr("cli.theme"))
        ->check(CLI::IsMember({"light", "dark", "high_contrast"}));
    screenshot.parser->add_option("--zoom", screenshot.zoom, strings->tr("cli.zoom"))->check(CLI::Range(90, 200));
    try {
        std::vector<std::string> reversed = shielded(arguments);
        std::ranges::reverse(reversed); // as CLI11 takes them
        app.parse(std::move(reversed));
    } catch (const CLI::ParseError& problem) {
        return usage_error(app, problem, *strings);
    }
    common.person = unshielded(common.person);
    if (common.pin == "-") std::getline(std::cin, common.pin); // so that it stands in no list of processes
    screenshot.file = unshielded(screenshot.file);
    const std::filesystem::path data = common.data.empty() ? frontend.default_data : base::path_from_utf8(common.data);
    if (screenshot.parser->parsed()) return run_screenshot(screenshot, data, common, *strings, frontend);
    const base::SystemClock system;
    const base::Clock& clock = frontend.clock == nullptr ? system : *frontend.clock;
    base::SystemRandom random;
    app::CommandContext context(data, *strings, clock, random, common.person, unshielded(common.pin));
    for (const Bound& bound : commands)
        if (bound.parser->parsed()) return run_command(bound, context, common);
    return frontend.open_window(data, *strings);
}

} // namespace dongthac::cli
