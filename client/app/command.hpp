#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "client/app/intent.hpp"
#include "client/app/session.hpp"
#include "client/app/strings.hpp"
#include "shared/base/result.hpp"

namespace dongthac::app {

/// What a command gives back: one JSON value (stable keys, CLI.md) and the same in words. `exit` is 0, or 4 for a
/// conflict that is no error.
struct CommandOutput {
    std::string json; ///< serialised, so that this header stays light
    std::string text;
    int exit = 0;
};

/// Arguments by their name in the table.
class Arguments {
  public:
    void add(const std::string& name, std::string value) { values_[name].push_back(std::move(value)); }
    [[nodiscard]] std::string get(const std::string& name) const;
    [[nodiscard]] bool has(const std::string& name) const { return values_.contains(name); }

  private:
    std::map<std::string, std::vector<std::string>> values_;
};

/// What a command works with. The workspace is opened when the first command asks for it.
class CommandContext {
  public:
    CommandContext(std::filesystem::path folder, const Strings& strings, const base::Clock& clock, base::Random& random,
                   std::string person, std::string pin = {})
        : folder_(std::move(folder)), strings_(&strings), clock_(&clock), random_(&random), person_(std::move(person)),
          pin_(std::move(pin)) {}

    /// Errors: those of Session::open.
    [[nodiscard]] base::Result<office::Workspace*> office();
    [[nodiscard]] const Strings& strings() const { return *strings_; }
    [[nodiscard]] const std::string& person() const { return person_; }
    [[nodiscard]] const std::string& pin() const { return pin_; }
    /// A line for the person beside an error, which has room for one thing only.
    void remark(std::string line) { remarks_.push_back(std::move(line)); }
    [[nodiscard]] const std::vector<std::string>& remarks() const { return remarks_; }

  private:
    std::filesystem::path folder_;
    const Strings* strings_;
    const base::Clock* clock_;
    base::Random* random_;
    std::string person_;
    std::string pin_;
    std::vector<std::string> remarks_;
    std::optional<Session> session_;
};

enum class ArgumentKind { positional, optional_positional, option, flag };
struct ArgumentSpec {
    std::string_view name; ///< "ID", or "note" for --note; a flag has no value
    ArgumentKind kind = ArgumentKind::positional;
};

/// One line of the command table: palette, shortcuts, help and the command line all come from it (UI.md). The sentence
/// "command.<path with _>" names it everywhere.
struct CommandSpec {
    std::string_view path; ///< "doc submit"
    std::vector<ArgumentSpec> arguments;
    /// On the command line; nullptr for what only a window can do.
    base::Result<CommandOutput> (*run)(CommandContext&, const Arguments&) = nullptr;
    /// In the window: "Ctrl+N" or ""; collides with no input method (UI.md).
    std::string_view shortcut{};
    /// What it asks for in the window, given the open document (empty for none); nothing when it makes no sense now.
    /// nullptr for what only the command line offers.
    std::optional<Intent> (*in_window)(const base::DocumentId& open) = nullptr;

    /// "command.doc_submit"
    [[nodiscard]] std::string title_key() const;
};

[[nodiscard]] std::span<const CommandSpec> command_table();
/// nullptr when there is none.
[[nodiscard]] const CommandSpec* find_command(std::string_view path);

} // namespace dongthac::app
