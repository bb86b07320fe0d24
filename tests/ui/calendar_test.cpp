#include "client/ui/screens/calendar.hpp"
#include "client/ui/widgets/month_grid.hpp"
#include "tests/ui/support/work_window.hpp"

// "Lịch": the month and the day, by mouse and by keyboard alone, over a schedule in force.

namespace dongthac::test {

namespace {

namespace work = app::work;
using model::TaskState;
using text::Date;

/// October 2026 with so many tasks on the 9th, all of them late.
view_model::CalendarRows october(std::size_t tasks) {
    view_model::CalendarRows rows;
    rows.today = {2026, 10, 12};
    rows.chosen = {2026, 10, 9};
    for (std::int64_t day = text::to_days({2026, 9, 28}); day <= text::to_days({2026, 11, 1}); ++day) {
        view_model::CalendarDay& one = rows.days.emplace_back();
        one.day = text::from_days(day);
        one.in_month = one.day.month == 10;
        if (one.day == rows.chosen) one.due = one.open = one.overdue = tasks;
    }
    for (std::size_t i = 0; i < tasks; ++i) {
        view_model::CalendarTask task;
        task.task.id.bytes = {1, static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i)};
        task.task.title = "Đăng một tin, bài";
        task.task.state = TaskState::overdue;
        task.office = "Trường " + std::to_string(i);
        task.period = model::stored_period("2026-W41", {2026, 10, 5}, {2026, 10, 11});
        task.kind = "article";
        task.open = task.may_waive = true;
        rows.tasks.push_back(task);
    }
    return rows;
}

class CalendarScreen : public UiTest {
  protected:
    void show(const view_model::CalendarRows& rows) {
        draw = [this, &rows](const ui::UiContext& ctx) {
            const TestWindow window;
            if (auto wanted = ui::draw_calendar(ctx, rows, state)) said = std::get<app::intent::Work>(*wanted).wanted;
        };
        frames(3);
    }
    std::optional<app::WorkIntent> said;
    ui::CalendarState state;
};

class CalendarTasks : public CalendarScreen, public ::testing::WithParamInterface<std::size_t> {};

class Calendar : public WorkWindow {
  protected:
    void open() {
        chord(ImGuiMod_Ctrl | ImGuiKey_8);
        settle();
    }
    [[nodiscard]] std::string heading(const Date& day, int weekday) {
        return tr("calendar.whole_day",
                  {{"weekday", tr("weekday." + std::to_string(weekday))}, {"day", text::to_short_form(day)}});
    }
};

} // namespace

TEST_P(CalendarTasks, DrawsADayWithAnyNumberOfTasks) {
    const view_model::CalendarRows rows = october(GetParam());
    show(rows);

    EXPECT_LT(Probe::instance().items().size(), 400U) << "only what is visible is drawn";
    EXPECT_EQ(sees(tr("calendar.nothing")), GetParam() == 0);
    EXPECT_FALSE(mentions("calendar.no_data"));
    click("21/10/2026");
    EXPECT_EQ(std::get<work::ShowDay>(said.value()).day, (Date{2026, 10, 21}));
    if (GetParam() == 0) return;
    EXPECT_TRUE(sees("Trường 0"));
    EXPECT_TRUE(sees("tuần 41 năm 2026 (05/10 – 11/10/2026)"));
    EXPECT_TRUE(sees(tr("task_state.overdue")));
    const std::string number = GetParam() == 1 ? "1" : "3.000";
    EXPECT_TRUE(sees("09/10/2026: " + tr("calendar.count.overdue", {{"n", number}})));
    click(tr("calendar.open"));
    EXPECT_EQ(std::get<work::DoTask>(said.value()).task, rows.tasks[0].task.id);
}

INSTANTIATE_TEST_SUITE_P(Rows, CalendarTasks, ::testing::Values(0, 1, 3000));

TEST_F(CalendarScreen, MonthsAndTodayAreOneClickAway) {
    view_model::CalendarRows rows = october(0);
    rows.chosen = {2026, 10, 31};
    show(rows);

    click(tr("calendar.next"));
    EXPECT_EQ(std::get<work::ShowDay>(said.value()).day, (Date{2026, 11, 30})) << "November has no 31st";
    click(tr("calendar.previous"));
    EXPECT_EQ(std::get<work::ShowDay>(said.value()).day, (Date{2026, 9, 30}));
    click(tr("calendar.today"));
    EXPECT_EQ(std::get<work::ShowDay>(said.value()).day, rows.today);
}

