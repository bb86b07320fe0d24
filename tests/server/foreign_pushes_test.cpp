#include <algorithm>
#include <set>

#include "tests/server/served_world.hpp"

// Who may append what, on random worlds through the server's doors: the exchange takes drafts into one's own feed,
// decide takes decisions where the oracle allows each of their feeds, and what may not enter is kept for a person to
// look at in its author's name (DESIGN §6).

namespace dongthac::tests {

namespace {

using model::Feed;
using model::FeedKind;

class Pushing {
  public:
    explicit Pushing(std::uint64_t seed) : served(seed) { served.write(40); }

    /// One to three drafts for any feeds, in one request.
    void push_drafts() {
        Pc pc = any_pc();
        std::vector<base::Bytes> segments;
        std::vector<AckStatus> wanted;
        const std::uint64_t count = 1 + random().below(3);
        for (std::uint64_t i = 0; i < count; ++i) {
            const Feed feed = chance(random(), 40) ? model::own_feed(pc.device.org) : served.world.feed();
            segments.push_back(pc.draft_in(to_text(feed), base::new_id<base::DocumentId>(random()), 1, "bài"));
            const bool enters = feed.kind == FeedKind::own && may_append(pc, feed);
            wanted.push_back(enters ? AckStatus::accepted : AckStatus::quarantined);
            (enters ? entered : kept_apart)[segments.back()] = pc.device.id;
            pc.replica = base::new_id<base::ReplicaId>(random()); // a chain of its own for each
            pc.chain.clear();
        }
        const auto answer = served.server->exchange(pc.device, pc.request(std::move(segments)));
        ASSERT_TRUE(answer);
        ASSERT_EQ(statuses(answer->acks), wanted) << pc.device.org << " on " << text::to_iso(served.today());
    }

    /// An issue into anybody's pub, or a submission into anybody's in.
    void decide() {
        Pc pc = any_pc();
        const model::OrgId& me = pc.device.org;
        const model::OrgId other = any_of(random(), served.world.orgs).id;
        Decision decision{model::Action::issue, model::DocumentState::issued, 0, me, {"own/" + me, "pub/" + me}};
        Feed second = model::pub_feed(me);
        if (chance(random(), 20)) second = model::pub_feed(other);
        if (chance(random(), 60)) {
            decision.action = model::Action::submit;
            decision.to = model::DocumentState::submitted;
            second = model::in_feed(other);
        }
        decision.feeds[1] = to_text(second);
        const auto request = decide_request(pc, base::new_id<base::DocumentId>(random()), decision);
        const auto answer = served.server->decide(pc.device, request);
        const bool accepted = answer && answer->accepted;
        for (const base::Bytes& bytes : request.segments) (accepted ? entered : refused)[bytes] = pc.device.id;
        decisions += accepted ? 1 : 0;
        ASSERT_TRUE(!accepted || (may_append(pc, model::own_feed(me)) && may_append(pc, second)))
            << me << " decided into " << to_text(second) << " on " << text::to_iso(served.today());
    }

    /// What stands in feeds and in quarantine is exactly what was to stand there.
    void look() {
        const auto store = served.other_connection();
        std::map<base::Bytes, base::DeviceId> in_feeds;
        const auto heads = store->heads();
        ASSERT_TRUE(heads);
        for (const store::FeedHead& head : *heads) {
            const FeedEntries* before = served.find(head.feed);
            ASSERT_TRUE(store->each_after(head.feed, before == nullptr ? 0 : before->entries.size(),
                                          [&](const store::StoredSegment& segment) {
                                              in_feeds[segment.bytes] = segment.info.device;
                                              return store::FeedStore::Visit::go_on;
                                          }));
        }
        EXPECT_TRUE(in_feeds == entered) << in_feeds.size() << " stand in feeds, not " << entered.size();
        std::map<base::Bytes, base::DeviceId> apart;
        const auto quarantined = store->quarantined();
        ASSERT_TRUE(quarantined);
        for (const store::QuarantinedSegment& segment : *quarantined)
            if (!refused.contains(segment.bytes)) apart[segment.bytes] = segment.device;
        EXPECT_TRUE(apart == kept_apart) << apart.size() << " are kept apart, not " << kept_apart.size();
    }

    ServedWorld served;
    std::map<base::Bytes, base::DeviceId> entered; ///< by whom
    std::map<base::Bytes, base::DeviceId> kept_apart;
    std::map<base::Bytes, base::DeviceId> refused;
    std::size_t decisions = 0;

  private:
    [[nodiscard]] base::SeededRandom& random() { return served.world.random; }
    [[nodiscard]] bool may_append(const Pc& pc, const Feed& feed) const {
        return served.world.appends({pc.device.org, pc.device.roles}, feed, served.today());
    }
    [[nodiscard]] Pc any_pc() {
        const Reader& reader = any_of(random(), served.readers);
        return {reader.key, base::new_id<base::ReplicaId>(random()), reader.device};
    }
};

TEST(ForeignPushes, AreKeptApartAndNeverDropped) {
    const std::uint64_t seed = property_seed(402);
    std::size_t entered = 0;
    std::size_t kept_apart = 0;
    std::size_t decisions = 0;

    for (std::uint64_t round = 0; round < 25; ++round) {
        Pushing pushing(seed * 1'000 + round);
        for (int i = 0; i < 60; ++i) {
            pushing.served.pass_time();
            ASSERT_NO_FATAL_FAILURE(pushing.push_drafts()) << "seed " << seed << " round " << round;
            ASSERT_NO_FATAL_FAILURE(pushing.decide()) << "seed " << seed << " round " << round;
        }
        ASSERT_NO_FATAL_FAILURE(pushing.look()) << "seed " << seed << " round " << round;
        entered += pushing.entered.size();
        kept_apart += pushing.kept_apart.size();
        decisions += pushing.decisions;
    }

    std::cout << entered << " entered, " << kept_apart << " kept apart, " << decisions << " decisions\n";
    EXPECT_GT(entered, 500u);
    EXPECT_GT(kept_apart, 1'000u);
    EXPECT_GT(decisions, 100u);
}

} // namespace

} // namespace dongthac::tests
