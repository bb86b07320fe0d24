#pragma once

#include <string_view>

#include <imgui.h>

/// For widget authors. A label follows ImGui's rule: what stands before "##" is shown and found by tests, the whole of
/// it makes the id, so two buttons "Sửa" in one window are "Sửa##1" and "Sửa##2".
namespace dongthac::ui {

/// The part of a label that is shown.
[[nodiscard]] std::string_view shown_part(std::string_view label);

/// Tells the test engine that `label` stands at [min, max]. Nothing in the shipped program.
void note_item(std::string_view label, ImVec2 min, ImVec2 max);

/// An invisible pressable place of `size` at the cursor, with keyboard focus ring; advances the cursor.
struct Press {
    bool pressed = false;
    bool hovered = false;
    bool held = false;
    ImVec2 min, max;
};
[[nodiscard]] Press press_area(std::string_view label, ImVec2 size);
/// The same for words without a frame, level with the text of the row. `body_size` as for place_text.
[[nodiscard]] Press press_words(std::string_view label, ImVec2 size, float body_size);

/// Takes the room of a line of text at the cursor and gives where to draw it. `body_size` is today's body line height.
[[nodiscard]] ImVec2 place_text(ImVec2 size, float body_size);

/// ImGui::CalcTextSize for a view.
[[nodiscard]] ImVec2 text_size(std::string_view text);
/// Draws `text` in the current font; `max_x` cuts it with "…".
void draw_text(ImDrawList& list, ImVec2 at, ImU32 color, std::string_view text);
void draw_fitted(ImDrawList& list, ImVec2 at, float max_x, ImU32 color, std::string_view text);

/// Text of several lines, broken at words, with room between the lines for Vietnamese tone marks.
enum class LineAlign { left, centre };
[[nodiscard]] ImVec2 wrapped_size(std::string_view text, float width);
void draw_wrapped(ImDrawList& list, ImVec2 at, float width, ImU32 color, std::string_view text,
                  LineAlign align = LineAlign::left);

} // namespace dongthac::ui
