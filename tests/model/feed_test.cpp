#include <algorithm>

#include <gtest/gtest.h>

#include "shared/model/feed.hpp"
#include "tests/support/property.hpp"

namespace dongthac::model {

namespace {

using tests::any_of;
using tests::chance;

TEST(Feed, ReadsBackFromItsText) {
    for (const Feed& feed : {own_feed("truong-a"), in_feed("phuong_1"), pub_feed("so.hn"), directory_feed(),
                             Feed{FeedKind::grant, "00ff"}})
        EXPECT_EQ(parse_feed(to_text(feed)).value(), feed);
    EXPECT_EQ(to_text(directory_feed()), "dir/ROOT");
}

TEST(Feed, RefusesEveryOtherForm) {
    const std::vector<std::string> bad = {"",
                                          "own",
                                          "own/",
                                          "/a",
                                          "all/a",
                                          "own/a/b",
                                          "own/ ",
                                          "own/đ",
                                          "OWN/a",
                                          "own/a\n",
                                          " own/a",
                                          "own/..%2f",
                                          "own\\a",
                                          std::string("own/a\0b", 7),
                                          "own/" + std::string(117, 'a')};
    for (const std::string& text : bad) EXPECT_FALSE(parse_feed(text)) << text;
    EXPECT_TRUE(parse_feed("own/" + std::string(116, 'a'))) << "120 bytes are allowed";
}

/// A random organisation world and, next to the product's Directory, the same facts as plain lists.
class World {
  public:
    explicit World(std::uint64_t seed) : random(seed) {
        const std::size_t count = 3 + random.below(10);
        for (std::size_t i = 0; i < count; ++i) {
            orgs.push_back({"o" + std::to_string(i), "Đơn vị", "school", "", "", "", "", period()});
            directory.put(orgs.back());
        }
        for (std::uint64_t i = 0; i < count * 2; ++i) {
            static const std::vector<std::string> kKinds = {"administrative", "administrative", "professional",
                                                            "cluster"};
            OrgRelation tie{any_of(random, orgs).id, any_of(random, orgs).id, any_of(random, kKinds), period(), ""};
            const bool repeated = std::ranges::any_of(ties, [&](const OrgRelation& other) {
                return other.child == tie.child && other.parent == tie.parent && other.kind == tie.kind &&
                       other.valid.from == tie.valid.from;
            });
            if (repeated) continue;
            ties.push_back(tie);
            directory.put(tie);
        }
    }

    [[nodiscard]] text::Date day() { return text::from_days(text::to_days({2025, 1, 1}) + random.below(730)); }

    [[nodiscard]] Principal principal() {
        Principal who{chance(random, 95) ? any_of(random, orgs).id : "stranger", {}};
        for (const Role role : {Role::editor, Role::clerk, Role::signer, Role::officer, Role::admin})
            if (chance(random, 30)) who.roles.insert(role);
        return who;
    }

    [[nodiscard]] Feed feed() {
        const OrgId org = any_of(random, orgs).id;
        switch (random.below(5)) {
        case 0: return own_feed(org);
        case 1: return in_feed(org);
        case 2: return pub_feed(org);
        case 3: return directory_feed();
        default: return {FeedKind::grant, org};
        }
    }

    // --- the oracle: the sentences of DESIGN §6, answered from the lists without model's functions ---

    [[nodiscard]] static bool covers(const Validity& valid, const text::Date& day) {
        const auto number = text::to_days(day);
        return (!valid.from || text::to_days(*valid.from) <= number) &&
               (!valid.to || number <= text::to_days(*valid.to));
    }
    [[nodiscard]] bool exists(const OrgId& org, const text::Date& day) const {
        return std::ranges::any_of(orgs, [&](const Organisation& o) { return o.id == org && covers(o.valid, day); });
    }
    [[nodiscard]] bool tied(const OrgId& child, const OrgId& parent, const text::Date& day) const {
        return std::ranges::any_of(ties, [&](const OrgRelation& tie) {
            return tie.child == child && tie.parent == parent && tie.kind != "cluster" && covers(tie.valid, day);
        });
    }
    /// Is there a way up of at most `steps` ties?
    [[nodiscard]] bool below(const OrgId& org, const OrgId& above, const text::Date& day, std::size_t steps) const {
        if (steps == 0) return false;
        return std::ranges::any_of(orgs, [&](const Organisation& next) {
            return tied(org, next.id, day) && (next.id == above || below(next.id, above, day, steps - 1));
        });
    }
    [[nodiscard]] bool oracle(const Principal& who, Access access, const Feed& feed, const text::Date& day) const {
        if (!exists(who.org, day) || who.roles.empty()) return false;
        const bool mine = feed.name == who.org;
        const bool reads = access == Access::read;
        if (feed.kind == FeedKind::dir) return reads;
        if (feed.kind == FeedKind::own) return mine;
        if (feed.kind == FeedKind::in)
            return reads ? mine : !mine && (tied(who.org, feed.name, day) || tied(feed.name, who.org, day));
        if (feed.kind == FeedKind::pub) {
            const bool issues = std::ranges::any_of(who.roles, [](Role role) { return role != Role::editor; });
            return reads ? mine || below(who.org, feed.name, day, 4) : mine && issues;
        }
        return false;
    }

