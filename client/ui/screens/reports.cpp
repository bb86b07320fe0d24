#include "client/ui/screens/reports.hpp"

#include <algorithm>
#include <array>

#include "client/app/work_words.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/report_charts.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

namespace work = app::work;
using office::Handing;
using view_model::HandingLine;
using view_model::ReportRows;
using view_model::SumLine;

constexpr float kPeriodWidth = 320;
constexpr float kBoardHeight = 312; ///< the totals must be seen below it

app::Intent wants(app::WorkIntent wanted) { return app::intent::Work{std::move(wanted)}; }

Tone tone_of(Handing handing) {
    switch (handing) {
    case Handing::handed_in: return Tone::ok;
    case Handing::late:
    case Handing::returned: return Tone::warn;
    case Handing::missing: return Tone::error;
    case Handing::waived:
    case Handing::not_asked: break;
    }
    return Tone::neutral;
}

std::string key_of(Handing handing) { return "handing." + std::string(office::name_of(handing)); }

/// To the forms that reports are made on, at the right of the page's head.
std::optional<app::Intent> draw_forms_button(const UiContext& ctx, ImVec2 top) {
    const std::string label = ctx.tr("screen.forms");
    const ImVec2 below = ImGui::GetCursorScreenPos();
    const float x = top.x + ImGui::GetContentRegionAvail().x - button_width(ctx, label, {.icon = icon::kReport});
    ImGui::SetCursorScreenPos({x, top.y});
    const bool pressed = button(ctx, label + "##forms", {.icon = icon::kReport}); // the choice below has its name
    ImGui::SetCursorScreenPos(below);
    ImGui::Dummy({0, 0});
    if (pressed) return app::intent::OpenScreen{app::Screen::forms};
    return std::nullopt;
}

/// On the row of the last item where there is room for `width` more, else under it: nothing is cut at a large zoom.
void same_row_or_next(const UiContext& ctx, float width) {
    const float end = ImGui::GetItemRectMax().x + ctx.theme.space().s + width;
    if (end <= ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x) same_row(ctx.theme.space().s);
}

/// Which form, which period.
std::optional<app::Intent> draw_choices(const UiContext& ctx, const ReportRows& rows) {
    std::optional<app::Intent> wanted;
    std::vector<std::string> forms;
    for (const view_model::FormChoice& form : rows.forms) forms.push_back(form.title);
    std::size_t chosen = rows.chosen;
    if (choice(ctx, ctx.tr("reports.form"), forms, chosen, 380))
        wanted = wants(work::ShowReport{rows.forms[chosen].form, {}});
    same_row_or_next(ctx, ctx.theme.px(kPeriodWidth));
    std::vector<std::string> periods;
    std::size_t shown = 0;
    for (const model::Period& period : rows.periods) {
        if (rows.sums && period.key == rows.sums->period.key) shown = periods.size();
        periods.push_back(app::period_words(ctx.strings, period));
    }
    if (choice(ctx, ctx.tr("reports.period"), periods, shown, kPeriodWidth))
        wanted = wants(work::ShowReport{{}, rows.periods[shown].key});
    return wanted;
}

