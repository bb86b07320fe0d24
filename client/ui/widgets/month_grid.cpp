#include "client/ui/widgets/month_grid.hpp"

#include <algorithm>
#include <cmath>

#include <imgui_internal.h>

#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/text.hpp"
#include "shared/model/weekday.hpp"

namespace dongthac::ui {

namespace {

constexpr std::size_t kWeek = 7;
constexpr float kHead = 28;
constexpr float kLowest = 52; ///< of a cell: its day and one row of numbers
constexpr float kPill = 20;
constexpr float kDisc = 17; ///< from the corner of a cell to the middle of its day

/// Where the keys lead from `day` while its cell has the keyboard; they move nothing else then.
std::optional<text::Date> led_to(const text::Date& day, ImGuiID cell) {
    struct Step {
        ImGuiKey key;
        int days;
        int months;
    };
    constexpr Step kSteps[] = {{ImGuiKey_LeftArrow, -1, 0}, {ImGuiKey_RightArrow, 1, 0}, {ImGuiKey_UpArrow, -7, 0},
                               {ImGuiKey_DownArrow, 7, 0},  {ImGuiKey_PageUp, 0, -1},    {ImGuiKey_PageDown, 0, 1}};
    std::optional<text::Date> target;
    for (const Step& step : kSteps) {
        ImGui::SetKeyOwner(step.key, cell);
        if (ImGui::IsKeyPressed(step.key, ImGuiInputFlags_Repeat, cell))
            target = step.months == 0 ? model::plus_days(day, step.days) : month_away(day, step.months);
    }
    return target;
}

void draw_weekdays(const UiContext& ctx, std::span<const std::string> names, ImVec2 at, float cell) {
    const FontScope font(ctx.theme, TextStyle::small);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < names.size(); ++i) {
        const float x = at.x + cell * static_cast<float>(i) + ctx.theme.space().s;
        draw_text(list, {x, std::round(at.y + ctx.theme.px(4))}, ctx.theme.colors().muted, names[i]);
    }
}

/// The numbers of a day, side by side and then below one another.
void draw_counts(const UiContext& ctx, const MonthDay& day, ImVec2 min, ImVec2 max) {
    const Theme& theme = ctx.theme;
    const FontScope font(theme, TextStyle::small);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float pad = theme.px(5);
    const float between = theme.space().xs;
    ImVec2 at = min;
    for (const DayCount& count : day.counts) {
        const float sign = text_size(count.icon).x;
        const float width = sign + between + text_size(count.number).x + 2 * pad;
        if (at.x > min.x && at.x + width > max.x) at = {min.x, at.y + theme.px(kPill) + theme.px(2)};
        const ImVec2 end(at.x + width, at.y + theme.px(kPill));
        list.AddRectFilled(at, end, theme.soft(count.tone), theme.px(kPill) / 2);
        if (theme.name() == ThemeName::high_contrast)
            list.AddRect(at, end, theme.strong(count.tone), theme.px(kPill) / 2);
        const float y = std::round(at.y + (theme.px(kPill) - ImGui::GetFontSize()) / 2);
        draw_text(list, {at.x + pad, y}, theme.strong(count.tone), count.icon);
        draw_text(list, {at.x + pad + sign + between, y}, theme.strong(count.tone), count.number);
        at.x = end.x + between;
    }
}

void draw_cell(const UiContext& ctx, const MonthDay& day, ImVec2 min, ImVec2 max) {
    const Theme& theme = ctx.theme;
    const Palette& p = theme.colors();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(min, max, true);
    const float inset = theme.space().s;
    {
        const FontScope font(theme, day.today ? TextStyle::strong : TextStyle::body);
        const std::string number = std::to_string(day.day.day);
        const ImVec2 size = text_size(number);
        const ImVec2 centre(min.x + theme.px(kDisc), min.y + theme.px(kDisc));
        const ImVec2 at(std::round(centre.x - size.x / 2), std::round(centre.y - size.y / 2));
        if (day.today) list.AddCircleFilled(centre, theme.px(kDisc - 4), p.accent);
        draw_text(list, at, day.today ? p.on_accent : day.in_month ? day.off ? p.muted : p.text : p.faint, number);
    }
    if (!day.note.empty()) {
        const FontScope font(theme, TextStyle::small);
        draw_text(list, {max.x - inset - text_size(day.note).x, min.y + theme.px(7)}, p.muted, day.note);
    }
    draw_counts(ctx, day, {min.x + theme.px(5), min.y + theme.px(33)}, {max.x - theme.px(3), max.y});
    list.PopClipRect();
}

/// The grounds and lines of all cells, before anything stands on them: a ring around one lies over its neighbours.
void draw_grounds(const UiContext& ctx, std::span<const MonthDay> days, ImVec2 at, ImVec2 cell) {
    const Palette& p = ctx.theme.colors();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < days.size(); ++i) {
        const ImVec2 min(at.x + cell.x * static_cast<float>(i % kWeek), at.y + cell.y * static_cast<float>(i / kWeek));
        const ImVec2 max(min.x + cell.x, min.y + cell.y);
        if (days[i].off) list.AddRectFilled(min, max, p.neutral_soft);
    }
    const ImVec2 end(at.x + cell.x * static_cast<float>(kWeek),
                     at.y + cell.y * static_cast<float>(days.size() / kWeek));
    for (std::size_t i = 0; i <= kWeek; ++i) {
        const float x = at.x + cell.x * static_cast<float>(i);
        list.AddLine({x, at.y}, {x, end.y}, p.border);
    }
    for (std::size_t i = 0; i <= days.size() / kWeek; ++i) {
        const float y = at.y + cell.y * static_cast<float>(i);
        list.AddLine({at.x, y}, {end.x, y}, p.border);
    }
}

} // namespace

