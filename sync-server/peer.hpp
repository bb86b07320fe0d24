#pragma once

#include <string>
#include <string_view>

namespace dongthac::server {

/// What stands between this server and the network.
enum class Front { nothing, proxy };

/// The address that limits are counted by. Behind a proxy on this machine it is the one that the proxy says in
/// X-Real-IP (`said`, empty where that did not come exactly once): anybody else may say what he likes. IPv4 in IPv6 is
/// IPv4.
[[nodiscard]] std::string peer_of(std::string_view connected, std::string_view said, Front front);

/// True for an address of this machine's loopback.
[[nodiscard]] bool is_this_machine(std::string_view address);

} // namespace dongthac::server
