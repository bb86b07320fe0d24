#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "sync-server/admin.hpp"
#include "sync-server/certificate.hpp"

namespace dongthac::server {

/// Plain HTTP leaves this machine only behind a proxy that speaks TLS.
enum class Exposure { loopback_only, behind_proxy, tls };

struct ServeOptions {
    std::string listen = "127.0.0.1:0";
    Exposure exposure = Exposure::loopback_only;
    /// With tls: the certificate to show, the server's own when absent. Behind a proxy: the one that the proxy shows,
    /// which clients then know by the server's word.
    std::optional<CertificateFiles> certificate;
    std::optional<std::filesystem::path> log; ///< stderr when absent
};

/// Runs until SIGINT or SIGTERM: prints "listening on http://HOST:PORT", answers, keeps a daily copy, takes up a
/// renewed certificate, finishes running requests, closes the database. Holds the folder's lock. Errors: not_allowed
/// when it would be reachable without TLS, bad_address, bad_certificate, data_in_use, unreachable, the store's.
[[nodiscard]] base::Result<void> run_serve(const CommandContext& context, const ServeOptions& options);

} // namespace dongthac::server
