#include "client/ui/screens/cascade.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/screens/coverage_panel.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using view_model::CascadeFilter;
using view_model::CascadeKind;
using view_model::CascadeRow;
using view_model::CascadeRows;

constexpr float kTreeShare = 0.52f;
constexpr float kStep = 22;

std::string key_of(const CascadeRow& row) { return base::to_text(row.document) + row.org; }

std::optional<app::Intent> draw_filter(const UiContext& ctx, const CascadeRows& rows) {
    const Theme& theme = ctx.theme;
    CascadeFilter filter = rows.filter;
    bool changed = false;
    std::vector<std::string> years = {ctx.tr("cascade.all_years")};
    std::size_t chosen = 0;
    for (const int year : rows.years) {
        if (year == filter.year) chosen = years.size();
        years.push_back(ctx.tr("cascade.year", {{"year", year}}));
    }
    if (choice(ctx, ctx.tr("cascade.year_label"), years, chosen, 140)) {
        filter.year = chosen == 0 ? 0 : rows.years[chosen - 1];
        changed = true;
    }
    same_row(theme.space().s);
    changed =
        search_box(ctx, ctx.tr("cascade.search"), filter.text, ctx.tr("cascade.search_hint"), 260).changed || changed;
    same_row(theme.space().m);
    changed = checkbox(ctx, ctx.tr("cascade.only_without"), filter.only_without) || changed;
    if (changed) return app::intent::FilterCascade{std::move(filter)};
    return std::nullopt;
}

/// The triangle, the icon and the office, moved in by depth.
void draw_office(const UiContext& ctx, const CascadeRow& row, CascadeState& state) {
    const Theme& theme = ctx.theme;
    const FontScope font(theme, row.ours ? TextStyle::strong : TextStyle::body);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float indent = theme.px(kStep) * static_cast<float>(row.depth);
    const float height = theme.control_height();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = std::round(start.y + (height - ImGui::GetFontSize()) / 2);
    ImVec2 at(start.x + indent, start.y);
    const float right = start.x + ImGui::GetContentRegionAvail().x;
    if (row.below > 0) {
        const std::string key = key_of(row);
        const bool closed = state.closed.contains(key);
        ImGui::SetCursorScreenPos(at);
        const Press press =
            press_area(ctx.tr(closed ? "cascade.unfold" : "cascade.fold") + "##" + key, {theme.px(kStep), height});
        if (press.pressed && closed) state.closed.erase(key);
        if (press.pressed && !closed) state.closed.insert(key);
        const FontScope small(theme, TextStyle::small);
        draw_text(list, {at.x + theme.px(4), y + theme.px(1)}, theme.colors().muted,
                  closed ? icon::kChevronRight : icon::kChevronDown);
    }
    at.x += theme.px(kStep);
    const bool missing = row.kind == CascadeKind::without;
    const std::string_view sign = row.depth == 0                     ? icon::kOffice
                                  : row.below > 0 || row.offices > 0 ? icon::kOffice
                                                                     : icon::kSchool;
    draw_text(list, {at.x, y},
              missing    ? theme.colors().faint
              : row.ours ? theme.colors().accent
                         : theme.colors().muted,
              sign);
    at.x += theme.px(28);
    draw_fitted(list, {at.x, y}, right, missing ? theme.colors().muted : theme.colors().text, row.office);
}

void draw_share(const UiContext& ctx, const CascadeRow& row) {
    if (row.offices > 0) {
        const std::string words = ctx.tr("cascade.with_plan", {{"n", row.offices_with}, {"total", row.offices}});
        const float share = static_cast<float>(row.offices_with) / static_cast<float>(row.offices);
        return progress(ctx, share, words, row.offices_with == row.offices ? Tone::ok : Tone::info, 64);
    }
    if (!row.covered || row.topics == 0) return;
    const bool all = *row.covered == row.topics;
    progress(ctx, static_cast<float>(*row.covered) / static_cast<float>(row.topics),
             ctx.tr("cascade.covered", {{"n", *row.covered}, {"total", row.topics}}), all ? Tone::ok : Tone::info, 64);
}

void draw_cell(const UiContext& ctx, const CascadeRow& row, std::size_t column, CascadeState& state) {
    if (column == 0) return draw_office(ctx, row, state);
    if (row.kind == CascadeKind::without) {
        if (column == 3) badge(ctx, Tone::warn, ctx.tr("cascade.without"), icon::kClose);
        return;
    }
    switch (column) {
    case 1: return text_fitted(ctx, row.number.empty() || row.number.front() == '/' ? "–" : row.number);
    case 2: return text(ctx, row.issued_on.empty() ? "–" : row.issued_on, TextStyle::body, Ink::muted);
    case 3: return state_badge(ctx, row.state, row.queued);
    default: return draw_share(ctx, row);
    }
}

/// Rows that no folded row hides.
std::vector<std::size_t> unfolded(const CascadeRows& rows, const CascadeState& state) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        shown.push_back(i);
        if (rows.rows[i].below > 0 && state.closed.contains(key_of(rows.rows[i]))) i += rows.rows[i].below;
    }
    return shown;
}

