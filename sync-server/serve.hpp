#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "sync-server/admin.hpp"

namespace dongthac::server {

/// Plain HTTP leaves this machine only behind a proxy that speaks TLS.
enum class Exposure { loopback_only, behind_proxy };

struct ServeOptions {
    std::string listen = "127.0.0.1:0";
    Exposure exposure = Exposure::loopback_only;
    std::optional<std::filesystem::path> log; ///< stderr when absent
};

/// Runs until SIGINT or SIGTERM: prints "listening on http://HOST:PORT", answers, keeps a daily copy, finishes running
/// requests, closes the database. Holds the folder's lock. Errors: bad_address (also when it would be reachable without
/// TLS), data_in_use, unreachable, the store's.
[[nodiscard]] base::Result<void> run_serve(const CommandContext& context, const ServeOptions& options);

} // namespace dongthac::server
