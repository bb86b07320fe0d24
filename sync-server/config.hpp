#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.hpp"

namespace dongthac::server {

/// Where `serve` listens. An IPv6 host stands without brackets.
struct Address {
    std::string host;
    int port = 0; ///< 0 picks one
    friend bool operator==(const Address&, const Address&) = default;
};

/// "127.0.0.1:8080", "localhost:0", "[::1]:80". Error bad_address {url}.
[[nodiscard]] base::Result<Address> parse_address(std::string_view text);

enum class Scheme { http, https };
/// "http://127.0.0.1:8080"
[[nodiscard]] std::string url_of(const Address& address, Scheme scheme = Scheme::http);

/// True when only this machine can reach it: plain HTTP needs no encryption there.
[[nodiscard]] bool is_loopback(const Address& address);

} // namespace dongthac::server
