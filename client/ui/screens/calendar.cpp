#include "client/ui/screens/calendar.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "client/app/work_words.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/text.hpp"
#include "shared/model/weekday.hpp"

namespace dongthac::ui {

namespace {

namespace work = app::work;
using view_model::CalendarDay;
using view_model::CalendarRows;
using view_model::CalendarTask;

constexpr float kSideBySide = 1000; ///< logical pixels of the window
constexpr float kMonthShare = 0.58f;
constexpr float kMonthAlone = 520;
constexpr float kRow = 100;
constexpr float kLine = 22;
constexpr std::size_t kMostShown = 999; ///< in the cell of a day
constexpr int kSaturday = 6;

app::Intent wants(app::WorkIntent wanted) { return app::intent::Work{std::move(wanted)}; }

Tone tone_of(model::TaskState state) {
    switch (state) {
    case model::TaskState::overdue: return Tone::error;
    case model::TaskState::due:
    case model::TaskState::done_late: return Tone::warn;
    case model::TaskState::done: return Tone::ok;
    case model::TaskState::not_due:
    case model::TaskState::waived: break;
    }
    return Tone::neutral;
}

/// What a day's tasks are counted by: the last part of the string keys `calendar.count.<name>`.
struct Part {
    std::string_view name;
    Tone tone;
    std::string_view icon;
};
constexpr std::array<Part, 3> kParts = {
    {{"overdue", Tone::error, icon::kBell}, {"open", Tone::info, icon::kClock}, {"done", Tone::ok, icon::kCheck}}};

std::array<std::size_t, kParts.size()> counts_of(const CalendarDay& day) {
    return {day.overdue, day.open - day.overdue, day.due - day.open};
}

std::string weekday_name(const UiContext& ctx, std::string_view key, int weekday) {
    return ctx.tr(std::string(key) + std::to_string(weekday));
}

MonthDay cell_of(const UiContext& ctx, const CalendarDay& day, const text::Date& today) {
    MonthDay cell;
    cell.day = day.day;
    cell.in_month = day.in_month;
    cell.off = !day.working;
    cell.today = day.day == today;
    const bool weekend = model::iso_weekday(day.day) >= kSaturday;
    if (weekend == day.working) cell.note = ctx.tr(day.working ? "calendar.make_up" : "calendar.day_off");
    const auto counts = counts_of(day);
    for (std::size_t i = 0; i < kParts.size(); ++i) {
        if (counts.at(i) == 0) continue;
        const Part& part = kParts.at(i);
        const std::string number =
            counts.at(i) > kMostShown ? ctx.tr("calendar.many", {{"n", kMostShown}}) : std::to_string(counts.at(i));
        cell.counts.push_back({part.tone, part.icon, number});
        cell.hint += (cell.hint.empty() ? text::to_short_form(day.day) + ": " : ", ") +
                     ctx.tr("calendar.count." + std::string(part.name),
                            {{"n", ctx.strings.number(static_cast<std::int64_t>(counts.at(i)))}});
    }
    return cell;
}

model::Period month_of(const text::Date& day) {
    const text::Date first{day.year, day.month, 1};
    return model::stored_period(text::to_iso(day).substr(0, 7), first, model::plus_days(month_away(first, 1), -1));
}

std::optional<app::Intent> draw_month_head(const UiContext& ctx, const CalendarRows& rows) {
    std::optional<app::Intent> wanted;
    if (icon_button(ctx, icon::kChevronLeft, ctx.tr("calendar.previous")))
        wanted = wants(work::ShowDay{month_away(rows.chosen, -1)});
    same_row(ctx.theme.space().xs);
    if (icon_button(ctx, icon::kChevronRight, ctx.tr("calendar.next")))
        wanted = wants(work::ShowDay{month_away(rows.chosen, 1)});
    same_row(ctx.theme.space().s);
    text(ctx, subject_or_untitled(ctx, app::period_words(ctx.strings, month_of(rows.chosen))), TextStyle::heading);
    same_row();
    const std::string today = ctx.tr("calendar.today");
    push_right(button_width(ctx, today));
    if (button(ctx, today)) wanted = wants(work::ShowDay{rows.today});
    return wanted;
}

/// What the icons and the shade in the cells mean.
void draw_legend(const UiContext& ctx) {
    for (const Part& part : kParts) {
        icon_text(ctx, part.icon,
                  part.tone == Tone::error ? Ink::error
                  : part.tone == Tone::ok  ? Ink::ok
                                           : Ink::accent);
        same_row(ctx.theme.space().xs);
        text(ctx, ctx.tr("calendar.legend." + std::string(part.name)), TextStyle::small, Ink::muted);
        same_row(ctx.theme.space().l);
    }
    const float side = ctx.theme.px(14);
    const float high = ctx.theme.pixel_size(TextStyle::body);
    ImVec2 at = place_text({side, high}, high);
    at.y = std::round(at.y + (high - side) / 2);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + side, at.y + side}, ctx.theme.colors().neutral_soft);
    list.AddRect(at, {at.x + side, at.y + side}, ctx.theme.colors().border_strong);
    same_row(ctx.theme.space().xs);
    text(ctx, ctx.tr("calendar.legend.off"), TextStyle::small, Ink::muted);
}

