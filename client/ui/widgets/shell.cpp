#include "client/ui/widgets/shell.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/icons.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

constexpr ImGuiWindowFlags kPage = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus;

// Opens the window that fills the screen; the caller ends it.
void begin_page(const char* name) {
    const ImGuiViewport* viewport = ImGui::GetMainViewport();
    ImGui::SetNextWindowPos(viewport->Pos);
    ImGui::SetNextWindowSize(viewport->Size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::Begin(name, nullptr, kPage);
    ImGui::PopStyleVar();
}

void draw_count(const UiContext& ctx, const RailItem& item, ImVec2 min, ImVec2 max) {
    if (item.count <= 0) return;
    const Theme& theme = ctx.theme;
    const FontScope font(theme, TextStyle::small);
    const std::string number = item.count > 99 ? "99+" : ctx.strings.number(item.count);
    const ImVec2 words = text_size(number);
    const float height = theme.px(20);
    const float width = std::max(words.x + theme.space().m, height);
    const ImVec2 at(max.x - width - theme.space().s, std::round((min.y + max.y - height) / 2));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 fill = item.tone == Tone::neutral ? theme.colors().pressed : theme.soft(item.tone);
    list.AddRectFilled(at, {at.x + width, at.y + height}, fill, height / 2);
    draw_text(list, {at.x + (width - words.x) / 2, at.y + (height - words.y) / 2}, theme.strong(item.tone), number);
}

bool rail_item(const UiContext& ctx, const RailItem& item, bool selected) {
    const Theme& theme = ctx.theme;
    const Palette& p = theme.colors();
    const FontScope font(theme, selected ? TextStyle::strong : TextStyle::body);
    const Press press = press_area(item.label, {ImGui::GetContentRegionAvail().x, theme.px(40)});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 fill = selected ? p.accent_soft : press.held ? p.pressed : press.hovered ? p.hover : 0;
    if (fill) list.AddRectFilled(press.min, press.max, fill, theme.rounding());
    if (selected) {
        const float inset = theme.px(10);
        list.AddRectFilled({press.min.x, press.min.y + inset}, {press.min.x + theme.px(3), press.max.y - inset},
                           p.accent, theme.px(2));
    }
    const float y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
    const float icon_x = press.min.x + theme.space().m;
    draw_text(list, {icon_x, y}, selected ? p.accent : p.muted, item.icon);
    const float room = item.count > 0 ? theme.px(44) : theme.space().s;
    draw_fitted(list, {icon_x + theme.px(30), y}, press.max.x - room, selected ? p.accent : p.text,
                shown_part(item.label));
    draw_count(ctx, item, press.min, press.max);
    tooltip(ctx, item.hint);
    return press.pressed;
}

// Draws one status part at the cursor; true when pressed.
bool status_part(const UiContext& ctx, const StatusPart& part) {
    const Theme& theme = ctx.theme;
    const float gap = part.icon.empty() ? 0 : theme.space().xs;
    const float pad = theme.space().s;
    const float width = text_size(part.icon).x + gap + text_size(shown_part(part.label)).x + 2 * pad;
    const Press press = press_area(part.label, {width, status_bar_height(theme)});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (press.hovered) list.AddRectFilled(press.min, press.max, theme.colors().pressed);
    const float y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
    draw_text(list, {press.min.x + pad, y}, theme.strong(part.tone), part.icon);
    const ImU32 ink = part.tone == Tone::neutral ? theme.colors().muted : theme.strong(part.tone);
    draw_text(list, {press.min.x + pad + text_size(part.icon).x + gap, y}, ink, shown_part(part.label));
    tooltip(ctx, part.hint);
    return press.pressed;
}

float parts_width(const UiContext& ctx, std::span<const StatusPart> parts) {
    float width = 0;
    for (const StatusPart& part : parts) {
        const float gap = part.icon.empty() ? 0 : ctx.theme.space().xs;
        width += text_size(part.icon).x + gap + text_size(shown_part(part.label)).x + 2 * ctx.theme.space().s;
    }
    return width;
}

void draw_brand(const UiContext& ctx, std::string_view brand) {
    const Theme& theme = ctx.theme;
    const FontScope font(theme, TextStyle::heading);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float side = theme.px(32);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 mark(at.x + theme.space().xs, at.y);
    list.AddRectFilled(mark, {mark.x + side, mark.y + side}, theme.colors().accent, theme.px(8));
    // The mark is the cascade itself: three steps going down.
    for (int step = 0; step < 3; ++step) {
        const float x = mark.x + theme.px(7.0f + static_cast<float>(step) * 4);
        const float y = mark.y + theme.px(8.0f + static_cast<float>(step) * 6);
        list.AddRectFilled({x, y}, {x + theme.px(10), y + theme.px(3.5f)}, theme.colors().on_accent, theme.px(2));
    }
    draw_text(list, {mark.x + side + theme.space().m, at.y + (side - ImGui::GetFontSize()) / 2}, theme.colors().text,
              brand);
    ImGui::Dummy({1, side});
}

} // namespace

