#include "client/ui/screens/report_charts.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "client/app/work_words.hpp"
#include "client/ui/screens/record_words.hpp"
#include "client/ui/widgets/chart.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

namespace work = app::work;
using view_model::DayProgress;
using view_model::OfficeRate;
using view_model::PeriodRate;
using view_model::ReportHistory;
using view_model::ReportRows;

constexpr float kSideBySide = 880; ///< of the room
constexpr std::size_t kDayLetters = 5;

std::string short_day(const text::Date& day) { return text::to_short_form(day).substr(0, kDayLetters); }

void draw_days(const UiContext& ctx, const ReportRows& rows) {
    const Card card(ctx, "days");
    text(ctx, ctx.tr("charts.days", {{"period", app::period_words(ctx.strings, rows.sums->period)}}),
         TextStyle::strong);
    if (rows.days.empty()) return text_wrapped(ctx, ctx.tr("charts.nobody_asked"), TextStyle::body, Ink::muted);
    std::vector<ChartDay> days;
    std::string deadline;
    for (const DayProgress& day : rows.days) {
        days.push_back({short_day(day.day), day.in, day.deadline});
        if (day.deadline) deadline = ctx.tr("reports.due", {{"day", short_day(day.day)}});
    }
    day_chart(ctx, "days", days, rows.asked, deadline);
}

std::optional<app::Intent> draw_periods(const UiContext& ctx, const ReportHistory& history, float width) {
    const Card card(ctx, "periods", {width, 0});
    text(ctx, ctx.tr("charts.periods"), TextStyle::strong);
    gap(ctx.theme.space().s);
    std::vector<ChartBar> bars;
    for (const PeriodRate& one : history.periods)
        bars.push_back({app::period_words(ctx.strings, one.period), one.rate.on_time, one.rate.all,
                        share_tone(one.rate.on_time, one.rate.all)});
    if (bars.empty()) {
        text_wrapped(ctx, ctx.tr("charts.nothing"), TextStyle::body, Ink::muted);
        return std::nullopt;
    }
    const auto pressed = bar_chart(ctx, "periods", bars);
    if (!pressed) return std::nullopt;
    return wants(work::ShowReport{{}, history.periods[*pressed].period.key});
}

std::optional<app::Intent> draw_offices(const UiContext& ctx, const ReportHistory& history, ReportsState& state,
                                        float width) {
    const Card card(ctx, "rates", {width, 0});
    text(ctx, ctx.tr("charts.offices", {{"n", history.periods.size()}}), TextStyle::strong);
    if (history.rates.empty()) {
        text_wrapped(ctx, ctx.tr("charts.nothing"), TextStyle::body, Ink::muted);
        return std::nullopt;
    }
    const std::array<std::string, 2> orders = {ctx.tr("charts.worst_first"), ctx.tr("charts.by_name")};
    (void)segmented(ctx, "order", orders, state.rates_order);
    gap(ctx.theme.space().s);
    const auto rate_at = [&](std::size_t place) -> const OfficeRate& {
        return history.rates[state.rates_order == 1 ? history.by_name[place] : place];
    };
    const auto bar_at = [&](std::size_t place) {
        const OfficeRate& one = rate_at(place);
        return ChartBar{one.name, one.rate.on_time, one.rate.all, share_tone(one.rate.on_time, one.rate.all)};
    };
    const auto pressed = bar_chart(ctx, "rates", ChartBars{history.rates.size(), bar_at});
    if (!pressed || rate_at(*pressed).document.empty()) return std::nullopt;
    return wants(work::OpenSubmission{rate_at(*pressed).document});
}

} // namespace

std::optional<app::Intent> draw_report_charts(const UiContext& ctx, const ReportRows& rows,
                                              const ReportHistory& history, ReportsState& state) {
    std::optional<app::Intent> wanted;
    const float room = ImGui::GetContentRegionAvail().x;
    const bool beside = room >= ctx.theme.px(kSideBySide);
    const float step = ctx.theme.space().l;
    draw_days(ctx, rows);
    gap(step);
    if (!beside) {
        if (auto asked = draw_periods(ctx, history, 0)) wanted = asked;
        gap(step);
        if (auto asked = draw_offices(ctx, history, state, 0)) wanted = asked;
        return wanted;
    }
    const float half = (room - step) / 2;
    const ImVec2 top = ImGui::GetCursorPos();
    if (auto asked = draw_periods(ctx, history, half)) wanted = asked;
    const float bottom = ImGui::GetCursorPosY();
    ImGui::SetCursorPos({top.x + half + step, top.y});
    if (auto asked = draw_offices(ctx, history, state, half)) wanted = asked;
    ImGui::SetCursorPosY(std::max(bottom, ImGui::GetCursorPosY()));
    ImGui::Dummy({1, 1});
    return wanted;
}

} // namespace dongthac::ui
