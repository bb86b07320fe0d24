#include <gtest/gtest.h>

#include "shared/office/history.hpp"
#include "tests/support/state_school.hpp"

// An office gets another superior while its PCs work with states (docs/adr/0012).

namespace dongthac::sync {

namespace {

using tests::enter;
using tests::follow;
using tests::Machine;
using tests::rows_of;
using tests::School;

constexpr std::int64_t kDayMs = 86'400'000;

/// The school is below the first ward until 31/12/2026, then below the second.
constexpr std::string_view kTransfer = R"([
    {"id":"phuong","name":"UBND phường Hoa Mai","kind":"ward_committee"},
    {"id":"phuong2","name":"UBND phường Hoa Đào","kind":"ward_committee"},
    {"id":"truong-a","name":"Trường A","kind":"school","relations":[
        {"parent":"phuong","kind":"administrative","valid_to":"2026-12-31"},
        {"parent":"phuong2","kind":"administrative","valid_from":"2027-01-01"}]}])";

class StateTransfer : public ::testing::Test {
  protected:
    void SetUp() override {
        ward_.join("phuong", tests::kWard);
        issued_ = issue("11");
        own_ = school_.plan_with_state();
    }
    /// The ward issues a plan to everybody below it.
    [[nodiscard]] base::DocumentId issue(const std::string& number) {
        const base::DocumentId id = ward_.new_plan("của phường");
        const base::NodeId root = base::root_node(id);
        EXPECT_TRUE(office::set_field(ward_.office, id, root, "document_number", number));
        EXPECT_TRUE(office::set_field(ward_.office, id, root, "issued_on", "20/09/2026"));
        EXPECT_TRUE(office::decide(ward_.office, id, model::Action::issue, {.person = "Lan"}));
        EXPECT_TRUE(ward_.sync());
        return id;
    }
    void pass_the_day() {
        for (base::ManualClock* clock : {&school_.server.clock, &school_.one.clock, &school_.two.clock, &fresh_.clock})
            clock->advance(200 * kDayMs);
    }
    void expect_usable(Machine& machine) {
        EXPECT_FALSE(office::history_left(machine.office)->missing());
        EXPECT_TRUE(office::history(machine.office, own_, {}));
        EXPECT_EQ(machine.shown(own_), school_.one.shown(own_));
        EXPECT_EQ(office::false_state_by(machine.office).value(), "");
        EXPECT_TRUE(machine.problems().empty()) << machine.problems().front();
    }

    School school_{kTransfer};
    Machine ward_{school_.server, 8};
    Machine fresh_{school_.server, 3};
    base::DocumentId issued_;
    base::DocumentId own_;
};

TEST_F(StateTransfer, BeforeTheHistoryHasComeKeepsWhatCameOfTheOldSuperior) {
    enter(school_.server, fresh_);
    ASSERT_GT(fresh_.sync()->state_bytes, 0u);
    const std::string issued = fresh_.shown(issued_);
    ASSERT_FALSE(issued.empty());
    const base::DocumentId after_the_state = issue("12");
    ASSERT_TRUE(fresh_.sync());
    ASSERT_FALSE(fresh_.shown(after_the_state).empty());
    ASSERT_TRUE(office::set_text(fresh_.office, own_, fresh_.node(own_, 0), "thứ nhất máy mới"));
    ASSERT_TRUE(office::set_text(school_.two.office, own_, school_.two.node(own_, 0), "máy hai thứ nhất"));
    ASSERT_TRUE(school_.two.sync());
    pass_the_day();

    ASSERT_TRUE(fresh_.sync());
    const auto done = follow(school_.server, fresh_);

    ASSERT_TRUE(done) << base::name_of(done.error().code);
    EXPECT_TRUE(done->settled);
    ASSERT_TRUE(school_.one.sync());
    expect_usable(fresh_);
    EXPECT_EQ(fresh_.shown(issued_), issued);
    EXPECT_FALSE(fresh_.shown(after_the_state).empty());
    ASSERT_TRUE(office::rebuild_projections(fresh_.office));
    EXPECT_EQ(fresh_.shown(issued_), issued);
    expect_usable(fresh_);
}

TEST_F(StateTransfer, AFeedThatIsStillOursIsNotGivenUpBecauseAServerSaysNo) {
    enter(school_.server, fresh_);
    ASSERT_GT(fresh_.sync()->state_bytes, 0u);
    {
        tests::BentCable cable(school_.server, [](const std::string& path, Reply& reply) {
            if (path == "/v1/history") reply.status = 403;
        });
        ASSERT_TRUE(follow_up(fresh_.office, cable));
    }
    EXPECT_TRUE(office::history_left(fresh_.office)->missing());

    ASSERT_TRUE(follow(school_.server, fresh_)->settled);

    expect_usable(fresh_);
    EXPECT_EQ(rows_of(fresh_), rows_of(school_.one));
}

TEST_F(StateTransfer, ServesAPcThatComesAfterTheTransferWithWhatTheOldSuperiorIssued) {
    pass_the_day();
    Machine later(school_.server, 4);
    later.clock.advance(200 * kDayMs);
    enter(school_.server, later);

    EXPECT_GT(later.sync()->state_bytes, 0u);
    ASSERT_TRUE(follow(school_.server, later)->settled);

    expect_usable(later);
    EXPECT_EQ(later.shown(issued_), school_.one.shown(issued_));
}

} // namespace

} // namespace dongthac::sync