TEST_F(CalendarScreen, TheKeysMoveTheDayAndNothingElse) {
    const view_model::CalendarRows rows = october(0); // nobody follows what is asked for
    show(rows);
    click("09/10/2026");
    const ImGuiID day = ImGui::GetCurrentContext()->NavId;

    for (int i = 0; i < 2; ++i) {
        key(ImGuiKey_RightArrow);

        EXPECT_EQ(std::get<work::ShowDay>(said.value()).day, (Date{2026, 10, 10}));
        EXPECT_EQ(ImGui::GetCurrentContext()->NavId, day) << "until another day is the chosen one";
    }
    key(ImGuiKey_PageUp);
    EXPECT_EQ(std::get<work::ShowDay>(said.value()).day, (Date{2026, 9, 9}));
}

TEST_F(CalendarScreen, AYearWhoseDaysOffAreNotKnownSaysSo) {
    view_model::CalendarRows rows = october(0);
    rows.has_data = false;
    show(rows);

    EXPECT_TRUE(sees(tr("calendar.no_data", {{"year", 2026}})));
}

TEST_F(CalendarScreen, WhatIsDoneIsOpenedAndNotBegunAgain) {
    view_model::CalendarRows rows = october(1);
    rows.tasks[0].ours = true;
    show(rows);
    click(tr("calendar.do"));
    EXPECT_TRUE(std::holds_alternative<work::DoTask>(said.value()));

    rows.tasks[0].open = rows.tasks[0].may_waive = false;
    rows.tasks[0].task.state = TaskState::done;
    frame();

    EXPECT_FALSE(sees(tr("calendar.waive")));
    click(tr("calendar.open"));
    EXPECT_EQ(std::get<work::ShowRecords>(said.value()).kind, "article");
    rows.tasks[0].task.form = base::DocumentId{{7}};
    click(tr("calendar.open"));
    EXPECT_TRUE(std::holds_alternative<work::DoTask>(said.value())) << "the submission that is there";
    rows.tasks[0].task.state = TaskState::waived;
    click(tr("calendar.open"));
    EXPECT_TRUE(std::holds_alternative<work::ShowReport>(said.value()));
}

TEST_F(CalendarScreen, NobodyIsExcusedWithoutAReason) {
    const view_model::CalendarRows rows = october(1);
    show(rows);
    click(tr("calendar.waive"));
    settle();
    EXPECT_TRUE(sees(tr("calendar.waive.title", {{"office", "Trường 0"}})));

    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);
    EXPECT_FALSE(said);
    EXPECT_TRUE(sees(tr("dialog.note_required")));
    type("nghỉ học vì bão");
    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);

    ASSERT_TRUE(said);
    EXPECT_EQ(std::get<work::Waive>(*said).task, rows.tasks[0].task.id);
    EXPECT_EQ(std::get<work::Waive>(*said).reason, "nghỉ học vì bão");
}

TEST_F(Calendar, TheKeyboardAloneGoesThroughTheDays) {
    sit_at("truong-a", {2026, 10, 12});
    open();
    tab_to("12/10/2026");

    key(ImGuiKey_LeftArrow);
    EXPECT_TRUE(sees(heading({2026, 10, 11}, 7)));
    EXPECT_TRUE(has_keyboard("11/10/2026")) << "it goes with the day";
    key(ImGuiKey_UpArrow);
    key(ImGuiKey_RightArrow);
    EXPECT_TRUE(sees(heading({2026, 10, 5}, 1)));
    key(ImGuiKey_UpArrow);
    key(ImGuiKey_LeftArrow);
    EXPECT_TRUE(sees(heading({2026, 9, 27}, 7))) << "into the month before";
    EXPECT_TRUE(has_keyboard("27/09/2026"));
    key(ImGuiKey_PageDown);
    EXPECT_TRUE(sees(heading({2026, 10, 27}, 2)));
    key(ImGuiKey_DownArrow);
    EXPECT_TRUE(sees(heading({2026, 11, 3}, 2)));
    EXPECT_TRUE(sees("Báo cáo tháng"));
    EXPECT_TRUE(has_keyboard("03/11/2026"));
}

