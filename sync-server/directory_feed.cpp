#include "sync-server/directory_feed.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "shared/change/directory_records.hpp"
#include "shared/model/feed.hpp"
#include "shared/wire/segment.hpp"

namespace dongthac::server {

namespace {

base::Result<Tip> apply_segment(model::Directory& directory, const store::StoredSegment& segment,
                                const base::PublicKey& key, const Tip& tip) {
    if (!wire::is_signed(segment.bytes, key, tip.hash))
        return base::fail(base::Code::bad_signature, {{"what", segment.info.feed + " " + std::to_string(segment.seq)}});
    DT_TRY(const std::vector<change::Change> changes, wire::open(segment.bytes));
    change::put_records(directory, changes);
    return Tip{segment.info.last, wire::chain_hash(segment.bytes, tip.hash)};
}

/// Both would be kept in the same place of the directory (model::Directory::put).
bool same_subject(const change::Payload& a, const change::Payload& b) {
    if (a.index() != b.index()) return false;
    if (const auto* office = std::get_if<change::PutOrganisation>(&a))
        return office->organisation.id == std::get<change::PutOrganisation>(b).organisation.id;
    if (const auto* device = std::get_if<change::PutDevice>(&a))
        return device->device.id == std::get<change::PutDevice>(b).device.id;
    const auto* put = std::get_if<change::PutRelation>(&a);
    if (put == nullptr) return false;
    const model::OrgRelation& other = std::get<change::PutRelation>(b).relation;
    return put->relation.child == other.child && put->relation.parent == other.parent &&
           put->relation.kind == other.kind && put->relation.valid.from == other.valid.from;
}

} // namespace

base::Result<std::vector<change::Payload>> newer_records(store::FeedStore& store, const store::ServerIdentity& identity,
                                                         const std::vector<change::Payload>& returned) {
    std::vector<change::Payload> newer;
    std::optional<base::Error> problem;
    DT_CHECK(store.each_after(to_text(model::directory_feed()), 0, [&](const store::StoredSegment& segment) {
        if (segment.info.replica != identity.replica) return store::FeedStore::Visit::go_on;
        auto changes = wire::open(segment.bytes);
        if (!changes) {
            problem = std::move(changes.error());
            return store::FeedStore::Visit::stop;
        }
        for (change::Change& change : *changes) {
            const auto about_it = [&](const change::Payload& other) { return same_subject(other, change.payload); };
            if (std::ranges::none_of(returned, about_it)) continue;
            std::erase_if(newer, about_it);
            newer.push_back(std::move(change.payload));
        }
        return store::FeedStore::Visit::go_on;
    }));
    if (problem) return std::unexpected(std::move(*problem));
    return newer;
}

base::Result<model::Directory> read_directory(store::FeedStore& store, const store::ServerIdentity& identity) {
    const base::KeyPair key = base::KeyPair::from_seed(identity.seed);
    model::Directory directory;
    std::map<base::ReplicaId, Tip> tips; // a server put back from a copy goes on under another replica id
    std::optional<base::Error> problem;
    DT_CHECK(store.each_after(to_text(model::directory_feed()), 0, [&](const store::StoredSegment& segment) {
        Tip& tip = tips[segment.info.replica];
        auto next = apply_segment(directory, segment, key.public_key(), tip);
        if (!next) {
            problem = std::move(next.error());
            return store::FeedStore::Visit::stop;
        }
        tip = *next;
        return store::FeedStore::Visit::go_on;
    }));
    if (problem) return std::unexpected(std::move(*problem));
    return directory;
}

store::NewSegment seal_records(const store::ServerIdentity& identity, const Tip& tip,
                               std::vector<change::Payload> records, std::int64_t now_ms) {
    std::vector<change::Change> changes;
    for (change::Payload& record : records) {
        change::Change change;
        change.id = {identity.replica, tip.counter + changes.size() + 1};
        change.kind = static_cast<std::uint16_t>(change::kind_of(record));
        change.lamport = change.id.counter;
        change.wall_ms = now_ms;
        change.payload = std::move(record);
        changes.push_back(std::move(change));
    }
    const base::KeyPair key = base::KeyPair::from_seed(identity.seed);
    const std::string feed = to_text(model::directory_feed());
    store::NewSegment segment;
    segment.bytes = wire::seal(feed, changes, key, tip.hash);
    segment.previous = tip.hash;
    segment.hash = wire::chain_hash(segment.bytes, tip.hash);
    segment.door = store::Door::server;
    segment.received_ms = now_ms;
    segment.info = {feed,
                    identity.replica,
                    base::device_of(key.public_key()),
                    changes.front().id.counter,
                    changes.back().id.counter,
                    changes.size(),
                    0};
    // What the header says about its own size, exactly as a reader will find it.
    if (const auto header = wire::read_header(segment.bytes)) segment.info.unpacked = header->unpacked;
    return segment;
}

} // namespace dongthac::server
