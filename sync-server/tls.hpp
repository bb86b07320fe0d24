#pragma once

#include <memory>
#include <span>

#include "shared/base/result.hpp"
#include "sync-server/certificate.hpp"
#include "sync-server/socket.hpp"

namespace dongthac::server {

/// TLS 1.2 or 1.3 with one certificate. Any thread; sessions share it.
class TlsContext {
  public:
    /// Error bad_certificate {path}: what read_certificate() takes is never refused here.
    [[nodiscard]] static base::Result<std::shared_ptr<const TlsContext>> make(const Certificate& certificate);
    ~TlsContext();

    struct Impl;
    [[nodiscard]] const Impl& impl() const { return *impl_; }

  private:
    TlsContext();
    std::unique_ptr<Impl> impl_;
};

/// The server's end of one connection. One thread at a time; no call waits.
class TlsSession {
  public:
    /// `socket` is borrowed and does not block.
    TlsSession(std::shared_ptr<const TlsContext> context, Socket socket);
    ~TlsSession();

    /// Again and again until it is done or closed.
    [[nodiscard]] Io shake_hands();
    [[nodiscard]] Moved read(std::span<char> out);
    [[nodiscard]] Moved write(std::span<const char> data);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace dongthac::server
