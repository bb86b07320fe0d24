#include <gtest/gtest.h>

#include "shared/office/heads.hpp"
#include "tests/support/sync_world.hpp"

// Two PCs compare by a file what one server told them (DESIGN §9).

namespace dongthac::office {

namespace {

using base::Code;
using model::Role;
using tests::Machine;
using tests::ServerBox;

constexpr std::int64_t kHour = 3'600'000;

/// Two PCs of a school that share a plan, and a third person's time.
class HeadsTest : public ::testing::Test {
  protected:
    void SetUp() override {
        one_.join("truong-a", tests::kSchool);
        two_.join("truong-a", tests::kSchool);
        plan_ = one_.new_plan("Kế hoạch năm học");
        ASSERT_TRUE(one_.sync() && two_.sync());
    }
    [[nodiscard]] base::Bytes file_of(Machine& pc, std::int64_t heard_ms) {
        return wire::sign_heads(heads_of(pc.office, heard_ms).value(), pc.office.identity().key);
    }
    [[nodiscard]] std::vector<HeadDifference> compare(Machine& pc, base::ByteSpan file, std::int64_t heard_ms) {
        const auto differences = compare_heads(pc.office, file, heard_ms);
        EXPECT_TRUE(differences) << base::name_of(differences.error().code);
        return differences.value_or(std::vector<HeadDifference>{});
    }

    void pass(std::int64_t ms) {
        for (base::ManualClock* clock : {&server_.clock, &one_.clock, &two_.clock}) clock->advance(ms);
    }

