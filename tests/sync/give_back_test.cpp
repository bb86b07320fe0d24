#include <gtest/gtest.h>

#include "client/sync/give_back.hpp"
#include "shared/office/receipts.hpp"
#include "shared/wire/compress.hpp"
#include "shared/wire/give_back.hpp"
#include "shared/wire/segment.hpp"
#include "sync-server/directory_feed.hpp"
#include "tests/support/sync_world.hpp"

namespace dongthac::sync {

namespace {

using base::Code;
using model::Action;
using model::DocumentState;
using tests::Machine;
using tests::ServerBox;
using wire::AckStatus;
using Names = std::vector<std::string>;

/// Two PCs of one school, one of the ward above, and a copy of the server from before most of their work.
class GiveBack : public ::testing::Test {
  protected:
    void SetUp() override {
        one.join("truong-a", tests::kSchool);
        two.join("truong-a", tests::kSchool);
        ward.join("phuong", tests::kWard);
        plan = one.new_plan("tuyên truyền");
        ASSERT_TRUE(one.sync());
        ASSERT_TRUE(two.sync());
        server.keep_copy(copy.path());
    }
    /// The PC asks for a place once more, with another code.
    void join_again(const Machine& machine, const std::set<model::Role>& roles) {
        const wire::JoinRequest request{server.invite("truong-a", roles), machine.office.identity().key.public_key(),
                                        "máy"};
        const auto reply = server.answer("/v1/join", wire::compress(wire::encode(request)));
        ASSERT_TRUE(reply);
        ASSERT_EQ(reply->status, 200);
    }
    void decide(Machine& machine, Action action) {
        ASSERT_TRUE(office::decide(machine.office, plan, action, {.person = "Lan"}));
        ASSERT_TRUE(machine.sync());
    }
    /// Drafts by both school PCs, a submission and its acceptance: all of it after the copy.
    void work() {
        other = two.new_plan("của máy hai");
        ASSERT_TRUE(two.sync());
        ASSERT_TRUE(office::set_text(one.office, plan, one.node(plan, 0), "Trước khi nộp"));
        ASSERT_TRUE(one.sync());
        decide(one, Action::submit);
        ASSERT_TRUE(ward.sync());
        decide(ward, Action::accept);
        ASSERT_TRUE(office::set_text(one.office, plan, one.node(plan, 1), "Sau khi được chấp nhận"));
        ASSERT_TRUE(one.sync());
        ASSERT_TRUE(two.sync());
    }
    [[nodiscard]] static bool all_accepted(const wire::GiveBackAnswer& answer) {
        return std::ranges::all_of(answer.returned,
                                   [](const wire::Returned& part) { return part.status == AckStatus::accepted; });
    }
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

