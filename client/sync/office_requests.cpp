#include "client/sync/office_requests.hpp"

#include "client/sync/reply.hpp"
#include "shared/office/numbers.hpp"

namespace dongthac::sync {

namespace {

base::Result<base::Bytes> ask(Channel& channel, const std::string& path, const base::Bytes& message) {
    DT_TRY(Reply reply, channel.send(path, message));
    if (reply.status != 200) return std::unexpected(refusal(reply));
    return std::move(reply.body);
}

base::Result<void> reserve(office::Workspace& office, Channel& channel, std::uint32_t wanted) {
    const int year = office.today().year;
    const wire::NumberRequest request{static_cast<std::uint32_t>(year), wanted};
    DT_TRY(const base::Bytes body, ask(channel, "/v1/office/numbers", wire::encode(request)));
    DT_TRY(const wire::NumberAnswer answer, wire::decode_number_answer(body));
    return office::put_reserved(office, year, answer.numbers);
}

base::Result<void> tell(office::Workspace& office, Transport& transport, const std::string& path,
                        const base::Bytes& message) {
    if (!office.identity().enrolled()) return base::fail(base::Code::no_office);
    Channel channel(office, transport);
    DT_TRY(const base::Bytes body, ask(channel, path, message));
    DT_TRY(const wire::TakenAnswer answer, wire::decode_taken_answer(body));
    if (!answer.taken) return base::fail(base::Code::bad_server_answer, {{"reason", path}});
    return {};
}

} // namespace

base::Result<void> put_person(office::Workspace& office, Transport& transport, wire::PersonRequest request) {
    DT_TRY(request.known, office.store().cursor(model::to_text(model::directory_feed())));
    return tell(office, transport, "/v1/office/person", wire::encode(request));
}

base::Result<void> put_person_key(office::Workspace& office, Transport& transport,
                                  const wire::PersonKeyRequest& request) {
    return tell(office, transport, "/v1/office/person_key", wire::encode(request));
}

base::Result<void> put_policy(office::Workspace& office, Transport& transport, wire::PolicyRequest request) {
    DT_TRY(request.known, office.store().cursor(model::to_text(model::directory_feed())));
    return tell(office, transport, "/v1/office/policy", wire::encode(request));
}

base::Result<std::size_t> reserve_numbers(office::Workspace& office, Transport& transport, std::uint32_t wanted) {
    if (!office.identity().enrolled()) return base::fail(base::Code::no_office);
    Channel channel(office, transport);
    DT_CHECK(reserve(office, channel, wanted));
    return office::reserved_left(office);
}

base::Result<std::optional<base::Error>> reserve_wanted(office::Workspace& office, Channel& channel) {
    DT_TRY(const std::size_t wanted, office::numbers_wanted(office));
    DT_TRY(const std::size_t left, office::reserved_left(office));
    if (wanted <= left) return std::nullopt;
    auto reserved = reserve(office, channel, static_cast<std::uint32_t>(wanted));
    if (reserved) return std::nullopt;
    using enum base::Code;
    const base::Code code = reserved.error().code;
    if (code == not_the_desk || code == not_allowed) return std::move(reserved.error());
    // A clock that is wrong asks for the numbers of another year, and an older server has none: that passes.
    if (code == bad_value || code == unknown_command) return std::nullopt;
    return std::unexpected(std::move(reserved.error()));
}

} // namespace dongthac::sync
