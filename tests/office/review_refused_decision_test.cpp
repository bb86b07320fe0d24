#include <gtest/gtest.h>

#include "tests/support/office_net.hpp"

namespace dongthac::tests {

namespace {

/// A server that will not hear of decisions, and loses the first answer when told to.
class RefusesDecisions final : public sync::Transport {
  public:
    explicit RefusesDecisions(sync::Transport& behind) : behind_(behind) {}
    base::Result<sync::Reply> post(const std::string& path, base::ByteSpan body) override {
        if (path != "/v1/decide") return behind_.post(path, body);
        if (lost > 0) {
            --lost;
            return base::fail(base::Code::unreachable, {{"url", "test"}, {"reason", "cut"}});
        }
        const base::ByteSpan name = base::as_bytes(std::string_view("not_allowed"));
        return sync::Reply{403, base::Bytes(name.begin(), name.end())};
    }
    int lost = 0;

  private:
    sync::Transport& behind_;
};

class RefusedDecision : public ::testing::Test {
  protected:
    void SetUp() override {
        school_ = net_.pc_of("truong-a", kSchoolRoles);
        colleague_ = net_.pc_of("truong-a", kSchoolRoles);
        plan_ = issue_plan(*school_, "01", "Kế hoạch năm học");
    }
    base::Result<sync::RoundReport> round() { return sync::run_round(school_->office, transport_); }

    OfficeNet net_;
    std::unique_ptr<OfficePc> school_;
    std::unique_ptr<OfficePc> colleague_;
    base::DocumentId plan_;
    bool online_ = true;
    DirectTransport direct_{net_.routes(), online_};
    RefusesDecisions transport_{direct_};
};

TEST_F(RefusedDecision, IsToldAndWithdrawnAndHoldsNothingUp) {
    const auto refused = round();

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::not_allowed);
    EXPECT_TRUE(round()) << "the next round has nothing left to be refused";
    EXPECT_EQ(school_->office.store().unsent_changes().value(), 0u);
    EXPECT_EQ(office::summary_of(school_->office, plan_).value().state, model::DocumentState::draft);
}

TEST_F(RefusedDecision, SentBeforeWithoutAnAnswerStillLetsDraftsThrough) {
    transport_.lost = 1;
    ASSERT_FALSE(round()); // sealed, sent, no answer
    office::Wording wording;
    wording.plan_title = "Kế hoạch";
    const base::DocumentId later = office::new_document(school_->office, "plan", wording).value();

    ASSERT_FALSE(round());
    ASSERT_TRUE(round());

    colleague_->sync();
    EXPECT_TRUE(office::summary_of(colleague_->office, later)) << "typed after the decision, by the other PC too";
}

} // namespace

} // namespace dongthac::tests
