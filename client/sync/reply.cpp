#include "client/sync/reply.hpp"

namespace dongthac::sync {

base::Error refusal(const Reply& reply) {
    const std::string name(base::as_text(reply.body).substr(0, 64));
    if (const auto code = base::code_named(name)) return base::Error{*code, {{"status", std::to_string(reply.status)}}};
    return base::Error{base::Code::server_refused, {{"status", std::to_string(reply.status)}}};
}

base::Result<wire::BriefAnswer> brief_answer_in(const Reply& reply) {
    auto answer = wire::decode_brief_answer(reply.body);
    if (!answer)
        return base::fail(base::Code::bad_server_answer, {{"reason", std::string(answer.error().arg("reason"))}});
    return answer;
}

} // namespace dongthac::sync
