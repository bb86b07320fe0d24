#pragma once

#include <filesystem>
#include <optional>

#include "sync-server/certificate.hpp"
#include "sync-server/http_server.hpp"
#include "sync-server/routes.hpp"
#include "sync-server/sync_server.hpp"

namespace dongthac::server {

/// The certificate that clients see, ours or that of the proxy in front, as it stands in its files. One thread.
class ShownCertificate {
  public:
    /// Everything is borrowed. `http` is none where a proxy shows it.
    ShownCertificate(CertificateFiles files, SyncServer& server, Routes& routes, HttpServer* http)
        : files_(std::move(files)), server_(server), routes_(routes), http_(http) {}

    /// Reads it, lets `http` speak TLS with it and says the server's word for it. Errors: read_certificate().
    [[nodiscard]] base::Result<void> take();
    /// Takes renewed files up. Their errors are said once for each state of the files, while the old ones go on: chain
    /// and key are never written at the same moment.
    [[nodiscard]] base::Result<void> look_again();

  private:
    struct Written {
        std::filesystem::file_time_type chain;
        std::filesystem::file_time_type key;
        friend bool operator==(const Written&, const Written&) = default;
    };
    [[nodiscard]] Written written() const;

    CertificateFiles files_;
    SyncServer& server_;
    Routes& routes_;
    HttpServer* http_;
    std::optional<Written> taken_;
    std::optional<Written> refused_;
};

} // namespace dongthac::server
