#include <gtest/gtest.h>

#include "shared/office/dropped_decisions.hpp"
#include "tests/support/newer_program.hpp"
#include "tests/support/sync_world.hpp"

namespace dongthac::sync {

namespace {

using base::Code;
using model::Action;
using model::DocumentState;
using tests::Fate;
using tests::Machine;
using tests::ServerBox;

/// Two PCs of one school and one of the ward above it, with a plan that both school PCs have.
class Rounds : public ::testing::Test {
  protected:
    void SetUp() override {
        one.join("truong-a", tests::kSchool);
        two.join("truong-a", tests::kSchool);
        ward.join("phuong", tests::kWard);
        plan = one.new_plan("tuyên truyền");
        ASSERT_TRUE(one.sync());
        ASSERT_TRUE(two.sync());
        ASSERT_EQ(one.shown(plan), two.shown(plan));
    }
    void TearDown() override {
        for (Machine* machine : {&one, &two, &ward}) EXPECT_EQ(machine->problems(), std::vector<std::string>{});
        EXPECT_EQ(server.problems(), std::vector<std::string>{});
    }
    void submit(std::string_view note = "") {
        ASSERT_TRUE(office::decide(one.office, plan, Action::submit, {.note = note, .person = "Lan"}));
    }
    [[nodiscard]] DocumentState confirmed(Machine& machine) { return office::summary_of(machine.office, plan)->state; }

