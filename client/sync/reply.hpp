#pragma once

#include <string>

#include "client/sync/transport.hpp"
#include "shared/wire/messages.hpp"

namespace dongthac::sync {

/// A refusal in words the error table knows: the server's body is the name of a code.
[[nodiscard]] base::Error refusal(const Reply& reply);

/// The message inside an answer, decompressed. Errors: bad_server_answer.
[[nodiscard]] base::Result<base::Bytes> body_of(const Reply& reply);

/// The same, decoded. Errors: bad_server_answer.
template <class Answer>
[[nodiscard]] base::Result<Answer> answer_in(const Reply& reply) {
    DT_TRY(const base::Bytes body, body_of(reply));
    auto answer = wire::decode<Answer>(body);
    if (!answer)
        return base::fail(base::Code::bad_server_answer, {{"reason", std::string(answer.error().arg("reason"))}});
    return answer;
}

} // namespace dongthac::sync
