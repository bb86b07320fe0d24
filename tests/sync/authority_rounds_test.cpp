#include "client/sync/office_requests.hpp"
#include "shared/base/invitation_code.hpp"
#include "shared/model/record.hpp"
#include "shared/office/numbers.hpp"
#include "sync-server/directory_feed.hpp"
#include "sync-server/reorganise.hpp"
#include "tests/support/sync_world.hpp"

// Rounds of PCs whose offices have people, numbers and a past: what was found in histories of tests/simulation.

namespace dongthac::sync {

namespace {

using base::Code;
using model::Action;
using model::DocumentState;
using model::Role;
using tests::Machine;

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::string_view kTwoWards = R"([
    {"id":"so","name":"Sở","kind":"department","symbol":"S","place":"Hoa Mai"},
    {"id":"phuong","name":"Phường","kind":"ward_committee","parent":"so","symbol":"UBND","place":"Hoa Mai"},
    {"id":"xa","name":"Xã","kind":"ward_committee","parent":"so","symbol":"UBND","place":"Hoa Đào"},
    {"id":"truong-a","name":"Trường A","kind":"school","parent":"phuong","symbol":"TA","place":"Hoa Mai"},
    {"id":"truong-b","name":"Trường B","kind":"school","parent":"phuong","symbol":"TB","place":"Hoa Mai"}])";

/// A school's PC that may do everything there, a second one, and one of the ward that the school does not lie below.
class AuthorityRounds : public ::testing::Test {
  protected:
    void SetUp() override {
        one.join("truong-a", {Role::editor, Role::clerk, Role::signer, Role::admin});
        two.join("truong-a", {Role::editor, Role::clerk, Role::admin});
        other_ward.join("xa", {Role::officer, Role::clerk, Role::signer});
        plan = one.new_plan("tuyên truyền");
        ASSERT_TRUE(one.sync());
        ASSERT_TRUE(two.sync());
    }
    void TearDown() override {
        for (Machine* machine : {&one, &two, &other_ward}) EXPECT_EQ(machine->problems(), std::vector<std::string>{});
    }

    void work_with(model::Steps steps) {
        tests::CableTransport cable(server, one.fate);
        ASSERT_TRUE(put_policy(one.office, cable, {{"truong-a", steps, false, false, {}}}));
        ASSERT_TRUE(one.sync());
    }
    /// A signer with a key at the first PC.
    office::Signer head() {
        head_ = {base::new_id<base::PersonId>(random), "truong-a", "Cô Hạnh", "Hiệu trưởng", {Role::signer}, {}, {}};
        const std::string code = base::make_code(random);
        const base::KeyPair key = base::KeyPair::generate(random);
        tests::CableTransport cable(server, one.fate);
        EXPECT_TRUE(put_person(one.office, cable, {head_, *base::hash_code(code), server.clock.wall_ms() + kDayMs}));
        const office::Identity& me = one.office.identity();
        const auto proof = key.sign(wire::person_key_bytes(me.device, me.server.newest()));
        EXPECT_TRUE(put_person_key(one.office, cable, {code, key.public_key(), proof}));
        EXPECT_TRUE(one.sync());
        head_.keys = {{key.public_key(), me.device, {}}};
        return {head_.id, head_.name, key};
    }
    void revoke_the_head() {
        head_.keys.front().revoked_after = 0;
        tests::CableTransport cable(server, two.fate);
        ASSERT_TRUE(two.sync());
        ASSERT_TRUE(put_person(two.office, cable, {head_, {}, 0}));
    }
    template <class Make>
    void reorganise(Make make) {
        const auto store = server.store();
        const auto identity = server::identity_of(*store, server.folder()).value();
        const auto directory = server::read_directory(*store, identity).value();
        const text::Date tomorrow = text::day_of(server.clock.wall_ms() + kDayMs);
        const auto done = make(*store, directory, server::Ground{tomorrow, "12/QĐ"});
        ASSERT_TRUE(done);
        ASSERT_TRUE(server::write_beside(*store, identity, done->records, "reorganised", "", server.clock));
    }
    void pass_days(std::int64_t days) {
        for (base::ManualClock* clock : {&server.clock, &one.clock, &two.clock, &other_ward.clock})
            clock->advance(days * kDayMs);
    }
    void decide(Machine& machine, Action action, const office::Signer* signer = nullptr) {
        ASSERT_TRUE(office::decide(machine.office, plan, action, {.note = "lý do", .signer = signer}));
    }
    [[nodiscard]] DocumentState state() { return office::summary_of(one.office, plan)->state; }

    tests::ServerBox server{kTwoWards};
    base::SeededRandom random{7};
    Machine one{server, 1};
    Machine two{server, 2};
    Machine other_ward{server, 3};
    base::DocumentId plan;

  private:
    model::Person head_;
};

