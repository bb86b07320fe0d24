#pragma once

#include "client/sync/transport.hpp"

namespace dongthac::sync {

/// A refusal in words the error table knows: the server's body is the name of a code.
[[nodiscard]] base::Error refusal(const Reply& reply);

/// The message inside an answer, decompressed. Errors: bad_server_answer.
[[nodiscard]] base::Result<base::Bytes> body_of(const Reply& reply);

} // namespace dongthac::sync
