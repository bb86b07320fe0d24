#include "client/ui/widgets/message.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/icons.hpp"
#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

constexpr std::size_t kMostToasts = 4;

// One toast whose lower right corner is `corner`; gives its height.
float draw_toast(const Theme& theme, const Toasts::Entry& entry, ImVec2 corner) {
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    const Palette& p = theme.colors();
    const float pad = theme.space().m;
    const float most = theme.px(420);
    const float icon = text_size(icon::kOk).x + theme.space().s;
    const float wrap = most - 2 * pad - icon;
    const ImVec2 words = wrapped_size(entry.text, wrap);
    const ImVec2 min(corner.x - words.x - icon - 2 * pad, corner.y - words.y - 2 * pad);

    list.AddRectFilled({min.x + 1, min.y + theme.px(3)}, {corner.x + 1, corner.y + theme.px(4)}, p.shadow,
                       theme.rounding());
    list.AddRectFilled(min, corner, p.panel, theme.rounding());
    list.AddRect(min, corner, p.border_strong, theme.rounding());
    draw_wrapped(list, {min.x + pad, min.y + pad}, icon, theme.strong(entry.tone), tone_icon(entry.tone));
    draw_wrapped(list, {min.x + pad + icon, min.y + pad}, wrap, p.text, entry.text);
    note_item(entry.text, min, corner);
    return corner.y - min.y;
}

} // namespace

void Toasts::add(Tone tone, std::string text, double now) { log_.push_back({tone, std::move(text), now}); }

void Toasts::draw(const UiContext& ctx) {
    while (first_live_ < log_.size() && log_[first_live_].at + kSeconds <= ctx.now) ++first_live_;
    if (first_live_ == log_.size()) return;

    const Theme& theme = ctx.theme;
    const FontScope font(theme, TextStyle::body);
    const ImGuiViewport* viewport = ImGui::GetMainViewport();
    ImVec2 corner(viewport->Pos.x + viewport->Size.x - theme.space().xl,
                  viewport->Pos.y + viewport->Size.y - theme.px(48));
    const std::size_t oldest = std::max(first_live_, log_.size() - std::min(log_.size(), kMostToasts));
    for (std::size_t i = log_.size(); i-- > oldest;) {
        corner.y -= draw_toast(theme, log_[i], corner) + theme.space().s;
        ctx.redraw.request_at(log_[i].at + kSeconds);
    }
}

BannerAction banner(const UiContext& ctx, Tone tone, std::string_view words, std::string_view action, Dismiss dismiss) {
    const Theme& theme = ctx.theme;
    const FontScope font(theme, TextStyle::body);
    const float pad = theme.space().m;
    const float icon_room = text_size(tone_icon(tone)).x + theme.space().s;
    const ButtonOptions act{.kind = ButtonKind::secondary};
    const float action_room = action.empty() ? 0 : button_width(ctx, action, act) + pad;
    const float dismiss_room = dismiss == Dismiss::yes ? theme.control_height() + theme.space().xs : 0;
    const float width = ImGui::GetContentRegionAvail().x;
    const float wrap = std::max(theme.px(80), width - 2 * pad - icon_room - action_room - dismiss_room);
    const ImVec2 size = wrapped_size(words, wrap);
    const float control = action.empty() && dismiss == Dismiss::no ? 0 : theme.control_height() + theme.space().s;
    const float height = std::max(size.y + 2 * theme.px(10), control);

    const ImVec2 min = ImGui::GetCursorScreenPos();
    const ImVec2 max(min.x + width, min.y + height);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(min, max, theme.soft(tone), theme.rounding());
    if (theme.name() == ThemeName::high_contrast) list.AddRect(min, max, theme.strong(tone), theme.rounding());
    const float y = std::round(min.y + (height - size.y) / 2);
    draw_wrapped(list, {min.x + pad, y}, icon_room, theme.strong(tone), tone_icon(tone));
    draw_wrapped(list, {min.x + pad + icon_room, y}, wrap, theme.colors().text, words);
    note_item(words, min, max);

    BannerAction result = BannerAction::none;
    const float control_y = std::round(min.y + (height - theme.control_height()) / 2);
    if (!action.empty()) {
        ImGui::SetCursorScreenPos({max.x - dismiss_room - action_room + theme.space().xs, control_y});
        if (button(ctx, action, act)) result = BannerAction::acted;
    }
    if (dismiss == Dismiss::yes) {
        ImGui::SetCursorScreenPos({max.x - dismiss_room, control_y});
        if (icon_button(ctx, icon::kClose, ctx.tr("button.dismiss"))) result = BannerAction::dismissed;
    }
    ImGui::SetCursorScreenPos(min);
    ImGui::Dummy({width, height});
    return result;
}

bool empty_state(const UiContext& ctx, std::string_view icon, std::string_view title, std::string_view words,
                 std::string_view action) {
    const Theme& theme = ctx.theme;
    const auto centre = [](float width) {
        const float room = ImGui::GetContentRegionAvail().x;
        if (room > width) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + (room - width) / 2);
    };
    // A third of the way down reads as the middle.
    gap(std::max(theme.space().xxl, (ImGui::GetContentRegionAvail().y - theme.px(260)) / 3));
    {
        ImGui::PushFont(theme.font(TextStyle::body), 28);
        const ImVec2 sign = text_size(icon);
        const float side = theme.px(64);
        centre(side);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddCircleFilled({at.x + side / 2, at.y + side / 2}, side / 2, theme.colors().neutral_soft);
        draw_text(list, {std::round(at.x + (side - sign.x) / 2), std::round(at.y + (side - sign.y) / 2)},
                  theme.colors().muted, icon);
        ImGui::Dummy({side, side});
        ImGui::PopFont();
    }
    gap(theme.space().m);
    {
        const FontScope font(theme, TextStyle::heading);
        centre(text_size(title).x);
    }
    text(ctx, title, TextStyle::heading);

    const float column = std::min(theme.px(480), ImGui::GetContentRegionAvail().x);
    const FontScope font(theme, TextStyle::body);
    const ImVec2 size = wrapped_size(words, column);
    centre(column);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({column, size.y});
    draw_wrapped(*ImGui::GetWindowDrawList(), at, column, theme.colors().muted, words, LineAlign::centre);
    note_item(words, at, {at.x + column, at.y + size.y});
    if (action.empty()) return false;

    gap(theme.space().l);
    const ButtonOptions next{.kind = ButtonKind::primary};
    centre(button_width(ctx, action, next));
    return button(ctx, action, next);
}

} // namespace dongthac::ui
