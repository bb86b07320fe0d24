#include <gtest/gtest.h>

#include "shared/office/dropped_decisions.hpp"
#include "tests/support/office_net.hpp"
#include "tests/support/refuses_decisions.hpp"

namespace dongthac::tests {

namespace {

class RefusedDecision : public ::testing::Test {
  protected:
    void SetUp() override {
        school_ = net_.pc_of("truong-a", kSchoolRoles);
        colleague_ = net_.pc_of("truong-a", kSchoolRoles);
        plan_ = issue_plan(*school_, "01", "Kế hoạch năm học");
        transport_.emplace(direct_, school_->office);
    }
    base::Result<sync::RoundReport> round() { return sync::run_round(school_->office, *transport_); }

    OfficeNet net_;
    std::unique_ptr<OfficePc> school_;
    std::unique_ptr<OfficePc> colleague_;
    base::DocumentId plan_;
    bool online_ = true;
    DirectTransport direct_{net_.routes(), online_};
    std::optional<RefusesDecisions> transport_;
};

TEST_F(RefusedDecision, IsToldAndWithdrawnAndHoldsNothingUp) {
    const auto refused = round();

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::not_allowed);
    EXPECT_TRUE(round()) << "the next round has nothing left to be refused";
    const auto dropped = office::dropped_decisions(school_->office).value();
    ASSERT_EQ(dropped.size(), 1u) << "told until somebody has understood, good rounds or not";
    EXPECT_EQ(dropped[0].document, plan_);
    EXPECT_EQ(dropped[0].subject, "Kế hoạch năm học");
    EXPECT_EQ(dropped[0].action, "issue");
    EXPECT_EQ(dropped[0].why.code, base::Code::not_allowed);
    EXPECT_EQ(dropped[0].why.arg("org"), "truong-a");
    ASSERT_TRUE(office::forget_dropped(school_->office, dropped[0].id));
    EXPECT_TRUE(office::dropped_decisions(school_->office)->empty());
    EXPECT_EQ(school_->office.store().unsent_changes().value(), 0u);
    EXPECT_EQ(office::summary_of(school_->office, plan_).value().state, model::DocumentState::draft);
}

TEST_F(RefusedDecision, ByWhoeverIsNotTheServerWaits) {
    transport_->by_a_stranger = true;
    ASSERT_FALSE(round());
    EXPECT_GT(school_->office.store().unsent_changes().value() + school_->office.store().intents().value().size(), 0u);
    transport_->by_a_stranger = false;
    EXPECT_TRUE(office::dropped_decisions(school_->office)->empty());

    school_->sync();

    EXPECT_EQ(office::summary_of(school_->office, plan_).value().state, model::DocumentState::issued);
}

TEST_F(RefusedDecision, SentBeforeWithoutAnAnswerStillLetsDraftsThrough) {
    transport_->lost = 1;
    ASSERT_FALSE(round()); // sealed, sent, no answer
    office::Wording wording;
    wording.kinds["plan"].title = "Kế hoạch";
    const base::DocumentId later = office::new_document(school_->office, "plan", wording).value();

    ASSERT_FALSE(round());
    ASSERT_TRUE(round());
    EXPECT_EQ(office::dropped_decisions(school_->office)->size(), 1u) << "once, however often it was sent";

    colleague_->sync();
    EXPECT_TRUE(office::summary_of(colleague_->office, later)) << "typed after the decision, by the other PC too";
}

} // namespace

} // namespace dongthac::tests
