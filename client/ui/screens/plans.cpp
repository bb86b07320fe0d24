#include "client/ui/screens/plans.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/message.hpp"
#include "shared/model/record.hpp"

namespace dongthac::ui {

namespace {

using view_model::PlanRow;
using view_model::PlanRows;

constexpr float kOtherWidth = 170;
constexpr float kLeastSearch = 140;
constexpr float kMostSearch = 300;
constexpr float kBetween = 24;
constexpr std::array<std::string_view, 4> kWhose = {"", "ours", "above", "below"};

/// Reports, letters and whatever else has the decree's form; a plan has the button above.
std::optional<app::Intent> other_kinds(const UiContext& ctx) {
    std::vector<std::string> words{ctx.tr("plans.other_kind")};
    std::vector<std::string> kinds{{}};
    for (const model::RecordType& type : model::record_types()) {
        if (type.family != model::Family::document || type.name == "plan") continue;
        kinds.emplace_back(type.name);
        words.push_back(ctx.tr("kind." + kinds.back()));
    }
    std::size_t chosen = 0;
    if (!choice(ctx, ctx.tr("plans.other_kind"), words, chosen, kOtherWidth) || chosen == 0) return std::nullopt;
    return app::intent::NewDocument{kinds[chosen], {}};
}

std::optional<app::Intent> draw_head(const UiContext& ctx, const PlanRows& rows, PlansState& state) {
    page_header(ctx, ctx.tr("screen.plans"),
                ctx.tr("plans.count", {{"n", ctx.strings.number(static_cast<std::int64_t>(rows.rows.size()))}}));
    std::optional<app::Intent> wanted = begin_plan_buttons(ctx);
    gap(ctx.theme.space().m);
    const std::array<std::string, 4> groups = {ctx.tr("plans.all"), ctx.tr("plans.ours"), ctx.tr("plans.above"),
                                               ctx.tr("plans.below")};
    (void)segmented(ctx, "whose", groups, state.whose);
    same_row(ctx.theme.space().m);
    const float room = ImGui::GetContentRegionAvail().x / ctx.theme.zoom() - kOtherWidth - kBetween;
    (void)search_box(ctx, ctx.tr("plans.search"), state.words, ctx.tr("plans.search_hint"),
                     std::clamp(room, kLeastSearch, kMostSearch));
    same_row();
    push_right(ctx.theme.px(kOtherWidth));
    if (auto other = other_kinds(ctx)) wanted = std::move(other);
    return wanted;
}

void draw_state(const UiContext& ctx, const PlanRow& row) {
    state_badge(ctx, row.state, row.queued);
    if (row.conflicts == 0) return;
    same_row(ctx.theme.space().xs);
    icon_text(ctx, icon::kWarning, Ink::error);
    tooltip(ctx, ctx.tr("task.conflicts", {{"n", row.conflicts}}));
}

void draw_cell(const UiContext& ctx, const PlanRow& row, std::size_t column, std::int64_t now_ms) {
    switch (column) {
    case 0:
        return text_fitted(ctx, subject_or_untitled(ctx, row.subject), 0, TextStyle::body,
                           row.subject.empty() ? Ink::faint : Ink::normal);
    case 1: { // what it is, while no number and symbol say so
        const bool numbered = !row.number.empty() && row.number.front() != '/';
        return text_fitted(ctx, numbered ? row.number : ctx.tr("kind." + row.kind), 0, TextStyle::body,
                           numbered ? Ink::muted : Ink::faint);
    }
    case 2: return text_fitted(ctx, row.office, 0, TextStyle::body, Ink::muted);
    case 3: return draw_state(ctx, row);
    default: return text_fitted(ctx, ctx.strings.ago(row.changed_ms, now_ms), 0, TextStyle::small, Ink::muted);
    }
}

std::optional<app::Intent> draw_nothing(const UiContext& ctx, const PlansState& state, const PlanRows& rows) {
    if (!rows.rows.empty()) {
        const std::string asked =
            state.words.empty() ? ctx.tr("plans.none_here") : ctx.tr("search.nothing", {{"query", state.words}});
        (void)empty_state(ctx, icon::kSearch, asked, ctx.tr("plans.none_text"));
        return std::nullopt;
    }
    if (empty_state(ctx, icon::kPlan, ctx.tr("plans.empty.title"), ctx.tr("plans.empty.text"),
                    ctx.tr("plans.empty.action")))
        return app::intent::NewDocument{};
    return std::nullopt;
}

} // namespace

std::optional<app::Intent> draw_plans(const UiContext& ctx, const PlanRows& rows, PlansState& state) {
    std::optional<app::Intent> wanted = draw_head(ctx, rows, state);
    gap(ctx.theme.space().m);
    const std::vector<std::size_t> shown = view_model::matching(rows, state.words, kWhose.at(state.whose));
    if (shown.empty()) {
        if (auto asked = draw_nothing(ctx, state, rows)) wanted = asked;
        return wanted;
    }
    const Card card(ctx, "list", {0, list_height(ctx, shown.size())}, Card::Padding::none);
    const float room = ImGui::GetContentRegionAvail().x / ctx.theme.zoom();
    std::vector<Column> columns = {{.label = ctx.tr("plans.column.subject"), .stretch = 2}};
    std::vector<std::size_t> which = {0};
    const auto add = [&](std::size_t column, Column heading, float least_room) {
        if (room < least_room) return;
        columns.push_back(std::move(heading));
        which.push_back(column);
    };
    add(1, {.label = ctx.tr("plans.column.number"), .width = 130}, 700);
    add(2, {.label = ctx.tr("plans.column.office"), .stretch = 1.2f}, 0);
    add(3, {.label = ctx.tr("plans.column.state"), .width = 146}, 0);
    add(4, {.label = ctx.tr("plans.column.changed"), .width = 124}, 900);
    if (state.table.selected >= shown.size()) state.table.selected.reset();
    const TableEvents events = table(
        ctx, "plans", columns, shown.size(), state.table,
        [&](std::size_t row, std::size_t column) { draw_cell(ctx, rows.rows[shown[row]], which[column], rows.now_ms); },
        {.height = -1,
         .row_label = [&](std::size_t row) { return subject_or_untitled(ctx, rows.rows[shown[row]].subject); }});
    // One press opens: a list of papers is to be read from.
    if (events.clicked) wanted = app::intent::OpenDocument{rows.rows[shown[*events.clicked]].document, {}};
    return wanted;
}

} // namespace dongthac::ui
