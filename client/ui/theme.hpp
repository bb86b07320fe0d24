#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include <imgui.h>

#include "shared/base/result.hpp"

namespace dongthac::ui {

enum class ThemeName { light, dark, high_contrast };

/// Colours by meaning, packed as ImGui wants them. A `_soft` colour is a background on which its own strong colour is
/// readable (contrast at least 4.5 : 1).
struct Palette {
    ImU32 background; ///< behind everything: the window, the rail
    ImU32 panel;      ///< a card, a table, a dialog
    ImU32 sunken;     ///< a part set back: a code, a quotation
    ImU32 text;
    ImU32 muted;         ///< second-rank text: dates, hints, captions
    ImU32 faint;         ///< placeholders and disabled text
    ImU32 border;        ///< separates panels
    ImU32 border_strong; ///< outlines what can be typed in or pressed
    ImU32 accent;        ///< the one colour that means "this is the way on"
    ImU32 accent_hover;
    ImU32 accent_pressed;
    ImU32 accent_soft;
    ImU32 on_accent; ///< text on accent and on error
    ImU32 selection; ///< selected text
    ImU32 hover;     ///< a row or quiet button under the mouse
    ImU32 pressed;
    ImU32 neutral_soft;
    ImU32 ok;
    ImU32 ok_soft;
    ImU32 warn;
    ImU32 warn_soft;
    ImU32 error;
    ImU32 error_hover;
    ImU32 error_soft;
    ImU32 shadow;
    ImU32 scrim; ///< over the window while a dialog asks
};

[[nodiscard]] const Palette& palette_of(ThemeName name);

/// Says how a thing stands. Always shown with a word or an icon beside the colour.
enum class Tone { neutral, info, ok, warn, error };

/// The ranks of text. Sizes at zoom 1, in pixels of line height: small 15, body and strong 17, heading 19, title 24.
enum class TextStyle { small, body, strong, heading, title };

/// What printed documents are set in.
enum class PaperFace { regular, bold, italic, bold_italic };

/// Distances in pixels, zoom included: xs 4, s 8, m 12, l 16, xl 24, xxl 32.
struct Spacing {
    float xs, s, m, l, xl, xxl;
};

/// Colours, distances and fonts of the window. Needs a live ImGui context and must not outlive it. UI thread.
class Theme {
  public:
    /// Loads the fonts from `<assets>/fonts` into the current ImGui context and applies the theme.
    /// Errors: those of reading the three font files; bad_bytes when a font cannot be used.
    [[nodiscard]] static base::Result<Theme> load(const std::filesystem::path& assets, ThemeName name, float zoom);

    /// Changes colours and zoom (0.9–2, clamped) of the current ImGui context, between frames.
    void apply(ThemeName name, float zoom);

    [[nodiscard]] ThemeName name() const { return name_; }
    [[nodiscard]] float zoom() const { return zoom_; }
    [[nodiscard]] const Palette& colors() const { return palette_of(name_); }
    [[nodiscard]] const Spacing& space() const { return spacing_; }
    /// A length drawn for zoom 1, in today's pixels.
    [[nodiscard]] float px(float length) const;
    [[nodiscard]] float rounding() const { return px(6); }
    /// Height of a button and of a one-line field.
    [[nodiscard]] float control_height() const { return px(36); }

    [[nodiscard]] ImU32 strong(Tone tone) const;
    [[nodiscard]] ImU32 soft(Tone tone) const;

    /// Font of a rank and its size before zoom, for ImGui::PushFont.
    [[nodiscard]] ImFont* font(TextStyle style) const;
    [[nodiscard]] static float size(TextStyle style);
    /// Today's line height of a rank, for ImDrawList::AddText.
    [[nodiscard]] float pixel_size(TextStyle style) const { return px(size(style)); }

    /// A face of Liberation Serif, as documents are printed in it; the size is the height of its line box.
    [[nodiscard]] ImFont* paper_font(PaperFace face) const;

    /// The letters people here write (a pangram in both cases, the decree's punctuation, the symbols and icons the
    /// screens use) that the loaded fonts do not have, separated by spaces; empty when all are there.
    [[nodiscard]] std::string check_glyphs() const;

  private:
    Theme() = default;

    ThemeName name_ = ThemeName::light;
    float zoom_ = 1;
    Spacing spacing_{};
    ImFont* regular_ = nullptr;
    ImFont* semibold_ = nullptr;
    std::array<ImFont*, 4> paper_{}; ///< by PaperFace
};

/// Pushes the font of `style` for the life of the object.
class FontScope {
  public:
    FontScope(const Theme& theme, TextStyle style) { ImGui::PushFont(theme.font(style), Theme::size(style)); }
    ~FontScope() { ImGui::PopFont(); }
    FontScope(const FontScope&) = delete;
    FontScope& operator=(const FontScope&) = delete;
};

} // namespace dongthac::ui
