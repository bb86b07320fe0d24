#include "sync-server/setup.hpp"

#include <algorithm>

#include "shared/base/files.hpp"
#include "shared/base/invitation_code.hpp"
#include "shared/text/date.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/open_store.hpp"

namespace dongthac::server {

namespace {

using base::Code;

constexpr std::size_t kRecordsPerSegment = 2'000;
constexpr int kLongestInvitationDays = 365;
constexpr std::int64_t kDayMs = 86'400'000;

std::filesystem::path run_file(const std::filesystem::path& folder) { return folder / "run"; }

std::string new_name(base::Random& random) { return base::id_to_text(base::random_id_bytes(random)); }

std::vector<change::Payload> records_of(const OrgsFile& orgs) {
    std::vector<change::Payload> records;
    for (const model::Organisation& office : orgs.organisations) records.emplace_back(change::PutOrganisation{office});
    for (const model::OrgRelation& relation : orgs.relations) records.emplace_back(change::PutRelation{relation});
    return records;
}

base::Result<void> write_directory(store::FeedWriter& writer, const store::ServerIdentity& identity,
                                   const OrgsFile& orgs, std::int64_t now) {
    const std::vector<change::Payload> records = records_of(orgs);
    Tip tip;
    for (std::size_t at = 0; at < records.size(); at += kRecordsPerSegment) {
        const std::size_t end = std::min(records.size(), at + kRecordsPerSegment);
        const auto begin = records.begin();
        const store::NewSegment segment = seal_records(
            identity, tip, {begin + static_cast<std::ptrdiff_t>(at), begin + static_cast<std::ptrdiff_t>(end)}, now);
        const auto seq = writer.append(segment);
        if (!seq) return std::unexpected(seq.error());
        tip = {segment.info.last, segment.hash};
    }
    return {};
}

} // namespace

base::Result<void> initialise(const std::filesystem::path& folder, const OrgsFile& orgs, const base::Clock& clock,
                              base::Random& random) {
    DT_TRY(const auto store, open_store(folder));
    DT_TRY(const auto existing, store->identity());
    if (existing)
        return base::fail(Code::bad_value,
                          {{"field", "--data"}, {"value", base::path_to_utf8(folder)}, {"expected", "∅"}});
    store::ServerIdentity identity;
    random.fill(identity.seed);
    identity.replica = base::new_id<base::ReplicaId>(random);
    identity.epoch = new_name(random);
    identity.run = new_name(random);

    const std::int64_t now = clock.wall_ms();
    const base::DeviceId self = base::device_of(base::KeyPair::from_seed(identity.seed).public_key());
    DT_TRY(const auto writer, store->begin());
    DT_CHECK(writer->put_identity(identity));
    DT_CHECK(writer->bind_replica(identity.replica, self));
    DT_CHECK(write_directory(*writer, identity, orgs, now));
    DT_CHECK(writer->audit({now, "init", "", self, std::to_string(orgs.organisations.size())}));
    DT_CHECK(writer->commit());
    return base::write_file(run_file(folder), identity.run);
}

base::Result<store::ServerIdentity> identity_of(store::FeedStore& store, const std::filesystem::path& folder) {
    DT_TRY(auto identity, store.identity());
    if (!identity)
        return base::fail(Code::missing_file, {{"path", base::path_to_utf8(store::feed_store_file(folder))}});
    return std::move(*identity);
}

base::Result<void> begin_run(store::FeedStore& store, const std::filesystem::path& folder, const base::Clock& clock,
                             base::Random& random) {
    DT_TRY(store::ServerIdentity identity, identity_of(store, folder));
    constexpr std::uintmax_t kLongestName = 100;
    const auto last = base::read_file(run_file(folder), kLongestName);
    const bool is_same = last && *last == identity.run;
    if (!is_same) {
        identity.epoch = new_name(random);
        // What it wrote after the copy was made comes back from its clients: new records must not take those numbers.
        identity.replica = base::new_id<base::ReplicaId>(random);
    }
    identity.run = new_name(random);

    const base::DeviceId self = base::device_of(base::KeyPair::from_seed(identity.seed).public_key());
    DT_TRY(const auto writer, store.begin());
    DT_CHECK(writer->put_identity(identity));
    if (!is_same) {
        DT_CHECK(writer->bind_replica(identity.replica, self));
        DT_CHECK(writer->audit({clock.wall_ms(), "epoch", "", self, identity.epoch}));
    }
    DT_CHECK(writer->commit());
    // A stop between the two costs one needless epoch: clients then push and pull again, and lose nothing.
    return base::write_file(run_file(folder), identity.run);
}

base::Result<NewInvitation> invite(store::FeedStore& store, const model::OrgId& org, const std::set<model::Role>& roles,
                                   int days, const base::Clock& clock, base::Random& random) {
    if (roles.empty()) return base::fail(Code::bad_value, {{"field", "--role"}, {"value", ""}, {"expected", "editor"}});
    if (days < 1 || days > kLongestInvitationDays)
        return base::fail(Code::bad_value,
                          {{"field", "--days"}, {"value", std::to_string(days)}, {"expected", "1–365"}});
    DT_TRY(const auto identity, store.identity());
    if (!identity) return base::fail(Code::missing_file, {{"path", "server.db"}});
    DT_TRY(const model::Directory directory, read_directory(store, *identity));
    if (directory.find(org) == nullptr) return base::fail(Code::unknown_org, {{"org", org}});

    const std::int64_t now = clock.wall_ms();
    NewInvitation made{base::make_code(random), {}, org, roles, now + days * kDayMs};
    made.qr = base::code_with_server(made.code, base::KeyPair::from_seed(identity->seed).public_key());
    DT_TRY(const auto secret, base::secret_of_code(made.code));
    DT_TRY(const auto writer, store.begin());
    const store::Invitation invitation{*base::hash_code(made.code), org, roles, made.expires_ms, {}, {}, secret};
    DT_CHECK(writer->add_invitation(invitation, now));
    DT_CHECK(writer->audit({now, "invite", org, base::DeviceId{}, text::to_iso_time(made.expires_ms)}));
    DT_CHECK(writer->commit());
    return made;
}

} // namespace dongthac::server
