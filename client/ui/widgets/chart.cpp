#include "client/ui/widgets/chart.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

constexpr float kRow = 32;
constexpr float kThick = 16;
constexpr float kMostLabel = 260;
constexpr std::size_t kPercent = 100;

std::string numbers_of(const UiContext& ctx, const ChartBar& bar) {
    if (bar.all == 0) return ctx.tr("chart.none");
    // Rounded down: 99,6 % is not all of them.
    return ctx.tr("chart.share", {{"n", ctx.strings.number(static_cast<std::int64_t>(bar.part))},
                                  {"all", ctx.strings.number(static_cast<std::int64_t>(bar.all))},
                                  {"percent", bar.part * kPercent / bar.all}});
}

/// Widths that the bars of one chart share, so that they can be compared.
struct Columns {
    float label = 0;
    float numbers = 0;
};

Columns columns_of(const UiContext& ctx, std::span<const ChartBar> bars) {
    Columns columns;
    for (const ChartBar& bar : bars) {
        columns.label = std::max(columns.label, text_size(bar.label).x);
        columns.numbers = std::max(columns.numbers, text_size(numbers_of(ctx, bar)).x);
    }
    columns.label = std::min(columns.label, std::min(ctx.theme.px(kMostLabel), ImGui::GetContentRegionAvail().x / 3));
    columns.numbers += text_size(tone_icon(Tone::ok)).x + ctx.theme.space().xs;
    return columns;
}

/// Lines across what is filled: rising for a warning, both ways for an error, none for what is in order.
void draw_pattern(const Theme& theme, Tone tone, ImVec2 min, ImVec2 max) {
    if (tone != Tone::warn && tone != Tone::error) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float high = max.y - min.y;
    const float step = theme.px(8);
    list.PushClipRect(min, max, true);
    for (float x = min.x - high; x < max.x; x += step) {
        list.AddLine({x, max.y}, {x + high, min.y}, theme.soft(tone), theme.px(2));
        if (tone == Tone::error) list.AddLine({x, min.y}, {x + high, max.y}, theme.soft(tone), theme.px(2));
    }
    list.PopClipRect();
}

void draw_bar(const Theme& theme, const ChartBar& bar, ImVec2 min, ImVec2 max) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float round = theme.px(4);
    list.AddRectFilled(min, max, theme.colors().pressed, round);
    if (bar.all > 0 && bar.part > 0) {
        const float share = std::min(1.0f, static_cast<float>(bar.part) / static_cast<float>(bar.all));
        const ImVec2 end(min.x + std::max(theme.px(3), std::round((max.x - min.x) * share)), max.y);
        list.AddRectFilled(min, end, theme.strong(bar.tone), round);
        draw_pattern(theme, bar.tone, min, end);
    }
    if (theme.name() == ThemeName::high_contrast) list.AddRect(min, max, theme.colors().border_strong, round);
}

} // namespace

Tone share_tone(std::size_t part, std::size_t all) {
    if (all == 0) return Tone::neutral;
    if (part >= all) return Tone::ok;
    return part * 2 >= all ? Tone::warn : Tone::error;
}

float bar_chart_height(const UiContext& ctx, std::size_t bars) { return ctx.theme.px(kRow) * static_cast<float>(bars); }

std::optional<std::size_t> bar_chart(const UiContext& ctx, std::string_view id, std::span<const ChartBar> bars) {
    const Theme& theme = ctx.theme;
    const FontScope font(theme, TextStyle::small);
    const Columns columns = columns_of(ctx, bars);
    std::optional<std::size_t> pressed;
    ImGui::PushID(std::string(id).c_str());
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const ChartBar& bar = bars[i];
        const Press press = press_area(bar.label + "##" + std::to_string(i),
                                       {std::max(ImGui::GetContentRegionAvail().x, 1.0f), theme.px(kRow)});
        if (press.pressed) pressed = i;
        if (text_size(bar.label).x > columns.label) tooltip(ctx, bar.label);
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (press.hovered) list.AddRectFilled(press.min, press.max, theme.colors().hover, theme.rounding());
        const float x = press.min.x + theme.space().xs;
        const float y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
        draw_fitted(list, {x, y}, x + columns.label, theme.colors().text, bar.label);

        const float left = x + columns.label + theme.space().m;
        const float right = press.max.x - theme.space().xs - columns.numbers - theme.space().m;
        const float top = std::round((press.min.y + press.max.y - theme.px(kThick)) / 2);
        if (right > left) draw_bar(theme, bar, {left, top}, {right, top + theme.px(kThick)});

        const std::string numbers = numbers_of(ctx, bar);
        const float sign = right + theme.space().m;
        const float words = sign + text_size(tone_icon(bar.tone)).x + theme.space().xs;
        draw_text(list, {sign, y}, theme.strong(bar.tone), tone_icon(bar.tone));
        draw_text(list, {words, y}, theme.colors().text, numbers);
        note_item(numbers, {words, y}, {press.max.x, y + ImGui::GetFontSize()});
    }
    ImGui::PopStyleVar();
    ImGui::PopID();
    return pressed;
}

} // namespace dongthac::ui