TEST_F(Calendar, WhatIsDueIsBegunByTheKeyboardAlone) {
    sit_at("truong-a", {2026, 10, 12});
    open();
    tab_to("12/10/2026");
    for (int i = 0; i < 4; ++i) key(ImGuiKey_RightArrow);
    ASSERT_TRUE(sees("Đăng một tin, bài"));
    EXPECT_FALSE(sees(tr("calendar.waive"))) << "the ward asked for it";

    tab_to(tr("calendar.do"));
    key(ImGuiKey_Enter);

    EXPECT_EQ(model().screen(), app::Screen::records);
    EXPECT_NE(model().record(), nullptr);
}

TEST_F(Calendar, AReportIsOpenedForItsPeriod) {
    sit_at("truong-a", {2026, 11, 3});
    open();

    click(tr("calendar.do"));
    settle();

    EXPECT_EQ(model().screen(), app::Screen::reports);
    ASSERT_NE(model().submission(), nullptr);
    EXPECT_EQ(model().submission()->page.period, "2026-10");
}

TEST_F(Calendar, WhoAskedExcusesASchoolAndTheSchoolReadsIt) {
    sit_at("phuong", {2026, 10, 9});
    open();
    ASSERT_EQ(task("phuong", "truong-a", "2026-W41").state, TaskState::due);
    tab_to(tr("calendar.waive"));
    key(ImGuiKey_Space);
    ASSERT_TRUE(sees(tr("calendar.waive.title", {{"office", "Trường A"}})));
    chord(ImGuiMod_Ctrl | ImGuiKey_1);
    EXPECT_EQ(model().screen(), app::Screen::calendar) << "a question is answered first";
    type("nghỉ học vì bão");

    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);
    ASSERT_TRUE(sees(tr("ask.send.title"))) << "it goes the way of all decisions";
    chord(ImGuiMod_Ctrl | ImGuiKey_Enter);
    sync();
    ward.sync("truong-a");

    EXPECT_EQ(task("phuong", "truong-a", "2026-W41").state, TaskState::waived);
    EXPECT_EQ(task("truong-a", "truong-a", "2026-W41").state, TaskState::waived);
    EXPECT_EQ(task("phuong", "truong-b", "2026-W41").state, TaskState::due);
    EXPECT_TRUE(sees(tr("task_state.waived")));
}

TEST_F(Calendar, TheBoardOfTasksLeadsToTheWork) {
    sit_at("phuong", {2026, 11, 4});
    chord(ImGuiMod_Ctrl | ImGuiKey_1);
    settle();
    ASSERT_TRUE(sees(tr("task.group.overdue")));
    EXPECT_TRUE(sees("Báo cáo tháng"));
    EXPECT_TRUE(sees(tr("task.days_over", {{"n", 1}})));
    EXPECT_TRUE(mentions("6 đơn vị chưa nộp, hạn 03/11/2026: Trường A, Trường B, Trường C và 3 đơn vị khác"));

    click("Báo cáo tháng");
    settle();

    EXPECT_EQ(model().screen(), app::Screen::reports) << "the board of who handed in";
    EXPECT_EQ(model().submission(), nullptr);
}

TEST_F(Calendar, ASchoolGoesFromItsTasksToItsWorkByTheKeyboardAlone) {
    sit_at("truong-a", {2026, 10, 8});
    chord(ImGuiMod_Ctrl | ImGuiKey_1);
    settle();
    ASSERT_TRUE(sees(tr("task.group.due")));
    EXPECT_FALSE(sees(tr("task.group.overdue")));

    tab_to(tr("task.action.do_task"));
    key(ImGuiKey_Enter);

    EXPECT_EQ(model().screen(), app::Screen::records);
    EXPECT_NE(model().record(), nullptr);
}

TEST_F(Calendar, AWindowLeftOpenOverNightCountsTheNewDay) {
    sit_at("truong-a", {2026, 10, 9});
    ASSERT_EQ(model().tasks().counts.at(static_cast<std::size_t>(view_model::TaskGroup::overdue)), 0U);

    ward.go_to({2026, 10, 10}, 1);
    settle();

    EXPECT_EQ(model().tasks().counts.at(static_cast<std::size_t>(view_model::TaskGroup::overdue)), 1U);
}

} // namespace dongthac::test