    ServerBox server;
    Machine one{server, 1};
    Machine two{server, 2};
    Machine ward{server, 3};
    base::DocumentId plan;
};

void edit_offline(Machine& one, Machine& two, const base::DocumentId& plan) {
    ASSERT_TRUE(office::set_text(one.office, plan, one.node(plan, 0), "Đoạn của máy một"));
    ASSERT_TRUE(office::set_field(one.office, plan, base::root_node(plan), "signer_name", "Nguyễn Thị Hoa"));
    ASSERT_TRUE(office::set_text(two.office, plan, two.node(plan, 1), "Đoạn của máy hai"));
    ASSERT_TRUE(office::set_field(two.office, plan, base::root_node(plan), "place_name", "Hoa Phượng"));
}

void expect_all_four(Machine& machine, const base::DocumentId& plan) {
    const change::Document document = machine.read(plan);
    EXPECT_EQ(document.in_order().at(0)->text(), "Đoạn của máy một");
    EXPECT_EQ(document.in_order().at(1)->text(), "Đoạn của máy hai");
    EXPECT_EQ(document.root().string(model::field::kSignerName), "Nguyễn Thị Hoa");
    EXPECT_EQ(document.root().string(model::field::kPlace), "Hoa Phượng");
    EXPECT_EQ(document.conflicts(), 0u);
}

TEST_F(Rounds, TwoPcsThatEditOfflineAgreeWhenTheFirstGoesOnlineFirst) {
    edit_offline(one, two, plan);

    for (Machine* machine : {&one, &two, &one}) ASSERT_TRUE(machine->sync());

    expect_all_four(one, plan);
    EXPECT_EQ(one.shown(plan), two.shown(plan));
    EXPECT_EQ(one.shown(plan), server.shown("truong-a", plan));
}

TEST_F(Rounds, TwoPcsThatEditOfflineAgreeWhenTheSecondGoesOnlineFirst) {
    edit_offline(one, two, plan);

    for (Machine* machine : {&two, &one, &two}) ASSERT_TRUE(machine->sync());

    expect_all_four(two, plan);
    EXPECT_EQ(one.shown(plan), two.shown(plan));
    EXPECT_EQ(one.shown(plan), server.shown("truong-a", plan));
}

TEST_F(Rounds, TheSamePathGoesFromSubmittingToAcceptance) {
    submit();
    ASSERT_TRUE(one.sync());
    ASSERT_TRUE(ward.sync());
    EXPECT_EQ(confirmed(ward), DocumentState::submitted);
    ASSERT_TRUE(office::decide(ward.office, plan, Action::return_, {.note = "thiếu kinh phí"}));
    ASSERT_TRUE(ward.sync());
    ASSERT_TRUE(two.sync());
    EXPECT_EQ(two.read(plan).head.revisions.back().note, "thiếu kinh phí");
    ASSERT_TRUE(office::decide(two.office, plan, Action::submit));
    ASSERT_TRUE(two.sync());
    ASSERT_TRUE(ward.sync());
    ASSERT_TRUE(office::decide(ward.office, plan, Action::accept));
    ASSERT_TRUE(ward.sync());
    ASSERT_TRUE(one.sync());

    EXPECT_EQ(confirmed(one), DocumentState::accepted);
    EXPECT_EQ(office::summary_of(one.office, plan)->state_version, 4u);
    EXPECT_EQ(one.shown(plan).empty(), false);
}

TEST_F(Rounds, ALostAnswerToAPushMakesNothingTwice) {
    ASSERT_TRUE(office::set_field(one.office, plan, base::root_node(plan), "signer_name", "Lan"));
    const std::uint64_t before = server.store()->totals()->changes;
    one.fate = [](const std::string&) { return Fate::answer_lost; };
    EXPECT_EQ(one.sync().error().code, Code::unreachable);
    EXPECT_EQ(one.pending(), 1u) << "nothing is known: it is kept";

    one.fate = nullptr;
    ASSERT_TRUE(one.sync());

    EXPECT_EQ(one.pending(), 0u);
    EXPECT_EQ(server.store()->totals()->changes, before + 1);
    ASSERT_TRUE(two.sync());
    EXPECT_EQ(two.shown(plan), one.shown(plan));
}

TEST_F(Rounds, ALostAnswerToADecisionIsAskedAgainWithTheSameBytes) {
    submit();
    int decisions = 0;
    one.fate = [&](const std::string& path) {
        return path == "/v1/decide" && ++decisions == 1 ? Fate::answer_lost : Fate::arrives;
    };
    EXPECT_EQ(one.sync().error().code, Code::unreachable);
    EXPECT_EQ(office::summary_of(one.office, plan)->state_version, 0u);

    ASSERT_TRUE(one.sync());

    EXPECT_EQ(office::summary_of(one.office, plan)->state_version, 1u);
    EXPECT_EQ(one.read(plan).head.revisions.size(), 1u);
    EXPECT_EQ(one.pending(), 0u);
}

TEST_F(Rounds, ARepeatedRequestIsAnsweredAsOne) {
    one.fate = [](const std::string&) { return Fate::arrives_twice; };
    ASSERT_TRUE(office::set_field(one.office, plan, base::root_node(plan), "signer_name", "Lan"));
    submit();

    ASSERT_TRUE(one.sync());

    EXPECT_EQ(one.pending(), 0u);
    EXPECT_EQ(one.read(plan).head.revisions.size(), 1u);
    ASSERT_TRUE(two.sync());
    EXPECT_EQ(one.shown(plan), two.shown(plan));
}

TEST_F(Rounds, TheSlowerOfTwoDecisionsKeepsItsNoteAsAComment) {
    submit("bản của máy một");
    ASSERT_TRUE(office::decide(two.office, plan, Action::submit, {.note = "bản của máy hai", .person = "Hoa"}));
    ASSERT_TRUE(one.sync());

    const auto report = two.sync();

    ASSERT_TRUE(report);
    EXPECT_EQ(report->overtaken, std::vector{plan});
    const auto dropped = office::dropped_decisions(two.office).value();
    ASSERT_EQ(dropped.size(), 1u);
    EXPECT_EQ(dropped[0].document, plan);
    EXPECT_EQ(dropped[0].action, "submit");
    EXPECT_EQ(dropped[0].why.code, Code::state_conflict);
    EXPECT_FALSE(dropped[0].subject.empty());
    EXPECT_TRUE(office::dropped_decisions(one.office)->empty());
    ASSERT_TRUE(two.sync());
    ASSERT_TRUE(one.sync());
    ASSERT_EQ(one.read(plan).head.comments.size(), 1u);
    EXPECT_EQ(one.read(plan).head.comments.front().text, "bản của máy hai");
    EXPECT_EQ(one.read(plan).head.revisions.size(), 1u);
    EXPECT_EQ(one.shown(plan), two.shown(plan));
}

TEST_F(Rounds, ASlowerDecisionKeepsItsNoteAlsoWhereANewerProgramWrote) {
    submit("bản của máy một");
    ASSERT_TRUE(office::decide(two.office, plan, Action::submit, {.note = "bản của máy hai", .person = "Hoa"}));
    (void)tests::write_as_a_newer_program(one, plan);
    ASSERT_TRUE(one.sync());

    const auto report = two.sync();

    ASSERT_TRUE(report) << base::name_of(report.error().code);
    EXPECT_EQ(report->overtaken, std::vector{plan});
    EXPECT_EQ(two.pending(), 0u);
    ASSERT_TRUE(two.sync());
    ASSERT_TRUE(one.sync());
    ASSERT_EQ(one.read(plan).head.comments.size(), 1u);
    EXPECT_EQ(one.read(plan).head.comments.front().text, "bản của máy hai");
    EXPECT_EQ(office::set_text(two.office, plan, two.node(plan, 0), "sửa").error().code, Code::unknown_format);
}

TEST_F(Rounds, ADownServerLosesNothingBeforeDuringOrAfterAPush) {
    for (const Fate fate : {Fate::request_lost, Fate::answer_lost}) {
        ASSERT_TRUE(office::set_field(one.office, plan, base::root_node(plan), "signer_name",
                                      fate == Fate::request_lost ? "trước" : "trong"));
        one.fate = [&](const std::string&) { return fate; };
        EXPECT_EQ(one.sync().error().code, Code::unreachable);
        EXPECT_GT(one.pending(), 0u);
        one.fate = nullptr;
        ASSERT_TRUE(one.sync());
        EXPECT_EQ(one.pending(), 0u);
    }
    ASSERT_TRUE(office::set_field(one.office, plan, base::root_node(plan), "signer_name", "sau"));
    ASSERT_TRUE(one.sync());
    server.stop();
    EXPECT_EQ(two.sync().error().code, Code::unreachable);
    EXPECT_FALSE(summarise(two.office)->online);
    server.start();

    ASSERT_TRUE(two.sync());

    EXPECT_EQ(two.read(plan).root().string(model::field::kSignerName), "sau");
    EXPECT_TRUE(summarise(two.office)->online);
}

TEST_F(Rounds, CursorsNeverSkipWhatWasSentInBetween) {
    for (int i = 0; i < 12; ++i) {
        Machine& writer = i % 2 == 0 ? one : two;
        Machine& reader = i % 2 == 0 ? two : one;
        ASSERT_TRUE(
            office::set_field(writer.office, plan, base::root_node(plan), "signer_name", "tên " + std::to_string(i)));
        ASSERT_TRUE(
            office::set_field(reader.office, plan, base::root_node(plan), "place_name", "nơi " + std::to_string(i)));
        ASSERT_TRUE(writer.sync());
        ASSERT_TRUE(reader.sync());
        ASSERT_TRUE(writer.sync());
        ASSERT_EQ(one.shown(plan), two.shown(plan)) << i;
    }

    for (Machine* machine : {&one, &two}) ASSERT_TRUE(machine->sync()); // own segments are passed over a round later
    const auto heads = server.store()->heads().value();
    for (const store::FeedHead& head : heads)
        if (head.feed == "own/truong-a") {
            EXPECT_EQ(one.office.store().cursor(head.feed).value(), head.seq);
            EXPECT_EQ(two.office.store().cursor(head.feed).value(), head.seq);
        }
}

TEST_F(Rounds, AQuietRoundMovesNothingAndIsSmall) {
    ASSERT_TRUE(one.sync());

    const auto report = one.sync();

    ASSERT_TRUE(report);
    EXPECT_EQ(report->sent, 0u);
    EXPECT_EQ(report->received, 0u);
    EXPECT_LT(report->bytes_up + report->bytes_down, 2'000u);
}

TEST_F(Rounds, AWrongClockChangesNothingButTheWarning) {
    constexpr std::int64_t kYear = 365LL * 86'400'000;
    one.clock.advance(-9 * kYear);
    two.clock.advance(7 * kYear);
    edit_offline(one, two, plan);

    for (Machine* machine : {&one, &two, &one}) ASSERT_TRUE(machine->sync());

    expect_all_four(one, plan);
    EXPECT_EQ(one.shown(plan), two.shown(plan));
    EXPECT_TRUE(summarise(one.office)->clock_is_wrong());
    EXPECT_TRUE(summarise(two.office)->clock_is_wrong());
    EXPECT_LT(summarise(one.office)->clock_skew_ms, 0);
    EXPECT_FALSE(summarise(ward.office)->clock_is_wrong());
}

TEST_F(Rounds, WhatMayNotBeWrittenIsQuarantinedAndSaid) {
    // A PC that believes it belongs to another school: its own server says no and keeps the bytes.
    ASSERT_TRUE(one.office.store().put_setting("org", base::as_bytes("truong-b")));
    ASSERT_TRUE(one.office.reload());
    (void)one.new_plan("nhầm đơn vị");

    const auto report = one.sync();

    ASSERT_TRUE(report);
    EXPECT_GT(report->quarantined, 0u);
    EXPECT_GT(report->pending, 0u) << "and it stays here too";
    EXPECT_EQ(server.store()->quarantined()->size(), 1u);
    EXPECT_EQ(server.store()->quarantined()->front().reason, "not_allowed");
}

TEST_F(Rounds, ANewPcReadsTheWholeHistory) {
    edit_offline(one, two, plan);
    for (Machine* machine : {&one, &two, &one}) ASSERT_TRUE(machine->sync());
    Machine three(server, 9);

    three.join("truong-a", tests::kSchool);

    EXPECT_EQ(three.shown(plan), one.shown(plan));
    EXPECT_EQ(three.problems(), std::vector<std::string>{});
}

TEST_F(Rounds, AnotherSchoolSeesNothingOfTheDraft) {
    Machine other(server, 9);
    other.join("truong-b", tests::kSchool);
    submit();
    ASSERT_TRUE(one.sync());
    ASSERT_TRUE(other.sync());

    EXPECT_EQ(other.shown(plan), "");
    EXPECT_TRUE(office::list_documents(other.office)->empty());
}

TEST(JoinRound, RefusesAWrongAndAUsedCode) {
    ServerBox server;
    Machine one(server, 1);
    Machine two(server, 2);
    const std::string code = server.invite("truong-a", tests::kSchool);
    tests::CableTransport cable(server, one.fate);

    EXPECT_EQ(join(one.office, cable, "http://cable", "AAAA-BBBB-CCCC", "máy").error().code, Code::bad_code);
    ASSERT_TRUE(join(one.office, cable, "http://cable", code, "máy"));
    EXPECT_EQ(join(two.office, cable, "http://cable", code, "máy").error().code, Code::used_code);
    EXPECT_EQ(join(one.office, cable, "http://cable", code, "máy").error().code, Code::already_enrolled);
}

TEST(JoinRound, WhoseAnswerWasLostMayBeRepeated) {
    ServerBox server;
    Machine one(server, 1);
    const std::string code = server.invite("truong-a", tests::kSchool);
    tests::CableTransport cable(server, one.fate);
    one.fate = [](const std::string&) { return Fate::answer_lost; };
    EXPECT_EQ(join(one.office, cable, "http://cable", code, "máy").error().code, Code::unreachable);
    one.fate = nullptr;

    EXPECT_TRUE(join(one.office, cable, "http://cable", code, "máy"));
}

TEST(Round, OfAPcWithoutAnOfficeIsRefused) {
    ServerBox server;
    Machine alone(server, 1);

    EXPECT_EQ(alone.sync().error().code, Code::no_office);
}

/// Answers whatever it is told to.
class CannedTransport final : public Transport {
  public:
    explicit CannedTransport(Reply reply) : reply_(std::move(reply)) {}
    base::Result<Reply> post(const std::string&, base::ByteSpan) override { return reply_; }

  private:
    Reply reply_;
};

TEST(Round, WithNonsenseForAnAnswerKeepsTheWork) {
    ServerBox server;
    Machine machine(server, 1);
    machine.join("truong-a", tests::kSchool);
    (void)machine.new_plan("giữ nguyên");
    const std::uint64_t pending = machine.pending();
    const std::vector<std::pair<Reply, Code>> answers = {
        {{200, {1, 2, 3}}, Code::bad_server_answer},
        {{200, {}}, Code::bad_server_answer},
        {{500, {}}, Code::server_refused},
        {{404, {'<', 'h', 't', 'm', 'l', '>'}}, Code::server_refused},
        {{401, {'b', 'a', 'd', '_', 's', 'i', 'g', 'n', 'a', 't', 'u', 'r', 'e'}}, Code::bad_signature}};

    for (const auto& [reply, code] : answers) {
        CannedTransport canned(reply);
        const auto done = run_round(machine.office, canned);
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, code) << reply.status;
        EXPECT_EQ(machine.pending(), pending);
    }
    ASSERT_TRUE(machine.sync());
    EXPECT_EQ(machine.pending(), 0u);
    EXPECT_EQ(machine.office.store().rounds(10)->at(1).error, "bad_signature") << "failed rounds are logged too";
}

} // namespace

} // namespace dongthac::sync
