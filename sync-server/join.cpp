#include "shared/base/invitation_code.hpp"
#include "shared/text/nfc.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/sync_server.hpp"

namespace dongthac::server {

namespace {

using base::Code;

constexpr std::size_t kLongestName = 200;

/// A name out of a stranger's hands: valid text, bounded.
std::string clean_name(const std::string& name) {
    auto clean = text::to_nfc(std::string_view(name).substr(0, kLongestName));
    return clean ? std::move(*clean) : std::string();
}

wire::JoinAnswer answer_for(const model::Device& device, const base::PublicKey& server_key) {
    wire::JoinAnswer answer{server_key, device.id, device.org, {}};
    for (const model::Role role : device.roles) answer.roles.emplace_back(model::name_of(role));
    return answer;
}

} // namespace

base::Result<wire::JoinAnswer> SyncServer::join(const wire::JoinRequest& request, std::string_view peer) {
    const std::string from(peer);
    if (wrong_codes_.is_exhausted(from, clock_.steady_ms()))
        return base::fail(Code::server_refused, {{"status", "429"}});
    auto answer = enrol(request);
    if (!answer && answer.error().code == Code::bad_code) wrong_codes_.note(from, clock_.steady_ms());
    return answer;
}

base::Result<wire::MeetAnswer> SyncServer::meet(const wire::MeetRequest& request, std::string_view peer) {
    const std::string from(peer);
    if (wrong_codes_.is_exhausted(from, clock_.steady_ms()))
        return base::fail(Code::server_refused, {{"status", "429"}});
    std::optional<base::Hash> key;
    {
        const std::lock_guard lock(store_mutex_);
        DT_TRY(const auto writer, store_->begin());
        DT_TRY(key, writer->invitation_key(request.name));
    }
    if (key) return wire::MeetAnswer{public_key(), base::prove_server(*key, public_key()), server_keys().successions()};
    wrong_codes_.note(from, clock_.steady_ms());
    return base::fail(Code::bad_code);
}

base::Bytes SyncServer::tls_statement(const base::Hash& certificate) const {
    base::Bytes statements;
    for (const base::KeyPair& key : keys_) {
        const base::Bytes statement = wire::make_tls_statement(certificate, key);
        statements.insert(statements.end(), statement.begin(), statement.end());
    }
    return statements;
}

base::Result<wire::JoinAnswer> SyncServer::enrol(const wire::JoinRequest& request) {
    const auto code = base::hash_code(request.code);
    if (!code) return base::fail(Code::bad_code);
    const base::DeviceId id = base::device_of(request.key);
    const std::int64_t now = clock_.wall_ms();

    const std::lock_guard lock(store_mutex_);
    // Invitations are read from the disk: `invite` writes them beside a running server.
    DT_TRY(const auto writer, begin_write());
    DT_TRY(const auto invitation, writer->invitation(*code));
    if (!invitation || !invitation->person.empty()) return base::fail(Code::bad_code); // that one is a person's
    const auto directory = this->directory();
    const model::Device* known = directory->find(id);
    if (invitation->used_by) {
        const bool again = *invitation->used_by == id && known != nullptr;
        if (!again) return base::fail(Code::used_code);
        return answer_for(*known, public_key());
    }
    if (invitation->expires_ms <= now) return base::fail(Code::expired_code);
    if (directory->find(invitation->org) == nullptr) return base::fail(Code::unknown_org, {{"org", invitation->org}});
    if (known != nullptr && known->org != invitation->org)
        return base::fail(Code::already_enrolled, {{"org", known->org}});
    // What was signed until then stands by that counter; the PC begins again with a key of its own.
    if (known != nullptr && known->revoked_after)
        return base::fail(Code::not_allowed, {{"action", "sync"}, {"org", known->org}});

    const model::Device device{id, request.key, invitation->org, invitation->roles, clean_name(request.device_name),
                               {}};
    PendingState pending(state_);
    DT_CHECK(writer->use_invitation(*code, id, now));
    DT_CHECK(write_records(*writer, pending, {change::PutDevice{device}}, {now, "join", device.org, id, device.name}));
    return answer_for(device, public_key());
}

} // namespace dongthac::server