std::optional<app::Intent> draw_buttons(const UiContext& ctx, const ReportRows& rows) {
    std::optional<app::Intent> wanted;
    const office::Consolidation& sums = *rows.sums;
    if (!rows.has_offices) {
        const std::string label = ctx.tr(rows.own.empty() ? "reports.write" : "reports.open_own");
        if (button(ctx, label, {.kind = ButtonKind::primary, .icon = icon::kEdit}))
            wanted = rows.own.empty() ? wants(work::NewSubmission{sums.form, sums.period.key, {}})
                                      : wants(work::OpenSubmission{rows.own});
        return wanted;
    }
    const std::size_t owed = rows.counts.at(static_cast<std::size_t>(Handing::missing)) +
                             rows.counts.at(static_cast<std::size_t>(Handing::returned));
    if (button(ctx, ctx.tr(sums.frozen.empty() ? "reports.freeze" : "reports.freeze_again"),
               {.kind = ButtonKind::primary,
                .icon = icon::kLock,
                .enabled = sums.frozen.empty() || !sums.changed.empty() ? Enabled::yes : Enabled::no}))
        wanted = wants(work::Freeze{});
    same_row_or_next(ctx, button_width(ctx, ctx.tr("reports.make"), {.icon = icon::kReport}));
    if (button(ctx, ctx.tr("reports.make"), {.icon = icon::kReport})) wanted = wants(work::MakeReport{});
    same_row_or_next(ctx, button_width(ctx, ctx.tr("reports.export"), {.icon = icon::kExport}));
    if (button(ctx, ctx.tr("reports.export"), {.icon = icon::kExport})) wanted = wants(work::ExportSums{});
    const std::string remind = ctx.tr("reports.remind", {{"n", owed}});
    same_row_or_next(ctx, button_width(ctx, remind, {.icon = icon::kBell}));
    if (button(ctx, remind, {.icon = icon::kBell, .enabled = owed > 0 ? Enabled::yes : Enabled::no}))
        wanted = wants(work::CopyReminders{});
    if (!rows.own.empty()) {
        same_row_or_next(ctx, button_width(ctx, ctx.tr("reports.open_own"), {.icon = icon::kView}));
        if (button(ctx, ctx.tr("reports.open_own"), {.kind = ButtonKind::quiet, .icon = icon::kView}))
            wanted = wants(work::OpenSubmission{rows.own});
    }
    return wanted;
}

void draw_progress(const UiContext& ctx, const ReportRows& rows) {
    const std::size_t all = rows.offices.size();
    const std::size_t in = rows.sums->handed_in();
    const float part = all == 0 ? 0.0f : static_cast<float>(in) / static_cast<float>(all);
    progress(ctx, part, ctx.tr("reports.progress", {{"n", in}, {"all", all}}), in == all ? Tone::ok : Tone::info, 220);
    for (const Handing handing : {Handing::late, Handing::returned, Handing::missing, Handing::waived}) {
        const std::size_t count = rows.counts.at(static_cast<std::size_t>(handing));
        if (count == 0) continue;
        const std::string words = ctx.tr(key_of(handing)) + " " + std::to_string(count);
        same_row_or_next(ctx, badge_width(ctx, words));
        badge(ctx, tone_of(handing), words);
    }
    if (!rows.sums->frozen.empty()) {
        same_row(ctx.theme.space().m);
        const bool stale = !rows.sums->changed.empty();
        badge(ctx, stale ? Tone::warn : Tone::ok, ctx.tr(stale ? "reports.stale" : "reports.frozen"));
    }
}

void draw_office_cell(const UiContext& ctx, const HandingLine& line, std::size_t column) {
    switch (column) {
    case 0: return text_fitted(ctx, line.name);
    case 1: badge(ctx, tone_of(line.row.handing), ctx.tr(key_of(line.row.handing))); return;
    case 2: {
        std::string when = line.row.handed_ms ? text::to_short_form(text::day_of(*line.row.handed_ms)) : std::string();
        if (line.row.on_paper) when = ctx.tr("reports.on_paper");
        if (line.row.perhaps_late) when += " " + ctx.tr("reports.perhaps_late");
        return text(ctx,
                    when.empty() && line.row.due ? ctx.tr("reports.due", {{"day", text::to_short_form(*line.row.due)}})
                                                 : when,
                    TextStyle::small, Ink::muted);
    }
    default: break;
    }
    const std::size_t number = column - 3;
    if (number < line.values.size()) return text_right(ctx, app::number_words(line.values[number]), TextStyle::body);
    text_fitted(ctx, line.row.note, 0, TextStyle::small, Ink::muted);
}

