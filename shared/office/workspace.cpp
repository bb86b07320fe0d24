#include "shared/office/workspace.hpp"

#include <algorithm>
#include <cstdlib>

#include "shared/base/assets.hpp"
#include "shared/base/files.hpp"
#include "shared/change/directory_records.hpp"
#include "shared/document/calendar_data.hpp"
#include "shared/model/calendar.hpp"
#include "shared/office/log.hpp"
#include "shared/office/projector.hpp"
#include "shared/wire/compress.hpp"
#include "shared/wire/decision.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::office {

namespace {

constexpr std::string_view kSeed = "device_seed";
constexpr std::string_view kReplica = "replica";
constexpr std::string_view kCounter = "counter";
constexpr std::string_view kClockSkew = "clock_skew_ms";
constexpr std::string_view kOrg = "org";
constexpr std::string_view kRoles = "roles";
constexpr std::string_view kServerUrl = "server_url";
constexpr std::string_view kServerKey = "server_key";              // the newest
constexpr std::string_view kKeySuccessions = "server_successions"; // all there ever were, oldest first
constexpr std::string_view kProjections = "projection_version";
constexpr std::string_view kLocalFeed = "own/local";

template <std::size_t Size>
bool copy_exact(const base::Bytes& from, std::array<std::uint8_t, Size>& to) {
    if (from.size() != Size) return false;
    std::ranges::copy(from, to.begin());
    return true;
}

/// The PC's key and the database's replica id, made the first time the folder is opened.
base::Result<void> ensure_keys(store::OfficeStore& store, base::Random& random) {
    DT_TRY(const base::Bytes seed, store.setting(kSeed));
    if (!seed.empty()) return {};
    DT_TRY(store::Transaction transaction, store.begin());
    DT_CHECK(store.put_setting(kSeed, base::KeyPair::generate(random).seed()));
    DT_CHECK(store.put_setting(kReplica, base::new_id<base::ReplicaId>(random).bytes));
    return transaction.commit();
}

base::Result<model::ServerKeys> read_server_keys(store::OfficeStore& store) {
    base::PublicKey newest{};
    DT_TRY(const base::Bytes key, store.setting(kServerKey));
    if (!copy_exact(key, newest)) return model::ServerKeys(); // not enrolled yet
    DT_TRY(const base::Bytes bytes, store.setting(kKeySuccessions));
    if (bytes.empty()) return model::ServerKeys(newest);
    DT_TRY(std::vector<model::KeySuccession> successions, wire::decode_successions(bytes));
    return model::ServerKeys::from(newest, std::move(successions));
}

base::Result<void> put_server_keys(store::OfficeStore& store, const model::ServerKeys& keys) {
    DT_CHECK(store.put_setting(kServerKey, keys.newest()));
    return store.put_setting(kKeySuccessions, wire::encode_successions(keys.successions()));
}

base::Result<Identity> read_identity(store::OfficeStore& store) {
    base::KeyPair::Seed seed{};
    DT_TRY(const base::Bytes seed_bytes, store.setting(kSeed));
    if (!copy_exact(seed_bytes, seed)) return base::fail(base::Code::storage, {{"reason", "device key"}});
    Identity identity{base::KeyPair::from_seed(seed), {}, {}, {}, {}, {}, {}};
    identity.device = base::device_of(identity.key.public_key());
    DT_TRY(const base::Bytes replica, store.setting(kReplica));
    if (!copy_exact(replica, identity.replica.bytes)) return base::fail(base::Code::storage, {{"reason", "replica"}});
    DT_TRY(const base::Bytes org, store.setting(kOrg));
    identity.org = base::as_text(org);
    DT_TRY(const base::Bytes url, store.setting(kServerUrl));
    identity.server_url = base::as_text(url);
    DT_TRY(identity.server, read_server_keys(store));
    DT_TRY(const base::Bytes roles, store.setting(kRoles));
    for (const std::uint8_t role : roles) identity.roles.insert(static_cast<model::Role>(role));
    return identity;
}

/// `last` becomes the number of its last segment in the order they were learnt; 0 for none.
base::Result<model::Directory> read_directory(store::OfficeStore& store, std::uint64_t& last) {
    model::Directory directory;
    last = 0;
    DT_TRY(const std::vector<store::SegmentRow> rows, store.segments_of_feed(model::to_text(model::directory_feed())));
    for (const store::SegmentRow& row : rows) {
        DT_TRY(const std::vector<change::Change> changes, changes_in(row));
        change::put_records(directory, changes);
        last = row.seq;
    }
    return directory;
}

/// Drafts made before joining become the office's: their rows are still open, so they may be written anew.
base::Result<void> hand_over_local_drafts(store::OfficeStore& store, const model::OrgId& org) {
    DT_TRY(const std::vector<store::SegmentRow> rows, store.segments_in(store::SegmentState::open, kLocalFeed));
    for (const store::SegmentRow& old : rows) {
        DT_TRY(std::vector<change::Change> changes, changes_in(old));
        std::vector<base::DocumentId> documents;
        for (change::Change& change : changes) {
            if (auto* create = std::get_if<change::CreateDocument>(&change.payload)) create->org = org;
            if (std::ranges::find(documents, change.document) == documents.end()) documents.push_back(change.document);
        }
        store::SegmentRow moved = old;
        moved.feed = model::to_text(model::own_feed(org));
        moved.bytes = wire::pack(changes);
        DT_CHECK(store.remove_segment(old.id));
        DT_TRY(const std::int64_t id, store.add_segment(moved, documents));
        (void)id;
    }
    return {};
}

} // namespace

