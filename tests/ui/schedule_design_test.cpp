#include "shared/model/work_fields.hpp"
#include "shared/office/designing.hpp"
#include "shared/office/schedules.hpp"
#include "tests/ui/support/design_window.hpp"

// Schedules, proposals and requests made in the window, and the tasks that come out of them below.

namespace dongthac::test {

namespace {

using office::LineKind;
using view_model::Designs;

class ScheduleWindow : public DesignWindow {
  protected:
    void new_schedule(std::string_view title) {
        at->model.apply(app::intent::Work{app::work::NewDesign{"schedule", {}}});
        settle();
        type(title);
        key(ImGuiKey_Enter);
        settle();
    }
    void add_weekly(std::string_view words) {
        add(LineKind::duty, words);
        choose(tr("field.targets"), tr("design.who.all_schools"));
        choose(tr("field.cadence"), tr("choice.cadence.weekly"));
    }
    [[nodiscard]] const view_model::DesignLine& line(std::size_t at_place = 0) {
        const view_model::DesignPage* page = at->model.design(Designs::schedules);
        return page->lines.at(at_place);
    }
    [[nodiscard]] std::vector<office::Task> tasks_of(Desk& desk, const model::OrgId& org) {
        return office::tasks(desk.pc->office,
                             {.org = org, .due_from = {}, .due_to = text::Date{2026, 12, 31}, .period = {}})
            .value();
    }
};

} // namespace

TEST_F(ScheduleWindow, AWeeklyTaskIsMadeIssuedAndOwedBelow) {
    chord(ImGuiMod_Ctrl | ImGuiKey_1);
    press(tr("screen.schedules"));
    press(tr("designs.new_schedule"));
    type("Lịch truyền thông");
    key(ImGuiKey_Enter);
    settle();
    EXPECT_TRUE(sees(tr("designs.own_schedule"))) << "nobody takes it for the signed plan's";
    add(LineKind::duty, "Đăng một tin, bài");
    choose(tr("field.output_kind"), tr("kind.article"));
    choose(tr("field.targets"), tr("design.who.all_schools"));
    choose(tr("field.cadence"), tr("choice.cadence.weekly"));
    choose(tr("field.due_school"), tr("design.due.weekday"));
    fill(tr("field.quota_min"), "1");

    EXPECT_EQ(line().duty.due.school, model::parse_due_rule("fri").value());
    EXPECT_EQ(line().offices, 3u);
    ASSERT_FALSE(line().next.empty());
    EXPECT_TRUE(mentions(text::to_short_form(line().next.front().due))) << "the next deadline is shown";
    EXPECT_TRUE(mentions(tr("weekday.5")));
    const base::DocumentId schedule = open_design(Designs::schedules);
    issue();
    ASSERT_EQ(ward->state_of(schedule), model::DocumentState::issued);
    send_down();

    net.clock.advance(std::int64_t{7} * 24 * 3'600'000);
    const std::vector<office::Task> owed = tasks_of(*school, "truong-a");
    ASSERT_FALSE(owed.empty());
    EXPECT_EQ(owed.front().title, "Đăng một tin, bài");
    EXPECT_EQ(owed.front().quota, 1u);
}

TEST_F(ScheduleWindow, WhatSaysNothingIsToldAndKeptHere) {
    new_schedule("Lịch truyền thông");
    press(tr("design.add.duty"));
    for (const char* problem : {"no_action", "no_targets", "no_cadence"})
        EXPECT_TRUE(mentions(tr("design.problem." + std::string(problem)))) << problem;
    type("Báo cáo");
    key(ImGuiKey_Enter);
    issue();
    EXPECT_EQ(ward->state_of(open_design(Designs::schedules)), model::DocumentState::draft);
    const auto refused = office::decide(ward->pc->office, open_design(Designs::schedules), model::Action::issue);
    ASSERT_FALSE(refused) << "nor by a command";
    EXPECT_EQ(refused.error().arg("field"), "targets");

    choose(tr("field.targets"), tr("design.who.named"));
    EXPECT_TRUE(mentions(tr("design.problem.no_targets"))) << "a list without names is nobody";
    choose(tr("record.add_office"), "Trường Tiểu học Ánh Dương");
    EXPECT_EQ(line().duty.selector.orgs, std::vector<std::string>{"truong-b"});
    EXPECT_FALSE(mentions(tr("design.problem.no_targets")));

    choose(tr("field.cadence"), tr("choice.cadence.fixed_dates"));
    EXPECT_TRUE(mentions(tr("design.problem.no_dates")));
    choose(tr("field.due_school"), tr("design.due.fixed_dates"));
    fill(tr("design.due.number") + "##due_school", "đầu tháng");
    EXPECT_TRUE(mentions(tr("design.problem.dates", {{"value", "đầu tháng"}})));
    EXPECT_FALSE(line().duty.due.school) << "nothing of it is stored";
    fill(tr("design.due.number") + "##due_school", "5/10; 15/3");
    EXPECT_EQ(line().duty.due.school, model::parse_due_rule("15/3;5/10").value());
    EXPECT_FALSE(mentions(tr("design.problem.dates", {{"value", "đầu tháng"}})));
    issue();
    EXPECT_EQ(ward->state_of(open_design(Designs::schedules)), model::DocumentState::issued);
}

TEST_F(ScheduleWindow, WhatCannotBeStoredKeepsTheScheduleHereAndStaysWithItsLine) {
    new_schedule("Lịch truyền thông");
    add_weekly("Đăng video");
    add_weekly("Đăng tin");
    fill(tr("field.quota_min"), "vài tin");
    const base::DocumentId schedule = open_design(Designs::schedules);
    issue();
    EXPECT_EQ(ward->state_of(schedule), model::DocumentState::draft);

    at->model.apply(app::intent::Work{app::work::OpenDesign{schedule, line().node}});
    settle();
    EXPECT_FALSE(mentions("“vài tin”"));
    issue();
    EXPECT_EQ(ward->state_of(schedule), model::DocumentState::draft);
    EXPECT_TRUE(mentions("“vài tin”")) << "its line is open again, with what was typed";
    fill(tr("field.quota_min"), "2");
    issue();
    EXPECT_EQ(ward->state_of(schedule), model::DocumentState::issued);
}

TEST_F(ScheduleWindow, WhatWasOwedUntilATaskIsClosedStaysOwed) {
    new_schedule("Lịch truyền thông");
    add_weekly("Đăng tin");
    add_weekly("Đăng video");
    const base::DocumentId schedule = open_design(Designs::schedules);
    issue();
    net.clock.advance(std::int64_t{20} * 24 * 3'600'000);
    send_down();
    const auto owed_so_far = [&] {
        const text::Date today = school->pc->office.today();
        return std::ranges::count_if(tasks_of(*school, "truong-a"),
                                     [&](const office::Task& task) { return task.due <= today; });
    };
    const auto owed = owed_so_far();
    ASSERT_GE(owed, 4);
    // Of the closed task the week under way is still owed.
    const auto until_today = [&](const office::Task& task) {
        return task.title == "Đăng video" && task.from <= school->pc->office.today();
    };
    const auto owed_of_video = std::ranges::count_if(tasks_of(*school, "truong-a"), until_today);

    for (const char* state : {"closed", "suspended"}) {
        choose(tr("field.obligation_state"), tr("choice.obligation_state." + std::string(state)));
        EXPECT_EQ(line(1).duty.valid.to, ward->pc->office.today()) << state;
        for (const view_model::NextDue& next : line(1).next)
            EXPECT_LE(next.period.to, ward->pc->office.today()) << "and nothing new falls due";
        choose(tr("field.obligation_state"), tr("choice.obligation_state.active"));
        EXPECT_FALSE(line(1).duty.valid.to);
        EXPECT_FALSE(line(1).next.empty());
    }
    choose(tr("field.obligation_state"), tr("choice.obligation_state.closed"));
    key(ImGuiKey_Tab);
    go_to(tr("field.valid_to"));
    chord(ImGuiMod_Ctrl | ImGuiKey_A);
    key(ImGuiKey_Delete);
    key(ImGuiKey_Enter);
    settle();
    EXPECT_TRUE(mentions(tr("design.problem.no_end")));
    const auto refused = office::decide(ward->pc->office, schedule, model::Action::issue);
    ASSERT_FALSE(refused) << "nor by a command";
    EXPECT_EQ(refused.error().arg("field"), "valid_to");
    fill(tr("field.valid_to"), text::to_short_form(ward->pc->office.today()));
    issue();
    send_down();

    EXPECT_EQ(owed_so_far(), owed);
    EXPECT_EQ(std::ranges::count(tasks_of(*school, "truong-a"), "Đăng video", &office::Task::title), owed_of_video);
}

TEST_F(ScheduleWindow, WhatIsOverOrNotConfirmedKeepsNothingHere) {
    new_schedule("Lịch truyền thông");
    add_weekly("Đăng tin");
    add_weekly("Đăng video");
    const base::DocumentId schedule = open_design(Designs::schedules);
    const base::NodeId video = line(1).node;
    const auto set = [&](std::string_view name, std::string_view value) {
        ASSERT_TRUE(office::set_line_field(ward->pc->office, schedule, video, name, value));
        at->model.refresh();
        settle();
    };
    set("targets", "orgs:truong-da-giai-the"); // the school is gone
    ASSERT_EQ(line(1).offices, 0u);
    EXPECT_TRUE(mentions(tr("design.problem.no_offices")));
    issue();
    EXPECT_EQ(ward->state_of(schedule), model::DocumentState::draft);

    set("obligation_state", "draft");
    EXPECT_FALSE(mentions(tr("design.problem.no_offices")));
    set("obligation_state", "closed");
    EXPECT_FALSE(mentions(tr("design.problem.no_offices")));
    issue();
    EXPECT_EQ(ward->state_of(schedule), model::DocumentState::issued);
}

TEST_F(ScheduleWindow, DatesThatAreHalfTypedAreNotStoredAsThoseBefore) {
    new_schedule("Lịch truyền thông");
    add(LineKind::duty, "Báo cáo");
    choose(tr("field.cadence"), tr("choice.cadence.fixed_dates"));
    choose(tr("field.due_school"), tr("design.due.fixed_dates"));
    go_to(tr("design.due.number") + "##due_school");
    type("15/3;5");
    chord(ImGuiMod_Ctrl | ImGuiKey_1);
    EXPECT_FALSE(line().duty.due.school) << "15/3 alone is not what was meant";

    press(tr("screen.schedules"));
    EXPECT_TRUE(mentions(tr("design.problem.dates", {{"value", "15/3;5"}})));
}

TEST_F(ScheduleWindow, ADeadlineThatMovesSaysFromWhereAndWhy) {
    new_schedule("Lịch báo cáo");
    add(LineKind::duty, "Báo cáo tháng");
    choose(tr("field.targets"), tr("design.who.all_schools"));
    choose(tr("field.cadence"), tr("choice.cadence.monthly"));
    choose(tr("field.due_school"), tr("design.due.day_of_month"));
    fill(tr("design.due.number") + "##due_school", "1");

    // In September 2026: 1/10 is a Thursday, 1/11 a Sunday.
    EXPECT_TRUE(mentions(tr("design.moved_weekend", {{"weekday", tr("weekday.7")}, {"day", "01/11/2026"}})));
    EXPECT_TRUE(mentions("02/11/2026"));
}

TEST_F(ScheduleWindow, UndoTakesAFieldBack) {
    new_schedule("Lịch truyền thông");
    add(LineKind::duty, "Đăng tin");
    choose(tr("field.cadence"), tr("choice.cadence.weekly"));
    ASSERT_EQ(line().duty.cadence, model::Cadence::weekly);

    chord(ImGuiMod_Ctrl | ImGuiKey_Z);

    EXPECT_EQ(line().duty.cadence, model::Cadence::unspecified);
    EXPECT_TRUE(mentions(tr("done.undone", {{"what", tr("undo.field", {{"field", tr("field.cadence")}})}})));
}

TEST_F(ScheduleWindow, WhatAPlanAsksForCountsWhenAPersonHasConfirmedIt) {
    const base::DocumentId plan = tests::issue_plan(*ward->pc, "12", "truyền thông giáo dục năm 2026");
    const base::DocumentId replacement = office::new_replacement(ward->pc->office, plan).value();
    office::Workspace& office = ward->pc->office;
    for (const char* words : {"Các trường đăng ít nhất 01 tin bài mỗi tuần trên trang thông tin điện tử của trường.",
                              "Các trường báo cáo hằng tháng tình hình dư luận về UBND phường trước ngày 25."})
        ASSERT_TRUE(
            office::add_node(office, replacement,
                             {base::root_node(replacement), std::nullopt, model::ItemRole::assignment, {}, words, {}}));
    ASSERT_TRUE(office::decide(office, replacement, model::Action::issue));
    ward->model.refresh();
    at->model.apply(app::intent::OpenDocument{replacement, {}});
    settle();
    click(tr("design.propose"));
    settle();
    const view_model::DesignPage* page = at->model.design(Designs::schedules);
    ASSERT_NE(page, nullptr);
    const std::size_t proposed = page->lines.size();
    ASSERT_GE(proposed, 2u);
    EXPECT_TRUE(mentions("Các trường đăng ít nhất 01 tin bài mỗi tuần")) << "each beside its sentence";
    EXPECT_TRUE(mentions(tr("design.unconfirmed", {{"n", proposed}})));
    EXPECT_TRUE(line().is_proposal());

    press(tr("design.drop"));
    EXPECT_EQ(at->model.design(Designs::schedules)->lines.size(), proposed - 1);
    chord(ImGuiMod_Ctrl | ImGuiKey_Z);
    EXPECT_EQ(at->model.design(Designs::schedules)->lines.size(), proposed);
    press(tr("design.accept"));
    EXPECT_FALSE(line().is_proposal());
    EXPECT_TRUE(line(1).is_proposal());
    at->model.apply(app::intent::Work{app::work::ProposeSchedule{replacement}});
    settle();
    EXPECT_EQ(office::list_kind(office, "schedule")->size(), 1u) << "asked again it is the same schedule";

    issue();
    send_down();
    net.clock.advance(std::int64_t{40} * 24 * 3'600'000);
    const std::vector<office::Task> owed = tasks_of(*school, "truong-a");
    ASSERT_FALSE(owed.empty());
    for (const office::Task& task : owed)
        EXPECT_EQ(task.duty, line().node) << "what nobody confirmed is owed by nobody";
}

TEST_F(ScheduleWindow, ARequestSaysWhoAndByWhenAtEachLevel) {
    new_form("Báo cáo nhanh");
    add(LineKind::question, "Số phòng học hư hỏng");
    const base::DocumentId form = open_design();
    issue();
    at->model.apply(app::intent::OpenScreen{app::Screen::schedules});
    settle();
    choose(tr("designs.ask"), "Báo cáo nhanh");
    const view_model::DesignPage* page = at->model.design(Designs::schedules);
    ASSERT_NE(page, nullptr);
    EXPECT_EQ(page->head.kind, "report_request");
    EXPECT_EQ(page->offices, 3u);
    const base::DocumentId request = page->head.document;
    fill(tr("field.period"), "tháng 9/2026");
    EXPECT_EQ(office::read_document(ward->pc->office, request)->root().string(model::field::kPeriod), "2026-09")
        << "stored as the period's key";
    EXPECT_TRUE(mentions("tháng 9 năm 2026")) << "and shown as people say it";
    EXPECT_FALSE(mentions("2026-09"));
    fill(tr("field.period"), "tháng 8 năm 2026");
    EXPECT_EQ(office::read_document(ward->pc->office, request)->root().string(model::field::kPeriod), "2026-08");
    fill(tr("field.period"), "tháng 9 năm 2026");
    fill(tr("field.period"), "hôm qua");
    EXPECT_EQ(office::read_document(ward->pc->office, request)->root().string(model::field::kPeriod), "2026-09");
    fill(tr("field.period"), "9/2026");
    choose(tr("field.due_school"), tr("design.due.working_days"));
    ASSERT_TRUE(at->model.design(Designs::schedules)->due);
    EXPECT_TRUE(mentions(text::to_short_form(at->model.design(Designs::schedules)->due->due)));
    issue();
    ASSERT_EQ(ward->state_of(request), model::DocumentState::issued);
    send_down();

    at->model.apply(app::intent::Work{app::work::CloseDesign{Designs::schedules}});
    settle();
    EXPECT_TRUE(mentions(tr("designs.of_form", {{"form", "Báo cáo nhanh"}, {"period", "tháng 9 năm 2026"}})));
    const std::vector<office::Task> owed = tasks_of(*school, "truong-a");
    ASSERT_EQ(owed.size(), 1u);
    EXPECT_EQ(owed.front().form, form);
    EXPECT_EQ(owed.front().period, "2026-09");
    sit_at(*school);
    at->model.apply(app::intent::Work{app::work::DoTask{owed.front().id}});
    settle();
    EXPECT_TRUE(sees("Số phòng học hư hỏng"));
}

TEST_F(ScheduleWindow, AFreshRequestMakesNobodyLate) {
    new_form("Báo cáo nhanh");
    add(LineKind::question, "Số phòng học hư hỏng");
    const base::DocumentId form = open_design();
    issue();
    for (const text::Date& today : {text::Date{2026, 10, 2}, text::Date{2026, 11, 22}}) {
        const std::int64_t days = text::to_days(today) - text::to_days(ward->pc->office.today());
        net.clock.advance(days * 24 * 3'600'000);
        at->model.apply(app::intent::OpenScreen{app::Screen::schedules});
        at->model.apply(app::intent::Work{app::work::CloseDesign{Designs::schedules}});
        settle();
        at->model.apply(app::intent::Work{app::work::NewDesign{"report_request", form}});
        settle();
        const view_model::DesignPage* page = at->model.design(Designs::schedules);
        ASSERT_NE(page, nullptr);
        ASSERT_TRUE(page->due);
        EXPECT_EQ(page->due->period.key, today.month == 10 ? "2026-09" : "2026-11");
        EXPECT_LE(today, page->due->due);
        EXPECT_TRUE(page->problems.empty());
    }

    fill(tr("field.period"), "10/2026");
    EXPECT_TRUE(mentions(tr("design.problem.due_past")));
    issue();
    EXPECT_EQ(ward->state_of(open_design(Designs::schedules)), model::DocumentState::draft);
    choose(tr("field.due_school"), tr("design.due.days"));
    fill(tr("design.due.number") + "##due_school", "30");
    EXPECT_FALSE(mentions(tr("design.problem.due_past")));
    issue();
    EXPECT_EQ(ward->state_of(open_design(Designs::schedules)), model::DocumentState::issued);
}

TEST_F(ScheduleWindow, TheScheduleHasRoomInSmallWindowsAndAtZoom) {
    new_schedule("Lịch truyền thông");
    add(LineKind::duty, "Đăng một tin, bài trên trang thông tin điện tử của nhà trường và gửi về phường");
    for (const auto& [size, zoom] :
         {std::pair{ImVec2(1024, 640), 1.0f}, {ImVec2(1366, 768), 1.0f}, {ImVec2(1366, 768), 1.5f}}) {
        look(size, zoom);
        EXPECT_TRUE(item(tr("action.issue")).reachable()) << size.x << " " << zoom;
        for (const char* name : {"field.targets", "field.cadence", "field.due_school"}) {
            go_to(tr(name));
            const ProbedItem found = item(tr(name), count(tr(name)) - 1);
            EXPECT_LE(found.box.Max.x, size.x) << name << " " << size.x << " " << zoom;
            EXPECT_GE(found.box.GetWidth(), 150) << name << " " << size.x << " " << zoom;
        }
    }
}

} // namespace dongthac::test
