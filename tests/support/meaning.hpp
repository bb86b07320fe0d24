#pragma once

#include <string>

#include "shared/wire/envelope.hpp"

namespace dongthac::tests {

/// What a request asks, named by the path that version 1 has for it; `path` itself for anything else.
inline std::string meaning_of(const std::string& path, base::ByteSpan body) {
    if (path != wire::kChannelPath) return path;
    const auto request = wire::read_request(body);
    if (!request) return path;
    const auto message = wire::unpack_message(request->body);
    return message ? std::string(wire::path_of(message->ask)) : path;
}

} // namespace dongthac::tests
