#include "tests/server/people_fixture.hpp"

// Numbers of documents: reserved for a PC, given once (docs/adr/0017).

namespace dongthac::tests {

namespace {

using base::Code;
using model::Action;
using model::DocumentState;
using model::Role;

class Numbers : public People {
  protected:
    void SetUp() override {
        People::SetUp();
        policy({"truong-a", model::Step::numbering, false, false, {}});
        year_ = text::day_of(kNow).year;
    }
    [[nodiscard]] std::vector<std::uint32_t> reserve(const Pc& pc, std::uint32_t wanted) {
        const auto answer = server_->numbers(pc.device, {static_cast<std::uint32_t>(year_), wanted});
        EXPECT_TRUE(answer);
        return answer ? answer->numbers : std::vector<std::uint32_t>{};
    }
    [[nodiscard]] Code give(std::uint32_t number, std::uint32_t expects = 1) {
        const Decision decision = own(Action::assign_number, DocumentState::numbered, expects);
        change::Transition transition = transition_of(*desk_, document_, decision);
        transition.number = number;
        transition.numbered_on = text::day_of(kNow);
        return decided(decision, transition);
    }
    void sign_another() {
        document_ = new_document();
        ASSERT_EQ(decided(own(Action::approve, DocumentState::signed_, 0)), kFine);
    }
    int year_ = 0;
};

TEST_F(Numbers, AreReservedOnceEachAndTheSameAgainWhenTheAnswerWasLost) {
    const Pc second = enrol("truong-a", {Role::clerk});
    const Pc elsewhere = enrol("truong-b", {Role::clerk});

    EXPECT_EQ(reserve(*desk_, 2), (std::vector<std::uint32_t>{1, 2}));
    EXPECT_EQ(reserve(second, 1), (std::vector<std::uint32_t>{3}));
    EXPECT_EQ(reserve(*desk_, 2), (std::vector<std::uint32_t>{1, 2}));
    EXPECT_EQ(reserve(*desk_, 3), (std::vector<std::uint32_t>{1, 2, 4}));
    EXPECT_EQ(reserve(elsewhere, 1), (std::vector<std::uint32_t>{1})) << "another office counts for itself";
    EXPECT_EQ(reserve(*desk_, 1'000'000).size(), 50u);
}

TEST_F(Numbers, AreGivenByThePcTheyAreReservedForAndOnlyOnce) {
    const Pc second = enrol("truong-a", {Role::clerk});
    ASSERT_EQ(reserve(*desk_, 1), (std::vector<std::uint32_t>{1}));
    ASSERT_EQ(reserve(second, 1), (std::vector<std::uint32_t>{2}));
    sign_another();

    EXPECT_EQ(give(0), Code::bad_bytes);
    EXPECT_EQ(give(2), Code::number_taken) << "the other PC's";
    EXPECT_EQ(give(3), Code::number_taken) << "reserved for nobody";
    EXPECT_EQ(give(1), kFine);
    sign_another();
    EXPECT_EQ(give(1), Code::number_taken);
    EXPECT_EQ(reserve(*desk_, 1), (std::vector<std::uint32_t>{3}));
    EXPECT_EQ(give(3), kFine);
}

TEST_F(Numbers, GivingBackIsNoWayAroundThem) {
    ASSERT_EQ(reserve(*desk_, 1), (std::vector<std::uint32_t>{1}));
    sign_another();
    const Decision decision = own(Action::assign_number, DocumentState::numbered, 1);
    change::Transition transition = transition_of(*desk_, document_, decision);
    transition.numbered_on = text::day_of(kNow);

    for (const std::uint32_t number : {7u, 4'294'967'295u, 0u}) {
        transition.number = number;
        EXPECT_NE(given_back(decision, transition), "") << number;
    }
    EXPECT_EQ(reserve(*desk_, 2), (std::vector<std::uint32_t>{1, 2})) << "nothing was taken";
    transition.number = 1;
    EXPECT_EQ(given_back(decision, transition), "");
}

TEST_F(Numbers, ComeFromTheDeskAlone) {
    const Pc second = enrol("truong-a", {Role::clerk});
    policy({"truong-a", model::Step::numbering, false, false, second.device.id});

    EXPECT_EQ(server_->numbers(desk_->device, {static_cast<std::uint32_t>(year_), 1}).error().code, Code::not_the_desk);
    EXPECT_EQ(reserve(second, 1), (std::vector<std::uint32_t>{1}));
    const Pc editor = enrol("truong-b", {Role::editor});
    EXPECT_EQ(server_->numbers(editor.device, {static_cast<std::uint32_t>(year_), 1}).error().code, Code::not_allowed);
    EXPECT_EQ(server_->numbers(second.device, {1999, 1}).error().code, Code::bad_value);
}

TEST_F(Numbers, StandBetweenSigningAndIssuing) {
    ASSERT_EQ(reserve(*desk_, 1).size(), 1u);
    EXPECT_EQ(give(1, 0), Code::state_conflict) << "not signed yet";
    ASSERT_EQ(decided(own(Action::approve, DocumentState::signed_, 0)), kFine);
    EXPECT_EQ(decided(own(Action::issue, DocumentState::issued, 1)), Code::state_conflict);
    EXPECT_EQ(give(1), kFine);
    const Decision issue = own(Action::issue, DocumentState::issued, 2);
    EXPECT_EQ(decided(issue), Code::state_conflict) << "without the number it was given";
    change::Transition numbered = transition_of(*desk_, document_, issue);
    numbered.number = 1;
    numbered.numbered_on = text::day_of(kNow);
    EXPECT_EQ(decided(issue, numbered), kFine);
}

} // namespace

} // namespace dongthac::tests
