#include <algorithm>
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

    /// The key of the field right above the sentence of the problem; "" when it is not said.
    [[nodiscard]] std::string field_above_problem() const {
        const std::string words = strings().sentence(fresh->pc->status().join_problem.value());
        const auto& items = Probe::instance().items();
        const auto said = std::ranges::find_if(
            items, [&](const ProbedItem& one) { return one.label.find(words) != std::string::npos; });
        if (said == items.end()) return "";
        std::string above;
        for (const char* field : {"welcome.url", "welcome.code"}) // from top to bottom; the caption is the first
            if (item(tr(field), 1).box.Max.y <= said->box.Min.y) above = field;
        return above;
    }

    OfficeNet net;
    std::unique_ptr<Desk> fresh;
};

TEST_F(JoinWindow, AnExpiredCodeIsSaidBesideTheField) {
    const std::string code = net.code_for("truong-b", tests::kSchoolRoles);
    net.clock.advance(std::int64_t{8} * 86'400'000);

    join(code);

    EXPECT_TRUE(sees(tr("error.expired_code")));
    EXPECT_EQ(field_above_problem(), "welcome.code");
    EXPECT_FALSE(fresh->pc->office.identity().enrolled());
}

TEST_F(JoinWindow, ACodeThatNobodyGaveOrThatIsUsedIsSaidBesideItsField) {
    join("AAAA-BBBB-CCCC");
    EXPECT_EQ(fresh->pc->status().join_problem.value().code, base::Code::bad_code);
    EXPECT_EQ(field_above_problem(), "welcome.code");

    const std::string code = net.code_for("truong-b", tests::kSchoolRoles);
    const auto other = net.new_pc();
    other->request_join("http://test", code);
    ASSERT_FALSE(other->status().join_problem);
    click(tr("welcome.code"), 1);
    chord(ImGuiMod_Ctrl | ImGuiKey_A);
    type(code);
    click(tr("welcome.join"));
    settle();

    EXPECT_EQ(fresh->pc->status().join_problem.value().code, base::Code::used_code);
    EXPECT_EQ(field_above_problem(), "welcome.code");
}

TEST_F(JoinWindow, AServerOutOfReachIsSaidAndTheSameAgainJoins) {
    const std::string code = net.code_for("truong-b", tests::kSchoolRoles);
    fresh->pc->online = false;
    join(code);
    EXPECT_EQ(fresh->pc->status().join_problem.value().code, base::Code::unreachable);
    EXPECT_EQ(field_above_problem(), "welcome.url");
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
