#include "client/ui/palette_popup.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/icons.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

constexpr const char* kPopup = "##palette";
constexpr float kWidth = 620;
constexpr float kRow = 38;
constexpr std::size_t kShownRows = 9;

} // namespace

void PalettePopup::open() {
    words_.clear();
    chosen_ = 0;
    opening_ = true;
    open_ = true;
}

std::optional<app::Intent>
PalettePopup::draw(const UiContext& ctx,
                   const std::function<const std::vector<app::PaletteEntry>&(const std::string&)>& entries) {
    if (!open_) return std::nullopt;
    const Theme& theme = ctx.theme;
    if (opening_) ImGui::OpenPopup(kPopup);
    const ImGuiViewport* viewport = ImGui::GetMainViewport();
    const float width = std::min(theme.px(kWidth), viewport->Size.x - 2 * theme.space().l);
    ImGui::SetNextWindowPos({viewport->GetCenter().x, viewport->Pos.y + theme.px(72)}, ImGuiCond_Always, {0.5f, 0});
    ImGui::SetNextWindowSize({width, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme.space().s, theme.space().s});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, theme.px(10));
    ImGui::PushStyleVar(ImGuiStyleVar_PopupBorderSize, 1);
    std::optional<app::Intent> wanted;
    constexpr auto kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings;
    if (ImGui::BeginPopup(kPopup, kFlags)) {
        if (opening_) ImGui::SetKeyboardFocusHere();
        const TextFieldResult typed = text_field(ctx, ctx.tr("palette.label"), words_,
                                                 {.placeholder = ctx.tr("palette.hint"), .icon = icon::kSearch});
        if (typed.changed) chosen_ = 0;
        opening_ = false;
        const std::vector<app::PaletteEntry>& found = entries(words_);
        wanted = draw_list(ctx, found);
        if (typed.submitted && chosen_ < found.size()) wanted = found[chosen_].intent;
        if (wanted || ImGui::IsKeyPressed(ImGuiKey_Escape, false)) ImGui::CloseCurrentPopup();
        ImGui::EndPopup();
    } else if (!opening_) {
        open_ = false; // a press outside closed it
    }
    if (wanted) open_ = false;
    ImGui::PopStyleVar(3);
    return wanted;
}

std::optional<app::Intent> PalettePopup::draw_list(const UiContext& ctx,
                                                   const std::vector<app::PaletteEntry>& entries) {
    const Theme& theme = ctx.theme;
    const Palette& p = theme.colors();
    if (entries.empty()) {
        gap(theme.space().m);
        text(ctx, ctx.tr("search.nothing", {{"query", words_}}), TextStyle::body, Ink::muted);
        gap(theme.space().m);
        return std::nullopt;
    }
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) chosen_ = std::min(chosen_ + 1, entries.size() - 1), scroll_ = true;
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow) && chosen_ > 0) --chosen_, scroll_ = true;
    chosen_ = std::min(chosen_, entries.size() - 1);
    std::optional<app::Intent> wanted;
    const float height = theme.px(kRow) * static_cast<float>(std::min(entries.size(), kShownRows));
    const Region region(ctx, "entries", {0, height});
    const FontScope font(theme, TextStyle::body);
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Press press =
            press_area(entries[i].title + "##" + std::to_string(i), {ImGui::GetContentRegionAvail().x, theme.px(kRow)});
        if (i == chosen_ && scroll_) ImGui::SetScrollHereY();
        if (press.hovered && (ImGui::GetIO().MouseDelta.x != 0 || ImGui::GetIO().MouseDelta.y != 0)) chosen_ = i;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (i == chosen_) list.AddRectFilled(press.min, press.max, p.accent_soft, theme.rounding());
        const float y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
        float end = press.max.x - theme.space().m;
        {
            const FontScope small(theme, TextStyle::small);
            const float width = std::min(text_size(entries[i].detail).x, (press.max.x - press.min.x) * 0.4f);
            const float small_y = std::round((press.min.y + press.max.y - ImGui::GetFontSize()) / 2);
            draw_fitted(list, {end - width, small_y}, end + 1, p.muted, entries[i].detail);
            end -= width + theme.space().m;
        }
        draw_fitted(list, {press.min.x + theme.space().m, y}, end, i == chosen_ ? p.accent : p.text, entries[i].title);
        if (press.pressed) wanted = entries[i].intent;
    }
    ImGui::PopStyleVar();
    scroll_ = false;
    return wanted;
}

} // namespace dongthac::ui
