#include "client/sync/reply.hpp"

#include "shared/wire/compress.hpp"
#include "shared/wire/messages.hpp"

namespace dongthac::sync {

base::Error refusal(const Reply& reply) {
    const std::string name(base::as_text(reply.body).substr(0, 64));
    if (const auto code = base::code_named(name)) return base::Error{*code, {{"status", std::to_string(reply.status)}}};
    return base::Error{base::Code::server_refused, {{"status", std::to_string(reply.status)}}};
}

base::Result<base::Bytes> body_of(const Reply& reply) {
    auto body = wire::decompress(reply.body, wire::kMaxMessage);
    if (!body) return base::fail(base::Code::bad_server_answer, {{"reason", std::string(body.error().arg("reason"))}});
    return body;
}

} // namespace dongthac::sync
