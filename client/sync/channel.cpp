#include "client/sync/channel.hpp"

#include "shared/wire/compress.hpp"
#include "shared/wire/envelope.hpp"
#include "shared/wire/messages.hpp"

namespace dongthac::sync {

namespace {

/// A server of version 1 has no such path, and whatever else it says about it nobody has signed.
constexpr int kNoSuchPath = 404;

/// Setting that holds the newest version of the protocol this PC has heard its server speak; nothing before envelopes.
constexpr std::string_view kServerVersion = "server_version";
constexpr std::uint64_t kEnvelopes = 2;

/// Setting that is 1 once the server has vouched for its certificate: it does not unlearn that.
constexpr std::string_view kServerSignsTls = "server_signs_tls";

bool holds_message(int status) { return status == 200 || status == 409; }

std::unexpected<base::Error> not_its_own(std::string_view reason) {
    return base::fail(base::Code::bad_server_answer, {{"reason", std::string(reason)}});
}

} // namespace

Channel::Channel(office::Workspace& office, Transport& transport) : office_(office), transport_(transport) {
    if (office.identity().enrolled()) expect_server();
    if (const base::ChannelKeys* keys = office.channel_keys()) keys_ = *keys;
}

base::Result<Reply> Channel::send(const std::string& path, const base::Bytes& message) {
    if (const auto ask = wire::ask_for(path); ask && keys_) {
        DT_TRY(Reply reply, post_closed(static_cast<std::uint8_t>(*ask), message));
        if (keys_) return reply;
    }
    return post_signed(path, message);
}

base::Result<Reply> Channel::send_brief(const base::Bytes& message) {
    if (!keys_) return Reply{kNoSuchPath, {}, false};
    return post_closed(static_cast<std::uint8_t>(wire::Ask::brief), message);
}

base::Result<Reply> Channel::send_unsigned(const std::string& path, const base::Bytes& message) {
    return post(path, wire::compress(message));
}

void Channel::expect_server() {
    // A setting that cannot be read is as one never made: the transport then asks as on the first day.
    signs_tls_ = signs_tls_ || office_.store().number(kServerSignsTls).value_or(0) != 0;
    transport_.expect(office_.identity().server.newest(), signs_tls_);
}

base::Result<Reply> Channel::carry(const std::string& path, base::ByteSpan body) {
    auto reply = transport_.post(path, body);
    if (signs_tls_ || !office_.identity().enrolled() || !transport_.has_servers_word()) return reply;
    DT_CHECK(remember(kServerSignsTls, 1));
    signs_tls_ = true;
    return reply;
}

base::Result<void> Channel::remember(std::string_view setting, std::uint64_t value) {
    DT_TRY(store::Transaction transaction, office_.store().begin(store::Durability::lazy));
    DT_CHECK(office_.store().put_number(setting, value));
    return transaction.commit();
}

base::Result<Reply> Channel::post(const std::string& path, base::ByteSpan body) {
    bytes_up_ += body.size();
    DT_TRY(Reply reply, carry(path, body));
    bytes_down_ += reply.body.size();
    if (!holds_message(reply.status)) return reply;
    auto message = wire::decompress(reply.body, wire::kMaxMessage);
    if (!message) return not_its_own(message.error().arg("reason"));
    reply.body = std::move(*message);
    return reply;
}

// Nothing shows that a reply of version 1 is the server's; refusals are believed as they always were, but not from a
// server that has answered in an envelope before: somebody on the way could have made it look older.
base::Result<Reply> Channel::post_signed(const std::string& path, const base::Bytes& message) {
    DT_TRY(Reply reply, post(path, wire::sign_request(path, message, office_.identity().key)));
    DT_TRY(const std::uint64_t version, office_.store().number(kServerVersion));
    reply.is_servers_word = version < kEnvelopes;
    return reply;
}

base::Result<void> Channel::remember_envelopes() {
    DT_TRY(const std::uint64_t version, office_.store().number(kServerVersion));
    if (version >= kEnvelopes) return {};
    return remember(kServerVersion, kEnvelopes);
}

base::Result<Reply> Channel::post_closed(std::uint8_t ask, const base::Bytes& message) {
    // A new key of the server, learnt from the answer before, holds from the next question on.
    if (const base::ChannelKeys* newest = office_.channel_keys()) keys_ = *newest;
    expect_server();
    wire::Nonce nonce{};
    office_.random().fill(nonce);
    const wire::ClosedRequest request =
        wire::close_request(*keys_, office_.identity().device, nonce, wire::pack_message(ask, message));
    bytes_up_ += request.bytes.size();
    DT_TRY(Reply reply, carry(std::string(wire::kChannelPath), request.bytes));
    bytes_down_ += reply.body.size();
    const auto packed = wire::open_answer(*keys_, request.mac, reply.status, reply.body);
    if (!packed) {
        if (holds_message(reply.status)) return not_its_own("mac");
        if (reply.status == kNoSuchPath) keys_.reset();
        reply.is_servers_word = false;
        return reply;
    }
    auto opened = wire::unpack_message(*packed);
    if (!opened) return not_its_own(opened.error().arg("reason"));
    DT_CHECK(remember_envelopes());
    reply.body = std::move(opened->bytes);
    reply.is_servers_word = true;
    return reply;
}

} // namespace dongthac::sync
