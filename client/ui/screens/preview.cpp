#include "client/ui/screens/preview.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "client/ui/icons.hpp"
#include "client/ui/screens/common.hpp"
#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/field.hpp"
#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/layout.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

namespace {

using view_model::PreviewPage;
using view_model::PreviewRows;
using view_model::PreviewWord;

// Paper is white and ink black in every theme: it is what the printer will make.
constexpr ImU32 kPaper = IM_COL32(255, 255, 255, 255);
constexpr ImU32 kInk = IM_COL32(0, 0, 0, 255);
constexpr float kWidest = 1.6f; ///< of the paper's real size at zoom 1
constexpr double kPixelsPerTwip = 96.0 / 1440;

constexpr float kChoiceWidth = 150;

enum class Size { page, width, large };

/// Pixels for a twip.
float scale_of(const UiContext& ctx, const PreviewRows& rows, Size size, ImVec2 room) {
    const float margin = 2 * ctx.theme.space().l;
    const float whole = std::min((room.x - margin) / static_cast<float>(rows.width),
                                 (room.y - margin) / static_cast<float>(rows.height));
    const float real = ctx.theme.px(static_cast<float>(kPixelsPerTwip));
    const float width = std::min((room.x - margin) / static_cast<float>(rows.width), real * kWidest);
    switch (size) {
    case Size::page: return std::max(whole, real * 0.25f);
    case Size::width: return std::max(width, real * 0.25f);
    case Size::large: break;
    }
    return real * kWidest;
}

void draw_page(const UiContext& ctx, const PreviewRows& rows, const PreviewPage& page, ImVec2 at, float scale) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 end(at.x + static_cast<float>(rows.width) * scale, at.y + static_cast<float>(rows.height) * scale);
    const float shadow = ctx.theme.px(3);
    list.AddRectFilled({at.x + shadow, at.y + shadow}, {end.x + shadow, end.y + shadow}, ctx.theme.colors().shadow);
    list.AddRectFilled(at, end, kPaper);
    list.AddRect(at, end, ctx.theme.colors().border_strong);
    const auto place = [&](double x, double y) {
        return ImVec2(at.x + static_cast<float>(x) * scale, at.y + static_cast<float>(y) * scale);
    };
    for (const document::PageRule& rule : page.rules) {
        const ImVec2 from = place(rule.left, rule.top);
        const ImVec2 to = place(rule.left + rule.width, rule.top + rule.height);
        // A hair line is still a line on the screen.
        list.AddRectFilled(from, {std::max(to.x, from.x + 1), std::max(to.y, from.y + 1)}, kInk);
    }
    for (const PreviewWord& word : page.words)
        list.AddText(ctx.theme.paper_font(static_cast<PaperFace>(word.face)), static_cast<float>(word.height) * scale,
                     place(word.x, word.top), kInk, word.text.data(), word.text.data() + word.text.size());
}

/// The page's own key: not while words are typed over it, in the palette or a question.
bool pressed(ImGuiKey key) { return ImGui::IsKeyPressed(key) && !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup); }

void turn_pages(float step, float all) {
    float to = ImGui::GetScrollY();
    if (pressed(ImGuiKey_PageDown)) to += step;
    if (pressed(ImGuiKey_PageUp)) to -= step;
    if (pressed(ImGuiKey_Home)) to = 0;
    if (pressed(ImGuiKey_End)) to = all;
    if (to != ImGui::GetScrollY()) ImGui::SetScrollY(std::clamp(to, 0.0f, std::max(0.0f, all)));
}

/// Which page the middle of the window shows.
std::size_t page_in_view(float step, std::size_t count) {
    const float middle = ImGui::GetScrollY() + ImGui::GetWindowHeight() / 2;
    return std::min(static_cast<std::size_t>(std::max(0.0f, middle / step)), count - 1);
}

std::optional<app::Intent> draw_head(const UiContext& ctx, const PreviewRows& rows, PreviewState& state) {
    std::optional<app::Intent> out;
    const Theme& theme = ctx.theme;
    if (icon_button(ctx, icon::kBack, ctx.tr("preview.back"), {.kind = ButtonKind::quiet, .hint = "Esc"}) ||
        pressed(ImGuiKey_Escape))
        out = app::intent::ClosePreview{};
    same_row(theme.space().s);
    ImGui::BeginGroup();
    page_header(ctx, ctx.tr("preview.title", {{"n", rows.pages.size()}}), subject_or_untitled(ctx, rows.subject));
    ImGui::EndGroup();
    same_row();
    const std::string word = ctx.tr("editor.export");
    const std::array<std::string, 3> sizes = {ctx.tr("preview.whole"), ctx.tr("preview.width"),
                                              ctx.tr("preview.large")};
    push_right(theme.px(kChoiceWidth) + theme.space().s + button_width(ctx, word, {.icon = icon::kExport}));
    if (choice(ctx, ctx.tr("preview.size"), sizes, state.size, kChoiceWidth)) ctx.redraw.event();
    same_row(theme.space().s);
    if (button(ctx, word, {.icon = icon::kExport, .hint = "Ctrl+E"})) out = app::intent::ExportDocument{rows.document};
    return out;
}

} // namespace

std::optional<app::Intent> draw_preview(const UiContext& ctx, const PreviewRows& rows, PreviewState& state) {
    std::optional<app::Intent> out = draw_head(ctx, rows, state);
    gap(ctx.theme.space().s);
    ImGui::PushStyleColor(ImGuiCol_ChildBg, ctx.theme.colors().sunken);
    {
        const Region region(ctx, "paper");
        const ImVec2 room = ImGui::GetContentRegionAvail();
        const float scale = scale_of(ctx, rows, static_cast<Size>(state.size), room);
        const float between = ctx.theme.space().l;
        const float step = static_cast<float>(rows.height) * scale + between;
        const float all = step * static_cast<float>(rows.pages.size()) + between;
        const ImVec2 begin = ImGui::GetCursorScreenPos();
        const float left = begin.x + std::max(between, (room.x - static_cast<float>(rows.width) * scale) / 2);
        if (std::exchange(state.document, rows.document) != rows.document) ImGui::SetScrollY(0);
        turn_pages(step, all - ImGui::GetWindowHeight());
        const ImVec2 top = ImGui::GetWindowPos();
        for (std::size_t i = 0; i < rows.pages.size(); ++i) {
            const float y = begin.y + between + step * static_cast<float>(i);
            if (y + step < top.y || y > top.y + ImGui::GetWindowHeight()) continue; // not in view
            draw_page(ctx, rows, rows.pages[i], {std::round(left), std::round(y)}, scale);
        }
        ImGui::Dummy({static_cast<float>(rows.width) * scale + 2 * between, all});
        const std::string where =
            ctx.tr("preview.page", {{"n", page_in_view(step, rows.pages.size()) + 1}, {"of", rows.pages.size()}});
        const ImVec2 pad(ctx.theme.space().s, ctx.theme.space().xs);
        const FontScope font(ctx.theme, TextStyle::small);
        const ImVec2 size = text_size(where);
        const ImVec2 at(top.x + ctx.theme.space().m, top.y + ImGui::GetWindowHeight() - size.y - 3 * pad.y);
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled({at.x - pad.x, at.y - pad.y}, {at.x + size.x + pad.x, at.y + size.y + pad.y},
                           ctx.theme.colors().panel, ctx.theme.rounding());
        draw_text(list, at, ctx.theme.colors().muted, where);
        note_item(where, at, {at.x + size.x, at.y + size.y});
    }
    ImGui::PopStyleColor();
    return out;
}

} // namespace dongthac::ui
