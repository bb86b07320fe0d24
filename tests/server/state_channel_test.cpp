#include <algorithm>

#include "shared/wire/state.hpp"
#include "tests/server/fixture.hpp"

namespace dongthac::tests {

namespace {

using model::Role;

class StateChannelTest : public ServerTest {
  protected:
    void SetUp() override {
        ServerTest::SetUp();
        pc_.emplace(enrol("truong-a", {Role::editor}));
    }

    void push(Pc& pc, int segments = 1) {
        for (int i = 0; i < segments; ++i)
            ASSERT_EQ(exchange(pc, pc.request({pc.draft(document_)})).acks.at(0).status, AckStatus::accepted);
    }

    /// What a PC that stands at the head of its own feed would say, in a state of no documents.
    [[nodiscard]] wire::StateHeader header_at(std::uint64_t seq, const std::vector<const Pc*>& authors) const {
        wire::StateHeader header{"truong-a", pc_->device.id, 1, {{"in/truong-a", 0}, {"own/truong-a", seq}}, {}};
        for (const Pc* author : authors)
            header.tips.push_back(
                {"own/truong-a", author->replica, author->last.at("own/truong-a"), author->chain.at("own/truong-a")});
        std::ranges::sort(header.tips);
        return header;
    }
    [[nodiscard]] wire::StateOffer offer(const wire::StateHeader& header) const {
        return {wire::seal_state(header, {}, pc_->key)};
    }
    /// The seq of own/truong-a covered by what the server keeps; 0 for none.
    [[nodiscard]] std::uint64_t kept() {
        const auto answer = server_->state(pc_->device, {wire::StateWanted::covers_only});
        return answer && !answer->covers.empty() ? answer->covers.back().seq : 0;
    }

    base::DocumentId document_{{5}};
    std::optional<Pc> pc_;
};

TEST_F(StateChannelTest, IsKeptAndSentAsItIsAlsoAfterARestart) {
    push(*pc_, 3);
    const wire::StateOffer given = offer(header_at(3, {&*pc_}));

    const auto kept = server_->put_state(pc_->device, given);
    open();
    const auto sent = server_->state(pc_->device, {});

    ASSERT_TRUE(kept && sent);
    EXPECT_EQ(kept->covers.back(), (wire::FeedPlace{"own/truong-a", 3}));
    EXPECT_EQ(sent->state, given.state);
    EXPECT_EQ(sent->size, given.state.size());
}

TEST_F(StateChannelTest, GoesToTheOfficeOnly) {
    push(*pc_);
    ASSERT_TRUE(server_->put_state(pc_->device, offer(header_at(1, {&*pc_}))));
    const Pc colleague = enrol("truong-a", {Role::signer});
    const Pc stranger = enrol("truong-b", {Role::editor});

    EXPECT_FALSE(server_->state(colleague.device, {})->state.empty());
    EXPECT_TRUE(server_->state(stranger.device, {})->state.empty());
}

TEST_F(StateChannelTest, ReplacesOnlyOneThatCoversLess) {
    push(*pc_, 2);
    const wire::StateOffer at_two = offer(header_at(2, {&*pc_}));
    push(*pc_, 2);
    ASSERT_TRUE(server_->put_state(pc_->device, offer(header_at(4, {&*pc_}))));

    const auto answer = server_->put_state(pc_->device, at_two);

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->covers.back().seq, 4u);
    EXPECT_EQ(kept(), 4u);
}

TEST_F(StateChannelTest, MayBeOlderThanTheHead) {
    Pc colleague = enrol("truong-a", {Role::signer});
    push(*pc_, 2);
    push(colleague);
    const wire::StateOffer made_then = offer(header_at(3, {&*pc_, &colleague}));
    push(*pc_, 2);
    push(colleague);
    Pc newcomer = enrol("truong-a", {Role::editor});
    push(newcomer);

    ASSERT_TRUE(server_->put_state(pc_->device, made_then));

    EXPECT_EQ(kept(), 3u);
}

TEST_F(StateChannelTest, IsNotKeptUnlessEveryChainEndsAsHere) {
    Pc colleague = enrol("truong-a", {Role::signer});
    push(*pc_, 2);
    push(colleague);
    const wire::StateHeader good = header_at(3, {&*pc_, &colleague});
    std::vector<wire::StateHeader> bad(6, good);
    bad[0].tips[0].hash[0] ^= 1;
    bad[1].tips[1].counter += 1;
    bad[2].tips.pop_back();
    bad[3].tips.push_back({"own/truong-a", base::ReplicaId{{255, 255}}, 1, {}});
    bad[4].covers.back().seq = 4;
    bad[5].covers.back().seq = 2; // the colleague had not written then
    std::ranges::sort(bad[3].tips);

    for (const wire::StateHeader& header : bad) {
        const auto answer = server_->put_state(pc_->device, offer(header));
        ASSERT_TRUE(answer);
        EXPECT_TRUE(answer->covers.empty());
    }
    EXPECT_EQ(kept(), 0u);
    ASSERT_TRUE(server_->put_state(pc_->device, offer(good)));
    EXPECT_EQ(kept(), 3u);
}

TEST_F(StateChannelTest, IsNotKeptWhenAnOlderEndIsFalse) {
    push(*pc_, 2);
    wire::StateHeader header = header_at(2, {&*pc_});
    push(*pc_); // what ends the chain at 2 is known from the third only
    for (const bool of_hash : {true, false}) {
        wire::StateHeader bad = header;
        if (of_hash)
            bad.tips[0].hash[0] ^= 1;
        else
            bad.tips[0].counter = 1;

        ASSERT_TRUE(server_->put_state(pc_->device, offer(bad)));

        EXPECT_EQ(kept(), 0u);
    }
    ASSERT_TRUE(server_->put_state(pc_->device, offer(header)));
    EXPECT_EQ(kept(), 2u);
}

TEST_F(StateChannelTest, IsOfTheSendersOfficeAndOfFeedsItMayRead) {
    push(*pc_);
    std::vector<wire::StateHeader> bad(4, header_at(1, {&*pc_}));
    bad[0].org = "truong-b";
    bad[1].covers[0].feed = "in/truong-b";
    bad[2].covers[0].feed = "dir/ROOT";
    bad[3].covers.clear();

    for (const wire::StateHeader& header : bad) {
        const auto answer = server_->put_state(pc_->device, offer(header));
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, base::Code::not_allowed);
    }
}

