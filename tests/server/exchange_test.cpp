#include <algorithm>

#include "tests/server/fixture.hpp"
#include "tests/support/newer_segment.hpp"

namespace dongthac::tests {

namespace {

using model::Role;
using Statuses = std::vector<AckStatus>;

class Exchange : public ServerTest {
  protected:
    void SetUp() override {
        ServerTest::SetUp();
        a_.emplace(enrol("truong-a", {Role::editor}));
        a2_.emplace(enrol("truong-a", {Role::editor}));
        b_.emplace(enrol("truong-b", {Role::editor}));
        document_ = new_document();
    }

    [[nodiscard]] std::uint64_t quarantined() { return server_->totals().value().quarantined; }

    std::optional<Pc> a_;
    std::optional<Pc> a2_;
    std::optional<Pc> b_;
    base::DocumentId document_;
};

TEST_F(Exchange, WhatOnePcPushesTheOtherPcOfTheOfficeGetsByteForByte) {
    const base::Bytes segment = a_->draft(document_, 3);

    const auto pushed = exchange(*a_, a_->request({segment}));
    const auto pulled = exchange(*a2_, a2_->request({}));

    ASSERT_EQ(pushed.acks.size(), 1u);
    EXPECT_EQ(pushed.acks[0].status, AckStatus::accepted);
    EXPECT_EQ(pushed.acks[0].seq, 1u);
    EXPECT_EQ(pushed.acks[0].last, 3u);
    ASSERT_FALSE(pulled.segments.empty());
    EXPECT_EQ(pulled.segments.back().feed, "own/truong-a");
    EXPECT_EQ(pulled.segments.back().bytes, segment);
}

TEST_F(Exchange, KeysComeBeforeWhatTheySigned) {
    ASSERT_EQ(exchange(*a_, a_->request({a_->draft(document_)})).acks.size(), 1u);

    const auto pulled = exchange(*a2_, a2_->request({}));

    EXPECT_EQ(pulled.segments.front().feed, "dir/ROOT");
    EXPECT_EQ(pulled.segments.back().feed, "own/truong-a");
}

TEST_F(Exchange, OwnSegmentsOfThisRequestAreNotSentBackButARestoredPcGetsThem) {
    const base::Bytes segment = a_->draft(document_);

    const auto pushed = exchange(*a_, a_->request({segment}));
    const auto restored = exchange(*a_, a_->request({}));

    EXPECT_EQ(std::ranges::count(places(pushed), "own/truong-a 1"), 0);
    EXPECT_EQ(std::ranges::count(places(restored), "own/truong-a 1"), 1);
}

TEST_F(Exchange, ALostAnswerMakesDuplicatesAndNoFork) {
    const base::Bytes first = a_->draft(document_);
    const auto before = a_->tips();
    ASSERT_EQ(exchange(*a_, a_->request({first})).acks.size(), 1u);
    const base::Bytes second = a_->draft(document_);
    ASSERT_EQ(exchange(*a_, a_->request({second})).acks.size(), 1u);

    auto again = a_->request({second});
    again.tips = before;
    const auto answer = exchange(*a_, again);

    EXPECT_EQ(statuses(answer.acks), Statuses{AckStatus::duplicate});
    EXPECT_EQ(answer.acks[0].seq, 2u);
    EXPECT_EQ(server_->totals()->segments, 4u + 2u); // four of the directory: init and three devices
}

TEST_F(Exchange, AServerThatLostSomethingSaysWhatItHasAndTakesTheRest) {
    const base::Bytes first = a_->draft(document_);
    const base::Bytes second = a_->draft(document_);
    const base::Bytes third = a_->draft(document_);
    ASSERT_EQ(exchange(*a_, a_->request({first})).acks.size(), 1u);

    auto request = a_->request({third});
    request.tips = {{"own/truong-a", 2, base::Hash{}}};
    const auto lacking = exchange(*a_, request);
    auto all = a_->request({second, third});
    all.tips = request.tips;
    const auto healed = exchange(*a_, all);

    EXPECT_EQ(statuses(lacking.acks), Statuses{AckStatus::missing_before});
    EXPECT_EQ(lacking.acks[0].last, 1u);
    EXPECT_EQ(quarantined(), 0u);
    ASSERT_GE(healed.acks.size(), 2u);
    EXPECT_EQ(healed.acks[0].status, AckStatus::accepted);
    EXPECT_EQ(healed.acks[1].status, AckStatus::accepted);
}

TEST_F(Exchange, OnlyTheOwnFeedTakesDrafts) {
    for (const std::string feed : {"own/truong-b", "in/phuong", "pub/truong-a", "dir/ROOT", "grant/x", "own/nowhere"}) {
        const auto answer = exchange(*a_, a_->request({a_->draft_in(feed, document_)}));

        ASSERT_EQ(answer.acks.size(), 1u) << feed;
        EXPECT_EQ(answer.acks[0].status, AckStatus::quarantined) << feed;
        EXPECT_EQ(answer.acks[0].reason, "not_allowed") << feed;
    }
    EXPECT_EQ(quarantined(), 6u);
}

TEST_F(Exchange, WhatANewerProgramWroteIsTakenUnreadAndPassedOnByteForByte) {
    const std::vector<change::Change> changes = {
        a_->change_of(document_, change::HideNode{base::root_node(document_)})};
    const base::Bytes newer = sealed_by_a_newer_program("own/truong-a", changes, a_->key, {});
    base::Bytes altered = newer;
    altered.back() ^= 1;

    const auto refused = exchange(*a_, a_->request({altered}));
    const auto pushed = exchange(*a_, a_->request({newer}));
    const auto pulled = exchange(*a2_, a2_->request({}));

    EXPECT_EQ(statuses(refused.acks), Statuses{AckStatus::quarantined}) << "its signature is checked all the same";
    EXPECT_EQ(statuses(pushed.acks), Statuses{AckStatus::accepted});
    EXPECT_EQ(pulled.segments.back().bytes, newer);
}

TEST_F(Exchange, ANewerDecisionDoesNotComeInAsADraft) {
    const std::vector<change::Change> changes = {
        a_->change_of(document_, transition_of(*a_, document_, submit_by_a()))};
    const base::Bytes newer = sealed_by_a_newer_program("own/truong-a", changes, a_->key, {});

    const auto answer = exchange(*a_, a_->request({newer}));

    ASSERT_EQ(statuses(answer.acks), Statuses{AckStatus::quarantined});
    EXPECT_EQ(answer.acks[0].reason, "not_allowed");
}

TEST_F(Exchange, AProgramOfTheFirstFormatIsNotSentWhatItCannotRead) {
    ASSERT_EQ(exchange(*a_, a_->request({a_->draft(document_)})).acks.size(), 1u);
    auto request = a2_->request({});
    request.reads = 1;

    const auto old = exchange(*a2_, request);
    const auto updated = exchange(*a2_, a2_->request({}));

    EXPECT_TRUE(old.segments.empty());
    EXPECT_FALSE(old.more) << "asking again would not help";
    EXPECT_EQ(old.heads, updated.heads) << "it can see that there is more";
    EXPECT_EQ(std::ranges::count(places(updated), "own/truong-a 1"), 1);
}

TEST_F(Exchange, AForbiddenSegmentIsKeptOnceHoweverOftenItComes) {
    const base::Bytes segment = a_->draft_in("own/truong-b", document_);

    for (int i = 0; i < 3; ++i) ASSERT_EQ(exchange(*a_, a_->request({segment})).acks.size(), 1u);

    const auto kept = other_connection()->quarantined();
    ASSERT_TRUE(kept);
    ASSERT_EQ(kept->size(), 1u);
    EXPECT_EQ(kept->front().bytes, segment);
    EXPECT_EQ(kept->front().reason, "not_allowed");
    EXPECT_EQ(kept->front().device, a_->device.id);
}

TEST_F(Exchange, AnAlteredSegmentIsNotTaken) {
    const base::Bytes good = a_->draft(document_, 5);
    for (const std::size_t at : {good.size() - 1, good.size() / 2, std::size_t{20}}) {
        base::Bytes bad = good;
        bad[at] ^= 1;

        const auto answer = exchange(*a_, a_->request({bad}));

        ASSERT_EQ(answer.acks.size(), 1u);
        EXPECT_EQ(answer.acks[0].status, AckStatus::quarantined) << at;
    }
    EXPECT_EQ(statuses(exchange(*a_, a_->request({good})).acks), Statuses{AckStatus::accepted});
}

TEST_F(Exchange, RubbishIsNotTaken) {
    for (const base::Bytes& rubbish : {base::Bytes{}, base::Bytes{1, 2, 3}, base::Bytes(100'000, 0xff)}) {
        const auto answer = exchange(*a_, a_->request({rubbish}));

        ASSERT_EQ(answer.acks.size(), 1u);
        EXPECT_EQ(answer.acks[0].status, AckStatus::quarantined);
        EXPECT_EQ(answer.acks[0].reason, "bad_bytes");
    }
}

TEST_F(Exchange, ASegmentSignedByAnotherKeyIsNotTaken) {
    Pc forger = *a_;
    forger.key = base::KeyPair::generate(random_);
    const auto answer = exchange(*a_, a_->request({forger.draft(document_)}));

    EXPECT_EQ(statuses(answer.acks), Statuses{AckStatus::quarantined});
}

TEST_F(Exchange, NobodyPushesForAnotherPc) {
    const auto answer = exchange(*a2_, a2_->request({a_->draft(document_)}));

    EXPECT_EQ(statuses(answer.acks), Statuses{AckStatus::quarantined});
    EXPECT_EQ(answer.acks[0].reason, "not_allowed");
}

TEST_F(Exchange, ASegmentOutOfOrderWaitsAndIsTakenInItsTurn) {
    const base::Bytes first = a_->draft(document_);
    const base::Bytes second = a_->draft(document_);

    const auto swapped = exchange(*a_, a_->request({second, first}));
    ASSERT_EQ(quarantined(), 1u);
    const auto again = exchange(*a_, a_->request({second}));

    EXPECT_EQ(statuses(swapped.acks), (Statuses{AckStatus::quarantined, AckStatus::accepted}));
    EXPECT_EQ(swapped.acks[0].reason, "bad_signature");
    EXPECT_EQ(statuses(again.acks), Statuses{AckStatus::accepted});
    EXPECT_EQ(quarantined(), 0u);
}

TEST_F(Exchange, ASegmentLeftOutBreaksTheChain) {
    const base::Bytes first = a_->draft(document_);
    (void)a_->draft(document_);
    const base::Bytes third = a_->draft(document_);

    const auto answer = exchange(*a_, a_->request({first, third}));

    EXPECT_EQ(statuses(answer.acks), (Statuses{AckStatus::accepted, AckStatus::quarantined}));
}

TEST_F(Exchange, AReplicaBelongsToTheDeviceThatUsedItFirst) {
    ASSERT_EQ(exchange(*a_, a_->request({a_->draft(document_)})).acks[0].status, AckStatus::accepted);
    a2_->replica = a_->replica;
    a2_->counter = 100;

    const auto answer = exchange(*a2_, a2_->request({a2_->draft(document_)}));

    EXPECT_EQ(statuses(answer.acks), Statuses{AckStatus::quarantined});
    EXPECT_EQ(answer.acks[0].reason, "not_allowed");
}

TEST_F(Exchange, ADecisionCannotComeThroughTheExchange) {
    const Decision decision = submit_by_a();
    const auto change = a_->change_of(document_, transition_of(*a_, document_, decision));

    const auto answer = exchange(*a_, a_->request({a_->seal("own/truong-a", {change})}));

    EXPECT_EQ(statuses(answer.acks), Statuses{AckStatus::quarantined});
    EXPECT_EQ(answer.acks[0].reason, "not_allowed");
}

TEST_F(Exchange, NobodyButTheServerWritesTheDirectory) {
    model::Device forged = a_->device;
    forged.roles = {Role::admin};
    const auto change = a_->change_of({}, change::PutDevice{forged});

    const auto answer = exchange(*a_, a_->request({a_->seal("own/truong-a", {change})}));

    EXPECT_EQ(statuses(answer.acks), Statuses{AckStatus::quarantined});
    EXPECT_EQ(server_->device(a_->device.id)->roles, std::set{Role::editor});
}

TEST_F(Exchange, OneSchoolNeverSeesAnothersFeeds) {
    ASSERT_EQ(exchange(*a_, a_->request({a_->draft(document_)})).acks[0].status, AckStatus::accepted);

    const auto answer = exchange(*b_, b_->request({}));

    std::vector<std::string> feeds;
    for (const wire::Cursor& head : answer.heads) feeds.push_back(head.feed);
    EXPECT_EQ(feeds, (std::vector<std::string>{"dir/ROOT", "own/truong-b", "in/truong-b", "pub/truong-b", "pub/phuong",
                                               "pub/so"}));
    for (const std::string& place : places(answer)) EXPECT_TRUE(place.starts_with("dir/ROOT")) << place;
}

TEST_F(Exchange, CursorsNeverSkipWithInterleavedWriters) {
    std::vector<wire::Cursor> cursors;
    std::vector<base::Bytes> seen;
    std::vector<base::Bytes> written;
    Pc reader = enrol("truong-a", {Role::editor});

    for (int round = 0; round < 30; ++round) {
        Pc& writer = random_.below(2) == 0 ? *a_ : *a2_;
        for (std::uint64_t i = 0; i <= random_.below(3); ++i) {
            written.push_back(writer.draft(document_));
            ASSERT_EQ(exchange(writer, writer.request({written.back()})).acks[0].status, AckStatus::accepted);
        }
        auto request = reader.request({});
        request.cursors = cursors;
        request.budget = 1; // one segment at a time
        const auto answer = exchange(reader, request);
        for (const wire::FeedSegment& segment : answer.segments) {
            std::erase_if(cursors, [&](const wire::Cursor& cursor) { return cursor.feed == segment.feed; });
            cursors.push_back({segment.feed, segment.seq});
            if (segment.feed == "own/truong-a") seen.push_back(segment.bytes);
        }
    }
    while (seen.size() < written.size()) {
        auto request = reader.request({});
        request.cursors = cursors;
        request.budget = 1;
        const auto answer = exchange(reader, request);
        ASSERT_FALSE(answer.segments.empty());
        for (const wire::FeedSegment& segment : answer.segments) {
            std::erase_if(cursors, [&](const wire::Cursor& cursor) { return cursor.feed == segment.feed; });
            cursors.push_back({segment.feed, segment.seq});
            if (segment.feed == "own/truong-a") seen.push_back(segment.bytes);
        }
    }

    EXPECT_EQ(seen, written);
}

TEST_F(Exchange, ASmallBudgetPagesWithoutGaps) {
    std::vector<base::Bytes> segments;
    for (int i = 0; i < 5; ++i) segments.push_back(a_->draft(document_, 1, std::string(300, 'x') + std::to_string(i)));
    ASSERT_EQ(exchange(*a_, a_->request(segments)).acks.size(), 5u);

    auto request = a2_->request({});
    request.cursors = {{"dir/ROOT", 1'000}};
    request.budget = 2 * segments[0].size() + 10;
    const auto first = exchange(*a2_, request);
    request.cursors.push_back({"own/truong-a", 2});
    const auto second = exchange(*a2_, request);
    request.cursors.back().seq = 4;
    const auto third = exchange(*a2_, request);

    EXPECT_EQ(places(first), (std::vector<std::string>{"own/truong-a 1", "own/truong-a 2"}));
    EXPECT_TRUE(first.more);
    EXPECT_EQ(places(second), (std::vector<std::string>{"own/truong-a 3", "own/truong-a 4"}));
    EXPECT_TRUE(second.more);
    EXPECT_EQ(places(third), (std::vector<std::string>{"own/truong-a 5"}));
    EXPECT_FALSE(third.more);
}

TEST_F(Exchange, ASegmentLargerThanTheBudgetStillComes) {
    ASSERT_EQ(exchange(*a_, a_->request({a_->draft(document_, 50)})).acks.size(), 1u);

    auto request = a2_->request({});
    request.cursors = {{"dir/ROOT", 1'000}};
    request.budget = 1;

    EXPECT_EQ(places(exchange(*a2_, request)).size(), 1u);
}

TEST_F(Exchange, AnotherEpochMeansTheCursorsSayNothing) {
    ASSERT_EQ(exchange(*a_, a_->request({a_->draft(document_)})).acks.size(), 1u);
    const auto all = exchange(*a2_, a2_->request({}));

    auto request = a2_->request({});
    request.cursors = cursors_at(all);
    request.epoch = all.epoch;
    const auto same = exchange(*a2_, request);
    request.epoch = "another";
    const auto other = exchange(*a2_, request);

    EXPECT_TRUE(same.segments.empty());
    EXPECT_EQ(places(other), places(all));
    EXPECT_EQ(other.epoch, server_->epoch());
}

TEST_F(Exchange, TheTimeIsSigned) {
    const auto answer = exchange(*a_, a_->request({}));

    EXPECT_EQ(answer.server_ms, kNow);
    EXPECT_EQ(wire::read_time_token(answer.time_token, server_->public_key()), kNow);
}

TEST_F(Exchange, ASignedTimeServesEverybodyForASecond) {
    const auto heard_after = [&](std::int64_t ms) {
        clock_.set_wall(kNow + ms);
        return wire::read_time_token(exchange(*a_, a_->request({})).time_token, server_->public_key()).value() - kNow;
    };

    EXPECT_EQ(heard_after(0), 0);
    EXPECT_EQ(heard_after(999), 0);
    EXPECT_EQ(heard_after(1'000), 1'000);
    EXPECT_EQ(heard_after(-5), -5) << "the clock was put back: nothing from its future";
}

TEST_F(Exchange, ARestartKeepsEverything) {
    ASSERT_EQ(exchange(*a_, a_->request({a_->draft(document_)})).acks.size(), 1u);
    const auto before = exchange(*a2_, a2_->request({}));

    open();
    const auto after = exchange(*a2_, a2_->request({}));
    const auto next = exchange(*a_, a_->request({a_->draft(document_)}));

    EXPECT_EQ(places(after), places(before));
    EXPECT_EQ(after.heads, before.heads);
    EXPECT_EQ(after.epoch, before.epoch);
    EXPECT_EQ(next.acks[0].status, AckStatus::accepted);
    EXPECT_EQ(next.acks[0].seq, 2u);
}

} // namespace

} // namespace dongthac::tests
