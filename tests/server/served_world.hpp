#pragma once

#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/channel_keys.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/log.hpp"
#include "sync-server/metrics.hpp"
#include "sync-server/routes.hpp"
#include "tests/server/fixture.hpp"
#include "tests/support/property.hpp"
#include "tests/support/rights_world.hpp"

namespace dongthac::tests {

/// One segment as it stands in a feed; its number is its place in the list, from 1.
struct FeedEntry {
    text::Date entered;
    store::NewSegment segment;
    [[nodiscard]] base::DocumentId document() const {
        return segment.documents.empty() ? base::DocumentId{} : segment.documents.front();
    }
};

struct FeedEntries {
    model::Feed feed;
    std::vector<FeedEntry> entries;
};

/// A PC that asks.
struct Reader {
    base::KeyPair key;
    model::Device device;
    base::ChannelKeys keys{};
    [[nodiscard]] model::Principal who() const { return {device.org, device.roles}; }
};

/// A RightsWorld behind a real server, in whose feeds entries come in day after day.
class ServedWorld {
  public:
    explicit ServedWorld(std::uint64_t seed) : world(seed) {
        clock.set_wall(first_ms());
        std::vector<change::Payload> records;
        for (const auto& org : world.orgs) records.emplace_back(change::PutOrganisation{org});
        for (const auto& tie : world.ties) records.emplace_back(change::PutRelation{tie});
        for (const auto& succession : world.successions) records.emplace_back(change::PutSuccession{succession});
        for (const auto& grant : world.grants) records.emplace_back(change::PutGrant{grant});
        add_readers(records);
        begin(std::move(records));
        server = server::SyncServer::open(std::move(store::open_feed_store(folder_.path()).value()), clock).value();
        routes = std::make_unique<server::Routes>(*server, metrics_, log_, clock);
        for (Reader& reader : readers)
            reader.keys = base::agree(reader.key, server->public_key(), base::End::device).value();
    }

    /// `count` entries come in, a day or a few apart, in any feed and by anybody: what the server's doors would have
    /// let in is another test's.
    void write(int count) {
        const auto writer = store_->begin().value();
        for (int i = 0; i < count; ++i) {
            pass_time();
            const model::OrgId org = any_of(world.random, world.orgs).id;
            static const std::vector<model::FeedKind> kKinds = {model::FeedKind::own, model::FeedKind::in,
                                                                model::FeedKind::pub, model::FeedKind::pub};
            append(*writer, {any_of(world.random, kKinds), org});
        }
        EXPECT_TRUE(writer->commit());
        EXPECT_TRUE(server->look_around());
    }

    /// The server's day.
    [[nodiscard]] text::Date today() const { return text::day_of(clock.wall_ms()); }
    /// Hours or weeks go by; often to the first or the last moment of a day.
    void pass_time() {
        const text::Date day =
            text::from_days(text::to_days(today()) + static_cast<std::int64_t>(world.random.below(4)));
        const std::int64_t end = text::end_of_day_ms(day);
        const std::int64_t begin = end - kDayMs + 1;
        const std::int64_t moments[] = {begin, end, begin + static_cast<std::int64_t>(world.random.below(kDayMs))};
        clock.set_wall(std::max(clock.wall_ms(), moments[world.random.below(3)]));
    }
    [[nodiscard]] const FeedEntries* find(const std::string& feed) const {
        const auto found = feeds.find(feed);
        return found == feeds.end() ? nullptr : &found->second;
    }
    [[nodiscard]] std::unique_ptr<store::FeedStore> other_connection() const {
        return std::move(store::open_feed_store(folder_.path()).value());
    }

    RightsWorld world;
    base::ManualClock clock{0};
    std::map<std::string, FeedEntries> feeds;
    std::vector<Reader> readers;
    std::unique_ptr<server::SyncServer> server;
    std::unique_ptr<server::Routes> routes;

  private:
    [[nodiscard]] static std::int64_t first_ms() { return text::end_of_day_ms({2025, 1, 1}); }

