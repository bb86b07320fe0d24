#pragma once

#include <memory>
#include <string>

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace dongthac::sync {

struct Reply {
    int status = 0;
    base::Bytes body;
    /// False for a refusal that anybody on the way may have made up: nothing is given up for it.
    bool is_servers_word = false;
};

/// How a round reaches the server. One object a round: the connection closes with it (DESIGN §7).
class Transport {
  public:
    virtual ~Transport() = default;
    /// POSTs to `path`. Error unreachable {url, reason} when no whole answer came: nothing is known about what the
    /// server did, so everything sent must be safe to send again.
    [[nodiscard]] virtual base::Result<Reply> post(const std::string& path, base::ByteSpan body) = 0;
};

/// Plain HTTP to "http://host:port". Error bad_address {url}.
[[nodiscard]] base::Result<std::unique_ptr<Transport>> http_transport(const std::string& url);

} // namespace dongthac::sync