    ServerBox server_;
    Machine one_{server_, 1};
    Machine two_{server_, 2};
    base::DocumentId plan_;
};

TEST_F(HeadsTest, AreTheSameWhereTheServerToldBothTheSame) {
    EXPECT_TRUE(compare(two_, file_of(one_, 0), kHour).empty());
    EXPECT_TRUE(compare(one_, file_of(two_, 0), kHour).empty());
}

TEST_F(HeadsTest, WhatOnlyThisPcHasIsNoDifference) {
    const base::Bytes file = file_of(two_, 0);
    ASSERT_TRUE(set_field(one_.office, plan_, base::root_node(plan_), "subject", "Kế hoạch khác"));
    ASSERT_TRUE(one_.sync());

    EXPECT_TRUE(compare(one_, file, kHour).empty());
}

TEST_F(HeadsTest, WhatTheOtherHadEarlierIsWithheldAndWhatItHadLaterIsOnlyBehind) {
    ASSERT_TRUE(set_field(one_.office, plan_, base::root_node(plan_), "subject", "Kế hoạch khác"));
    ASSERT_TRUE(one_.sync());

    const auto later = compare(two_, file_of(one_, 0), kHour);
    const auto earlier = compare(two_, file_of(one_, kHour), 0);

    ASSERT_EQ(later.size(), 1u);
    EXPECT_EQ(later[0].how, Differs::withheld);
    EXPECT_EQ(later[0].feed, "own/truong-a");
    EXPECT_EQ(later[0].replica, one_.office.identity().replica);
    EXPECT_GT(later[0].theirs, later[0].ours);
    ASSERT_EQ(earlier.size(), 1u);
    EXPECT_EQ(earlier[0].how, Differs::behind);
}

TEST_F(HeadsTest, ARoundThatTookSegmentsAndEndedBadlyAccusesNobody) {
    Machine third(server_, 3);
    third.join("truong-a", tests::kSchool);
    pass(kHour);
    ASSERT_TRUE(two_.sync());
    pass(kHour);
    ASSERT_TRUE(set_field(third.office, plan_, base::root_node(plan_), "subject", "Kế hoạch khác"));
    ASSERT_TRUE(third.sync());
    ASSERT_TRUE(decide(one_.office, plan_, model::Action::submit, {.person = "Lan"}));
    one_.fate = [](const std::string& path) {
        return path == "/v1/decide" ? tests::Fate::request_lost : tests::Fate::arrives;
    };
    ASSERT_FALSE(one_.sync()); // it took the third's segment first

    const auto differences =
        compare(two_, file_of(one_, heard(one_.office)->something.value()), heard(two_.office)->everything.value());

    ASSERT_FALSE(differences.empty());
    for (const HeadDifference& difference : differences) EXPECT_EQ(difference.how, Differs::behind);
}

TEST_F(HeadsTest, ADecisionThatWasTakenBeforeTheRoundEndedBadlyAccusesNobody) {
    pass(kHour);
    ASSERT_TRUE(two_.sync());
    pass(kHour);
    ASSERT_TRUE(decide(one_.office, plan_, model::Action::submit, {.person = "Lan"}));
    bool decided = false;
    one_.fate = [&](const std::string& path) {
        if (decided) return tests::Fate::request_lost;
        decided = path == "/v1/decide";
        return tests::Fate::arrives;
    };
    ASSERT_FALSE(one_.sync());
    ASSERT_TRUE(decided);

    const auto differences =
        compare(two_, file_of(one_, heard(one_.office)->something.value()), heard(two_.office)->everything.value());

    ASSERT_FALSE(differences.empty());
    for (const HeadDifference& difference : differences) EXPECT_EQ(difference.how, Differs::behind);
}

TEST_F(HeadsTest, WhatThisPcAskedForInVainLaterIsWithheld) {
    ASSERT_TRUE(set_field(one_.office, plan_, base::root_node(plan_), "subject", "Kế hoạch khác"));
    ASSERT_TRUE(one_.sync());
    const base::Bytes file = file_of(one_, heard(one_.office)->something.value());
    pass(kHour);
    ASSERT_TRUE(one_.sync()); // a quiet round moves nothing of what the file says

    EXPECT_EQ(file_of(one_, heard(one_.office)->something.value()), file);
    two_.fate = [](const std::string&) { return tests::Fate::request_lost; };
    ASSERT_FALSE(two_.sync());
    const auto unasked = compare(two_, file, heard(two_.office)->everything.value());
    const auto in_vain = compare(two_, file, two_.clock.wall_ms());

    ASSERT_EQ(unasked.size(), 1u);
    EXPECT_EQ(unasked[0].how, Differs::behind) << "a round that reached nobody asked for nothing";
    ASSERT_EQ(in_vain.size(), 1u);
    EXPECT_EQ(in_vain[0].how, Differs::withheld);
}

TEST_F(HeadsTest, QuietRoundsAreNotedNowAndThen) {
    pass(kHour);
    ASSERT_TRUE(one_.sync());
    const Heard first = heard(one_.office).value();
    EXPECT_EQ(first.everything, one_.clock.wall_ms());
    EXPECT_LT(first.something.value(), one_.clock.wall_ms());
    pass(60'000);
    ASSERT_TRUE(one_.sync());
    EXPECT_EQ(heard(one_.office)->everything, first.everything) << "a quiet office writes nothing";
    pass(300'000);
    ASSERT_TRUE(one_.sync());

    EXPECT_EQ(heard(one_.office)->everything, one_.clock.wall_ms());
    EXPECT_EQ(heard(one_.office)->something, first.something);
}

TEST_F(HeadsTest, AClockThatIsWrongNotesTheServersTimeAllTheSame) {
    Machine third(server_, 3);
    third.clock.advance(24 * kHour);

    third.join("truong-a", tests::kSchool);

    EXPECT_EQ(heard(third.office)->everything, server_.clock.wall_ms());
    EXPECT_EQ(heard(third.office)->something, server_.clock.wall_ms());
}

TEST_F(HeadsTest, TwoHistoriesUnderOneNameAreSeen) {
    ASSERT_TRUE(set_field(one_.office, plan_, base::root_node(plan_), "subject", "Một"));
    ASSERT_TRUE(one_.sync());
    wire::Heads heads = heads_of(one_.office, 0).value();
    for (wire::ChainHead& chain : heads.chains)
        if (chain.replica == one_.office.identity().replica) chain.hash[0] ^= 1; // what a copy would have sealed
    ASSERT_TRUE(two_.sync());

    const auto differences = compare(two_, wire::sign_heads(heads, one_.office.identity().key), kHour);

    ASSERT_FALSE(differences.empty());
    for (const HeadDifference& difference : differences) EXPECT_EQ(difference.how, Differs::forked);
}

TEST_F(HeadsTest, FeedsThatThisPcMayNotReadAreNotAskedFor) {
    Machine ward(server_, 3);
    ward.join("phuong", tests::kWard);

    EXPECT_TRUE(compare(ward, file_of(one_, 0), kHour).empty()) << "a school's drafts are not the ward's";
}

TEST_F(HeadsTest, OnlyWhatAKnownPcSignedIsBelieved) {
    const base::Bytes file = file_of(one_, 0);
    base::Bytes changed = file;
    changed.back() ^= 1;
    base::SeededRandom dice(9);
    wire::Heads strange = heads_of(one_.office, 0).value();
    const base::KeyPair stranger = base::KeyPair::generate(dice);
    strange.device = base::device_of(stranger.public_key());
    wire::Heads elsewhere = heads_of(one_.office, 0).value();
    elsewhere.server[0] ^= 1;

    for (const base::Bytes& bytes :
         {changed, wire::sign_heads(strange, stranger), wire::sign_heads(elsewhere, one_.office.identity().key),
          wire::sign_heads(heads_of(one_.office, 0).value(), stranger), base::Bytes{1, 2, 3}, base::Bytes{}}) {
        const auto differences = compare_heads(two_.office, bytes, kHour);

        ASSERT_FALSE(differences);
        EXPECT_TRUE(differences.error().code == Code::bad_signature || differences.error().code == Code::bad_bytes);
    }
}

} // namespace

} // namespace dongthac::office
