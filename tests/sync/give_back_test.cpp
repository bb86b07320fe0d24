#include "shared/wire/compress.hpp"
#include "sync-server/directory_feed.hpp"
#include "tests/sync/give_back_fixture.hpp"

// A server that was put back from an old copy becomes whole again by what its PCs hold.

namespace dongthac::sync {

namespace {

using model::Action;
using model::DocumentState;
using tests::Machine;
using Names = std::vector<std::string>;

class GiveBack : public tests::GiveBackTest {
  protected:
    /// The PC asks for a place once more, with another code.
    void join_again(const Machine& machine, const std::set<model::Role>& roles) {
        const wire::JoinRequest request{server.invite("truong-a", roles), machine.office.identity().key.public_key(),
                                        "máy"};
        const auto reply = server.answer("/v1/join", wire::compress(wire::encode(request)));
        ASSERT_TRUE(reply);
        ASSERT_EQ(reply->status, 200);
    }
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

} // namespace dongthac::sync
