#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/text/strings.hpp"

namespace dongthac::server {

/// How a command prints its result.
enum class Format { sentences, json };

/// What every command is given. References are borrowed for the call.
struct CommandContext {
    std::filesystem::path data;
    Format format = Format::sentences;
    const text::Strings& strings;
    std::ostream& out;
    std::ostream& err;
};

struct InitOptions {
    std::filesystem::path orgs;
};
struct InviteOptions {
    std::string org;
    std::vector<std::string> roles;
    int days = 7;
};
struct DocShowOptions {
    std::string id;
    std::string feed;
};

// One function a command; each opens the store itself and works beside a running server, except init.
[[nodiscard]] base::Result<void> run_init(const CommandContext& context, const InitOptions& options);
[[nodiscard]] base::Result<void> run_invite(const CommandContext& context, const InviteOptions& options);
[[nodiscard]] base::Result<void> run_stats(const CommandContext& context);
/// False when something is wrong with the data: exit 1.
enum class Health { sound, damaged };
[[nodiscard]] base::Result<Health> run_verify(const CommandContext& context);
[[nodiscard]] base::Result<void> run_backup(const CommandContext& context, const std::filesystem::path& file);
[[nodiscard]] base::Result<void> run_org_list(const CommandContext& context);
[[nodiscard]] base::Result<void> run_device_list(const CommandContext& context);
[[nodiscard]] base::Result<void> run_doc_show(const CommandContext& context, const DocShowOptions& options);

} // namespace dongthac::server
