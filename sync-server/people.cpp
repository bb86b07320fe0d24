#include <algorithm>

#include "shared/base/invitation_code.hpp"
#include "shared/change/directory_records.hpp"
#include "shared/model/administration.hpp"
#include "shared/text/nfc.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/numbers.hpp"
#include "sync-server/sync_server.hpp"

// What an office says about itself: its people, how it works, the numbers of its documents. Each is a record of
// dir/ROOT that this server writes and signs, or a row that it alone gives.

namespace dongthac::server {

namespace {

using base::Code;

constexpr std::size_t kLongestName = 200;   // bytes
constexpr std::size_t kMostPersons = 2'000; // of one office, those who left among them
constexpr std::int64_t kLongestCodeMs = std::int64_t{31} * 86'400'000;

std::unexpected<base::Error> not_admin(const model::OrgId& org) {
    return base::fail(Code::not_allowed, {{"action", "administer"}, {"org", org}});
}

base::Result<std::string> name_in(const std::string& typed, const char* field) {
    auto name = text::to_nfc(typed);
    if (!name || name->size() > kLongestName)
        return base::fail(Code::bad_value, {{"field", field}, {"value", ""}, {"expected", "UTF-8, 200 byte"}});
    return std::move(*name);
}

} // namespace

base::Result<void> SyncServer::write_records(store::FeedWriter& writer, PendingState& pending,
                                             std::vector<change::Payload> records, const store::AuditEntry& entry) {
    const auto before = directory();
    const std::string feed = to_text(model::directory_feed());
    const store::NewSegment segment =
        seal_records(identity_, pending.tip(feed, identity_.replica), std::move(records), clock_.wall_ms());
    DT_TRY(const std::vector<change::Change> written, wire::open(segment.bytes));
    DT_TRY(const std::uint64_t seq, writer.append(segment));
    DT_CHECK(writer.audit(entry));
    pending.add(segment.info, segment.hash, seq);
    auto updated = std::make_shared<model::Directory>(*before);
    change::put_records(*updated, written);
    return commit(writer, pending, std::move(updated));
}

base::Result<void> SyncServer::put_person(const model::Device& caller, const wire::PersonRequest& request) {
    const std::lock_guard lock(store_mutex_);
    DT_TRY(const auto writer, begin_write());
    DT_TRY(const model::Device sender, device(caller.id));
    const auto directory = this->directory();
    if (!model::may_administer(*directory, sender, today())) return not_admin(sender.org);
    model::Person person = request.person;
    if (person.id.empty() || person.org != sender.org) return not_admin(person.org);
    DT_TRY(person.name, name_in(person.name, "name"));
    DT_TRY(person.position, name_in(person.position, "position"));
    if (person.name.empty())
        return base::fail(Code::bad_value, {{"field", "name"}, {"value", ""}, {"expected", "Nguyễn Thị A"}});
    const model::Person* before = directory->find(person.id);
    if (before != nullptr && before->org != sender.org) return not_admin(before->org);
    const std::vector<model::PersonKey> asked = std::exchange(person.keys, {});
    if (before != nullptr) person.keys = before->keys;
    const std::int64_t now = clock_.wall_ms();

    if (before == nullptr) {
        const auto all =
            std::ranges::count(directory->persons(), sender.org, [](const auto& entry) { return entry.second.org; });
        if (static_cast<std::size_t>(all) >= kMostPersons)
            return base::fail(Code::too_large, {{"path", "persons"}, {"limit_mb", "0"}});
    }
    for (model::PersonKey& key : person.keys) {
        const auto same = std::ranges::find(asked, key.key, &model::PersonKey::key);
        if (key.revoked_after || same == asked.end() || !same->revoked_after) continue;
        key.revoked_after = last_counter_of(key.device);
    }
    const change::PutPerson put{person};
    const bool is_there = before != nullptr && *before == person; // the answer may have been lost
    if (!is_there) {
        DT_TRY(const bool overtaken, is_overtaken(*store_, put, request.known));
        if (overtaken) return base::fail(Code::record_changed);
    }
    if (is_there && request.code_hash == base::Hash{}) return {};
    PendingState pending(state_);
    if (request.code_hash != base::Hash{}) {
        DT_TRY(const auto known, writer->invitation(request.code_hash));
        if (known) return is_there ? base::Result<void>{} : base::fail(Code::used_code);
        store::Invitation invitation{request.code_hash, sender.org, {}, request.expires_ms, {}, person.id, {}};
        invitation.expires_ms = std::clamp(request.expires_ms, now, now + kLongestCodeMs);
        DT_CHECK(writer->add_invitation(invitation, now));
    }
    return write_records(*writer, pending, {put}, {now, "person", sender.org, sender.id, person.name});
}

/// The highest counter this server has of any life of the PC: what was signed until then stands.
std::uint64_t SyncServer::last_counter_of(const base::DeviceId& device) const {
    const std::shared_lock lock(state_mutex_);
    std::uint64_t last = 0;
    for (const base::ReplicaId& replica : state_.replicas_of(device))
        if (const auto* tips = state_.tips_of(replica))
            for (const auto& [feed, tip] : *tips) last = std::max(last, tip.counter);
    return last;
}

base::Result<void> SyncServer::put_person_key(const model::Device& caller, const wire::PersonKeyRequest& request) {
    const std::string from = base::to_text(caller.id);
    if (wrong_codes_.is_exhausted(from, clock_.steady_ms()))
        return base::fail(Code::server_refused, {{"status", "429"}});
    const auto code = base::hash_code(request.code);
    const std::vector<base::PublicKey> ours = server_keys().newest_first();
    if (std::ranges::none_of(ours, [&](const base::PublicKey& key) {
            return base::verify(request.key, wire::person_key_bytes(caller.id, key), request.proof);
        }))
        return base::fail(Code::bad_signature, {{"what", "person"}});
    const std::int64_t now = clock_.wall_ms();

    const std::lock_guard lock(store_mutex_);
    DT_TRY(const auto writer, begin_write());
    DT_TRY(const model::Device sender, device(caller.id));
    const auto directory = this->directory();
    PendingState pending(state_);
    std::optional<store::Invitation> invitation;
    if (code) {
        DT_TRY(invitation, writer->invitation(*code));
    }
    const model::Person* known = invitation ? directory->find(invitation->person) : nullptr;
    if (known == nullptr || known->org != sender.org) {
        wrong_codes_.note(from, clock_.steady_ms());
        return base::fail(Code::bad_code);
    }
    const auto owner = directory->owner_of(request.key);
    if (owner && owner->first->id == known->id && owner->second->device == sender.id) return {}; // said before
    if (owner) return base::fail(Code::not_allowed, {{"action", "administer"}, {"org", sender.org}});
    if (invitation->used_by) return base::fail(Code::used_code);
    if (invitation->expires_ms <= now) return base::fail(Code::expired_code);
    model::Person person = *known;
    // Whoever asks for a new PIN has forgotten the old one: one key at a PC, or it could not tell which PIN is meant.
    for (model::PersonKey& key : person.keys)
        if (key.device == sender.id && !key.revoked_after) key.revoked_after = last_counter_of(sender.id);
    person.keys.push_back({request.key, sender.id, {}});
    DT_CHECK(writer->use_invitation(*code, sender.id, now));
    const std::string name = person.name;
    return write_records(*writer, pending, {change::PutPerson{std::move(person)}},
                         {now, "person_key", sender.org, sender.id, name});
}

base::Result<void> SyncServer::put_policy(const model::Device& caller, const wire::PolicyRequest& request) {
    const std::lock_guard lock(store_mutex_);
    DT_TRY(const auto writer, begin_write());
    DT_TRY(const model::Device sender, device(caller.id));
    const auto directory = this->directory();
    if (!model::may_administer(*directory, sender, today()) || request.policy.org != sender.org)
        return not_admin(request.policy.org);
    const base::DeviceId& desk = request.policy.desk;
    if (!desk.empty()) {
        const model::Device* device = directory->find(desk);
        if (device == nullptr || device->org != sender.org)
            return base::fail(Code::bad_value,
                              {{"field", "desk"}, {"value", base::to_text(desk)}, {"expected", "device"}});
    }
    if (directory->policy_of(sender.org) == request.policy) return {}; // the answer may have been lost
    DT_TRY(const bool overtaken, is_overtaken(*store_, change::PutPolicy{request.policy}, request.known));
    if (overtaken) return base::fail(Code::record_changed);
    PendingState pending(state_);
    return write_records(
        *writer, pending, {change::PutPolicy{request.policy}},
        {clock_.wall_ms(), "policy", sender.org, sender.id, std::to_string(request.policy.steps.bits())});
}

base::Result<wire::NumberAnswer> SyncServer::numbers(const model::Device& caller, const wire::NumberRequest& request) {
    // Numbers of another year than the one that ends or begins are nobody's business yet.
    const int year = static_cast<int>(request.year);
    if (std::abs(year - today().year) > 1)
        return base::fail(Code::bad_value, {{"field", "year"}, {"value", std::to_string(year)}, {"expected", "2026"}});
    const std::lock_guard lock(store_mutex_);
    DT_TRY(const auto writer, begin_write());
    DT_TRY(const model::Device sender, device(caller.id));
    DT_CHECK(check_desk(*this->directory(), sender, today()));
    wire::NumberAnswer answer;
    DT_TRY(answer.numbers, reserve_numbers(*writer, sender, year, request.wanted));
    DT_CHECK(writer->commit());
    return answer;
}

} // namespace dongthac::server