    void add_readers(std::vector<change::Payload>& records) {
        for (int i = 0; i < 12; ++i) {
            Reader reader{base::KeyPair::generate(world.random), {}};
            const model::Principal who = world.principal();
            reader.device = {base::device_of(reader.key.public_key()),
                             reader.key.public_key(),
                             who.org,
                             who.roles,
                             "máy",
                             std::nullopt};
            records.emplace_back(change::PutDevice{reader.device});
            readers.push_back(std::move(reader));
        }
    }

    void begin(std::vector<change::Payload> records) {
        store_ = other_connection();
        store::ServerIdentity identity;
        world.random.fill(identity.seed);
        identity.replica = base::new_id<base::ReplicaId>(world.random);
        identity.epoch = "kỳ 1";
        const auto writer = store_->begin().value();
        EXPECT_TRUE(writer->put_identity(identity));
        const base::PublicKey key = base::KeyPair::from_seed(identity.seed).public_key();
        EXPECT_TRUE(writer->bind_replica(identity.replica, base::device_of(key)));
        server::Tip tip;
        constexpr std::size_t kAtOnce = 16;
        for (std::size_t at = 0; at < records.size(); at += kAtOnce) {
            const auto end = std::min(records.size(), at + kAtOnce);
            FeedEntry entry{today(), server::seal_records(identity, tip,
                                                          {records.begin() + static_cast<std::ptrdiff_t>(at),
                                                           records.begin() + static_cast<std::ptrdiff_t>(end)},
                                                          clock.wall_ms())};
            EXPECT_TRUE(writer->append(entry.segment));
            tip = {entry.segment.info.last, entry.segment.hash};
            feeds.try_emplace("dir/ROOT", model::directory_feed(), std::vector<FeedEntry>{})
                .first->second.entries.push_back(std::move(entry));
        }
        EXPECT_TRUE(writer->commit());
    }

    /// One of two authors of a feed.
    [[nodiscard]] Pc& author_of(const std::string& feed, store::FeedWriter& writer) {
        const std::string name = feed + (chance(world.random, 60) ? "" : " 2");
        const auto found = authors_.find(name);
        if (found != authors_.end()) return found->second;
        Pc pc{base::KeyPair::generate(world.random), base::new_id<base::ReplicaId>(world.random), {}};
        pc.device.id = base::device_of(pc.key.public_key());
        pc.device.org = "o0";
        EXPECT_TRUE(writer.bind_replica(pc.replica, pc.device.id));
        return authors_.emplace(name, std::move(pc)).first->second;
    }

    void append(store::FeedWriter& writer, const model::Feed& feed) {
        const std::string name = to_text(feed);
        FeedEntries& list = feeds.try_emplace(name, feed, std::vector<FeedEntry>{}).first->second;
        Pc& pc = author_of(name, writer);
        const bool same = !list.entries.empty() && chance(world.random, 30);
        const base::DocumentId document =
            same ? any_of(world.random, list.entries).document() : base::new_id<base::DocumentId>(world.random);
        FeedEntry entry{today(), {}};
        store::NewSegment& segment = entry.segment;
        segment.previous = pc.chain[name];
        // Unlike any other, so that its words show which segment they came out of.
        const std::string words = name + " " + std::to_string(list.entries.size() + 1);
        segment.bytes = pc.draft_in(name, document, 1, words);
        segment.hash = pc.chain[name];
        segment.documents = {document};
        segment.door = feed.kind == model::FeedKind::own ? store::Door::exchange : store::Door::decide;
        segment.received_ms = clock.wall_ms();
        const auto header = wire::read_header(segment.bytes).value();
        segment.info = {name, header.replica, header.device, header.first, header.last, header.count, header.unpacked};
        EXPECT_EQ(writer.append(segment).value(), list.entries.size() + 1);
        list.entries.push_back(std::move(entry));
    }

    TempFolder folder_;
    std::unique_ptr<store::FeedStore> store_; ///< beside the server, as a command's
    std::map<std::string, Pc> authors_;
    server::Metrics metrics_;
    std::ostringstream log_text_;
    server::RequestLog log_{log_text_};
};

} // namespace dongthac::tests
