#include "sync-server/directory_feed.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "shared/change/directory_records.hpp"
#include "shared/model/feed.hpp"
#include "shared/text/date.hpp"
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

/// The place of the directory that a record takes (model::Directory::put), to compare; "" for what takes none.
struct SubjectOf {
    std::string operator()(const change::PutOrganisation& put) const { return put.organisation.id; }
    std::string operator()(const change::PutRelation& put) const {
        const model::OrgRelation& tie = put.relation;
        return tie.child + "/" + tie.parent + "/" + tie.kind + "/" + (tie.valid.from ? to_iso(*tie.valid.from) : "");
    }
    std::string operator()(const change::PutDevice& put) const { return base::to_text(put.device.id); }
    std::string operator()(const change::PutPerson& put) const { return base::to_text(put.person.id); }
    std::string operator()(const change::PutPolicy& put) const { return put.policy.org; }
    std::string operator()(const change::PutSuccession& put) const {
        return put.succession.from + "/" + put.succession.to + "/" + to_iso(put.succession.date);
    }
    std::string operator()(const change::PutGrant& put) const { return put.grant.id; }
    std::string operator()(const auto&) const { return {}; }
};

bool same_subject(const change::Payload& a, const change::Payload& b) {
    if (a.index() != b.index()) return false;
    const std::string subject = std::visit(SubjectOf{}, a);
    return !subject.empty() && subject == std::visit(SubjectOf{}, b);
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

base::Result<bool> is_overtaken(store::FeedStore& store, const change::Payload& wanted, std::uint64_t known) {
    bool found = false;
    std::optional<base::Error> problem;
    DT_CHECK(store.each_after(to_text(model::directory_feed()), known, [&](const store::StoredSegment& segment) {
        const auto changes = wire::open(segment.bytes);
        if (!changes)
            problem = changes.error();
        else
            found = std::ranges::any_of(
                *changes, [&](const change::Change& change) { return same_subject(change.payload, wanted); });
        return found || problem ? store::FeedStore::Visit::stop : store::FeedStore::Visit::go_on;
    }));
    if (problem) return std::unexpected(std::move(*problem));
    return found;
}

std::vector<base::KeyPair> keys_of(const store::ServerIdentity& identity) {
    std::vector<base::KeyPair> keys{base::KeyPair::from_seed(identity.seed)};
    for (auto seed = identity.old_seeds.rbegin(); seed != identity.old_seeds.rend(); ++seed)
        keys.push_back(base::KeyPair::from_seed(*seed));
    return keys;
}

base::Result<model::Directory> read_directory(store::FeedStore& store, const store::ServerIdentity& identity) {
    const std::vector<base::KeyPair> keys = keys_of(identity);
    model::Directory directory;
    std::map<base::ReplicaId, Tip> tips; // a server put back from a copy goes on under another replica id
    std::optional<base::Error> problem;
    DT_CHECK(store.each_after(to_text(model::directory_feed()), 0, [&](const store::StoredSegment& segment) {
        Tip& tip = tips[segment.info.replica];
        const auto key = std::ranges::find(
            keys, segment.info.device, [](const base::KeyPair& pair) { return base::device_of(pair.public_key()); });
        // None: refused with the newest, which it does not fit.
        auto next = apply_segment(directory, segment, (key == keys.end() ? keys.front() : *key).public_key(), tip);
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