float rail_width(const Theme& theme) { return theme.px(216); }

float status_bar_height(const Theme& theme) { return theme.px(32); }

std::optional<std::size_t> nav_rail(const UiContext& ctx, std::string_view brand, std::span<const RailItem> items,
                                    std::size_t selected) {
    const Theme& theme = ctx.theme;
    std::optional<std::size_t> pressed;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme.space().m, theme.space().l});
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, theme.space().xs);
    ImGui::BeginChild("rail", {rail_width(theme), ImGui::GetContentRegionAvail().y},
                      ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_NavFlattened);
    draw_brand(ctx, brand);
    ImGui::Dummy({1, theme.space().m});
    for (std::size_t i = 0; i < items.size(); ++i)
        if (rail_item(ctx, items[i], i == selected)) pressed = i;
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
    return pressed;
}

std::string status_bar(const UiContext& ctx, std::span<const StatusPart> left, std::span<const StatusPart> right) {
    const Theme& theme = ctx.theme;
    const FontScope font(theme, TextStyle::small);
    std::string pressed;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme.space().s, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGui::BeginChild("status", {0, status_bar_height(theme)},
                      ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_NavFlattened,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    const ImVec2 corner = ImGui::GetWindowPos();
    ImGui::GetWindowDrawList()->AddLine(corner, {corner.x + ImGui::GetWindowWidth(), corner.y}, theme.colors().border);
    const auto draw = [&](std::span<const StatusPart> parts) {
        for (const StatusPart& part : parts) {
            if (status_part(ctx, part)) pressed = part.label;
            same_row(0);
        }
    };
    draw(left);
    push_right(parts_width(ctx, right));
    draw(right);
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
    return pressed;
}

ShellEvents shell(const UiContext& ctx, const Shell& parts, const std::function<void()>& content) {
    const Theme& theme = ctx.theme;
    ShellEvents events;
    begin_page("dongthac");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    const float body = ImGui::GetContentRegionAvail().y - status_bar_height(theme);
    ImGui::BeginChild("body", {0, body}, ImGuiChildFlags_NavFlattened);
    events.rail = nav_rail(ctx, parts.brand, parts.items, parts.selected);
    ImGui::SameLine(0, 0);

    // The page is one white sheet beside the rail, so the eye knows where the work is.
    ImGui::PopStyleVar();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme.space().xl, theme.space().l + theme.space().xs});
    ImGui::BeginChild("page", {0, 0}, ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_NavFlattened);
    ImGui::PopStyleVar();
    const ImVec2 corner = ImGui::GetWindowPos();
    ImGui::GetWindowDrawList()->AddLine(corner, {corner.x, corner.y + ImGui::GetWindowHeight()}, theme.colors().border);
    content();
    ImGui::EndChild();

    ImGui::EndChild();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGui::SetCursorPos({0, body});
    events.status = status_bar(ctx, parts.status_left, parts.status_right);
    ImGui::PopStyleVar();
    ImGui::End();
    return events;
}

void plain_page(const UiContext& ctx, float column_width, const std::function<void()>& content) {
    const Theme& theme = ctx.theme;
    begin_page("dongthac-plain");
    const float room = ImGui::GetContentRegionAvail().x;
    const float width = std::min(theme.px(column_width), room - 2 * theme.space().l);
    ImGui::SetCursorPos({(room - width) / 2, theme.px(72)});
    ImGui::BeginChild("column", {width, 0}, ImGuiChildFlags_NavFlattened);
    content();
    ImGui::EndChild();
    ImGui::End();
}

} // namespace dongthac::ui
