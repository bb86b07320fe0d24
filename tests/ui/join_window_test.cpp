#include <memory>

#include "tests/ui/support/desk.hpp"
#include "tests/ui/support/ui_test.hpp"

// Joining an office through the window, when something is in the way.

namespace dongthac::test {

namespace {

using tests::OfficeNet;

class JoinWindow : public UiTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        fresh = std::make_unique<Desk>(net.new_pc(), strings());
        draw = [this](const ui::UiContext& ctx) { fresh->view.draw(ctx, fresh->model); };
        settle();
    }
    void TearDown() override {
        fresh.reset();
        UiTest::TearDown();
    }
    void join(std::string_view code) {
        click(tr("welcome.url"), 1); // the first is the caption above it
        type("http://test");
        click(tr("welcome.code"), 1);
        type(code);
        click(tr("welcome.join"));
        settle();
    }

    OfficeNet net;
    std::unique_ptr<Desk> fresh;
};

TEST_F(JoinWindow, AnExpiredCodeIsSaidBesideTheField) {
    const std::string code = net.code_for("truong-b", tests::kSchoolRoles);
    net.clock.advance(std::int64_t{8} * 86'400'000);

    join(code);

    EXPECT_TRUE(sees(tr("error.expired_code")));
    EXPECT_FALSE(fresh->pc->office.identity().enrolled());
}

TEST_F(JoinWindow, AServerOutOfReachIsSaidAndTheSameAgainJoins) {
    const std::string code = net.code_for("truong-b", tests::kSchoolRoles);
    fresh->pc->online = false;
    join(code);
    EXPECT_TRUE(mentions(strings().sentence(*fresh->pc->status().join_problem)));
    fresh->pc->online = true;

    click(tr("welcome.join")); // address and code still stand there
    settle();

    EXPECT_EQ(fresh->pc->office.identity().org, "truong-b");
}

TEST_F(JoinWindow, ThePeoplesPageOffersToJoinToo) {
    click(tr("welcome.alone"));
    settle();
    click(tr("screen.people"));
    settle();
    EXPECT_TRUE(sees(tr("welcome.join_title")));

    join(net.code_for("truong-b", tests::kSchoolRoles));

    EXPECT_TRUE(sees(tr("people.empty")));
}

} // namespace

} // namespace dongthac::test
