#pragma once

#include <string>

#include "client/sync/transport.hpp"
#include "shared/wire/brief.hpp"

namespace dongthac::sync {

/// A refusal in words the error table knows: the server's body is the name of a code.
[[nodiscard]] base::Error refusal(const Reply& reply);

/// The answer that a Channel brought. Errors: bad_server_answer.
template <class Answer>
[[nodiscard]] base::Result<Answer> answer_in(const Reply& reply) {
    auto answer = wire::decode<Answer>(reply.body);
    if (!answer)
        return base::fail(base::Code::bad_server_answer, {{"reason", std::string(answer.error().arg("reason"))}});
    return answer;
}

/// The same for a brief one. Errors: bad_server_answer.
[[nodiscard]] base::Result<wire::BriefAnswer> brief_answer_in(const Reply& reply);

} // namespace dongthac::sync
