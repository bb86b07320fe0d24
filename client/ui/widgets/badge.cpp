#include "client/ui/widgets/badge.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/icons.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

std::string_view tone_icon(Tone tone) {
    switch (tone) {
    case Tone::ok: return icon::kOk;
    case Tone::warn: return icon::kWarning;
    case Tone::error: return icon::kError;
    case Tone::info: return icon::kInfo;
    case Tone::neutral: break;
    }
    return icon::kClock;
}

float badge_width(const UiContext& ctx, std::string_view label) {
    const FontScope font(ctx.theme, TextStyle::small);
    return text_size(icon::kOk).x + ctx.theme.space().xs + text_size(shown_part(label)).x + 2 * ctx.theme.space().s;
}

void badge(const UiContext& ctx, Tone tone, std::string_view label, std::string_view icon) {
    const FontScope font(ctx.theme, TextStyle::small);
    const Theme& theme = ctx.theme;
    const std::string_view sign = icon.empty() ? tone_icon(tone) : icon;
    const std::string_view words = shown_part(label);
    const float gap = theme.space().xs;
    const float pad = theme.space().s;
    const ImVec2 size(text_size(sign).x + gap + text_size(words).x + 2 * pad, ImGui::GetFontSize() + theme.px(6));

    const ImVec2 at = place_text(size, theme.pixel_size(TextStyle::body));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 end(at.x + size.x, at.y + size.y);
    list.AddRectFilled(at, end, theme.soft(tone), size.y / 2);
    // High contrast has no soft colours to tell apart: the outline does it.
    if (theme.name() == ThemeName::high_contrast) list.AddRect(at, end, theme.strong(tone), size.y / 2);
    const float y = std::round(at.y + (size.y - ImGui::GetFontSize()) / 2);
    draw_text(list, {at.x + pad, y}, theme.strong(tone), sign);
    draw_text(list, {at.x + pad + text_size(sign).x + gap, y}, theme.strong(tone), words);
    note_item(words, at, end);
}

void progress(const UiContext& ctx, float fraction, std::string_view label, Tone tone, float width) {
    const Theme& theme = ctx.theme;
    const FontScope font(theme, TextStyle::small);
    const float share = std::clamp(fraction, 0.0f, 1.0f);
    const float bar = theme.px(width);
    const float thick = theme.px(6);
    const ImVec2 words = text_size(label);
    const float gap = label.empty() ? 0 : theme.space().s;
    const ImVec2 at = place_text({bar + gap + words.x, std::max(words.y, thick)}, theme.pixel_size(TextStyle::body));

    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = std::round(at.y + (words.y - thick) / 2);
    list.AddRectFilled({at.x, y}, {at.x + bar, y + thick}, theme.colors().pressed, thick / 2);
    if (share > 0)
        list.AddRectFilled({at.x, y}, {at.x + std::max(thick, bar * share), y + thick}, theme.strong(tone), thick / 2);
    draw_text(list, {at.x + bar + gap, at.y}, theme.colors().muted, label);
    note_item(label, at, {at.x + bar + gap + words.x, at.y + words.y});
}

} // namespace dongthac::ui
