#include <algorithm>

#include <gtest/gtest.h>

#include "shared/model/feed.hpp"
#include "tests/support/property.hpp"
#include "tests/support/rights_world.hpp"

namespace dongthac::model {

namespace {

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

TEST(FeedRights, AgreeWithAnIndependentOracleOnAMillionQuestions) {
    const std::uint64_t seed = tests::property_seed(101);
    std::size_t asked = 0;
    std::size_t allowed = 0;

    for (std::uint64_t round = 0; asked < 1'000'000; ++round) {
        tests::RightsWorld world(seed * 10'000 + round);
        const text::Date today = world.day();
        const Principal who = world.principal();
        const std::vector<ReadableFeed> feeds = readable_feeds(world.directory, who, today);
        for (int question = 0; question < 400; ++question) {
            const Feed feed = world.feed();
            const text::Date entered = text::from_days(text::to_days(today) - world.random.below(900));

            const auto found = std::ranges::find(feeds, feed, &ReadableFeed::feed);
            const bool read = found != feeds.end() && found->contains(entered);

            ASSERT_EQ(read, world.reads(who, feed, entered, today))
                << "seed " << seed << " round " << round << ": " << who.org << " reads " << to_text(feed) << " of "
                << text::to_iso(entered) << " on " << text::to_iso(today);
            ASSERT_EQ(may_append(world.directory, who, feed, today), world.appends(who, feed, today))
                << "seed " << seed << " round " << round << ": " << who.org << " appends " << to_text(feed) << " on "
                << text::to_iso(today);
            asked += 2;
            allowed += read;
        }
    }
    EXPECT_GT(allowed, asked / 40) << "too few questions with a yes to prove anything";
}

TEST(FeedRights, AreAskedOneByOneAsTogether) {
    const std::uint64_t seed = tests::property_seed(102);

    for (std::uint64_t round = 0; round < 300; ++round) {
        tests::RightsWorld world(seed * 1000 + round);
        const text::Date today = world.day();
        const Principal who = world.principal();

        const std::vector<ReadableFeed> feeds = readable_feeds(world.directory, who, today);

        for (int question = 0; question < 40; ++question) {
            const Feed feed = world.feed();
            const text::Date entered = world.day();
            const auto found = std::ranges::find(feeds, feed, &ReadableFeed::feed);
            const bool together = found != feeds.end() && found->contains(entered);
            ASSERT_EQ(may_read(world.directory, who, feed, entered, today), together) << to_text(feed);
            ASSERT_EQ(readable(world.directory, who, feed, today).has_value(), found != feeds.end());
        }
        if (!feeds.empty()) {
            ASSERT_EQ(feeds.front().feed, directory_feed()) << "keys arrive before what they signed";
        }
    }
}

TEST(FeedRights, ReOrganisationHidesNothingFromItsOwnerAndShowsNothingNew) {
    // A school under the district office until 30/6/2025 and under its ward from 1/7/2025.
    Directory directory;
    for (const char* id : {"so", "phong-gd", "phuong", "truong"})
        directory.put(Organisation{id, id, "school", "", "", "", "", {}});
    const text::Date last{2025, 6, 30};
    const text::Date first{2025, 7, 1};
    directory.put(OrgRelation{"phong-gd", "so", "professional", {{}, last}, ""});
    directory.put(OrgRelation{"truong", "phong-gd", "administrative", {{}, last}, ""});
    directory.put(OrgRelation{"phuong", "so", "professional", {first, {}}, "NĐ"});
    directory.put(OrgRelation{"truong", "phuong", "administrative", {first, {}}, "NĐ"});
    const Principal school{"truong", {Role::editor}};
    const text::Date today{2026, 3, 1};
    const text::Date before{2025, 5, 1};
    const text::Date after{2025, 9, 1};

    EXPECT_TRUE(may_read(directory, school, pub_feed("phong-gd"), before, today)) << "what it was sent stays readable";
    EXPECT_FALSE(may_read(directory, school, pub_feed("phong-gd"), after, today));
    EXPECT_FALSE(may_read(directory, school, pub_feed("phuong"), before, today));
    EXPECT_TRUE(may_read(directory, school, pub_feed("phuong"), after, today));
    EXPECT_TRUE(may_read(directory, school, pub_feed("so"), before, today)) << "the department was above all the time";
    EXPECT_TRUE(may_read(directory, school, pub_feed("so"), after, today));
    EXPECT_EQ(readable(directory, school, pub_feed("phong-gd"), today)->ends_before(today), last);
    EXPECT_EQ(readable(directory, school, pub_feed("phuong"), today)->ends_before(today), std::nullopt);

    const Principal ward{"phuong", {Role::officer}};
    EXPECT_FALSE(may_read(directory, ward, own_feed("phong-gd"), before, today));
    directory.put(Grant{"ban-giao", "phuong", {"own/phong-gd", "in/phong-gd"}, {first, {}}, "BB bàn giao"});
    EXPECT_TRUE(may_read(directory, ward, own_feed("phong-gd"), before, today)) << "its successor by the grant";
    EXPECT_FALSE(may_read(directory, ward, own_feed("phong-gd"), before, last)) << "not before it is valid";
}

TEST(FeedRights, AClosedOfficeReadsOnAndWritesNoMore) {
    Directory directory;
    directory.put(Organisation{"cu", "Trường cũ", "school", "", "", "", "", {{}, text::Date{2025, 6, 30}}});
    const Principal who{"cu", {Role::signer}};
    const text::Date today{2025, 7, 1};

    EXPECT_TRUE(may_read(directory, who, own_feed("cu"), {2025, 1, 1}, today));
    EXPECT_TRUE(may_append(directory, who, own_feed("cu"), {2025, 6, 30}));
    EXPECT_FALSE(may_append(directory, who, own_feed("cu"), today));
}

TEST(FeedRights, NeverLetOneSchoolSeeAnothers) {
    Directory directory;
    for (const char* id : {"phuong", "a", "b"}) directory.put(Organisation{id, id, "school", "", "", "", "", {}});
    directory.put(OrgRelation{"a", "phuong", "administrative", {}, ""});
    directory.put(OrgRelation{"b", "phuong", "administrative", {}, ""});
    const Principal a{"a", {Role::editor, Role::clerk, Role::signer, Role::officer, Role::admin}};
    const text::Date day{2026, 1, 1};

    for (const Feed& feed : {own_feed("b"), in_feed("b"), pub_feed("b"), in_feed("phuong"), own_feed("phuong")})
        EXPECT_FALSE(may_read(directory, a, feed, day, day)) << to_text(feed);
    for (const Feed& feed : {own_feed("b"), in_feed("b"), pub_feed("b"), pub_feed("phuong"), own_feed("phuong")})
        EXPECT_FALSE(may_append(directory, a, feed, day)) << to_text(feed);
    EXPECT_TRUE(may_append(directory, a, in_feed("phuong"), day));
    EXPECT_TRUE(may_read(directory, a, pub_feed("phuong"), day, day));
}

} // namespace

} // namespace dongthac::model