    base::SeededRandom random;
    std::vector<Organisation> orgs;
    std::vector<OrgRelation> ties;
    Directory directory;

  private:
    [[nodiscard]] Validity period() {
        Validity valid;
        if (chance(random, 30)) valid.from = day();
        if (chance(random, 20)) valid.to = day();
        return valid;
    }
};

/// The oracle walks four steps up; a world with longer lines is left out rather than asked wrongly.
bool is_deep(const World& world, const text::Date& day) {
    return std::ranges::any_of(world.orgs, [&](const Organisation& org) {
        return std::ranges::any_of(world.directory.ancestors_of(org.id, day),
                                   [&](const OrgId& above) { return !world.below(org.id, above, day, 4); });
    });
}

TEST(May, AgreesWithAnIndependentOracleOnRandomTrees) {
    const std::uint64_t seed = tests::property_seed(101);
    std::size_t asked = 0;
    std::size_t allowed = 0;

    for (std::uint64_t round = 0; round < 400; ++round) {
        World world(seed * 1000 + round);
        const text::Date day = world.day();
        if (is_deep(world, day)) continue;
        for (int question = 0; question < 40; ++question) {
            const Principal who = world.principal();
            const Feed feed = world.feed();
            const Access access = chance(world.random, 50) ? Access::read : Access::append;

            const bool answer = may(world.directory, who, access, feed, day);

            ASSERT_EQ(answer, world.oracle(who, access, feed, day))
                << "seed " << seed << " round " << round << ": " << who.org
                << (access == Access::read ? " reads " : " appends ") << to_text(feed) << " on " << text::to_iso(day);
            ++asked;
            allowed += answer;
        }
    }
    EXPECT_GT(asked, 4'000u);
    EXPECT_GT(allowed, asked / 20) << "too few questions with a yes to prove anything";
}

TEST(ReadableFeeds, AreExactlyThoseThatMayBeRead) {
    const std::uint64_t seed = tests::property_seed(102);

    for (std::uint64_t round = 0; round < 300; ++round) {
        World world(seed * 1000 + round);
        const text::Date day = world.day();
        const Principal who = world.principal();

        const std::vector<Feed> feeds = readable_feeds(world.directory, who, day);

        std::vector<Feed> all = {directory_feed()};
        for (const Organisation& org : world.orgs)
            for (const Feed& feed : {own_feed(org.id), in_feed(org.id), pub_feed(org.id)}) all.push_back(feed);
        for (const Feed& feed : all)
            ASSERT_EQ(std::ranges::count(feeds, feed), may(world.directory, who, Access::read, feed, day) ? 1 : 0)
                << "seed " << seed << " round " << round << " " << to_text(feed);
        if (!feeds.empty()) {
            ASSERT_EQ(feeds.front(), directory_feed()) << "keys arrive before what they signed";
        }
    }
}

TEST(May, NeverLetsOneSchoolSeeAnothers) {
    Directory directory;
    for (const char* id : {"phuong", "a", "b"}) directory.put(Organisation{id, id, "school", "", "", "", "", {}});
    directory.put(OrgRelation{"a", "phuong", "administrative", {}, ""});
    directory.put(OrgRelation{"b", "phuong", "administrative", {}, ""});
    const Principal a{"a", {Role::editor, Role::clerk, Role::signer, Role::officer, Role::admin}};
    const text::Date day{2026, 1, 1};

    for (const Feed& feed : {own_feed("b"), in_feed("b"), pub_feed("b"), in_feed("phuong"), own_feed("phuong")})
        EXPECT_FALSE(may(directory, a, Access::read, feed, day)) << to_text(feed);
    for (const Feed& feed : {own_feed("b"), in_feed("b"), pub_feed("b"), pub_feed("phuong"), own_feed("phuong")})
        EXPECT_FALSE(may(directory, a, Access::append, feed, day)) << to_text(feed);
    EXPECT_TRUE(may(directory, a, Access::append, in_feed("phuong"), day));
    EXPECT_TRUE(may(directory, a, Access::read, pub_feed("phuong"), day));
}

} // namespace

} // namespace dongthac::model