std::string Identity::draft_feed() const {
    return enrolled() ? model::to_text(model::own_feed(org)) : std::string(kLocalFeed);
}

Workspace::Workspace(std::filesystem::path folder, store::OfficeStore store, Identity identity,
                     const base::Clock& clock, base::Random& random)
    : folder_(std::move(folder)), store_(std::move(store)), identity_(std::move(identity)), clock_(&clock),
      random_(&random) {}

base::Result<Workspace> Workspace::open(const std::filesystem::path& folder, const base::Clock& clock,
                                        base::Random& random) {
    DT_CHECK(base::make_folder(folder));
    DT_TRY(store::OfficeStore store, store::OfficeStore::open(folder, {wire::compress_tightly, wire::decompress}));
    DT_CHECK(ensure_keys(store, random));
    DT_TRY(Identity identity, read_identity(store));
    Workspace office(folder, std::move(store), std::move(identity), clock, random);
    DT_TRY(office.directory_, read_directory(office.store_, office.directory_seq_));
    DT_CHECK(office.read_skew());
    DT_CHECK(office.renew_projections());
    return office;
}

base::Result<void> Workspace::renew_projections() {
    DT_TRY(const std::uint64_t found, store_.number(kProjections));
    if (found == kProjectionVersion) return {};
    DT_TRY(store::Transaction transaction, store_.begin());
    DT_CHECK(rebuild_within(*this));
    DT_CHECK(store_.put_number(kProjections, kProjectionVersion));
    return transaction.commit();
}

const model::Calendar& Workspace::calendar() {
    if (calendar_ != nullptr) return *calendar_;
    model::Calendar calendar;
    // A program without its assets still says what is due; screens warn where a year has no data.
    if (const auto assets = base::find_assets())
        if (auto data = document::load_calendar(*assets))
            calendar = {std::move(data->calendar), std::move(data->school_years)};
    use_calendar(std::move(calendar));
    return *calendar_;
}

void Workspace::use_calendar(model::Calendar calendar) {
    calendar_ = std::make_shared<const model::Calendar>(std::move(calendar));
}

text::Date Workspace::today() const { return text::day_of(clock_->wall_ms() - clock_skew_ms_); }

const base::ChannelKeys* Workspace::channel_keys() {
    if (!channel_keys_ && identity_.enrolled())
        channel_keys_ = base::agree(identity_.key, identity_.server.newest(), base::End::device);
    return channel_keys_ ? &*channel_keys_ : nullptr;
}