/// What a school sees of a form: its own reports, period by period.
std::optional<app::Intent> draw_own(const UiContext& ctx, const ReportRows& rows, ReportsState& state) {
    const Card card(ctx, "own", {0, list_height(ctx, rows.own_lines.size())}, Card::Padding::none);
    const std::vector<Column> columns = {{.label = ctx.tr("reports.period"), .stretch = 2},
                                         {.label = ctx.tr("reports.column.state"), .width = 190},
                                         {.label = ctx.tr("reports.column.due"), .width = 150},
                                         {.label = ctx.tr("reports.column.note"), .stretch = 1}};
    const auto name_of_row = [&](std::size_t row) {
        return app::period_words(ctx.strings, rows.own_lines[row].period);
    };
    const auto draw_cell = [&](std::size_t row, std::size_t column) {
        const view_model::OwnLine& line = rows.own_lines[row];
        if (column == 0) return text_fitted(ctx, name_of_row(row));
        if (column == 1 && line.document.empty())
            return text(ctx, ctx.tr("reports.not_begun"), TextStyle::small, Ink::muted);
        if (column == 1) return state_badge(ctx, line.state, line.queued);
        if (column == 2) return text(ctx, line.due ? text::to_short_form(*line.due) : std::string());
        if (!line.due) return;
        const bool late = line.task == model::TaskState::overdue || line.task == model::TaskState::done_late;
        text(ctx, ctx.tr("task_state." + std::string(model::name_of(line.task))), TextStyle::small,
             late ? Ink::warn : Ink::muted);
    };
    if (state.own.selected >= rows.own_lines.size()) state.own.selected.reset();
    const TableEvents events = table(ctx, "own", columns, rows.own_lines.size(), state.own, draw_cell,
                                     {.height = -1, .row_label = name_of_row});
    if (!events.clicked) return std::nullopt;
    const view_model::OwnLine& line = rows.own_lines[*events.clicked];
    if (!line.document.empty()) return wants(work::OpenSubmission{line.document});
    return wants(work::NewSubmission{rows.sums->form, line.period.key, {}});
}

std::optional<app::Intent> draw_offices(const UiContext& ctx, const ReportRows& rows, ReportsState& state) {
    std::optional<app::Intent> wanted;
    const float height = std::min(list_height(ctx, rows.offices.size()), ctx.theme.px(kBoardHeight));
    const Card card(ctx, "offices", {0, height}, Card::Padding::none);
    std::vector<Column> columns = {{.label = ctx.tr("reports.column.office"), .stretch = 3},
                                   {.label = ctx.tr("reports.column.state"), .width = 124},
                                   {.label = ctx.tr("reports.column.when"), .width = 116}};
    for (const std::string& label : rows.columns)
        columns.push_back({.label = label, .width = 104, .align = Align::right});
    columns.push_back({.label = ctx.tr("reports.column.note"), .stretch = 1.5f});
    if (state.offices.selected >= rows.offices.size()) state.offices.selected.reset();
    const TableEvents events =
        table(ctx, "offices", columns, rows.offices.size(), state.offices,
              [&](std::size_t row, std::size_t column) { draw_office_cell(ctx, rows.offices[row], column); },
              {.height = -1, .row_label = [&](std::size_t row) { return rows.offices[row].name; }});
    if (!events.clicked) return wanted;
    const HandingLine& line = rows.offices[*events.clicked];
    if (!line.row.document.empty()) return wants(work::OpenSubmission{line.row.document});
    return wants(work::NewSubmission{rows.sums->form, rows.sums->period.key, line.row.org});
}

void draw_sum_cell(const UiContext& ctx, const SumLine& line, std::size_t column) {
    if (column == 0) return text_fitted(ctx, line.label);
    if (column == 1) return text_right(ctx, line.value ? app::number_words(*line.value) : "—", TextStyle::strong);
    if (column == 2) return text(ctx, line.unit, TextStyle::small, Ink::muted);
    if (line.stale)
        return badge(ctx, Tone::warn,
                     ctx.tr("reports.was", {{"value", line.frozen ? app::number_words(*line.frozen) : "—"}}));
    const std::size_t said = line.aggregation == model::Aggregation::gather ? line.texts.size() : line.sources.size();
    text(ctx, ctx.tr("reports.sources", {{"n", said}}), TextStyle::small, Ink::muted);
}

