#include "client/ui/widgets/layout.hpp"

#include <algorithm>
#include <string>

#include "client/ui/widgets/item.hpp"
#include "client/ui/widgets/text.hpp"

namespace dongthac::ui {

Card::Card(const UiContext& ctx, std::string_view id, ImVec2 size, Padding padding) {
    const Theme& theme = ctx.theme;
    const float pad = padding == Padding::normal ? theme.space().l : 0;
    ImGui::PushStyleColor(ImGuiCol_ChildBg, theme.colors().panel);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {pad, pad});
    ImGuiChildFlags flags =
        ImGuiChildFlags_Borders | ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_NavFlattened;
    if (size.y == 0) flags |= ImGuiChildFlags_AutoResizeY;
    ImGui::BeginChild(std::string(id).c_str(), size, flags,
                      size.y == 0 ? ImGuiWindowFlags_NoScrollbar : ImGuiWindowFlags_None);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
}

Card::~Card() { ImGui::EndChild(); }

Region::Region(const UiContext&, std::string_view id, ImVec2 size) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::BeginChild(std::string(id).c_str(), size, ImGuiChildFlags_NavFlattened);
    ImGui::PopStyleVar();
}

Region::~Region() { ImGui::EndChild(); }

void page_header(const UiContext& ctx, std::string_view title, std::string_view subtitle) {
    ImGui::BeginGroup();
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, ctx.theme.space().xs);
    text(ctx, title, TextStyle::title);
    if (!subtitle.empty()) text(ctx, subtitle, TextStyle::body, Ink::muted);
    ImGui::PopStyleVar();
    ImGui::EndGroup();
}

void section_title(const UiContext& ctx, std::string_view title, int count) {
    text(ctx, title, TextStyle::heading);
    if (count < 0) return;
    same_row();
    const Theme& theme = ctx.theme;
    const FontScope font(theme, TextStyle::small);
    const std::string number = ctx.strings.number(count);
    const ImVec2 words = text_size(number);
    const float height = theme.pixel_size(TextStyle::heading);
    const float width = std::max(words.x + 2 * theme.space().s, height);
    const ImVec2 at = place_text({width, height}, theme.pixel_size(TextStyle::body));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + height}, theme.colors().neutral_soft, height / 2);
    draw_text(list, {at.x + (width - words.x) / 2, at.y + (height - words.y) / 2}, theme.colors().muted, number);
}

void gap(float pixels) {
    // The usual distance between items is added by ImGui; this one replaces it.
    ImGui::Dummy({1, std::max(pixels - ImGui::GetStyle().ItemSpacing.y, 0.0f)});
}

void same_row(float distance) { ImGui::SameLine(0, distance); }

void push_right(float width) {
    const float room = ImGui::GetContentRegionAvail().x;
    if (room > width) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room - width);
}

void align_to_controls(const UiContext&) { ImGui::AlignTextToFramePadding(); }

void divider(const UiContext& ctx) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::GetWindowDrawList()->AddLine(at, {at.x + width, at.y}, ctx.theme.colors().border);
    ImGui::Dummy({width, 1});
}

} // namespace dongthac::ui
