#include "client/sync/give_back.hpp"
#include "shared/office/receipts.hpp"
#include "shared/wire/compress.hpp"
#include "shared/wire/give_back.hpp"
#include "tests/sync/give_back_fixture.hpp"

// What a server that was put back from an old copy takes from whom, and what its receipts prove.

namespace dongthac::sync {

namespace {

using base::Code;
using model::Action;
using tests::Machine;
using wire::AckStatus;
using Names = std::vector<std::string>;

class GiveBackRights : public tests::GiveBackTest {
  protected:
    [[nodiscard]] wire::GiveBackAnswer returned_by(const Machine& machine, const wire::GiveBackRequest& request) {
        const auto reply = server.answer(
            "/v1/give_back", wire::sign_request("/v1/give_back", wire::encode(request), machine.office.identity().key));
        EXPECT_EQ(reply->status, 200);
        return wire::decode_give_back_answer(wire::decompress(reply->body, wire::kMaxMessage).value()).value();
    }
    /// The settled segments of `machine`'s own replica in `feed` after counter `after`, with their receipts.
    [[nodiscard]] static wire::GiveBackRequest held(Machine& machine, const base::ReplicaId& replica,
                                                    const std::string& feed, std::uint64_t after) {
        wire::GiveBackRequest request;
        const auto rows = machine.office.store().settled_after(feed, replica, after, std::size_t{1} << 20);
        for (const store::SegmentRow& row : rows.value())
            request.segments.push_back({row.bytes, machine.office.store().receipt(feed, replica, row.last).value()});
        return request;
    }
};

} // namespace

TEST_F(GiveBackRights, ADecisionWithoutAReceiptIsTakenFromItsAuthorOnly) {
    work();
    const base::ReplicaId replica = one.office.identity().replica;
    const std::string own = "own/truong-a";
    const std::uint64_t had = server::FeedState::load(*server.store()).value().tip(own, replica).counter;
    server.go_back_to(copy.path());
    const std::uint64_t has = server::FeedState::load(*server.store()).value().tip(own, replica).counter;
    ASSERT_LT(has, had);
    wire::GiveBackRequest request = held(one, replica, own, has);
    ASSERT_EQ(request.segments.size(), 3u); // draft, submission, draft
    ASSERT_FALSE(request.segments.at(1).receipt.empty());
    request.segments.at(1).receipt.clear();

    const wire::GiveBackAnswer by_two = returned_by(two, request);
    const wire::GiveBackAnswer by_author = returned_by(one, request);

    EXPECT_EQ(by_two.returned.at(0).status, AckStatus::accepted);
    EXPECT_EQ(by_two.returned.at(1).status, AckStatus::quarantined);
    EXPECT_EQ(by_two.returned.at(1).reason, base::name_of(Code::not_allowed));
    EXPECT_EQ(by_two.returned.at(2).status, AckStatus::missing_before);
    EXPECT_EQ(by_author.returned.at(0).status, AckStatus::duplicate);
    EXPECT_EQ(by_author.returned.at(1).status, AckStatus::accepted);
    EXPECT_EQ(by_author.returned.at(2).status, AckStatus::accepted);
}

TEST_F(GiveBackRights, ADecisionWithoutAReceiptStandsTheCompareAndSetAgain) {
    work();
    const base::ReplicaId replica = one.office.identity().replica;
    server.go_back_to(copy.path());
    const std::uint64_t has = server::FeedState::load(*server.store()).value().tip("own/truong-a", replica).counter;
    wire::GiveBackRequest lost = held(one, replica, "own/truong-a", has);
    for (wire::ReturnedSegment& segment : lost.segments) segment.receipt.clear();
    // Somebody else submitted first in the new life of the server.
    Machine third{server, 6};
    third.join("truong-a", tests::kSchool);
    ASSERT_TRUE(office::decide(third.office, plan, Action::submit, {.person = "Hoa"}));
    ASSERT_TRUE(third.sync());

    const wire::GiveBackAnswer answer = returned_by(one, lost);

    EXPECT_EQ(answer.returned.at(1).status, AckStatus::quarantined);
    EXPECT_EQ(answer.returned.at(1).reason, base::name_of(Code::bad_transition));
    EXPECT_EQ(server.problems(), Names{});
}

TEST_F(GiveBackRights, AReceiptIsOfOneFeedOneSegmentAndOneServer) {
    const base::KeyPair server_key = base::KeyPair::from_seed({1});
    const base::Hash hash = base::sha256(base::as_bytes("segment"));
    const base::Bytes receipt = wire::make_receipt("in/phuong", hash, 1'790'000'000'123, server_key);

    EXPECT_EQ(wire::read_receipt(receipt, "in/phuong", hash, server_key.public_key()).value(), 1'790'000'000'123);
    EXPECT_FALSE(wire::read_receipt(receipt, "in/khac", hash, server_key.public_key()));
    EXPECT_FALSE(wire::read_receipt(receipt, "in/phuong", base::Hash{}, server_key.public_key()));
    EXPECT_FALSE(wire::read_receipt(receipt, "in/phuong", hash, base::KeyPair::from_seed({2}).public_key()));
    for (std::size_t at = 0; at < receipt.size(); ++at) {
        base::Bytes touched = receipt;
        touched[at] ^= 1;
        EXPECT_FALSE(wire::read_receipt(touched, "in/phuong", hash, server_key.public_key())) << at;
    }
}

TEST_F(GiveBackRights, AStrangerMayReturnOnlyWhatTheServerSignedItself) {
    work();
    const wire::GiveBackRequest drafts = held(one, one.office.identity().replica, "own/truong-a", 0);
    server.go_back_to(copy.path());
    const auto before = server.store()->totals().value();

    const auto reply = server.answer("/v1/directory", wire::compress(wire::encode(drafts)));

    ASSERT_EQ(reply->status, 200);
    const auto answer = wire::decode_give_back_answer(wire::decompress(reply->body, wire::kMaxMessage).value()).value();
    for (const wire::Returned& part : answer.returned) EXPECT_EQ(part.status, AckStatus::quarantined);
    EXPECT_EQ(server.store()->totals().value().segments, before.segments);
    EXPECT_EQ(server.store()->totals().value().quarantined, 0u) << "a stranger must not fill the disk";
}

TEST_F(GiveBackRights, ALongDirectoryGoesInRequestsAStrangerMayMake) {
    const base::ReplicaId chain{{77}};
    const std::string feed = to_text(model::directory_feed());
    auto transaction = one.office.store().begin(store::Durability::lazy).value();
    for (std::uint64_t i = 1; i <= 4'500; ++i) {
        const store::SegmentRow row{.feed = feed,
                                    .replica = chain,
                                    .first = i,
                                    .last = i,
                                    .count = 1,
                                    .state = store::SegmentState::settled,
                                    .seq = 1'000 + i,
                                    .hash = base::sha256(base::as_bytes(std::to_string(i))),
                                    .bytes = {1, 2, 3}};
        ASSERT_TRUE(one.office.store().add_segment(row, {}));
    }
    store::TipRow tip;
    tip.feed = feed;
    tip.replica = chain;
    tip.sealed_counter = tip.acked_counter = 4'500;
    ASSERT_TRUE(one.office.store().put_tip(tip));
    ASSERT_TRUE(transaction.commit());
    std::size_t brought = 0;
    const Post server_without_it = [&](const std::string&, const base::Bytes& message) -> base::Result<Reply> {
        const auto request = wire::decode_give_back_request(message).value();
        EXPECT_LE(request.ends.size() + request.segments.size(), wire::kMostFromStrangers);
        brought += request.segments.size();
        wire::GiveBackAnswer answer;
        for (const wire::ChainEnd& end : request.ends)
            if (end.replica == chain) answer.lacking.push_back({feed, chain, 0});
        answer.returned.resize(request.segments.size());
        return Reply{200, wire::encode(answer)};
    };

    const auto given = give_back(one.office, Chains::directory, server_without_it);

    ASSERT_TRUE(given);
    EXPECT_EQ(brought, 4'500u);
    EXPECT_EQ(given->changes, 4'500u);
}

TEST_F(GiveBackRights, AnOfficeMayNotReturnIntoAFeedItCannotRead) {
    work();
    const wire::GiveBackRequest drafts = held(one, one.office.identity().replica, "own/truong-a", 0);
    Machine stranger{server, 7};
    stranger.join("truong-b", tests::kSchool);

    const wire::GiveBackAnswer answer = returned_by(stranger, drafts);

    for (const wire::Returned& part : answer.returned) EXPECT_EQ(part.reason, base::name_of(Code::not_allowed));
}

TEST_F(GiveBackRights, TouchedBytesAreNotTaken) {
    work();
    const base::ReplicaId replica = one.office.identity().replica;
    server.go_back_to(copy.path());
    const std::uint64_t has = server::FeedState::load(*server.store()).value().tip("own/truong-a", replica).counter;
    wire::GiveBackRequest request = held(one, replica, "own/truong-a", has);
    request.segments.front().bytes.back() ^= 1;

    const wire::GiveBackAnswer answer = returned_by(one, request);

    for (const wire::Returned& part : answer.returned) EXPECT_NE(part.status, AckStatus::accepted);
    EXPECT_EQ(server.problems(), Names{});
}

TEST_F(GiveBackRights, AReceiptTellsWhenTheServerTookTheDecision) {
    server.clock.set_wall(1'790'000'777'000);
    decide(one, Action::submit);

    const auto tip = one.office.store().tip("in/phuong", one.office.identity().replica).value();
    const auto received = office::received_ms(one.office, {one.office.identity().replica, tip.sealed_counter});

    ASSERT_TRUE(received);
    EXPECT_EQ(*received, 1'790'000'777'000);
}

} // namespace dongthac::sync
