#include "client/ui/screens/designs.hpp"

#include "client/app/work_words.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/record_words.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/text.hpp"

// The lists of what an office asks for.

namespace dongthac::ui {

namespace {

namespace work = app::work;
using view_model::DesignRow;
using view_model::DesignRows;
using view_model::Designs;

constexpr float kStateWidth = 140;
constexpr float kVersionWidth = 110;
constexpr float kLinesWidth = 84;
constexpr float kChoiceWidth = 240;

bool is_form(const DesignRow& row) { return row.kind == "report_template"; }
bool is_request(const DesignRow& row) { return row.kind == "report_request"; }

/// What it runs on, or what it goes back to.
std::string about_words(const UiContext& ctx, const DesignRow& row) {
    if (is_form(row)) return ctx.tr("choice.period_kind." + row.period_kind);
    if (is_request(row))
        return ctx.tr("designs.of_form", {{"form", row.about},
                                          {"period", row.period ? app::period_words(ctx.strings, *row.period) : "–"}});
    return row.about.empty() ? ctx.tr("designs.own_schedule") : ctx.tr("designs.of_plan", {{"plan", row.about}});
}

void draw_title(const UiContext& ctx, const DesignRow& row) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::BeginGroup();
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
    ImGui::SetCursorScreenPos({at.x, at.y - ctx.theme.px(7)});
    text_fitted(ctx, subject_or_untitled(ctx, row.title), 0, TextStyle::body,
                row.title.empty() ? Ink::faint : Ink::normal);
    ImGui::SetCursorScreenPos({at.x, at.y + ctx.theme.px(20)});
    const std::string under = row.ours && !is_form(row) ? kind_name(ctx, row.kind) : row.office;
    text_fitted(ctx, under, 0, TextStyle::small, Ink::muted);
    ImGui::PopStyleVar();
    ImGui::EndGroup();
}

void draw_standing(const UiContext& ctx, const DesignRow& row) {
    if (row.unconfirmed > 0)
        return badge(ctx, Tone::warn, ctx.tr("designs.unconfirmed", {{"n", row.unconfirmed}}), icon::kEdit);
    state_badge(ctx, row.state, row.queued);
}

void draw_cell(const UiContext& ctx, const DesignRow& row, std::size_t column) {
    switch (column) {
    case 0: return draw_title(ctx, row);
    case 1: return text_fitted(ctx, about_words(ctx, row), 0, TextStyle::body, Ink::muted);
    case 2:
        if (!is_request(row)) text_right(ctx, ctx.strings.number(static_cast<std::int64_t>(row.lines)));
        return;
    case 3: {
        const std::string words =
            row.version == 0 ? ctx.tr("designs.never") : ctx.tr("designs.version", {{"n", row.version}});
        text(ctx, row.ours && row.version > 0 && row.after_revision > 0 ? words + " +" : words, TextStyle::body,
             Ink::muted);
        if (row.ours && row.version > 0 && row.after_revision > 0)
            tooltip(ctx, ctx.tr("design.unsent", {{"n", row.after_revision}}));
        return;
    }
    default: return draw_standing(ctx, row);
    }
}

/// A drop-down list whose first entry says what it is for; nothing until one of the others is taken.
std::optional<base::DocumentId> draw_pick(const UiContext& ctx, const std::string& label,
                                          const std::vector<std::pair<base::DocumentId, std::string>>& from) {
    std::vector<std::string> words = {label};
    for (const auto& [id, name] : from) words.push_back(subject_or_untitled(ctx, name));
    std::size_t chosen = 0;
    if (!choice(ctx, label, words, chosen, kChoiceWidth)) return std::nullopt;
    return from[chosen - 1].first;
}

app::Intent new_design(const DesignRows& rows) {
    return wants(work::NewDesign{rows.shown == Designs::forms ? "report_template" : "schedule", {}});
}

std::string new_words(const UiContext& ctx, const DesignRows& rows) {
    return ctx.tr(rows.shown == Designs::forms ? "designs.new_form" : "designs.new_schedule");
}

std::optional<app::Intent> draw_head(const UiContext& ctx, const DesignRows& rows) {
    std::optional<app::Intent> wanted;
    const bool forms = rows.shown == Designs::forms;
    if (icon_button(ctx, icon::kBack, ctx.tr("editor.back")))
        wanted = app::intent::OpenScreen{forms ? app::Screen::reports : app::Screen::tasks};
    same_row(ctx.theme.space().s);
    page_header(ctx, ctx.tr(forms ? "screen.forms" : "screen.schedules"),
                ctx.tr(forms ? "designs.forms_text" : "designs.schedules_text"));
    if (rows.rows.empty() && rows.plans.empty() && rows.asking.empty()) return wanted; // the next step is in the middle
    gap(ctx.theme.space().m);
    if (button(ctx, new_words(ctx, rows), {.kind = ButtonKind::primary, .icon = icon::kAdd})) wanted = new_design(rows);
    if (!rows.plans.empty()) {
        same_row(ctx.theme.space().s);
        if (const auto plan = draw_pick(ctx, ctx.tr("designs.propose"), rows.plans))
            wanted = wants(work::ProposeSchedule{*plan});
    }
    if (!rows.asking.empty()) {
        same_row(ctx.theme.space().s);
        if (const auto form = draw_pick(ctx, ctx.tr("designs.ask"), rows.asking))
            wanted = wants(work::NewDesign{"report_request", *form});
    }
    return wanted;
}

} // namespace

std::optional<app::Intent> draw_designs(const UiContext& ctx, const DesignRows& rows, DesignsState& state) {
    state.about = {};
    std::optional<app::Intent> wanted = draw_head(ctx, rows);
    gap(ctx.theme.space().m);
    if (rows.rows.empty()) {
        const bool forms = rows.shown == Designs::forms;
        if (empty_state(ctx, forms ? icon::kReport : icon::kCalendar,
                        ctx.tr(forms ? "designs.no_forms" : "designs.no_schedules"),
                        ctx.tr(forms ? "designs.no_forms_text" : "designs.no_schedules_text"),
                        new_words(ctx, rows) + "##first"))
            wanted = new_design(rows);
        return wanted;
    }
    const Card card(ctx, "list", {0, list_height(ctx, rows.rows.size())}, Card::Padding::none);
    const bool forms = rows.shown == Designs::forms;
    const std::vector<Column> columns = {
        {.label = ctx.tr("designs.column.title"), .stretch = 3},
        {.label = ctx.tr(forms ? "field.period_kind" : "designs.column.about"), .stretch = 2},
        {.label = ctx.tr(forms ? "designs.column.questions" : "designs.column.duties"),
         .width = kLinesWidth,
         .align = Align::right},
        {.label = ctx.tr("designs.column.version"), .width = kVersionWidth},
        {.label = ctx.tr("records.column.state"), .width = kStateWidth}};
    if (state.table.selected >= rows.rows.size()) state.table.selected.reset();
    const TableEvents events = table(
        ctx, "designs", columns, rows.rows.size(), state.table,
        [&](std::size_t row, std::size_t column) { draw_cell(ctx, rows.rows[row], column); },
        {.height = -1, .row_label = [&](std::size_t row) { return subject_or_untitled(ctx, rows.rows[row].title); }});
    if (events.clicked) wanted = wants(work::OpenDesign{rows.rows[*events.clicked].document});
    return wanted;
}

} // namespace dongthac::ui
