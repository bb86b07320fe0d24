#pragma once

#include <string_view>

#include "client/ui/context.hpp"

namespace dongthac::ui {

enum class Ink { normal, muted, faint, accent, ok, warn, error };

[[nodiscard]] ImU32 ink_color(const Theme& theme, Ink ink);

/// One line at the cursor. Tests find it by its text.
void text(const UiContext& ctx, std::string_view text, TextStyle style = TextStyle::body, Ink ink = Ink::normal);
/// As many lines as the width left needs.
void text_wrapped(const UiContext& ctx, std::string_view text, TextStyle style = TextStyle::body,
                  Ink ink = Ink::normal);
/// One line cut with "…" at `width` pixels (0: the width left); the whole of it shows as a tooltip when cut.
void text_fitted(const UiContext& ctx, std::string_view text, float width = 0, TextStyle style = TextStyle::body,
                 Ink ink = Ink::normal);
/// One line that ends at the right edge of the cell or window; for numbers in tables.
void text_right(const UiContext& ctx, std::string_view text, TextStyle style = TextStyle::body, Ink ink = Ink::normal);
/// An icon in the colour of `ink`, one line high.
void icon_text(const UiContext& ctx, std::string_view icon, Ink ink = Ink::muted);
/// A label above a field.
void caption(const UiContext& ctx, std::string_view text);
/// Explains the last item when the mouse rests on it.
void tooltip(const UiContext& ctx, std::string_view text);

} // namespace dongthac::ui
