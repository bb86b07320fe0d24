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

/// How rounds reach the server. It may keep its connection from one round to the next: the server gives a quiet one no
/// thread and closes it when it stays quiet (docs/adr/0014).
class Transport {
  public:
    virtual ~Transport() = default;
    /// POSTs to `path`. Error unreachable {url, reason} when no whole answer came: nothing is known about what the
    /// server did, so everything sent must be safe to send again.
    [[nodiscard]] virtual base::Result<Reply> post(const std::string& path, base::ByteSpan body) = 0;
};

/// Plain HTTP to "http://host:port". A kept connection that turns out to be gone is opened once more within the post.
/// Error bad_address {url}.
[[nodiscard]] base::Result<std::unique_ptr<Transport>> http_transport(const std::string& url);

} // namespace dongthac::sync
