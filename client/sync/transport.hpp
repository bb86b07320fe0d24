#pragma once

#include <memory>
#include <string>

#include "shared/base/bytes.hpp"
#include "shared/base/crypto.hpp"
#include "shared/base/result.hpp"

namespace dongthac::sync {

struct Reply {
    int status = 0;
    base::Bytes body;
    /// False for a refusal that anybody on the way may have made up: nothing is given up for it.
    bool is_servers_word = false;
};

/// How rounds reach the server. It may keep its connection from one round to the next: the server gives a quiet one no
/// thread and closes it when it stays quiet (docs/adr/0014).
class Transport {
  public:
    virtual ~Transport() = default;
    /// POSTs to `path`. Error unreachable {url, reason} when no whole answer came: nothing is known about what the
    /// server did, so everything sent must be safe to send again.
    [[nodiscard]] virtual base::Result<Reply> post(const std::string& path, base::ByteSpan body) = 0;
    /// From now on only to who proves to be the server that owns this key, where somebody may stand in between: from
    /// post() then untrusted_server {url}. One that `signs` has vouched for its certificate before: who has no such
    /// word now is a stranger, whatever authority vouches for him.
    virtual void expect(const base::PublicKey& /*server*/, bool /*signs*/) {}
    /// True once the server expected has vouched for the certificate it shows.
    [[nodiscard]] virtual bool has_servers_word() const { return false; }
};

/// HTTP to "http://host:port", or TLS to "https://host:port". A kept connection that turns out to be gone is opened
/// once more within the post. Over TLS, and once a server is expected, nothing is sent before the certificate is known
/// to be its own: by a statement signed with its key, or, where it makes none (a proxy's certificate it does not know),
/// by the authorities this PC trusts, unless it has made one before. Before that, which is so only until joining, any
/// certificate does: nothing is said then that others may not hear. Error bad_address {url}.
[[nodiscard]] base::Result<std::unique_ptr<Transport>> http_transport(const std::string& url);

} // namespace dongthac::sync