std::optional<app::Intent> draw_month(const UiContext& ctx, const CalendarRows& rows, CalendarState& state) {
    std::optional<app::Intent> wanted = draw_month_head(ctx, rows);
    gap(ctx.theme.space().s);
    std::vector<std::string> names;
    for (int weekday = 1; weekday <= 7; ++weekday) names.push_back(weekday_name(ctx, "weekday.short.", weekday));
    std::vector<MonthDay> cells;
    cells.reserve(rows.days.size());
    for (const CalendarDay& day : rows.days) cells.push_back(cell_of(ctx, day, rows.today));
    const float legend = ctx.theme.pixel_size(TextStyle::small) + ctx.theme.space().l;
    const float height = ImGui::GetContentRegionAvail().y - legend;
    if (const auto day = month_grid(ctx, names, cells, rows.chosen, height, state.month))
        wanted = wants(work::ShowDay{*day});
    gap(ctx.theme.space().s);
    draw_legend(ctx);
    return wanted;
}

void draw_day_head(const UiContext& ctx, const CalendarRows& rows) {
    const std::string weekday = weekday_name(ctx, "weekday.", model::iso_weekday(rows.chosen));
    text(ctx, ctx.tr("calendar.whole_day", {{"weekday", weekday}, {"day", text::to_short_form(rows.chosen)}}),
         TextStyle::heading);
    const auto day = std::ranges::find(rows.days, rows.chosen, &CalendarDay::day);
    if (day == rows.days.end() || day->due == 0) {
        text(ctx, ctx.tr("calendar.nothing"), TextStyle::body, Ink::muted);
        return;
    }
    const auto counts = counts_of(*day);
    bool first = true;
    for (std::size_t i = 0; i < kParts.size(); ++i) {
        if (counts.at(i) == 0) continue;
        if (!std::exchange(first, false)) same_row(ctx.theme.space().s);
        const std::string number = ctx.strings.number(static_cast<std::int64_t>(counts.at(i)));
        badge(ctx, kParts.at(i).tone, ctx.tr("calendar.count." + std::string(kParts.at(i).name), {{"n", number}}),
              kParts.at(i).icon);
    }
}

/// What is settled is looked at, not begun once more.
app::Intent intent_of(const CalendarTask& row) {
    const bool settled = row.ours && !row.open;
    if (settled && row.task.form.empty()) return wants(work::ShowRecords{row.kind});
    if (settled && row.task.state == model::TaskState::waived)
        return wants(work::ShowReport{row.task.form, row.task.period});
    return wants(work::DoTask{row.task.id});
}

void ask_why(const UiContext& ctx, const CalendarTask& row, CalendarState& state) {
    state.waived = row.task.id;
    state.waiver.open({.title = ctx.tr("calendar.waive.title", {{"office", row.office}}),
                       .text = ctx.tr("calendar.waive.text", {{"title", row.task.title},
                                                              {"period", app::period_words(ctx.strings, row.period)}}),
                       .confirm = ctx.tr("calendar.waive.confirm"),
                       .note = NoteNeed::required,
                       .note_hint = ctx.tr("calendar.waive.hint")});
}

/// How it stands, in words, with what is done of it.
void draw_standing(const UiContext& ctx, const CalendarTask& row) {
    const office::Task& task = row.task;
    badge(ctx, tone_of(task.state), ctx.tr("task_state." + std::string(model::name_of(task.state))));
    same_row(ctx.theme.space().s);
    beside_badge(ctx);
    std::string words = ctx.tr("calendar.progress", {{"done", task.done}, {"quota", task.quota}});
    if (task.perhaps_late) words += " " + ctx.tr("reports.perhaps_late");
    text(ctx, words, TextStyle::small, Ink::muted);
    if (task.waiting == 0) return;
    same_row(ctx.theme.space().s);
    icon_text(ctx, icon::kSend, Ink::warn);
    tooltip(ctx, ctx.tr("calendar.waiting", {{"n", task.waiting}}));
}

