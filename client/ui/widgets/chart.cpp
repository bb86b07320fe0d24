#include "client/ui/widgets/chart.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

constexpr float kRow = 32;
constexpr float kThick = 16;
constexpr float kMostLabel = 260;
constexpr float kDayHeight = 190;
constexpr std::size_t kPercent = 100;
constexpr std::size_t kMeasured = 30;

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

/// Of many bars the first and the last are measured; the words of the others are fitted.
Columns columns_of(const UiContext& ctx, const ChartBars& bars) {
    Columns columns;
    for (std::size_t i = 0; i < bars.count; ++i) {
        if (i == kMeasured && bars.count > 2 * kMeasured) i = bars.count - kMeasured;
        const ChartBar bar = bars.at(i);
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

/// One bar with its label and its numbers; true when it was pressed.
bool draw_row(const UiContext& ctx, const ChartBar& bar, std::size_t place, const Columns& columns) {
    const Theme& theme = ctx.theme;
    const Press press = press_area(bar.label + "##" + std::to_string(place),
                                   {std::max(ImGui::GetContentRegionAvail().x, 1.0f), theme.px(kRow)});
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
    return press.pressed;
}

/// Where the columns of days stand.
struct DayPlot {
    float left, right, top, bottom;
};

std::string day_numbers(const UiContext& ctx, const ChartDay& day, std::size_t all) {
    return ctx.tr("chart.day", {{"day", day.label},
                                {"n", ctx.strings.number(static_cast<std::int64_t>(*day.value))},
                                {"all", ctx.strings.number(static_cast<std::int64_t>(all))}});
}

void draw_day(const UiContext& ctx, const ChartDay& day, std::size_t all, const DayPlot& plot,
              std::pair<float, float> sides, Tone tone) {
    if (!day.value || all == 0) return;
    const Theme& theme = ctx.theme;
    const float share = std::min(1.0f, static_cast<float>(*day.value) / static_cast<float>(all));
    const float between = std::min(theme.px(3), (sides.second - sides.first) / 4);
    const ImVec2 min(std::round(sides.first + between), plot.bottom - std::round((plot.bottom - plot.top) * share));
    const ImVec2 max(std::round(sides.second - between), plot.bottom);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (*day.value > 0) {
        list.AddRectFilled(min, max, theme.strong(tone), theme.px(2));
        draw_pattern(theme, tone, min, max);
    }
    if (ImGui::IsMouseHoveringRect({sides.first, plot.top}, {sides.second, plot.bottom}))
        tooltip(ctx, day_numbers(ctx, day, all));
}

void draw_deadline(const UiContext& ctx, const DayPlot& plot, float x, std::string_view words, float y) {
    const Theme& theme = ctx.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (float at = plot.top - theme.px(4); at < plot.bottom; at += theme.px(8))
        list.AddLine({x, at}, {x, std::min(at + theme.px(5), plot.bottom)}, theme.colors().text, theme.px(2));
    const float width = text_size(words).x;
    const float left = std::clamp(x - width / 2, plot.left, std::max(plot.left, plot.right - width));
    draw_text(list, {left, y}, theme.colors().text, words);
    note_item(words, {left, y}, {left + width, y + ImGui::GetFontSize()});
}

/// As many days as have room below the line, the first always among them.
void draw_day_labels(const UiContext& ctx, std::span<const ChartDay> days, const DayPlot& plot, float step) {
    const float wide = text_size(days.front().label).x + ctx.theme.space().s;
    const auto every = static_cast<std::size_t>(std::max(1.0f, std::ceil(wide / step)));
    for (std::size_t i = 0; i < days.size(); i += every) {
        const float middle = plot.left + step * (static_cast<float>(i) + 0.5f);
        const float width = text_size(days[i].label).x;
        const float x = std::clamp(middle - width / 2, plot.left, std::max(plot.left, plot.right - width));
        draw_text(*ImGui::GetWindowDrawList(), {x, plot.bottom + ctx.theme.space().xs}, ctx.theme.colors().muted,
                  days[i].label);
    }
}

} // namespace

Tone share_tone(std::size_t part, std::size_t all) {
    if (all == 0) return Tone::neutral;
    if (part >= all) return Tone::ok;
    return part * 2 >= all ? Tone::warn : Tone::error;
}

float bar_chart_height(const UiContext& ctx, std::size_t bars) { return ctx.theme.px(kRow) * static_cast<float>(bars); }

std::optional<std::size_t> bar_chart(const UiContext& ctx, std::string_view id, std::span<const ChartBar> bars) {
    return bar_chart(ctx, id, ChartBars{bars.size(), [bars](std::size_t at) { return bars[at]; }});
}

std::optional<std::size_t> bar_chart(const UiContext& ctx, std::string_view id, const ChartBars& bars) {
    const FontScope font(ctx.theme, TextStyle::small);
    const Columns columns = columns_of(ctx, bars);
    std::optional<std::size_t> pressed;
    ImGui::PushID(std::string(id).c_str());
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(bars.count), ctx.theme.px(kRow));
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const auto at = static_cast<std::size_t>(i);
            if (draw_row(ctx, bars.at(at), at, columns)) pressed = at;
        }
    ImGui::PopStyleVar();
    ImGui::PopID();
    return pressed;
}

void day_chart(const UiContext& ctx, std::string_view id, std::span<const ChartDay> days, std::size_t all,
               std::string_view deadline) {
    if (days.empty()) return;
    const Theme& theme = ctx.theme;
    const FontScope font(theme, TextStyle::small);
    const float line = ImGui::GetFontSize() + theme.space().xs;
    const Press press = press_area(id, {std::max(ImGui::GetContentRegionAvail().x, 1.0f), theme.px(kDayHeight)});
    const DayPlot plot{press.min.x + theme.space().xs, press.max.x - theme.space().xs, press.min.y + 2 * line,
                       press.max.y - line};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddLine({plot.left, plot.bottom}, {plot.right, plot.bottom}, theme.colors().border_strong);
    list.AddLine({plot.left, plot.top}, {plot.right, plot.top}, theme.colors().border);
    const float step = (plot.right - plot.left) / static_cast<float>(days.size());
    bool late = false;
    for (std::size_t i = 0; i < days.size(); ++i) {
        const float x = plot.left + step * static_cast<float>(i);
        draw_day(ctx, days[i], all, plot, {x, x + step}, late ? Tone::warn : Tone::ok);
        if (days[i].deadline) draw_deadline(ctx, plot, x + step, deadline, press.min.y);
        late = late || days[i].deadline;
    }
    draw_day_labels(ctx, days, plot, step);
    const auto last =
        std::ranges::find_if(days.rbegin(), days.rend(), [](const ChartDay& day) { return day.value.has_value(); });
    if (last == days.rend()) return;
    const auto at = static_cast<float>(days.rend() - last); // columns up to its end
    const std::string words = day_numbers(ctx, *last, all);
    const float width = text_size(words).x;
    const float x = std::clamp(plot.left + step * at - width, plot.left, std::max(plot.left, plot.right - width));
    draw_text(list, {x, press.min.y + line}, theme.colors().text, words);
    note_item(words, {x, press.min.y + line}, {x + width, press.min.y + 2 * line});
}

} // namespace dongthac::ui