text::Date month_away(const text::Date& day, int months) {
    constexpr int kYear = 12;
    const int month = day.year * kYear + day.month - 1 + months;
    text::Date there{month / kYear, month % kYear + 1, day.day};
    while (there.day > 1 && !text::is_valid(there)) --there.day;
    return there;
}

std::optional<text::Date> month_grid(const UiContext& ctx, std::span<const std::string> weekdays,
                                     std::span<const MonthDay> days, const text::Date& chosen, float height,
                                     MonthGridState& state) {
    const Theme& theme = ctx.theme;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const auto weeks = static_cast<float>(days.size() / kWeek);
    const ImVec2 cell(std::floor(ImGui::GetContentRegionAvail().x / static_cast<float>(kWeek)),
                      std::max(std::floor((height - theme.px(kHead)) / std::max(weeks, 1.0f)), theme.px(kLowest)));
    const ImVec2 grid(at.x, at.y + theme.px(kHead));
    std::optional<text::Date> picked;
    draw_weekdays(ctx, weekdays, at, cell.x);
    draw_grounds(ctx, days, grid, cell);
    for (std::size_t i = 0; i < days.size(); ++i) {
        const MonthDay& day = days[i];
        const bool is_chosen = day.day == chosen;
        ImGui::SetCursorScreenPos(
            {grid.x + cell.x * static_cast<float>(i % kWeek), grid.y + cell.y * static_cast<float>(i / kWeek)});
        ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, !is_chosen);
        const Press press = press_area(text::to_short_form(day.day), cell);
        ImGui::PopItemFlag();
        const ImGuiID id = ImGui::GetItemID();
        if (is_chosen && state.follows == day.day) {
            ImGui::SetFocusID(id, ImGui::GetCurrentWindow());
            ImGui::SetNavCursorVisible(true);
            state.follows.reset();
        }
        if (press.pressed) picked = day.day;
        if (ImGui::IsItemFocused())
            if (const auto target = led_to(day.day, id)) picked = state.follows = target;
        if (!day.hint.empty()) tooltip(ctx, day.hint);
        note_item(day.hint, press.min, press.max);
        if (press.hovered && !is_chosen)
            ImGui::GetWindowDrawList()->AddRectFilled(press.min, press.max, theme.colors().hover);
        draw_cell(ctx, day, press.min, press.max);
        if (is_chosen)
            ImGui::GetWindowDrawList()->AddRect(press.min, press.max, theme.colors().accent, 0, 0, theme.px(2));
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({cell.x * static_cast<float>(kWeek), theme.px(kHead) + cell.y * weeks});
    return picked;
}

} // namespace dongthac::ui
