#include <gtest/gtest.h>

#include "tests/support/meaning.hpp"
#include "tests/support/office_net.hpp"

namespace dongthac::tests {

namespace {

/// A server that will not hear of decisions, and loses the first answer when told to.
class RefusesDecisions final : public sync::Transport {
  public:
    RefusesDecisions(sync::Transport& behind, office::Workspace& office) : behind_(behind), office_(office) {}
    base::Result<sync::Reply> post(const std::string& path, base::ByteSpan body) override {
        if (meaning_of(path, body) != "/v1/decide") return behind_.post(path, body);
        if (lost > 0) {
            --lost;
            return base::fail(base::Code::unreachable, {{"url", "test"}, {"reason", "cut"}});
        }
        const base::ByteSpan name = base::as_bytes(std::string_view("not_allowed"));
        if (by_a_stranger) return sync::Reply{403, base::Bytes(name.begin(), name.end())};
        DT_TRY(const wire::ChannelRequest request, wire::read_request(body));
        const base::ChannelKeys& keys = *office_.channel_keys(); // the same that the server has
        return sync::Reply{403, wire::close_answer(keys, request.mac, 403, wire::pack_message(0, name))};
    }
    int lost = 0;
    bool by_a_stranger = false;

  private:
    sync::Transport& behind_;
    office::Workspace& office_;
};

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
    EXPECT_EQ(school_->office.store().unsent_changes().value(), 0u);
    EXPECT_EQ(office::summary_of(school_->office, plan_).value().state, model::DocumentState::draft);
}

TEST_F(RefusedDecision, ByWhoeverIsNotTheServerWaits) {
    transport_->by_a_stranger = true;
    ASSERT_FALSE(round());
    EXPECT_GT(school_->office.store().unsent_changes().value() + school_->office.store().intents().value().size(), 0u);
    transport_->by_a_stranger = false;

    school_->sync();

    EXPECT_EQ(office::summary_of(school_->office, plan_).value().state, model::DocumentState::issued);
}

TEST_F(RefusedDecision, SentBeforeWithoutAnAnswerStillLetsDraftsThrough) {
    transport_->lost = 1;
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
