#include <algorithm>

#include "sync-server/verify.hpp"
#include "tests/server/fixture.hpp"

namespace dongthac::tests {

namespace {

using base::Code;
using model::Action;
using model::DocumentState;
using model::Role;

class Decide : public ServerTest {
  protected:
    void SetUp() override {
        ServerTest::SetUp();
        school_.emplace(enrol("truong-a", {Role::editor, Role::signer, Role::clerk}));
        ward_.emplace(enrol("phuong", {Role::officer}));
        ward2_.emplace(enrol("phuong", {Role::officer}));
        document_ = new_document();
    }

    void submit() { ASSERT_TRUE(decide(*school_, decide_request(*school_, document_, submit_by_a())).accepted); }

    [[nodiscard]] Code refusal(Pc& pc, const wire::DecideRequest& request) {
        const auto answer = server_->decide(pc.device, request);
        EXPECT_FALSE(answer);
        return answer ? Code::internal : answer.error().code;
    }

    std::optional<Pc> school_;
    std::optional<Pc> ward_;
    std::optional<Pc> ward2_;
    base::DocumentId document_;
};

TEST_F(Decide, ASubmissionStandsInBothFeedsAndMovesTheState) {
    const auto answer = decide(*school_, decide_request(*school_, document_, submit_by_a()));

    EXPECT_TRUE(answer.accepted);
    EXPECT_EQ(answer.state, "submitted");
    EXPECT_EQ(answer.state_version, 1u);
    ASSERT_EQ(answer.acks.size(), 2u);
    EXPECT_EQ(answer.acks[0].feed, "own/truong-a");
    EXPECT_EQ(answer.acks[1].feed, "in/phuong");
    const auto seen = places(exchange(*ward_, ward_->request({})));
    EXPECT_EQ(std::ranges::count(seen, "in/phuong 1"), 1);
}

TEST_F(Decide, TheOtherCopyOfADecisionThatAReaderGaveBackFollowsIt) {
    const auto request = decide_request(*school_, document_, submit_by_a());
    const auto back = server_->give_back(&school_->device, {{}, {{request.segments.at(1), {}}}});
    ASSERT_TRUE(back);
    ASSERT_EQ(back->returned.at(0).status, AckStatus::accepted);

    const auto answer = decide(*school_, request);

    EXPECT_TRUE(answer.accepted);
    EXPECT_EQ(answer.state_version, 1u);
    EXPECT_EQ(statuses(answer.acks), (std::vector{AckStatus::accepted, AckStatus::duplicate}));
    EXPECT_TRUE(server::verify(*other_connection())->problems.empty());
}

TEST_F(Decide, NoOtherFeedGetsACopyOfADecisionThatIsIn) {
    auto request = decide_request(*school_, document_, submit_by_a());
    ASSERT_TRUE(decide(*school_, request).accepted);
    const auto changes = wire::open(request.segments.at(0));
    ASSERT_TRUE(changes);
    request.segments.at(1) = school_->seal("pub/truong-a", *changes);

    EXPECT_EQ(refusal(*school_, request), Code::bad_bytes);
}

TEST_F(Decide, OneWhoseDraftsTheServerLostWaitsForThemAndIsNoFork) {
    (void)school_->draft(document_); // sealed, and gone with the server's newer disk
    const auto request = decide_request(*school_, document_, submit_by_a());

    const auto answer = decide(*school_, request);

    EXPECT_FALSE(answer.accepted);
    EXPECT_EQ(statuses(answer.acks), std::vector{AckStatus::missing_before});
    EXPECT_EQ(answer.acks.at(0).feed, "own/truong-a");
}

TEST_F(Decide, OfTwoDecisionsOneWinsAndTheOtherLearnsTheState) {
    submit();

    const auto first =
        decide(*ward_, decide_request(*ward_, document_, by_ward(Action::return_, DocumentState::returned, 1)));
    const auto second =
        decide(*ward2_, decide_request(*ward2_, document_, by_ward(Action::accept, DocumentState::accepted, 1)));

    EXPECT_TRUE(first.accepted);
    EXPECT_FALSE(second.accepted);
    EXPECT_EQ(second.state, "returned");
    EXPECT_EQ(second.state_version, 2u);
    const auto heads = exchange(*ward_, ward_->request({})).heads;
    EXPECT_EQ(std::ranges::find(heads, "own/phuong", &wire::Cursor::feed)->seq, 1u);
}

TEST_F(Decide, TheWholeLineFromSubmissionToAcceptance) {
    submit();
    EXPECT_TRUE(decide(*ward_, decide_request(*ward_, document_, by_ward(Action::receive, DocumentState::received, 1)))
                    .accepted);
    EXPECT_TRUE(decide(*ward_, decide_request(*ward_, document_, by_ward(Action::return_, DocumentState::returned, 2)))
                    .accepted);
    EXPECT_TRUE(
        decide(*school_, decide_request(*school_, document_, submit_by_a(3, DocumentState::resubmitted))).accepted);
    const auto last =
        decide(*ward_, decide_request(*ward_, document_, by_ward(Action::accept, DocumentState::accepted, 4)));

    EXPECT_TRUE(last.accepted);
    EXPECT_EQ(last.state, "accepted");
    EXPECT_EQ(last.state_version, 5u);
}

TEST_F(Decide, AnIssueGoesToThePublicFeed) {
    const Decision issue{Action::issue, DocumentState::issued, 0, "phuong", {"own/phuong", "pub/phuong"}};

    EXPECT_TRUE(decide(*ward_, decide_request(*ward_, document_, issue)).accepted);

    const auto seen = places(exchange(*school_, school_->request({})));
    EXPECT_EQ(std::ranges::count(seen, "pub/phuong 1"), 1);
}

TEST_F(Decide, ARetryWithTheSameBytesIsTheSameDecision) {
    const auto request = decide_request(*school_, document_, submit_by_a());
    const auto first = decide(*school_, request);

    const auto again = decide(*school_, request);

    EXPECT_TRUE(again.accepted);
    EXPECT_EQ(again.state, first.state);
    EXPECT_EQ(again.state_version, first.state_version);
    EXPECT_EQ(again.acks.at(0).status, AckStatus::duplicate);
    EXPECT_EQ(again.acks.at(0).seq, first.acks.at(0).seq);
    EXPECT_EQ(server_->totals()->documents, 1u);
}

TEST_F(Decide, ALostAnswerToADecisionIsNoForkInTheNextExchange) {
    const auto tips_before = std::vector<wire::ChainTip>{{"own/truong-a", 0, base::Hash{}}};
    submit();

    auto request = school_->request({});
    request.tips = tips_before;

    EXPECT_TRUE(exchange(*school_, request).acks.empty());
}

TEST_F(Decide, AForeignTipBelowADecisionIsStillAFork) {
    ASSERT_EQ(exchange(*school_, school_->request({school_->draft(document_)})).acks[0].status, AckStatus::accepted);
    auto request = school_->request({});
    request.tips = school_->tips();
    request.tips[0].hash[0] ^= 1;
    submit();

    EXPECT_EQ(statuses(exchange(*school_, request).acks), std::vector{AckStatus::fork});
}

TEST_F(Decide, ARefusedDecisionLeavesNothingBehind) {
    submit();
    const auto before = server_->totals();
    const auto request = decide_request(*ward_, document_, by_ward(Action::accept, DocumentState::accepted, 7));

    EXPECT_FALSE(decide(*ward_, request).accepted);

    EXPECT_EQ(server_->totals()->segments, before->segments);
    EXPECT_EQ(server_->totals()->quarantined, 0u);
}

TEST_F(Decide, TheWrongSideMayNotDecide) {
    submit();
    const Decision own{Action::accept, DocumentState::accepted, 1, "truong-a", {"own/truong-a", "in/phuong"}};
    const Decision theirs{Action::issue, DocumentState::issued, 0, "truong-a", {"own/phuong", "pub/phuong"}};
    Pc signer = enrol("truong-a", {Role::officer});
    Pc stranger = enrol("phuong2", {Role::officer});
    const Decision foreign{Action::accept, DocumentState::accepted, 1, "truong-a", {"own/phuong2", "in/truong-a"}};

    EXPECT_EQ(refusal(signer, decide_request(signer, document_, own)), Code::not_allowed);
    EXPECT_EQ(refusal(*ward_, decide_request(*ward_, new_document(), theirs)), Code::not_allowed);
    EXPECT_EQ(refusal(stranger, decide_request(stranger, document_, foreign)), Code::not_allowed);
}

TEST_F(Decide, ARoleThatMayNotDecideIsRefused) {
    submit();
    Pc clerk = enrol("phuong", {Role::clerk});
    Pc admin = enrol("truong-a", {Role::admin});

    EXPECT_EQ(refusal(clerk, decide_request(clerk, document_, by_ward(Action::accept, DocumentState::accepted, 1))),
              Code::not_allowed);
    EXPECT_EQ(refusal(admin, decide_request(admin, new_document(), submit_by_a())), Code::not_allowed);
}

TEST_F(Decide, NobodyActsInAnothersName) {
    const Decision decision = submit_by_a();
    auto transition = transition_of(*school_, document_, decision);
    transition.org = "truong-b";

    EXPECT_EQ(refusal(*school_, decide_request(*school_, document_, decision, transition)), Code::not_allowed);
}

TEST_F(Decide, AWardDoesNotActInTheDepartmentsName) {
    submit();
    const Decision decision = by_ward(Action::accept, DocumentState::accepted, 1);
    auto transition = transition_of(*ward_, document_, decision);
    transition.org = "so";

    EXPECT_EQ(refusal(*ward_, decide_request(*ward_, document_, decision, transition)), Code::not_allowed);
}

TEST_F(Decide, TheFeedsMustBeExactlyTheRightOnes) {
    for (const std::vector<std::string>& feeds :
         {std::vector<std::string>{"own/truong-a"}, std::vector<std::string>{"in/phuong"},
          std::vector<std::string>{"own/truong-a", "pub/truong-a"},
          std::vector<std::string>{"own/truong-a", "in/phuong", "pub/truong-a"}}) {
        Pc pc = enrol("truong-a", {Role::editor, Role::signer, Role::clerk});
        Decision decision = submit_by_a();
        decision.feeds = feeds;

        EXPECT_EQ(refusal(pc, decide_request(pc, document_, decision)), Code::bad_value) << feeds.size();
    }
}

TEST_F(Decide, AnotherOfficesInboxIsNotASuperior) {
    Decision decision = submit_by_a();
    decision.feeds = {"own/truong-a", "in/phuong2"};

    EXPECT_EQ(refusal(*school_, decide_request(*school_, document_, decision)), Code::not_allowed);
}

TEST_F(Decide, TheRevisionMustBeTheBytesItNames) {
    const Decision decision = submit_by_a();
    const auto good = transition_of(*school_, document_, decision);
    auto wrong_hash = good;
    wrong_hash.revision[0] ^= 1;
    auto other_document = good;
    other_document.snapshot = sample_snapshot(new_document(), "truong-a");
    other_document.revision = base::sha256(other_document.snapshot);
    auto rubbish = good;
    rubbish.snapshot = {1, 2, 3};
    rubbish.revision = base::sha256(rubbish.snapshot);

    for (const auto& transition : {wrong_hash, other_document, rubbish}) {
        Pc pc = enrol("truong-a", {Role::editor});
        EXPECT_EQ(refusal(pc, decide_request(pc, document_, decision, transition)), Code::bad_bytes);
    }
}

TEST_F(Decide, SegmentsMustHoldTheSameOneTransition) {
    const Decision decision = submit_by_a();
    const auto change = school_->change_of(document_, transition_of(*school_, document_, decision));
    auto altered = change;
    std::get<change::Transition>(altered.payload).note = "khác";
    wire::DecideRequest request{school_->replica, document_, 0, {}};
    request.segments.push_back(school_->seal("own/truong-a", {change}));
    request.segments.push_back(school_->seal("in/phuong", {altered}));

    EXPECT_EQ(refusal(*school_, request), Code::bad_bytes);
}

TEST_F(Decide, ADraftCannotComeThroughDecide) {
    wire::DecideRequest request{school_->replica, document_, 0, {school_->draft(document_)}};

    EXPECT_EQ(refusal(*school_, request), Code::bad_bytes);
}

TEST_F(Decide, TheStateTableIsKept) {
    const auto answer =
        decide(*ward_, decide_request(*ward_, document_, by_ward(Action::accept, DocumentState::accepted, 0)));

    EXPECT_FALSE(answer.accepted);
    EXPECT_EQ(answer.state, "draft");
    EXPECT_EQ(answer.state_version, 0u);
}

TEST_F(Decide, AStateOfOnesOwnChoosingIsNotReached) {
    submit();
    const auto answer =
        decide(*ward_, decide_request(*ward_, document_, by_ward(Action::return_, DocumentState::accepted, 1)));

    EXPECT_FALSE(answer.accepted);
    EXPECT_EQ(answer.state, "submitted");
}

TEST_F(Decide, AnotherOwnerCannotTakeADocumentOver) {
    submit();
    ASSERT_TRUE(decide(*ward_, decide_request(*ward_, document_, by_ward(Action::return_, DocumentState::returned, 1)))
                    .accepted);
    Pc b = enrol("truong-b", {Role::editor});
    // In the right state, on the right version: only the owner is wrong.
    const Decision takeover{Action::submit, DocumentState::resubmitted, 2, "truong-b", {"own/truong-b", "in/phuong"}};

    EXPECT_FALSE(decide(b, decide_request(b, document_, takeover)).accepted);
    EXPECT_TRUE(
        decide(*school_, decide_request(*school_, document_, submit_by_a(2, DocumentState::resubmitted))).accepted);
}

TEST_F(Decide, UnsentDraftsMustComeFirst) {
    const base::Bytes unsent = school_->draft(document_);
    const auto request = decide_request(*school_, document_, submit_by_a());

    const auto too_early = decide(*school_, request);
    ASSERT_EQ(exchange(*school_, school_->request({unsent})).acks[0].status, AckStatus::accepted);
    const auto now = decide(*school_, request);

    EXPECT_FALSE(too_early.accepted);
    EXPECT_EQ(std::ranges::count(too_early.acks, AckStatus::missing_before, &wire::Ack::status), 1);
    EXPECT_TRUE(now.accepted);
}

TEST_F(Decide, AnAlteredDecisionIsNotTaken) {
    auto request = decide_request(*school_, document_, submit_by_a());
    request.segments[0].back() ^= 1;

    EXPECT_FALSE(decide(*school_, request).accepted);
    EXPECT_EQ(server_->totals()->documents, 0u);
}

TEST_F(Decide, ARestartKeepsTheState) {
    submit();
    open();

    const auto stale = decide(*school_, decide_request(*school_, document_, submit_by_a(0)));

    EXPECT_FALSE(stale.accepted);
    EXPECT_EQ(stale.state, "submitted");
    EXPECT_EQ(stale.state_version, 1u);
}

} // namespace

} // namespace dongthac::tests