    ServerBox server;
    tests::TempFolder copy;
    Machine one{server, 1};
    Machine two{server, 2};
    Machine ward{server, 3};
    base::DocumentId plan;
    base::DocumentId other;
};

} // namespace

TEST_F(GiveBack, BringsAServerFromAnOldBackupToWhatItWasThoughOneAuthorNeverReturns) {
    work();
    const std::string plan_before = server.shown("truong-a", plan);
    const std::string other_before = server.shown("truong-a", other);
    const auto decisions_before = server.store()->decisions().value();

    server.go_back_to(copy.path());
    const auto first = one.sync(); // two, who wrote `other`, never comes back
    ASSERT_TRUE(first) << base::name_of(first.error().code);
    ASSERT_TRUE(ward.sync());
    ASSERT_TRUE(one.sync());

    EXPECT_GT(first->given_back, 0u);
    EXPECT_FALSE(first->forked);
    EXPECT_EQ(server.shown("truong-a", plan), plan_before);
    EXPECT_EQ(server.shown("truong-a", other), other_before);
    EXPECT_EQ(server.store()->decisions().value(), decisions_before);
    EXPECT_TRUE(server.store()->quarantined().value().empty());
    EXPECT_EQ(server.problems(), Names{});
    EXPECT_EQ(one.pending(), 0u);
    EXPECT_EQ(one.problems(), Names{});
    EXPECT_EQ(ward.problems(), Names{});
}

TEST_F(GiveBack, ANewPcAfterwardsReadsEverything) {
    work();
    server.go_back_to(copy.path());
    ASSERT_TRUE(one.sync());
    ASSERT_TRUE(ward.sync());

    Machine fresh{server, 4};
    fresh.join("truong-a", tests::kSchool);
    ASSERT_TRUE(fresh.sync());

    EXPECT_EQ(fresh.shown(plan), one.shown(plan));
    EXPECT_EQ(fresh.shown(other), two.shown(other));
    EXPECT_EQ(fresh.problems(), Names{});
}

TEST_F(GiveBack, WorkMadeAfterTheRestoreFollowsWhatWasLost) {
    work();
    server.go_back_to(copy.path());
    ASSERT_TRUE(office::set_text(one.office, plan, one.node(plan, 2), "Sau khi khôi phục"));
    const base::ReplicaId replica = one.office.identity().replica;

    ASSERT_TRUE(one.sync());
    ASSERT_TRUE(ward.sync());
    ASSERT_TRUE(two.sync());

    EXPECT_EQ(one.pending(), 0u);
    EXPECT_EQ(one.office.identity().replica, replica) << "a restored server is not a copied disk";
    EXPECT_EQ(two.read(plan).in_order().at(2)->text(), "Sau khi khôi phục");
    EXPECT_EQ(server.problems(), Names{});
}

TEST_F(GiveBack, ADecisionInFlightGoesThroughAsItWasSealed) {
    work();
    ASSERT_TRUE(office::decide(one.office, other, Action::submit, {.person = "Lan"}));
    one.fate = [](const std::string& path) {
        return path == "/v1/decide" ? tests::Fate::request_lost : tests::Fate::arrives;
    };
    EXPECT_FALSE(one.sync());
    one.fate = nullptr;
    server.go_back_to(copy.path());

    const auto report = one.sync();

    ASSERT_TRUE(report) << base::name_of(report.error().code);
    EXPECT_FALSE(report->forked);
    EXPECT_EQ(office::summary_of(one.office, other)->state, DocumentState::submitted);
    EXPECT_EQ(one.pending(), 0u);
    EXPECT_EQ(server.problems(), Names{});
}

TEST_F(GiveBack, WhatWasWrittenBehindADecisionInFlightFollowsIt) {
    work();
    ASSERT_TRUE(office::decide(one.office, other, Action::submit, {.person = "Lan"}));
    one.fate = [](const std::string& path) {
        return path == "/v1/decide" ? tests::Fate::answer_lost : tests::Fate::arrives;
    };
    EXPECT_FALSE(one.sync());
    one.fate = nullptr;
    ASSERT_TRUE(office::set_text(one.office, plan, one.node(plan, 2), "Viết sau khi trình"));
    server.go_back_to(copy.path());

    const auto report = one.sync();

    ASSERT_TRUE(report) << base::name_of(report.error().code);
    EXPECT_FALSE(report->forked);
    EXPECT_EQ(report->overtaken.size(), 0u);
    EXPECT_EQ(office::summary_of(one.office, other)->state, DocumentState::submitted);
    EXPECT_EQ(one.pending(), 0u);
    EXPECT_EQ(server.problems(), Names{});
}

TEST_F(GiveBack, APcTheCopyDoesNotKnowReturnsItsOwnEnrolment) {
    Machine late{server, 5};
    late.join("truong-b", tests::kSchool);
    const base::DocumentId hers = late.new_plan("của trường B");
    ASSERT_TRUE(late.sync());

    server.go_back_to(copy.path());
    const auto report = late.sync();

    ASSERT_TRUE(report) << base::name_of(report.error().code);
    EXPECT_EQ(server.shown("truong-b", hers), late.shown(hers));
    EXPECT_EQ(server.problems(), Names{});
    EXPECT_EQ(late.problems(), Names{});
}

TEST_F(GiveBack, ALostRecordThatComesBackDoesNotUndoANewerOne) {
    const base::DeviceId twice = two.office.identity().device;
    Machine late{server, 4};
    late.join("truong-a", tests::kSchool);
    join_again(two, {model::Role::editor}); // both behind the copy: lost with the server
    ASSERT_TRUE(one.sync());
    server.go_back_to(copy.path());
    const std::set<model::Role> newer = {model::Role::editor, model::Role::clerk};

    join_again(two, newer);
    ASSERT_TRUE(one.sync()); // brings back what the server lost
    for (Machine* machine : {&ward, &late, &two, &one}) ASSERT_TRUE(machine->sync());

    const auto store = server.store();
    const model::Directory directory = server::read_directory(*store, *store->identity().value()).value();
    for (const model::Directory* read : {&directory, &one.office.directory(), &two.office.directory(),
                                         &ward.office.directory(), &late.office.directory()}) {
        ASSERT_NE(read->find(twice), nullptr);
        EXPECT_EQ(read->find(twice)->roles, newer) << "given after the copy was put back";
        EXPECT_NE(read->find(late.office.identity().device), nullptr) << "nothing newer is known of it";
    }
    server.stop();
    server.start();
    EXPECT_EQ(server.problems(), Names{});
}

TEST_F(GiveBack, AServerWhoseFilesWereSilentlyPutBackIsNoticedByItsNumbers) {
    work();
    server.stop();
    server.go_back_to(copy.path());
    // As when a whole disk image comes back: the client cannot see an epoch it has not heard before.
    for (Machine* machine : {&one, &ward})
        ASSERT_TRUE(machine->office.store().put_setting("server_epoch",
                                                        base::as_bytes(server.store()->identity().value()->epoch)));

    ASSERT_TRUE(one.sync());
    ASSERT_TRUE(ward.sync());

    EXPECT_EQ(server.shown("truong-a", other), two.shown(other));
    EXPECT_EQ(server.problems(), Names{});
}

TEST_F(GiveBack, ADecisionWithoutAReceiptIsTakenFromItsAuthorOnly) {
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

TEST_F(GiveBack, ADecisionWithoutAReceiptStandsTheCompareAndSetAgain) {
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

TEST_F(GiveBack, ADecisionComesBackThoughTheLineWasCutRightBehindItsAnswer) {
    bool decided = false;
    one.fate = [&](const std::string& path) {
        return std::exchange(decided, decided || path == "/v1/decide") ? tests::Fate::request_lost
                                                                       : tests::Fate::arrives;
    };
    ASSERT_TRUE(office::decide(one.office, plan, Action::submit, {.person = "Lan"}));
    ASSERT_TRUE(!one.sync() && decided); // no time to ask for a receipt
    server.go_back_to(copy.path());
    Machine third{server, 6}; // submits before this PC is back, whose decision would not stand any more by itself
    third.join("truong-a", tests::kSchool);
    ASSERT_TRUE(office::decide(third.office, plan, Action::submit, {.person = "Hoa"}));
    ASSERT_TRUE(third.sync());
    ASSERT_TRUE(office::set_text(one.office, plan, one.node(plan, 0), "Chuỗi đi tiếp"));

    one.fate = {};
    for (int round = 0; round < 2; ++round)
        for (Machine* machine : {&one, &third}) ASSERT_TRUE(machine->sync());

    EXPECT_EQ(one.pending(), 0u);
    EXPECT_EQ(one.shown(plan), third.shown(plan));
    EXPECT_TRUE(server.store()->quarantined().value().empty());
    EXPECT_EQ(server.problems(), Names{});
}

TEST_F(GiveBack, TwoSubmissionsOfOneVersionLeaveServerAndReadersWithTheSameOne) {
    work();
    server.go_back_to(copy.path());
    Machine third{server, 6};
    third.join("truong-a", tests::kSchool);
    ASSERT_TRUE(office::decide(third.office, plan, Action::submit, {.person = "Hoa"}));
    ASSERT_TRUE(third.sync());

    for (int round = 0; round < 2; ++round)
        for (Machine* machine : {&one, &ward, &two, &third}) ASSERT_TRUE(machine->sync());

    EXPECT_EQ(server.problems(), Names{});
    const auto decisions = server.store()->decisions().value();
    ASSERT_EQ(decisions.size(), 1u);
    EXPECT_EQ(one.read(plan).head.state, decisions.front().state);
    EXPECT_EQ(third.shown(plan), one.shown(plan));
    EXPECT_EQ(two.shown(plan), one.shown(plan));
    EXPECT_EQ(one.read(plan).in_order().at(1)->text(), "Sau khi được chấp nhận");
}

TEST_F(GiveBack, AReceiptIsOfOneFeedOneSegmentAndOneServer) {
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

TEST_F(GiveBack, AStrangerMayReturnOnlyWhatTheServerSignedItself) {
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

TEST_F(GiveBack, ALongDirectoryGoesInRequestsAStrangerMayMake) {
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

TEST_F(GiveBack, AnOfficeMayNotReturnIntoAFeedItCannotRead) {
    work();
    const wire::GiveBackRequest drafts = held(one, one.office.identity().replica, "own/truong-a", 0);
    Machine stranger{server, 7};
    stranger.join("truong-b", tests::kSchool);

    const wire::GiveBackAnswer answer = returned_by(stranger, drafts);

    for (const wire::Returned& part : answer.returned) EXPECT_EQ(part.reason, base::name_of(Code::not_allowed));
}

TEST_F(GiveBack, TouchedBytesAreNotTaken) {
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

TEST_F(GiveBack, AReceiptTellsWhenTheServerTookTheDecision) {
    server.clock.set_wall(1'790'000'777'000);
    decide(one, Action::submit);

    const auto tip = one.office.store().tip("in/phuong", one.office.identity().replica).value();
    const auto received = office::received_ms(one.office, {one.office.identity().replica, tip.sealed_counter});

    ASSERT_TRUE(received);
    EXPECT_EQ(*received, 1'790'000'777'000);
}

} // namespace dongthac::sync
