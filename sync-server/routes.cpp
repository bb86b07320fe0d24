#include "sync-server/routes.hpp"

#include <charconv>
#include <chrono>
#include <map>

#include "shared/wire/compress.hpp"
#include "shared/wire/give_back.hpp"
#include "shared/wire/messages.hpp"
#include "shared/wire/state.hpp"
#include "sync-server/peer.hpp"

namespace dongthac::server {

namespace {

using base::Code;

int refused_status(const base::Error& error) {
    const std::string_view text = error.arg("status");
    int status = 500;
    std::from_chars(text.data(), text.data() + text.size(), status);
    return status;
}

template <class Message>
Reply plain(const Message& answer, int status = 200) {
    return {status, std::string(base::as_text(wire::encode(answer)))};
}

/// As version 1 answers travel.
Reply packed(Reply reply) {
    reply.body = base::as_text(wire::compress(base::as_bytes(reply.body)));
    return reply;
}

std::string summary_of(const std::vector<wire::Ack>& acks) {
    std::map<std::string_view, int> counts;
    for (const wire::Ack& ack : acks) ++counts[name_of(ack.status)];
    std::string text;
    for (const auto& [name, count] : counts) {
        if (!text.empty()) text += ' ';
        text += std::string(name) + ":" + std::to_string(count);
    }
    return text;
}

double ms_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

int status_of(const base::Error& error) {
    switch (error.code) {
    case Code::bad_bytes:
    case Code::bad_value:
    case Code::unknown_format:
    case Code::not_utf8: return 400;
    case Code::bad_signature: return 401;
    case Code::not_allowed:
    case Code::needs_person:
    case Code::same_person:
    case Code::not_the_desk:
    case Code::number_taken:
    case Code::needs_note:
    case Code::changed_since_review:
    case Code::record_changed:
    case Code::bad_code:
    case Code::unknown_org:
    case Code::no_superior:
    case Code::already_enrolled: return 403;
    case Code::unknown_document:
    case Code::unknown_command: return 404;
    case Code::used_code:
    case Code::expired_code: return 410;
    case Code::too_large: return 413;
    case Code::disk_full:
    case Code::data_in_use: return 503;
    case Code::server_refused: return refused_status(error);
    default: return 500;
    }
}

Reply error_reply(const base::Error& error) {
    // What a client would take for its own. For it this means "later"; texts this short need no memory.
    if (error.code == Code::out_of_memory) return {503, "server_refused", "text/plain"};
    return {status_of(error), std::string(base::name_of(error.code)), "text/plain"};
}

Reply Routes::post(const std::string& path, base::ByteSpan body, std::string_view peer) {
    const auto start = std::chrono::steady_clock::now();
    RequestRecord record;
    record.bytes_in = body.size();
    std::string meant; // what a request of version 2 asks stands inside
    auto done = base::within_memory([&] { return answer(path, body, peer, meant, record); });
    Reply reply = done ? std::move(*done) : error_reply(done.error());
    record.status = reply.status;
    record.bytes_out = reply.body.size();
    record.ms = ms_since(start);
    finish(meant.empty() ? path : meant, record);
    return reply;
}

base::Result<Reply> Routes::answer(const std::string& path, base::ByteSpan body, std::string_view peer,
                                   std::string& meant, RequestRecord& record) {
    DT_CHECK(server_.catch_up());
    if (path == wire::kChannelPath) return channel(body, meant, record);
    if (path == "/v1/meet") return meet(body, peer);
    if (path == "/v1/join") return join(body, peer, record);
    if (path == "/v1/directory") return directory(body, peer);
    return signed_request(path, body, record);
}

Reply Routes::get(const std::string& path, std::string_view peer) {
    const auto start = std::chrono::steady_clock::now();
    RequestRecord record;
    Reply reply{200, "ok\n", "text/plain"};
    if (path == "/v1/tls") reply = tls_statement();
    if (path == "/metrics") reply = metrics(peer);
    record.status = reply.status;
    record.bytes_out = reply.body.size();
    record.ms = ms_since(start);
    finish(path, record);
    return reply;
}

Reply Routes::metrics(std::string_view peer) {
    if (!is_this_machine(peer)) return error_reply({Code::unknown_command, {}});
    const auto totals = this->totals();
    if (!totals) return error_reply(totals.error());
    return {200, metrics_.render(*totals), "text/plain; version=0.0.4"};
}

base::Result<store::Totals> Routes::totals() {
    const std::lock_guard lock(totals_mutex_);
    const std::int64_t now = clock_.steady_ms();
    if (totals_ && now - counted_ms_ < kTotalsLifeMs) return *totals_;
    DT_TRY(totals_, server_.totals());
    counted_ms_ = clock_.steady_ms();
    return *totals_;
}

base::Result<void> Routes::admit(const std::string& device) {
    const std::int64_t now = clock_.steady_ms();
    if (requests_.is_exhausted(device, now)) return base::fail(Code::server_refused, {{"status", "429"}});
    requests_.note(device, now);
    return {};
}

void Routes::set_tls_statement(const base::Bytes& statement) {
    const std::lock_guard lock(mutex_);
    tls_statement_ = base::as_text(statement);
}

Reply Routes::tls_statement() {
    const std::lock_guard lock(mutex_);
    if (tls_statement_.empty()) return error_reply({Code::unknown_command, {}});
    return {200, tls_statement_};
}

void Routes::note_refused(const std::string& path, int status, std::uint64_t bytes_in) {
    RequestRecord record;
    record.status = status;
    record.bytes_in = bytes_in;
    record.at_ms = clock_.wall_ms();
    record.path = path.substr(0, 200);
    metrics_.count_request("other", status, bytes_in, 0, 0); // a stranger's paths must not become label values
    log_.write(record);
}

base::Result<Reply> Routes::meet(base::ByteSpan body, std::string_view peer) {
    DT_TRY(const base::Bytes message, wire::decompress(body, wire::kMaxMessage));
    DT_TRY(const auto request, wire::decode<wire::MeetRequest>(message));
    DT_TRY(const wire::MeetAnswer answer, server_.meet(request, peer));
    return packed(plain(answer));
}

base::Result<Reply> Routes::join(base::ByteSpan body, std::string_view peer, RequestRecord& record) {
    DT_TRY(const base::Bytes message, wire::decompress(body, wire::kMaxMessage));
    DT_TRY(const auto request, wire::decode<wire::JoinRequest>(message));
    DT_TRY(const wire::JoinAnswer answer, server_.join(request, peer));
    record.device = base::to_text(answer.device);
    record.org = answer.org;
    return packed(plain(answer));
}

// Unsigned: the copy this server was put back from may not know the PC, and what it returns carries our own signature.
// That is looked at for every segment, so a stranger may not bring as many as he likes.
base::Result<Reply> Routes::directory(base::ByteSpan body, std::string_view peer) {
    const std::string from(peer);
    const std::int64_t now = clock_.steady_ms();
    if (strangers_.is_exhausted(from, now)) return base::fail(Code::server_refused, {{"status", "429"}});
    strangers_.note(from, now);
    DT_TRY(const base::Bytes message, wire::decompress(body, wire::kMaxMessage));
    DT_TRY(const auto request, wire::decode_give_back_request(message));
    if (request.ends.size() + request.segments.size() > wire::kMostFromStrangers)
        return base::fail(Code::too_large, {{"path", "directory"}, {"limit_mb", "0"}});
    DT_TRY(const wire::GiveBackAnswer answer, server_.give_back(nullptr, request));
    return packed(plain(answer));
}

base::Result<Reply> Routes::signed_request(const std::string& path, base::ByteSpan body, RequestRecord& record) {
    DT_TRY(const base::DeviceId id, wire::sender_of(body));
    DT_TRY(const model::Device sender, server_.device(id));
    DT_TRY(const base::Bytes message, wire::open_request(path, body, sender.key));
    record.device = base::to_text(sender.id);
    record.org = sender.org;
    DT_CHECK(admit(record.device));
    DT_TRY(Reply reply, dispatch(path, sender, {message, Version::first}, record));
    return packed(std::move(reply));
}

Reply Routes::channel(base::ByteSpan body, std::string& path, RequestRecord& record) {
    const auto request = wire::read_request(body);
    if (!request) return error_reply(request.error());
    const std::optional<Caller> caller = server_.caller_of(*request);
    if (!caller) return error_reply({Code::bad_signature, {{"what", "request"}}});
    record.device = base::to_text(caller->device.id);
    record.org = caller->device.org;
    const auto answer = [&]() -> base::Result<Reply> {
        DT_CHECK(admit(record.device));
        if (caller->device.revoked_after) return base::fail(Code::not_allowed, {{"action", "sync"}});
        DT_TRY(const wire::Message message, wire::unpack_message(request->body));
        if (const std::string_view meant = wire::path_of(message.ask); !meant.empty()) path = meant;
        if (!caller->knows_newest) return learn_key(message, caller->device, record);
        if (message.ask == static_cast<std::uint8_t>(wire::Ask::brief))
            return answer_brief(caller->device, message.bytes, record);
        return dispatch(path, caller->device, {message.bytes, Version::envelopes}, record);
    }();
    // From here on errors are the server's word as well: nobody else can make a client give up a decision.
    Reply reply = answer ? *answer : error_reply(answer.error());
    const base::Bytes message = wire::pack_message(0, base::as_bytes(reply.body));
    reply.body = base::as_text(wire::close_answer(caller->keys, request->mac, reply.status, message));
    reply.content_type = Reply().content_type;
    return reply;
}

// Whoever speaks to a key this server has given up may be its thief, not the PC. It gets what no thief gains by: the
// directory, which tells a PC of the new key, and an ear for what the PC's own key has signed.
base::Result<Reply> Routes::learn_key(const wire::Message& message, const model::Device& sender,
                                      RequestRecord& record) {
    switch (static_cast<wire::Ask>(message.ask)) {
    case wire::Ask::brief: {
        wire::BriefAnswer in_full;
        in_full.unknown = true;
        return plain(in_full);
    }
    case wire::Ask::exchange: {
        DT_TRY(const auto request, wire::decode<wire::ExchangeRequest>(message.bytes));
        DT_TRY(const wire::ExchangeAnswer answer, server_.exchange(sender, request, Stamp::none, Reach::directory));
        metrics_.count_acks(answer.acks);
        record.acks = summary_of(answer.acks);
        return plain(answer);
    }
    case wire::Ask::decide:
    case wire::Ask::give_back:
        return dispatch(std::string(wire::path_of(message.ask)), sender, {message.bytes, Version::envelopes}, record);
    default: return base::fail(Code::server_refused, {{"status", "503"}});
    }
}

base::Result<Reply> Routes::answer_brief(const model::Device& sender, base::ByteSpan message, RequestRecord& record) {
    DT_TRY(const wire::BriefRequest request, wire::decode_brief_request(message));
    DT_TRY(const SyncServer::Brief brief, server_.brief(sender, request));
    metrics_.count_acks(brief.acks);
    record.acks = summary_of(brief.acks);
    return plain(brief.answer);
}

base::Result<Reply> Routes::dispatch(const std::string& path, const model::Device& sender, const Asked& asked,
                                     RequestRecord& record) {
    const base::ByteSpan message = asked.message;
    if (path == "/v1/exchange") {
        DT_TRY(const auto request, wire::decode<wire::ExchangeRequest>(message));
        DT_TRY(const wire::ExchangeAnswer answer, server_.exchange(sender, request));
        metrics_.count_acks(answer.acks);
        record.acks = summary_of(answer.acks);
        return plain(answer);
    }
    if (path == "/v1/decide") {
        DT_TRY(const auto request, wire::decode<wire::DecideRequest>(message));
        auto decided = server_.decide(sender, request);
        // 401 is for a PC that is not known: it would ask again for ever, and do nothing else.
        if (!decided && decided.error().code == Code::bad_signature)
            return base::fail(Code::not_allowed, {{"action", "decide"}, {"org", sender.org}});
        if (!decided) return std::unexpected(decided.error());
        wire::DecideAnswer& answer = *decided;
        if (asked.version == Version::first) answer.receipts.clear(); // it reads an answer to its last byte
        metrics_.count_acks(answer.acks);
        record.acks = summary_of(answer.acks);
        return plain(answer, answer.accepted ? 200 : 409);
    }
    if (path == "/v1/give_back") {
        DT_TRY(const auto request, wire::decode_give_back_request(message));
        DT_TRY(const wire::GiveBackAnswer answer, server_.give_back(&sender, request));
        return plain(answer);
    }
    if (path == "/v1/receipts") {
        DT_TRY(const auto request, wire::decode_receipts_request(message));
        DT_TRY(const wire::ReceiptsAnswer answer, server_.receipts(sender, request));
        return plain(answer);
    }
    if (path == "/v1/snapshot") {
        DT_TRY(const auto request, wire::decode<wire::SnapshotRequest>(message));
        DT_TRY(const wire::SnapshotAnswer answer, server_.snapshot(sender, request));
        return plain(answer);
    }
    if (path.starts_with("/v1/office/")) return office_channel(path, sender, message);
    return state_channel(path, sender, message);
}

base::Result<Reply> Routes::office_channel(const std::string& path, const model::Device& sender,
                                           base::ByteSpan message) {
    if (path == "/v1/office/numbers") {
        DT_TRY(const auto request, wire::decode_number_request(message));
        DT_TRY(const wire::NumberAnswer answer, server_.numbers(sender, request));
        return plain(answer);
    }
    if (path == "/v1/office/person") {
        DT_TRY(const auto request, wire::decode_person_request(message));
        DT_CHECK(server_.put_person(sender, request));
    } else if (path == "/v1/office/person_key") {
        DT_TRY(const auto request, wire::decode_person_key_request(message));
        DT_CHECK(server_.put_person_key(sender, request));
    } else if (path == "/v1/office/policy") {
        DT_TRY(const auto request, wire::decode_policy_request(message));
        DT_CHECK(server_.put_policy(sender, request));
    } else {
        return base::fail(Code::unknown_command, {{"command", path}});
    }
    return plain(wire::TakenAnswer{});
}

base::Result<Reply> Routes::state_channel(const std::string& path, const model::Device& sender,
                                          base::ByteSpan message) {
    if (path == "/v1/state") {
        DT_TRY(const auto request, wire::decode_state_request(message));
        DT_TRY(const wire::StateAnswer answer, server_.state(sender, request));
        return plain(answer);
    }
    if (path == "/v1/put_state") {
        DT_TRY(const auto offer, wire::decode_state_offer(message));
        DT_TRY(const wire::StateAnswer answer, server_.put_state(sender, offer));
        return plain(answer);
    }
    if (path == "/v1/history") {
        DT_TRY(const auto request, wire::decode_history_request(message));
        DT_TRY(const wire::HistoryAnswer answer, server_.history(sender, request));
        return plain(answer);
    }
    return base::fail(Code::unknown_command, {{"command", path}});
}

void Routes::finish(const std::string& path, RequestRecord& record) {
    const auto noted = base::within_memory([&]() -> base::Result<void> {
        record.path = path;
        record.at_ms = clock_.wall_ms();
        metrics_.count_request(path, record.status, record.bytes_in, record.bytes_out, record.ms);
        log_.write(record);
        return {};
    });
    (void)noted; // a line of the log is missing; the answer stands
}

} // namespace dongthac::server
