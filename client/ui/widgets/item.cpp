#define IMGUI_DEFINE_MATH_OPERATORS
#include "client/ui/widgets/item.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <imgui_internal.h>

namespace dongthac::ui {

namespace {

constexpr std::string_view kEllipsis = "…";

// The longest start of `text` that fits in `width`, cut between code points.
std::string_view fitting(std::string_view text, float width) {
    ImFontBaked* font = ImGui::GetFontBaked();
    const float scale = ImGui::GetFontSize() / font->Size;
    float used = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        unsigned int letter = 0;
        const int length = ImTextCharFromUtf8(&letter, text.data() + at, text.data() + text.size());
        used += font->GetCharAdvance(static_cast<ImWchar>(letter)) * scale;
        if (used > width || length == 0) break;
        at += static_cast<std::size_t>(length);
    }
    return text.substr(0, at);
}

constexpr float kLineSpacing = 1.3f;

// Calls `each` with every line of `text` as it breaks at `width`.
template <class Each>
void for_lines(std::string_view text, float width, Each each) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        const char* stop = ImGui::GetFont()->CalcWordWrapPosition(ImGui::GetFontSize(), at, end, width);
        if (stop == at) ++stop; // narrower than one letter
        std::string_view line(at, static_cast<std::size_t>(stop - at));
        if (const auto feed = line.find('\n'); feed != std::string_view::npos) line = line.substr(0, feed);
        each(line);
        at = std::max(stop, line.data() + line.size());
        if (at < end && *at == '\n')
            ++at;
        else
            while (at < end && *at == ' ') ++at;
    }
}

float line_height() { return std::round(ImGui::GetFontSize() * kLineSpacing); }

Press press_box(std::string_view label, const ImRect& box) {
    const std::string name(label);
    ImGuiContext& g = *GImGui;
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    Press press{.min = box.Min, .max = box.Max};
    if (window->SkipItems) return press;
    const ImGuiID id = window->GetID(name.c_str());
    if (!ImGui::ItemAdd(box, id)) return press;
    press.pressed = ImGui::ButtonBehavior(box, id, &press.hovered, &press.held);
    ImGui::RenderNavCursor(box, id);
    IMGUI_TEST_ENGINE_ITEM_INFO(id, name.c_str(), g.LastItemData.StatusFlags);
    return press;
}

// Takes the room of a line of text; gives its upper left corner.
ImVec2 take_line(ImVec2 size, float body_size) {
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    const float baseline = window->DC.CurrLineTextBaseOffset;
    // Beside a button, text of another rank is centred on the button's words rather than hung from their top.
    const float offset = baseline > 0 ? baseline + (body_size - size.y) / 2 : 0;
    const ImVec2 at(window->DC.CursorPos.x, window->DC.CursorPos.y + offset);
    ImGui::ItemSize({size.x, size.y + offset}, baseline);
    return at;
}

} // namespace

std::string_view shown_part(std::string_view label) { return label.substr(0, label.find("##")); }

void note_item([[maybe_unused]] std::string_view label, [[maybe_unused]] ImVec2 min, [[maybe_unused]] ImVec2 max) {
#ifdef IMGUI_ENABLE_TEST_ENGINE
    ImGuiContext& g = *GImGui;
    const std::string name(label);
    // Where it stands makes part of the id: one word may be shown in many places of a window.
    const ImGuiID place = ImHashData(&min, sizeof min, ImGui::GetID(name.c_str()));
    const ImRect box(min, max);
    IMGUI_TEST_ENGINE_ITEM_ADD(place, box, nullptr);
    IMGUI_TEST_ENGINE_ITEM_INFO(place, name.c_str(), ImGuiItemStatusFlags_None);
#endif
}

Press press_area(std::string_view label, ImVec2 size) {
    const ImVec2 at = ImGui::GetCurrentWindow()->DC.CursorPos;
    // The baseline makes plain text on the same row stand level with the words inside.
    ImGui::ItemSize(size, ImMax(0.0f, (size.y - ImGui::GetFontSize()) / 2));
    return press_box(label, {at, at + size});
}

Press press_words(std::string_view label, ImVec2 size, float body_size) {
    const ImVec2 at = take_line(size, body_size);
    return press_box(label, {at, at + size});
}

ImVec2 place_text(ImVec2 size, float body_size) {
    const ImVec2 at = take_line(size, body_size);
    ImGui::ItemAdd({at, at + size}, 0);
    return at;
}

ImVec2 text_size(std::string_view text) { return ImGui::CalcTextSize(text.data(), text.data() + text.size()); }

void draw_text(ImDrawList& list, ImVec2 at, ImU32 color, std::string_view text) {
    list.AddText(at, color, text.data(), text.data() + text.size());
}

void draw_fitted(ImDrawList& list, ImVec2 at, float max_x, ImU32 color, std::string_view text) {
    const float width = max_x - at.x;
    if (text_size(text).x <= width) return draw_text(list, at, color, text);
    const std::string_view head = fitting(text, width - text_size(kEllipsis).x);
    draw_text(list, at, color, head);
    draw_text(list, {at.x + text_size(head).x, at.y}, color, kEllipsis);
}

ImVec2 wrapped_size(std::string_view text, float width) {
    ImVec2 size(0, 0);
    for_lines(text, width, [&](std::string_view line) {
        size.x = std::max(size.x, text_size(line).x);
        size.y += line_height();
    });
    return size;
}

void draw_wrapped(ImDrawList& list, ImVec2 at, float width, ImU32 color, std::string_view text, LineAlign align) {
    const float lift = std::round((line_height() - ImGui::GetFontSize()) / 2);
    float y = at.y + lift;
    for_lines(text, width, [&](std::string_view line) {
        const float inset = align == LineAlign::centre ? std::max(0.0f, (width - text_size(line).x) / 2) : 0;
        draw_text(list, {std::round(at.x + inset), y}, color, line);
        y += line_height();
    });
}

} // namespace dongthac::ui
