#include "client/ui/widgets/button.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

struct Look {
    ImU32 fill;
    ImU32 frame;
    ImU32 ink;
};

Look look_of(const Palette& p, ButtonKind kind, const Press& press) {
    const auto by_state = [&](ImU32 rest, ImU32 hover, ImU32 down) {
        return press.held && press.hovered ? down : press.hovered ? hover : rest;
    };
    switch (kind) {
    case ButtonKind::primary: return {by_state(p.accent, p.accent_hover, p.accent_pressed), 0, p.on_accent};
    case ButtonKind::danger: return {by_state(p.error, p.error_hover, p.error_hover), 0, p.on_accent};
    case ButtonKind::quiet: return {by_state(0, p.hover, p.pressed), 0, p.text};
    case ButtonKind::secondary: break;
    }
    return {by_state(p.panel, p.hover, p.pressed), p.border_strong, p.text};
}

float padding(const Theme& theme, ButtonKind kind) {
    return kind == ButtonKind::quiet ? theme.space().s + theme.space().xs / 2 : theme.space().l - theme.space().xs / 2;
}

float content_width(const Theme& theme, std::string_view icon, std::string_view label) {
    float width = text_size(shown_part(label)).x;
    if (!icon.empty()) width += text_size(icon).x + theme.space().s;
    return width;
}

// Frame, icon and words of a button that fills press.min..max.
void draw_button(const Theme& theme, const Press& press, const ButtonOptions& options, std::string_view words) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Look look = look_of(theme.colors(), options.kind, press);
    if (look.fill) list.AddRectFilled(press.min, press.max, ImGui::GetColorU32(look.fill), theme.rounding());
    if (look.frame) list.AddRect(press.min, press.max, ImGui::GetColorU32(look.frame), theme.rounding());

    const ImU32 ink = ImGui::GetColorU32(look.ink);
    const float gap = words.empty() || options.icon.empty() ? 0 : theme.space().s;
    const float width = text_size(options.icon).x + gap + text_size(words).x;
    const float room = press.max.x - press.min.x;
    const float y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
    float x = std::round(press.min.x + std::max((room - width) / 2, theme.space().xs));
    if (!options.icon.empty()) {
        draw_text(list, {x, y}, ink, options.icon);
        x += text_size(options.icon).x + gap;
    }
    draw_fitted(list, {x, y}, press.max.x - theme.space().xs, ink, words);
}

} // namespace

bool button(const UiContext& ctx, std::string_view label, const ButtonOptions& options) {
    const FontScope font(ctx.theme, options.kind == ButtonKind::primary || options.kind == ButtonKind::danger
                                        ? TextStyle::strong
                                        : TextStyle::body);
    const float width = options.width < 0 ? ImGui::GetContentRegionAvail().x
                        : options.width > 0
                            ? options.width
                            : content_width(ctx.theme, options.icon, label) + 2 * padding(ctx.theme, options.kind);
    ImGui::BeginDisabled(options.enabled == Enabled::no);
    const Press press = press_area(label, {std::max(width, 1.0f), ctx.theme.control_height()});
    draw_button(ctx.theme, press, options, shown_part(label));
    ImGui::EndDisabled();
    tooltip(ctx, options.hint);
    return press.pressed;
}

bool icon_button(const UiContext& ctx, std::string_view icon, std::string_view label, const ButtonOptions& options) {
    const FontScope font(ctx.theme, TextStyle::body);
    const float side = ctx.theme.control_height();
    ButtonOptions shown = options;
    shown.icon = icon;
    ImGui::BeginDisabled(options.enabled == Enabled::no);
    const Press press = press_area(label, {side, side});
    draw_button(ctx.theme, press, shown, {});
    ImGui::EndDisabled();
    tooltip(ctx, options.hint.empty() ? shown_part(label) : options.hint);
    return press.pressed;
}

bool link(const UiContext& ctx, std::string_view label) {
    const FontScope font(ctx.theme, TextStyle::body);
    const Palette& p = ctx.theme.colors();
    const std::string_view words = shown_part(label);
    const ImVec2 size = text_size(words);
    const Press press = press_words(label, size, ctx.theme.pixel_size(TextStyle::body));
    const ImVec2 at = press.min;
    const ImU32 ink = press.hovered ? p.accent_pressed : p.accent;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_text(list, at, ink, words);
    if (press.hovered) {
        list.AddLine({at.x, at.y + size.y - 1}, {at.x + size.x, at.y + size.y - 1}, ink);
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    return press.pressed;
}

float button_width(const UiContext& ctx, std::string_view label, const ButtonOptions& options) {
    const FontScope font(ctx.theme, options.kind == ButtonKind::primary || options.kind == ButtonKind::danger
                                        ? TextStyle::strong
                                        : TextStyle::body);
    return options.width > 0 ? options.width
                             : content_width(ctx.theme, options.icon, label) + 2 * padding(ctx.theme, options.kind);
}

} // namespace dongthac::ui