std::optional<app::Intent> draw_tree(const UiContext& ctx, const CascadeRows& rows, CascadeState& state, float height) {
    // A narrow window keeps the office's name readable and gives up what the coverage panel or the document says too.
    const float room = ImGui::GetContentRegionAvail().x / ctx.theme.zoom();
    std::vector<Column> columns = {{.label = ctx.tr("cascade.column.office")}};
    std::vector<std::size_t> which = {0};
    const auto add = [&](std::size_t column, std::string_view key, float width, float least_room) {
        if (room < least_room) return;
        columns.push_back({.label = ctx.tr(key), .width = width});
        which.push_back(column);
    };
    add(1, "cascade.column.number", 130, 820);
    add(2, "cascade.column.date", 100, 900);
    add(3, "cascade.column.state", 140, 0);
    add(4, "cascade.column.share", 180, 600);
    const std::vector<std::size_t> shown = unfolded(rows, state);
    state.table.selected.reset();
    for (std::size_t i = 0; i < shown.size(); ++i)
        if (!rows.selected.empty() && rows.rows[shown[i]].document == rows.selected) state.table.selected = i;
    const TableEvents events =
        table(ctx, "cascade", columns, shown.size(), state.table,
              [&](std::size_t row, std::size_t column) { draw_cell(ctx, rows.rows[shown[row]], which[column], state); },
              {.height = height, .row_label = [&](std::size_t row) { return rows.rows[shown[row]].office; }});
    if (events.activated && rows.rows[shown[*events.activated]].kind == CascadeKind::plan)
        return app::intent::OpenDocument{rows.rows[shown[*events.activated]].document, {}};
    if (events.clicked) {
        const CascadeRow& row = rows.rows[shown[*events.clicked]];
        return app::intent::ShowInCascade{row.kind == CascadeKind::plan ? row.document : row.parent};
    }
    return std::nullopt;
}

/// The selected plan: what it is, what can be done with it.
std::optional<app::Intent> draw_selected_head(const UiContext& ctx, const CascadeRows& rows) {
    std::optional<app::Intent> wanted;
    const Theme& theme = ctx.theme;
    const std::string open = ctx.tr("cascade.open");
    const std::string create = ctx.tr("cascade.create");
    const ButtonOptions quiet{.icon = icon::kView};
    const ButtonOptions primary{.kind = ButtonKind::primary, .icon = icon::kAdd};
    const float create_room = rows.may_create ? theme.space().s + button_width(ctx, create, primary) : 0;
    const float buttons = button_width(ctx, open, quiet) + create_room;
    const float top = ImGui::GetCursorScreenPos().y;
    ImGui::BeginGroup();
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, theme.space().xs / 2);
    const float room = ImGui::GetContentRegionAvail().x - buttons - theme.space().l;
    text_fitted(ctx, ctx.tr("cascade.coverage_of", {{"plan", rows.coverage.plan_title}}), room, TextStyle::heading);
    text_fitted(
        ctx, ctx.tr("cascade.coverage_hint", {{"n", rows.coverage.with_plan}, {"total", rows.coverage.offices.size()}}),
        room, TextStyle::small, Ink::muted);
    ImGui::PopStyleVar();
    ImGui::EndGroup();
    same_row();
    push_right(buttons);
    // Exactly the line's top: the second button stands there whatever the first was given.
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, top});
    if (button(ctx, open, quiet)) wanted = app::intent::OpenDocument{rows.selected, {}};
    if (rows.may_create) {
        same_row(theme.space().s);
        if (button(ctx, create, primary)) wanted = app::intent::CreateFromParent{rows.selected};
    }
    return wanted;
}

std::optional<app::Intent> draw_nothing(const UiContext& ctx, const CascadeRows& rows) {
    if (rows.plans == 0) {
        if (empty_state(ctx, icon::kCascade, ctx.tr("cascade.empty.title"), ctx.tr("cascade.empty.text"),
                        ctx.tr("button.sync_now")))
            return app::intent::SyncNow{};
        return std::nullopt;
    }
    if (empty_state(ctx, icon::kFilter, ctx.tr("cascade.none.title"), ctx.tr("cascade.none.text"),
                    ctx.tr("cascade.none.action")))
        return app::intent::FilterCascade{};
    return std::nullopt;
}

} // namespace

std::optional<app::Intent> draw_cascade(const UiContext& ctx, const CascadeRows& rows, CascadeState& state) {
    const Theme& theme = ctx.theme;
    page_header(ctx, ctx.tr("screen.cascade"), ctx.tr("cascade.subtitle"));
    // The filter stands beside the title where there is room: the tree needs the height.
    const float filter_width =
        theme.px(140 + 260 + 28) + text_size(ctx.tr("cascade.only_without")).x + theme.space().s + theme.space().m;
    if (ImGui::GetContentRegionAvail().x > filter_width + theme.px(330)) {
        same_row();
        push_right(filter_width);
    }
    std::optional<app::Intent> wanted = draw_filter(ctx, rows);
    gap(theme.space().m);
    if (rows.rows.empty()) {
        if (auto asked = draw_nothing(ctx, rows)) wanted = asked;
        return wanted;
    }
    const float room = ImGui::GetContentRegionAvail().y;
    const float needed =
        theme.px(40) + (theme.control_height() + theme.space().s + 1) * static_cast<float>(rows.rows.size());
    const float height = std::max(theme.px(140), std::min(needed, std::floor(room * kTreeShare)));
    {
        const Card card(ctx, "tree", {0, height}, Card::Padding::none);
        if (auto asked = draw_tree(ctx, rows, state, -1)) wanted = asked;
    }
    if (rows.selected.empty()) return wanted;
    gap(theme.space().m);
    const Card card(ctx, "coverage", {0, std::max(ImGui::GetContentRegionAvail().y, theme.px(130))});
    if (auto asked = draw_selected_head(ctx, rows)) wanted = asked;
    gap(theme.space().m);
    if (auto asked = draw_coverage(ctx, rows.coverage, rows.selected, state.judge)) wanted = asked;
    return wanted;
}

} // namespace dongthac::ui
