#include "shared/office/dropped_decisions.hpp"
#include "tests/ui/support/desk.hpp"
#include "tests/ui/support/ui_test.hpp"

// A decision that never came about is told, by name, until somebody says that it is understood.

namespace dongthac::test {

namespace {

class DroppedWindow : public UiTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        desk = std::make_unique<Desk>(net.pc_of("truong-a", tests::kSchoolRoles), strings());
        colleague = net.pc_of("truong-a", tests::kSchoolRoles);
        draw = [this](const ui::UiContext& ctx) { desk->view.draw(ctx, desk->model); };
        settle();
    }
    void TearDown() override {
        desk.reset();
        UiTest::TearDown();
    }
    base::DocumentId shared_plan(std::string_view subject) {
        desk->model.apply(app::intent::NewDocument{});
        const base::DocumentId plan = desk->model.open_document();
        EXPECT_TRUE(office::set_field(desk->pc->office, plan, base::root_node(plan), "subject", subject));
        desk->pc->sync();
        colleague->sync();
        return plan;
    }
    /// The window opened anew.
    void start_again() {
        auto pc = std::move(desk->pc);
        desk = std::make_unique<Desk>(std::move(pc), strings());
        settle();
    }

    tests::OfficeNet net;
    std::unique_ptr<Desk> desk;
    std::unique_ptr<tests::OfficePc> colleague;
};

TEST_F(DroppedWindow, ADecisionThatCameTooLateIsNamedUntilItIsUnderstood) {
    const base::DocumentId plan = shared_plan("phòng cháy");
    ASSERT_TRUE(office::decide(colleague->office, plan, model::Action::submit, {.person = "Hoa"}));
    colleague->sync();
    ASSERT_TRUE(office::decide(desk->pc->office, plan, model::Action::submit, {.person = "Lan"}));
    desk->pc->sync();
    settle();
    const std::string told = tr("dropped.overtaken", {{"action", tr("action.submit")}, {"subject", "phòng cháy"}});
    EXPECT_TRUE(sees(told));

    desk->pc->sync(); // good rounds take nothing of it away
    for (const char* screen : {"screen.tasks", "screen.plans", "screen.sync"}) {
        click(tr(screen));
        settle();
        EXPECT_TRUE(sees(told)) << screen;
    }
    start_again();
    EXPECT_TRUE(sees(told)) << "nor does the evening";
    click(tr("button.understood"));
    settle();

    EXPECT_FALSE(sees(told));
    start_again();
    EXPECT_FALSE(sees(told));
}

TEST_F(DroppedWindow, ManyLeaveRoomForThePageAndComeOneAfterTheOther) {
    std::vector<std::string> told;
    for (const char* subject : {"một", "hai", "ba", "bốn"}) {
        const base::DocumentId plan = shared_plan(subject);
        store::IntentRow intent;
        intent.document = plan;
        intent.action = "issue";
        ASSERT_TRUE(office::note_dropped(desk->pc->office, intent, {base::Code::not_allowed, {}}));
        told.push_back(tr(
            "dropped.refused",
            {{"action", tr("action.issue")},
             {"subject", subject},
             {"reason", strings().sentence({base::Code::not_allowed,
                                            {{"action", tr("action.issue")}, {"org", "Trường Mầm non Bình Minh"}}})}}));
    }
    desk->model.refresh();
    settle();
    EXPECT_TRUE(sees(told[0]) && sees(told[1]));
    EXPECT_FALSE(sees(told[2]));
    EXPECT_TRUE(sees(tr("dropped.more", {{"n", 2}})));

    click(tr("button.understood"), 1);
    settle();

    EXPECT_TRUE(sees(told[0]) && sees(told[2])) << "the one that was answered went";
    EXPECT_FALSE(sees(told[1]));
    for (int i = 0; i < 3; ++i) {
        click(tr("button.understood"));
        settle();
    }
    EXPECT_FALSE(sees(tr("button.understood")));
    EXPECT_TRUE(office::dropped_decisions(desk->pc->office)->empty());
}

TEST_F(DroppedWindow, OnlyTheNewestAreKept) {
    const base::DocumentId plan = shared_plan("phòng cháy");
    for (int i = 0; i < 60; ++i) {
        store::IntentRow intent;
        intent.document = plan;
        intent.action = "issue";
        intent.made_ms = i;
        for (int twice = 0; twice < 2; ++twice) // as when the program is stopped before the withdrawal
            ASSERT_TRUE(office::note_dropped(desk->pc->office, intent, {base::Code::state_conflict, {}}));
    }

    const auto kept = office::dropped_decisions(desk->pc->office).value();

    ASSERT_EQ(kept.size(), 50u);
    EXPECT_EQ(kept.front().made_ms, 10);
    EXPECT_EQ(kept.back().made_ms, 59);
    EXPECT_EQ(office::dropped_decisions(desk->pc->office, kept[47].id)->size(), 2u);
}

} // namespace

} // namespace dongthac::test
