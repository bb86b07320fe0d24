#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "shared/base/crypto.hpp"
#include "shared/base/random.hpp"
#include "shared/base/result.hpp"

namespace dongthac::server {

/// What a TLS server shows and proves itself with. PEM.
struct Certificate {
    std::string chain; ///< its own first, then whoever vouches for it
    std::string key;   ///< empty for a proxy's: it keeps its own
    base::Hash hash{}; ///< SHA-256 over the DER form of the first one
};

struct CertificateFiles {
    std::filesystem::path chain;
    std::optional<std::filesystem::path> key; ///< none for a proxy's certificate
};

/// Errors: missing_file, unreadable_file, bad_certificate {path} for what is no certificate, no key or not its key, and
/// {path, size, limit}, in bytes, for a chain to be shown here that is longer than a handshake carries.
[[nodiscard]] base::Result<Certificate> read_certificate(const CertificateFiles& files);

/// The server's own, made at the first call and kept in `folder`/tls, which only its owner may open. Clients know it by
/// the server's signed word for it, so nobody need vouch for it and it never expires. Errors: unwritable_file,
/// disk_full.
[[nodiscard]] base::Result<CertificateFiles> own_certificate(const std::filesystem::path& folder, base::Random& random);

} // namespace dongthac::server
