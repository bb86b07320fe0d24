#include <algorithm>

#include "client/ui/screens/reports.hpp"
#include "tests/ui/support/work_window.hpp"

// How handing in went, beside the board: day by day, by period and by office.

namespace dongthac::test {

namespace {

class ReportCharts : public WorkWindow {
  protected:
    void hand_in(const model::OrgId& school, const text::Date& day) {
        ward.go_to(day, 9);
        ward.sync(school); // its PC hears the server's time: what it sends now was surely not sent before
        const base::DocumentId report = ward.begin(school);
        ward.say(school, report, "articles", "4");
        ward.decide(school, report, model::Action::submit);
    }
    void open_charts(const text::Date& day) {
        sit_at("phuong", day);
        sync();
        chord(ImGuiMod_Ctrl | ImGuiKey_7);
        click(tr("reports.charts"));
        settle();
    }
};

} // namespace

TEST_F(ReportCharts, DaysCountTowardsTheDeadlineAndRatesNameTheWorst) {
    hand_in("truong-a", {2026, 11, 2});
    hand_in("truong-b", {2026, 11, 5});
    open_charts({2026, 11, 6});

    const view_model::ReportRows* rows = model().reports();
    ASSERT_NE(rows, nullptr);
    ASSERT_EQ(rows->sums->period.key, "2026-10");
    ASSERT_FALSE(rows->days.empty());
    EXPECT_EQ(rows->asked, 6U);
    EXPECT_EQ(rows->days.front().in, 0U);
    EXPECT_EQ(rows->days.back().day, (text::Date{2026, 11, 5}));
    EXPECT_EQ(rows->days.back().in, 2U);
    EXPECT_TRUE(mentions(tr("reports.due", {{"day", "03/11"}}))) << "the deadline is written, not only drawn";
    EXPECT_TRUE(mentions(tr("chart.day", {{"day", "05/11"}, {"n", 2}, {"all", 6}})));
    const view_model::ReportHistory* history = model().report_history();
    ASSERT_NE(history, nullptr);
    const auto october =
        std::ranges::find(history->periods, std::string("2026-10"), [](const auto& one) { return one.period.key; });
    ASSERT_NE(october, history->periods.end());
    EXPECT_EQ(october->rate.on_time, 1U) << "what came on the 5th was late";
    EXPECT_EQ(october->rate.all, 6U);
    ASSERT_EQ(history->rates.size(), 6U);
    EXPECT_EQ(history->rates.back().name, "Trường A") << "the best is last";
    EXPECT_EQ(history->rates.at(history->by_name.front()).name, "Trường A");
    const std::string worst = history->rates.front().name;
    ImGui::GetIO().DisplaySize = {1366, 1400}; // all bars at once
    frames(3);

    EXPECT_LT(item(worst).box.Min.y, item("Trường A").box.Min.y);
    click(tr("charts.by_name"));
    settle();
    EXPECT_LT(item("Trường A").box.Min.y, item("Trường G").box.Min.y);
}

/// Charts that cannot be read leave the window at rest: another picture would not bring them.
TEST_F(ReportCharts, WhatCannotBeReadIsNotDrawnForWithoutEnd) {
    sit_at("phuong", {2026, 11, 6});
    sync();
    chord(ImGuiMod_Ctrl | ImGuiKey_7);
    ASSERT_NE(model().reports(), nullptr);
    const view_model::ReportRows rows = *model().reports();
    ui::ReportsState state;
    draw = [&](const ui::UiContext& ctx) {
        const TestWindow window;
        (void)ui::draw_reports(ctx, rows, nullptr, state);
    };
    settle();

    click(tr("reports.charts"));
    EXPECT_EQ(state.view, 1U);
    frames(10);

    EXPECT_FALSE(redraw().should_draw(now())) << "an untouched window costs nothing";
}

TEST_F(ReportCharts, WhereNobodyWasAskedItSaysSo) {
    open_charts({2026, 10, 6});

    model().apply(app::intent::Work{app::work::ShowReport{{}, "2026-03"}});
    settle();

    EXPECT_TRUE(model().reports()->days.empty());
    EXPECT_TRUE(mentions(tr("charts.nobody_asked")));
}

} // namespace dongthac::test