TEST_F(AuthorityRounds, ASignatureWithARevokedKeyIsRefusedOnceAndHoldsUpNothing) {
    const office::Signer signer = head();
    decide(one, Action::approve, &signer);
    revoke_the_head();

    const auto refused = one.sync();
    const auto next = one.sync();

    EXPECT_EQ(refused.error().code, Code::not_allowed);
    ASSERT_TRUE(next);
    EXPECT_EQ(next->pending, 0u);
    EXPECT_EQ(state(), DocumentState::draft);
}

TEST_F(AuthorityRounds, ANumberThatNeverComesIsRefusedOnceAndHoldsUpNothing) {
    work_with(model::Step::numbering);
    decide(one, Action::approve);
    ASSERT_TRUE(one.sync());
    decide(one, Action::assign_number);
    const base::DocumentId another = one.new_plan("việc khác");
    ASSERT_TRUE(office::decide(one.office, another, Action::approve));
    ASSERT_TRUE(two.sync());
    tests::CableTransport cable(server, two.fate);
    const model::OfficePolicy at_two{"truong-a", model::Step::numbering, false, false, two.office.identity().device};
    ASSERT_TRUE(put_policy(two.office, cable, {at_two}));

    const auto refused = one.sync();
    const auto next = one.sync();

    EXPECT_EQ(refused.error().code, Code::not_the_desk);
    ASSERT_TRUE(next);
    EXPECT_EQ(next->pending, 0u);
    EXPECT_EQ(state(), DocumentState::signed_);
    EXPECT_EQ(office::summary_of(one.office, another)->state, DocumentState::signed_);
}

TEST_F(AuthorityRounds, AClosedOfficeReadsOnWhenItsSubmissionCameTooLate) {
    decide(one, Action::submit);
    reorganise([](auto& store, const auto& directory, const server::Ground& ground) {
        return server::close(store, directory, "truong-a", ground);
    });
    pass_days(2);

    const auto refused = one.sync();
    const auto next = one.sync();

    EXPECT_FALSE(refused);
    EXPECT_TRUE(next);
    EXPECT_TRUE(one.office.store().intents()->empty());
}

TEST_F(AuthorityRounds, TheListShowsTheNumberWhereItWasGiven) {
    work_with(model::Step::numbering);
    decide(one, Action::approve);
    ASSERT_TRUE(one.sync());
    decide(one, Action::assign_number);

    ASSERT_TRUE(one.sync());

    EXPECT_EQ(one.office.store().document(plan).value()->number, "1");
    EXPECT_EQ(one.office.store().document(plan).value()->issued_on, text::to_iso(one.office.today()));
}

TEST_F(AuthorityRounds, AnIssueSignedBehindAWaitingNumberCarriesIt) {
    work_with(model::Step::numbering);
    const office::Signer signer = head();
    tests::CableTransport cable(server, one.fate);
    ASSERT_TRUE(reserve_numbers(one.office, cable, 1));
    decide(one, Action::approve, &signer);
    decide(one, Action::assign_number);
    decide(one, Action::issue, &signer);

    ASSERT_TRUE(one.sync());

    EXPECT_EQ(state(), DocumentState::issued);
    EXPECT_EQ(one.read(plan).head.revisions.back().number, 1u);
}

TEST_F(AuthorityRounds, AnIssueIsNotSignedBeforeItsNumberIsKnown) {
    work_with(model::Step::numbering);
    const office::Signer signer = head();
    decide(one, Action::approve, &signer);
    decide(one, Action::assign_number);

    const auto early = office::decide(one.office, plan, Action::issue, {.signer = &signer});

    EXPECT_EQ(early.error().code, Code::no_number);
}

TEST_F(AuthorityRounds, ANumberGivenWithoutANetworkIsSeenAndPrinted) {
    work_with(model::Step::numbering);
    tests::CableTransport cable(server, one.fate);
    ASSERT_TRUE(reserve_numbers(one.office, cable, 1));
    decide(one, Action::approve);
    ASSERT_TRUE(one.sync());

    decide(one, Action::assign_number);

    const office::DocumentSummary shown = office::summary_of(one.office, plan).value();
    EXPECT_EQ(shown.number, "1");
    EXPECT_EQ(shown.issued_on, text::to_iso(one.office.today()));
    const change::NodeState root = one.read(plan).root();
    EXPECT_EQ(root.string(model::field::kNumber), "1");
    decide(one, Action::issue);
    ASSERT_TRUE(one.sync());
    EXPECT_EQ(state(), DocumentState::issued) << "the text that was signed, with its number";
}

TEST_F(AuthorityRounds, ANumberWhoseDecisionLostGoesToTheNextDocument) {
    work_with(model::Step::numbering);
    for (Machine* machine : {&one, &two}) {
        tests::CableTransport cable(server, machine->fate);
        ASSERT_TRUE(machine->sync());
        ASSERT_TRUE(reserve_numbers(machine->office, cable, 1));
    }
    decide(one, Action::approve);
    ASSERT_TRUE(one.sync());
    ASSERT_TRUE(two.sync());
    decide(one, Action::assign_number);
    EXPECT_EQ(office::reserved_left(one.office).value(), 0u);
    decide(two, Action::assign_number);
    ASSERT_TRUE(two.sync());

    ASSERT_TRUE(one.sync());

    EXPECT_EQ(one.read(plan).head.revisions.back().number, 2u) << "the other PC's";
    EXPECT_EQ(office::reserved_left(one.office).value(), 1u);
    EXPECT_EQ(office::take_reserved_within(one.office).value()->number, 1u) << "no gap in the register";
}