/// Where a figure comes from: each office's part, down to its sentence.
std::optional<app::Intent> draw_sources(const UiContext& ctx, const ReportRows& rows, const SumLine& line) {
    std::optional<app::Intent> wanted;
    const auto name_of = [&](const base::OrgId& org) {
        const auto found = std::ranges::find(rows.offices, org, [](const HandingLine& one) { return one.row.org; });
        return found == rows.offices.end() ? org : found->name;
    };
    for (const model::FigureSource& source : line.sources) {
        if (line.aggregation == model::Aggregation::gather) break;
        std::string words = name_of(source.org) + ": " + app::number_words(source.value);
        if (!source.weight.empty()) words += ctx.tr("reports.weight", {{"n", app::number_words(source.weight)}});
        if (link(ctx, words + "##" + source.org + line.key)) wanted = wants(work::OpenSubmission{source.document});
    }
    for (const model::GatheredText& one : line.texts) {
        if (link(ctx, name_of(one.org) + "##" + one.org + line.key)) wanted = wants(work::OpenSubmission{one.document});
        text_wrapped(ctx, one.text);
    }
    if (!line.blank.empty()) {
        std::string names;
        for (const std::string& name : line.blank) names += (names.empty() ? "" : ", ") + name;
        text_wrapped(ctx, ctx.tr("reports.blank", {{"names", names}}), TextStyle::small, Ink::muted);
    }
    return wanted;
}

std::optional<app::Intent> draw_sums(const UiContext& ctx, const ReportRows& rows, ReportsState& state) {
    section_title(ctx, ctx.tr("reports.sums"));
    const Card card(ctx, "sums", {0, 0}, Card::Padding::none);
    const std::vector<Column> columns = {{.label = ctx.tr("reports.column.line"), .stretch = 3},
                                         {.label = ctx.tr("reports.column.value"), .width = 130, .align = Align::right},
                                         {.label = ctx.tr("reports.column.unit"), .width = 90},
                                         {.label = ctx.tr("reports.column.sources"), .stretch = 1}};
    if (state.lines.selected >= rows.lines.size()) state.lines.selected.reset();
    (void)table(ctx, "sums", columns, rows.lines.size(), state.lines,
                [&](std::size_t row, std::size_t column) { draw_sum_cell(ctx, rows.lines[row], column); },
                {.height = 0, .row_label = [&](std::size_t row) { return rows.lines[row].label; }});
    return std::nullopt;
}

} // namespace

std::optional<app::Intent> draw_reports(const UiContext& ctx, const ReportRows& rows,
                                        const view_model::ReportHistory* history, ReportsState& state) {
    const ImVec2 top = ImGui::GetCursorScreenPos();
    page_header(ctx, ctx.tr("screen.reports"));
    if (const auto forms = draw_forms_button(ctx, top)) return forms;
    if (rows.forms.empty()) {
        if (empty_state(ctx, icon::kConsolidate, ctx.tr("reports.empty.title"), ctx.tr("reports.empty.text"),
                        ctx.tr("button.sync_now")))
            return app::intent::SyncNow{};
        return std::nullopt;
    }
    std::optional<app::Intent> wanted = draw_choices(ctx, rows);
    if (!rows.sums) return wanted;
    gap(ctx.theme.space().m);
    if (auto asked = draw_buttons(ctx, rows)) wanted = asked;
    gap(ctx.theme.space().m);
    const Region page(ctx, "reports");
    if (!rows.has_offices) {
        if (auto asked = draw_own(ctx, rows, state)) wanted = asked;
        return wanted;
    }
    draw_progress(ctx, rows);
    gap(ctx.theme.space().m);
    const std::array<std::string, 2> views = {ctx.tr("reports.board"), ctx.tr("reports.charts")};
    const bool switched = segmented(ctx, "view", views, state.view);
    gap(ctx.theme.space().m);
    if (state.view == 1) {
        // Just chosen it is there in the next picture; what cannot be read does not come by drawing again.
        if (switched) ctx.redraw.event();
        if (history == nullptr) return wanted;
        if (auto asked = draw_report_charts(ctx, rows, *history, state)) wanted = asked;
        return wanted;
    }
    if (auto asked = draw_offices(ctx, rows, state)) wanted = asked;
    gap(ctx.theme.space().l);
    if (auto asked = draw_sums(ctx, rows, state)) wanted = asked;
    if (state.lines.selected && *state.lines.selected < rows.lines.size()) {
        gap(ctx.theme.space().m);
        if (auto asked = draw_sources(ctx, rows, rows.lines[*state.lines.selected])) wanted = asked;
    }
    return wanted;
}

} // namespace dongthac::ui