base::Result<void> Workspace::reload() {
    channel_keys_.reset();
    DT_TRY(identity_, read_identity(store_));
    DT_TRY(directory_, read_directory(store_, directory_seq_));
    directory_is_old_ = false;
    return read_skew();
}

base::Result<void> Workspace::follow_directory(std::uint64_t seq, std::span<const change::Change> changes) {
    // Anything else than the next one: somebody else learnt of one meanwhile, or the server gives its numbers anew.
    if (seq != directory_seq_ + 1) return reload();
    change::put_records(directory_, changes);
    directory_seq_ = seq;
    directory_is_old_ = false;
    return {};
}

base::Result<void> Workspace::read_skew() {
    DT_TRY(const std::uint64_t skew, store_.number(kClockSkew));
    clock_skew_ms_ = static_cast<std::int64_t>(skew);
    return {};
}

base::Result<void> Workspace::note_server_time(std::int64_t server_ms) {
    constexpr std::int64_t kWorthWriting = 1'000; // the banner comes at minutes; how long the answer took is in it
    const std::int64_t skew = clock_->wall_ms() - server_ms;
    if (std::abs(skew - clock_skew_ms_) < kWorthWriting) return {};
    clock_skew_ms_ = skew;
    return store_.put_number(kClockSkew, static_cast<std::uint64_t>(clock_skew_ms_));
}

base::Result<void> Workspace::follow_identity() {
    DT_TRY(const base::Bytes replica, store_.setting(kReplica));
    DT_TRY(const base::Bytes org, store_.setting(kOrg));
    const bool same = std::ranges::equal(replica, identity_.replica.bytes) && base::as_text(org) == identity_.org;
    return same && !directory_is_old_ ? base::Result<void>{} : reload();
}

base::Result<std::uint64_t> Workspace::counter() {
    DT_TRY(const std::uint64_t noted, store_.number(kCounter));
    DT_TRY(const std::uint64_t open, store_.last_open(identity_.replica));
    return std::max(noted, open);
}

base::Result<void> Workspace::note_counter(std::uint64_t counter) {
    DT_TRY(const std::uint64_t noted, store_.number(kCounter));
    return counter > noted ? store_.put_number(kCounter, counter) : base::Result<void>{};
}

base::Result<void> Workspace::become(const base::ReplicaId& replica, std::uint64_t counter) {
    DT_CHECK(store_.put_setting(kReplica, replica.bytes));
    return store_.put_number(kCounter, counter);
}

base::Result<bool> Workspace::follow_server(std::span<const change::Change> changes) {
    model::ServerKeys keys = identity_.server;
    for (const change::Change& change : changes)
        if (const auto* put = std::get_if<change::PutServerKey>(&change.payload))
            DT_CHECK(keys.follow(put->succession));
    if (keys == identity_.server) return false;
    DT_CHECK(put_server_keys(store_, keys));
    return true;
}

base::Result<void> Workspace::enrol(const Enrolment& enrolment) {
    if (identity_.enrolled() && identity_.org != enrolment.org)
        return base::fail(base::Code::already_enrolled, {{"org", identity_.org}});
    {
        DT_TRY(store::Transaction transaction, store_.begin());
        base::Bytes roles;
        for (const model::Role role : enrolment.roles) roles.push_back(static_cast<std::uint8_t>(role));
        DT_CHECK(store_.put_setting(kOrg, base::as_bytes(enrolment.org)));
        DT_CHECK(store_.put_setting(kRoles, roles));
        DT_CHECK(store_.put_setting(kServerUrl, base::as_bytes(enrolment.server_url)));
        DT_CHECK(put_server_keys(store_, enrolment.server));
        DT_CHECK(hand_over_local_drafts(store_, enrolment.org));
        DT_CHECK(rebuild_within(*this));
        DT_CHECK(transaction.commit());
    }
    return reload();
}

} // namespace dongthac::office
