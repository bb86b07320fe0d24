#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "client/sync/transport.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::sync {

/// Sends one message to a path of the server and brings its reply.
using Post = std::function<base::Result<Reply>(const std::string& path, const base::Bytes& message)>;

struct GivenBack {
    std::uint64_t changes = 0; ///< taken again by the server
    bool complete = true;      ///< false when something must wait until others have given theirs back
};

/// Which of the chains this PC holds the server is asked about.
enum class Chains { directory, all };

/// Gives a server that was put back from an older copy what it lacks of the chains this PC holds, whoever wrote them,
/// byte for byte. Safe to stop and repeat at any point. Errors: unreachable, server_refused, bad_server_answer.
[[nodiscard]] base::Result<GivenBack> give_back(office::Workspace& office, Chains chains, const Post& post);

} // namespace dongthac::sync
