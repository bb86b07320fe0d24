#pragma once

#include <memory>
#include <string>

#include "shared/base/result.hpp"
#include "sync-server/config.hpp"
#include "sync-server/connection.hpp"
#include "sync-server/peer.hpp"
#include "sync-server/routes.hpp"

namespace dongthac::server {

/// The thin HTTP layer: literal paths, limits, and the guards against what cpp-httplib leaves open (TRAPS).
/// `Transfer-Encoding` → 411, control bytes in a header value → 400, no or too long a body → 411 / 413.
class HttpServer {
  public:
    /// `routes` is borrowed.
    explicit HttpServer(Routes& routes, Patience patience = {}, Front front = Front::nothing);
    ~HttpServer();

    /// From now on new connections speak TLS and show this certificate; those that are open go on with theirs. Any
    /// thread. Error bad_certificate.
    [[nodiscard]] base::Result<void> speak_tls(const Certificate& certificate);
    /// Takes the address; port 0 picks one. The port. Error unreachable {url, reason}.
    [[nodiscard]] base::Result<int> bind(const Address& address);
    /// Answers until stop(); running requests are finished first, and whoever is taking an answer has some seconds for
    /// the rest. Blocks.
    void run();
    /// Any thread, once run() has begun or before it.
    void stop();
    /// Returns once run() accepts connections.
    void wait_until_ready() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace dongthac::server
