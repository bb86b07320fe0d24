#include "client/ui/widgets/text.hpp"

#include <algorithm>
#include <string>

#include "client/ui/widgets/item.hpp"

namespace dongthac::ui {

namespace {

void line(const UiContext& ctx, std::string_view text, ImU32 color, float width) {
    const ImVec2 size = text_size(text);
    const float taken = width > 0 ? std::min(width, size.x) : size.x;
    const ImVec2 at = place_text({taken, size.y}, ctx.theme.pixel_size(TextStyle::body));
    draw_fitted(*ImGui::GetWindowDrawList(), at, at.x + taken + 0.5f, color, text);
    note_item(text, at, {at.x + taken, at.y + size.y});
}

} // namespace

ImU32 ink_color(const Theme& theme, Ink ink) {
    const Palette& p = theme.colors();
    switch (ink) {
    case Ink::muted: return p.muted;
    case Ink::faint: return p.faint;
    case Ink::accent: return p.accent;
    case Ink::ok: return p.ok;
    case Ink::warn: return p.warn;
    case Ink::error: return p.error;
    case Ink::normal: break;
    }
    return p.text;
}

void text(const UiContext& ctx, std::string_view text, TextStyle style, Ink ink) {
    const FontScope font(ctx.theme, style);
    line(ctx, text, ink_color(ctx.theme, ink), 0);
}

void text_wrapped(const UiContext& ctx, std::string_view text, TextStyle style, Ink ink) {
    const FontScope font(ctx.theme, style);
    const float width = std::max(1.0f, ImGui::GetContentRegionAvail().x);
    const ImVec2 size = wrapped_size(text, width);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy(size);
    draw_wrapped(*ImGui::GetWindowDrawList(), at, width, ink_color(ctx.theme, ink), text);
    note_item(text, at, {at.x + size.x, at.y + size.y});
}

void text_fitted(const UiContext& ctx, std::string_view text, float width, TextStyle style, Ink ink) {
    const FontScope font(ctx.theme, style);
    const float room = width > 0 ? width : std::max(1.0f, ImGui::GetContentRegionAvail().x);
    const bool cut = text_size(text).x > room;
    line(ctx, text, ink_color(ctx.theme, ink), room);
    if (cut) tooltip(ctx, text);
}

void text_right(const UiContext& ctx, std::string_view text, TextStyle style, Ink ink) {
    const FontScope font(ctx.theme, style);
    const float room = ImGui::GetContentRegionAvail().x;
    const float width = text_size(text).x;
    if (room > width) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room - width);
    line(ctx, text, ink_color(ctx.theme, ink), std::max(1.0f, room));
}

void icon_text(const UiContext& ctx, std::string_view icon, Ink ink) { text(ctx, icon, TextStyle::body, ink); }

void caption(const UiContext& ctx, std::string_view words) {
    const float gap = ctx.theme.space().xs;
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, gap);
    text(ctx, words, TextStyle::small, Ink::muted);
    ImGui::PopStyleVar();
}

void tooltip(const UiContext& ctx, std::string_view words) {
    if (words.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_AllowWhenDisabled)) {
        // The delay runs without events: ask for the picture in which it has passed.
        if (!words.empty() && ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled))
            ctx.redraw.request_at(ctx.now + ImGui::GetStyle().HoverDelayNormal);
        return;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ctx.theme.space().m, ctx.theme.space().s});
    if (ImGui::BeginTooltip()) {
        {
            const FontScope font(ctx.theme, TextStyle::small); // ends inside the window it began in
            ImGui::PushTextWrapPos(ctx.theme.px(420));
            ImGui::TextUnformatted(words.data(), words.data() + words.size());
            ImGui::PopTextWrapPos();
        }
        ImGui::EndTooltip();
    }
    ImGui::PopStyleVar();
}

} // namespace dongthac::ui