std::optional<app::Intent> draw_task_buttons(const UiContext& ctx, const CalendarTask& row, ImVec2 end,
                                             CalendarState& state) {
    std::optional<app::Intent> wanted;
    const std::string key = "##" + base::to_text(row.task.id);
    const std::string act = ctx.tr(row.ours && row.open ? "calendar.do" : "calendar.open");
    const std::string waive = ctx.tr("calendar.waive");
    const ButtonOptions quiet{.kind = ButtonKind::quiet};
    float x = end.x;
    if (!row.kind.empty()) {
        x -= button_width(ctx, act);
        ImGui::SetCursorScreenPos({x, end.y - ctx.theme.control_height()});
        if (button(ctx, act + key)) wanted = intent_of(row);
    }
    if (row.may_waive) {
        x -= button_width(ctx, waive, quiet) + ctx.theme.space().xs;
        ImGui::SetCursorScreenPos({x, end.y - ctx.theme.control_height()});
        if (button(ctx, waive + key, quiet)) ask_why(ctx, row, state);
    }
    return wanted;
}

/// A row names the office only where there are several.
float row_height(const UiContext& ctx, const CalendarRows& rows) {
    return ctx.theme.px(rows.ours_only ? kRow : kRow + kLine);
}

std::optional<app::Intent> draw_task(const UiContext& ctx, const CalendarRows& rows, const CalendarTask& row,
                                     CalendarState& state) {
    const Theme& theme = ctx.theme;
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const ImVec2 max(min.x + ImGui::GetContentRegionAvail().x, min.y + row_height(ctx, rows));
    ImGui::Dummy({max.x - min.x, max.y - min.y});
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddLine({min.x, max.y - 1}, {max.x, max.y - 1}, theme.colors().border);
    const float x = min.x + theme.space().l;
    const float end = max.x - theme.space().l;
    float y = min.y + theme.px(10);
    const auto line = [&](const std::string& words, TextStyle style, Ink ink) {
        ImGui::SetCursorScreenPos({x, y});
        text_fitted(ctx, words, end - x, style, ink);
        y += theme.px(kLine);
    };
    // Where others are below, many owe the same: who it is comes first.
    if (!rows.ours_only) line(row.office, TextStyle::strong, Ink::normal);
    line(row.task.title, rows.ours_only ? TextStyle::strong : TextStyle::small, Ink::normal);
    line(app::period_words(ctx.strings, row.period), TextStyle::small, Ink::muted);
    ImGui::SetCursorScreenPos({x, y + theme.px(8)});
    draw_standing(ctx, row);
    auto wanted = draw_task_buttons(ctx, row, {end, max.y - theme.space().s}, state);
    ImGui::SetCursorScreenPos(after);
    return wanted;
}

std::optional<app::Intent> draw_day(const UiContext& ctx, const CalendarRows& rows, CalendarState& state) {
    std::optional<app::Intent> wanted;
    const float pad = ctx.theme.space().l;
    {
        ImGui::SetCursorPos({pad, pad});
        ImGui::BeginGroup();
        draw_day_head(ctx, rows);
        ImGui::EndGroup();
    }
    gap(ctx.theme.space().m);
    divider(ctx);
    const Region list(ctx, "tasks");
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(rows.tasks.size()), row_height(ctx, rows));
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
            if (auto asked = draw_task(ctx, rows, rows.tasks[static_cast<std::size_t>(i)], state)) wanted = asked;
    ImGui::PopStyleVar();
    return wanted;
}

} // namespace

std::optional<app::Intent> draw_calendar(const UiContext& ctx, const CalendarRows& rows, CalendarState& state) {
    std::optional<app::Intent> wanted;
    page_header(ctx, ctx.tr("screen.calendar"));
    gap(ctx.theme.space().m);
    if (!rows.has_data) {
        (void)banner(ctx, Tone::warn, ctx.tr("calendar.no_data", {{"year", rows.chosen.year}}));
        gap(ctx.theme.space().m);
    }
    {
        const Region page(ctx, "calendar");
        const ImVec2 room = ImGui::GetContentRegionAvail();
        const bool wide = logical_width(ctx) >= kSideBySide;
        const ImVec2 month =
            wide ? ImVec2(std::floor(room.x * kMonthShare), room.y) : ImVec2(0, ctx.theme.px(kMonthAlone));
        {
            const Card card(ctx, "month", month);
            if (auto asked = draw_month(ctx, rows, state)) wanted = asked;
        }
        if (wide)
            same_row(ctx.theme.space().l);
        else
            gap(ctx.theme.space().l);
        const Card card(ctx, "day", {0, wide ? room.y : ctx.theme.px(kMonthAlone)}, Card::Padding::none);
        if (auto asked = draw_day(ctx, rows, state)) wanted = asked;
    }
    if (state.waiver.draw(ctx) == Answer::confirmed) wanted = wants(work::Waive{state.waived, state.waiver.note()});
    return wanted;
}

} // namespace dongthac::ui