TEST_F(AuthorityRounds, WhoSignsForANumberHasItInReserve) {
    work_with(model::Step::numbering);
    const office::Signer signer = head();
    decide(one, Action::approve, &signer);
    ASSERT_TRUE(one.sync());

    EXPECT_EQ(office::decide(one.office, plan, Action::assign_number, {.signer = &signer}).error().code,
              Code::no_number);

    tests::CableTransport cable(server, one.fate);
    ASSERT_TRUE(reserve_numbers(one.office, cable, 1));
    decide(one, Action::assign_number, &signer);
    ASSERT_TRUE(one.sync());
    EXPECT_EQ(state(), DocumentState::numbered);
}

TEST_F(AuthorityRounds, WhatIsReviewedOnceMoreWithoutANetworkCanBeSigned) {
    work_with(model::Step::submission);
    decide(one, Action::begin_review);
    ASSERT_TRUE(one.sync());

    decide(one, Action::send_back);
    ASSERT_TRUE(office::set_text(one.office, plan, one.node(plan, 0), "Đoạn sửa lại"));
    decide(one, Action::begin_review);
    decide(one, Action::approve);

    ASSERT_TRUE(one.sync());
    EXPECT_EQ(state(), DocumentState::signed_);
}

// NĐ 30 knows no submission without an addressee: who got it answers it, whoever is above by then.
TEST_F(AuthorityRounds, ASubmissionIsAnsweredByWhomItWasSentTo) {
    Machine ward{server, 5};
    ward.join("phuong", tests::kWard);
    decide(one, Action::submit);
    ASSERT_TRUE(one.sync());
    reorganise([](auto&, const auto& directory, const server::Ground& ground) {
        return server::transfer(directory, "truong-a", "xa", ground);
    });
    pass_days(1);
    ward.clock.advance(kDayMs);
    for (Machine* machine : {&one, &ward, &other_ward}) ASSERT_TRUE(machine->sync());

    const std::vector<Action> offered = office::possible_actions(ward.office, plan).value();
    EXPECT_EQ(offered, (std::vector{Action::receive, Action::accept, Action::return_}));
    decide(ward, Action::receive);
    decide(ward, Action::return_);
    ASSERT_TRUE(ward.sync());
    ASSERT_TRUE(one.sync());
    EXPECT_EQ(state(), DocumentState::returned);

    decide(one, Action::submit);
    for (Machine* machine : {&one, &ward, &other_ward}) ASSERT_TRUE(machine->sync());
    EXPECT_TRUE(office::possible_actions(ward.office, plan)->empty()) << "now it goes to the office above of today";
    decide(other_ward, Action::accept);
    ASSERT_TRUE(other_ward.sync());
    ASSERT_TRUE(one.sync());
    EXPECT_EQ(state(), DocumentState::accepted);
    EXPECT_EQ(ward.problems(), std::vector<std::string>{});
}

TEST_F(AuthorityRounds, WhatIsReadFromADayOnIsFoundSound) {
    const auto issue_one = [&] {
        const base::DocumentId id = other_ward.new_plan("của xã");
        ASSERT_TRUE(office::decide(other_ward.office, id, Action::issue));
        ASSERT_TRUE(other_ward.sync());
    };
    issue_one();
    reorganise([](auto&, const auto& directory, const server::Ground& ground) {
        return server::transfer(directory, "truong-a", "xa", ground);
    });
    pass_days(1);
    ASSERT_TRUE(one.sync());
    EXPECT_EQ(office::list_documents(one.office)->size(), 1u);
    issue_one();

    ASSERT_TRUE(one.sync());

    EXPECT_EQ(office::list_documents(one.office)->size(), 2u);
    EXPECT_EQ(one.problems(), std::vector<std::string>{});
}

TEST_F(AuthorityRounds, WhatACommandHasJustOpenedComesWithTheSameRound) {
    Machine neighbour{server, 4};
    neighbour.join("truong-b", tests::kSchool);
    (void)neighbour.new_plan("của trường B");
    ASSERT_TRUE(neighbour.sync());
    ASSERT_TRUE(one.sync());
    reorganise([](auto& store, const auto& directory, const server::Ground& ground) {
        return server::merge(store, directory, {"truong-b"}, "truong-a",
                             {text::from_days(text::to_days(ground.date) - 1), ""});
    });
    ASSERT_TRUE(office::set_text(one.office, plan, one.node(plan, 0), "Đoạn mới"));

    const auto round = one.sync();

    ASSERT_TRUE(round) << base::name_of(round.error().code);
    EXPECT_EQ(office::list_documents(one.office)->size(), 2u);
}

} // namespace

} // namespace dongthac::sync
