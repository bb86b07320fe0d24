#include "client/sync/channel.hpp"
#include "client/sync/reply.hpp"
#include "client/sync/round.hpp"
#include "shared/base/invitation_code.hpp"

namespace dongthac::sync {

namespace {

/// The keys of the server that knows the code, told apart from somebody in between before the code is said.
base::Result<model::ServerKeys> meet(Channel& channel, const std::string& code) {
    DT_TRY(const auto secret, base::secret_of_code(code));
    if (!secret) return base::fail(base::Code::bad_code);
    DT_TRY(const Reply reply, channel.send_unsigned("/v1/meet", wire::encode(wire::MeetRequest{secret->name})));
    if (reply.status != 200) return std::unexpected(refusal(reply));
    DT_TRY(const wire::MeetAnswer answer, answer_in<wire::MeetAnswer>(reply));
    if (answer.proof != base::prove_server(secret->key, answer.server_key))
        return base::fail(base::Code::bad_server_answer, {{"reason", "meet"}});
    auto keys = model::ServerKeys::from(answer.server_key, answer.successions);
    if (!keys) return base::fail(base::Code::bad_server_answer, {{"reason", "meet"}});
    return keys;
}

} // namespace

base::Result<void> join(office::Workspace& office, Transport& transport, const std::string& url,
                        const std::string& code, const std::string& device_name) {
    if (office.identity().enrolled()) return base::fail(base::Code::already_enrolled, {{"org", office.identity().org}});
    const base::TypedCode typed = base::read_code(code);
    const wire::JoinRequest request{typed.code, office.identity().key.public_key(), device_name};
    Channel channel(office, transport);
    DT_TRY(model::ServerKeys server, meet(channel, typed.code));
    if (!base::is_for(typed, server.newest())) return base::fail(base::Code::untrusted_server, {{"url", url}});
    transport.expect(server.newest(), false);
    DT_TRY(const Reply reply, channel.send_unsigned("/v1/join", wire::encode(request)));
    if (reply.status != 200) return std::unexpected(refusal(reply));
    DT_TRY(const wire::JoinAnswer answer, answer_in<wire::JoinAnswer>(reply));
    if (answer.device != office.identity().device || answer.org.empty() || answer.server_key != server.newest())
        return base::fail(base::Code::bad_server_answer, {{"reason", "join"}});
    office::Enrolment enrolment{url, std::move(server), answer.org, {}};
    for (const std::string& role : answer.roles)
        if (const auto known = model::role_named(role)) enrolment.roles.insert(*known);
    return office.enrol(enrolment);
}

} // namespace dongthac::sync