TEST_F(StateChannelTest, IsSignedByItsSender) {
    push(*pc_);
    const Pc colleague = enrol("truong-a", {Role::signer});
    wire::StateOffer damaged = offer(header_at(1, {&*pc_}));
    damaged.state.back() ^= 1;

    EXPECT_EQ(server_->put_state(colleague.device, offer(header_at(1, {&*pc_}))).error().code,
              base::Code::bad_signature);
    EXPECT_EQ(server_->put_state(pc_->device, damaged).error().code, base::Code::bad_signature);
    EXPECT_EQ(server_->put_state(pc_->device, {{1, 2}}).error().code, base::Code::bad_bytes);
    EXPECT_EQ(server_->put_state(pc_->device, {base::Bytes(wire::kMaxState + 1)}).error().code, base::Code::too_large);
}

TEST_F(StateChannelTest, HistoryComesInOrderWithinTheBudgetAndUpToTheWantedPlace) {
    push(*pc_, 5);
    const std::string feed = "own/truong-a";

    const auto all = server_->history(pc_->device, {feed, 1, 4, 0});
    const auto one = server_->history(pc_->device, {feed, 1, 4, 1});
    const auto none = server_->history(pc_->device, {feed, 4, 4, 0});

    ASSERT_TRUE(all && one && none);
    ASSERT_EQ(all->items.size(), 3u);
    EXPECT_EQ(all->items.front().seq, 2u);
    EXPECT_EQ(all->items.back().seq, 4u);
    ASSERT_EQ(one->items.size(), 1u); // at least one, or nobody would ever get a large one
    EXPECT_EQ(one->items.front().seq, 2u);
    EXPECT_TRUE(none->items.empty());
    EXPECT_EQ(server_->history(pc_->device, {"own/truong-b", 0, 9, 0}).error().code, base::Code::not_allowed);
}

} // namespace

} // namespace dongthac::tests
