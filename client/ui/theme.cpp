#include "client/ui/theme.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "client/ui/icons.hpp"
#include "shared/base/files.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::ui {

namespace {

constexpr std::uintmax_t kLargestFont = 16u << 20;

constexpr ImU32 rgb(std::uint32_t hex, std::uint32_t alpha = 0xFF) {
    return ((hex >> 16) & 0xFF) << IM_COL32_R_SHIFT | ((hex >> 8) & 0xFF) << IM_COL32_G_SHIFT |
           (hex & 0xFF) << IM_COL32_B_SHIFT | alpha << IM_COL32_A_SHIFT;
}

constexpr Palette kLight{
    .background = rgb(0xF3F5F8),
    .panel = rgb(0xFFFFFF),
    .sunken = rgb(0xF8F9FB),
    .text = rgb(0x1B2430),
    .muted = rgb(0x596579),
    .faint = rgb(0x8C96A6),
    .border = rgb(0xE3E7ED),
    .border_strong = rgb(0xC6CDD8),
    .accent = rgb(0x0F5FA8),
    .accent_hover = rgb(0x0C5291),
    .accent_pressed = rgb(0x094377),
    .accent_soft = rgb(0xE4EFFA),
    .on_accent = rgb(0xFFFFFF),
    .selection = rgb(0xBBD8F5),
    .hover = rgb(0xEDF1F6),
    .pressed = rgb(0xE1E7EF),
    .neutral_soft = rgb(0xEBEEF2),
    .ok = rgb(0x18703F),
    .ok_soft = rgb(0xE2F4E9),
    .warn = rgb(0x8A4B00),
    .warn_soft = rgb(0xFFF1D9),
    .error = rgb(0xB3261E),
    .error_hover = rgb(0x96201A),
    .error_soft = rgb(0xFCE9E7),
    .shadow = rgb(0x101828, 0x16),
    .scrim = rgb(0x101828, 0x66),
};

constexpr Palette kDark{
    .background = rgb(0x15191F),
    .panel = rgb(0x1E242C),
    .sunken = rgb(0x191E25),
    .text = rgb(0xE8ECF2),
    .muted = rgb(0xA3AEBD),
    .faint = rgb(0x76818F),
    .border = rgb(0x2C343F),
    .border_strong = rgb(0x465162),
    .accent = rgb(0x6CB2F2),
    .accent_hover = rgb(0x86C1F6),
    .accent_pressed = rgb(0xA3D0F8),
    .accent_soft = rgb(0x1F3A55),
    .on_accent = rgb(0x0B1A28),
    .selection = rgb(0x2B527A),
    .hover = rgb(0x28303A),
    .pressed = rgb(0x323C48),
    .neutral_soft = rgb(0x2B333D),
    .ok = rgb(0x7BD6A0),
    .ok_soft = rgb(0x1B3A29),
    .warn = rgb(0xF2BE6B),
    .warn_soft = rgb(0x40311A),
    .error = rgb(0xFF9C93),
    .error_hover = rgb(0xFFB2AB),
    .error_soft = rgb(0x47221F),
    .shadow = rgb(0x000000, 0x40),
    .scrim = rgb(0x000000, 0x99),
};

constexpr Palette kHighContrast{
    .background = rgb(0x000000),
    .panel = rgb(0x000000),
    .sunken = rgb(0x000000),
    .text = rgb(0xFFFFFF),
    .muted = rgb(0xFFFFFF),
    .faint = rgb(0xD0D0D0),
    .border = rgb(0xFFFFFF),
    .border_strong = rgb(0xFFFFFF),
    .accent = rgb(0xFFEB3B),
    .accent_hover = rgb(0xFFF59D),
    .accent_pressed = rgb(0xFFF9C4),
    .accent_soft = rgb(0x333000),
    .on_accent = rgb(0x000000),
    .selection = rgb(0x005FCC),
    .hover = rgb(0x303030),
    .pressed = rgb(0x505050),
    .neutral_soft = rgb(0x262626),
    .ok = rgb(0x7CFC9A),
    .ok_soft = rgb(0x00330F),
    .warn = rgb(0xFFC46B),
    .warn_soft = rgb(0x3D2600),
    .error = rgb(0xFF9A94),
    .error_hover = rgb(0xFFBAB6),
    .error_soft = rgb(0x400400),
    .shadow = rgb(0x000000, 0x00),
    .scrim = rgb(0x000000, 0xCC),
};

// Reads through base so that a Vietnamese folder name works on Windows and a missing font has a sentence.
base::Result<ImFont*> add_font(const std::filesystem::path& file, const ImFontConfig& wanted) {
    DT_TRY(const std::string bytes, base::read_file(file, kLargestFont));
    void* owned = IM_ALLOC(bytes.size());
    std::memcpy(owned, bytes.data(), bytes.size());
    ImFontConfig config = wanted;
    ImFont* font =
        ImGui::GetIO().Fonts->AddFontFromMemoryTTF(owned, static_cast<int>(bytes.size()), wanted.SizePixels, &config);
    if (!font) return base::fail(base::Code::bad_bytes, {{"what", base::path_to_utf8(file)}, {"reason", "font"}});
    return font;
}

base::Result<ImFont*> add_text_font(const std::filesystem::path& folder, const char* file) {
    ImFontConfig text;
    text.SizePixels = Theme::size(TextStyle::body);
    DT_TRY(ImFont* const font, add_font(folder / file, text));

    // Icons are drawn a little smaller than letters and centred in one width, so that labels beside them line up.
    ImFontConfig icons;
    icons.MergeMode = true;
    icons.SizePixels = Theme::size(TextStyle::body) * 0.82f;
    icons.GlyphMinAdvanceX = Theme::size(TextStyle::body) * 1.1f;
    icons.GlyphOffset.y = -1.0f; // level with the middle of the letters
    if (auto merged = add_font(folder / "fa-solid-900.ttf", icons); !merged) return base::pass(merged);
    return font;
}

ImVec4 vec(ImU32 color) { return ImGui::ColorConvertU32ToFloat4(color); }

void set_colors(ImGuiStyle& style, const Palette& p) {
    ImVec4* to = style.Colors;
    const ImU32 clear = 0;
    const std::pair<ImGuiCol, ImU32> map[] = {
        {ImGuiCol_Text, p.text},
        {ImGuiCol_TextDisabled, p.faint},
        {ImGuiCol_WindowBg, p.background},
        {ImGuiCol_ChildBg, clear},
        {ImGuiCol_PopupBg, p.panel},
        {ImGuiCol_Border, p.border},
        {ImGuiCol_BorderShadow, clear},
        {ImGuiCol_FrameBg, p.panel},
        {ImGuiCol_FrameBgHovered, p.panel},
        {ImGuiCol_FrameBgActive, p.panel},
        {ImGuiCol_TitleBg, p.panel},
        {ImGuiCol_TitleBgActive, p.panel},
        {ImGuiCol_TitleBgCollapsed, p.panel},
        {ImGuiCol_MenuBarBg, p.background},
        {ImGuiCol_ScrollbarBg, clear},
        {ImGuiCol_ScrollbarGrab, p.border_strong},
        {ImGuiCol_ScrollbarGrabHovered, p.faint},
        {ImGuiCol_ScrollbarGrabActive, p.muted},
        {ImGuiCol_CheckMark, p.accent},
        {ImGuiCol_SliderGrab, p.accent},
        {ImGuiCol_SliderGrabActive, p.accent_pressed},
        {ImGuiCol_Button, p.panel},
        {ImGuiCol_ButtonHovered, p.hover},
        {ImGuiCol_ButtonActive, p.pressed},
        {ImGuiCol_Header, p.accent_soft},
        {ImGuiCol_HeaderHovered, p.hover},
        {ImGuiCol_HeaderActive, p.pressed},
        {ImGuiCol_Separator, p.border},
        {ImGuiCol_SeparatorHovered, p.border_strong},
        {ImGuiCol_SeparatorActive, p.accent},
        {ImGuiCol_ResizeGrip, clear},
        {ImGuiCol_ResizeGripHovered, p.border_strong},
        {ImGuiCol_ResizeGripActive, p.accent},
        {ImGuiCol_InputTextCursor, p.accent},
        {ImGuiCol_TableHeaderBg, clear},
        {ImGuiCol_TableBorderStrong, p.border},
        {ImGuiCol_TableBorderLight, p.border},
        {ImGuiCol_TableRowBg, clear},
        {ImGuiCol_TableRowBgAlt, clear},
        {ImGuiCol_TextLink, p.accent},
        {ImGuiCol_TextSelectedBg, p.selection},
        {ImGuiCol_TreeLines, p.border},
        {ImGuiCol_DragDropTarget, p.accent},
        {ImGuiCol_NavCursor, p.accent},
        {ImGuiCol_ModalWindowDimBg, p.scrim},
    };
    for (const auto& [slot, color] : map) to[slot] = vec(color);
}

void set_shapes(ImGuiStyle& style) {
    style.WindowPadding = {16, 16};
    style.WindowRounding = 0;
    style.WindowBorderSize = 0;
    style.ChildRounding = 8;
    style.PopupRounding = 8;
    style.FrameRounding = 6;
    style.FrameBorderSize = 1;
    style.FramePadding = {12, 9.5f};
    style.ItemSpacing = {8, 8};
    style.ItemInnerSpacing = {8, 6};
    style.CellPadding = {12, 9};
    style.IndentSpacing = 20;
    style.ScrollbarSize = 12;
    style.ScrollbarRounding = 6;
    style.GrabMinSize = 24;
    style.GrabRounding = 6;
    style.SeparatorTextBorderSize = 1;
    style.DisabledAlpha = 0.5f;
    style.HoverDelayNormal = 0.5f;
}

} // namespace

const Palette& palette_of(ThemeName name) {
    switch (name) {
    case ThemeName::dark: return kDark;
    case ThemeName::high_contrast: return kHighContrast;
    case ThemeName::light: break;
    }
    return kLight;
}

base::Result<Theme> Theme::load(const std::filesystem::path& assets, ThemeName name, float zoom) {
    Theme theme;
    const auto folder = assets / "fonts";
    DT_TRY(theme.regular_, add_text_font(folder, "Inter-Regular.otf"));
    DT_TRY(theme.semibold_, add_text_font(folder, "Inter-SemiBold.otf"));
    constexpr std::array kPaper{"LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf",
                                "LiberationSerif-BoldItalic.ttf"};
    for (std::size_t face = 0; face < kPaper.size(); ++face) {
        ImFontConfig paper;
        paper.SizePixels = Theme::size(TextStyle::body);
        DT_TRY(theme.paper_.at(face), add_font(folder / kPaper.at(face), paper));
    }
    theme.apply(name, zoom);
    return theme;
}

ImFont* Theme::paper_font(PaperFace face) const { return paper_.at(static_cast<std::size_t>(face)); }

void Theme::apply(ThemeName name, float zoom) {
    name_ = name;
    zoom_ = std::clamp(zoom, 0.9f, 2.0f);
    spacing_ = {px(4), px(8), px(12), px(16), px(24), px(32)};

    ImGuiStyle style;
    set_shapes(style);
    set_colors(style, colors());
    style.ScaleAllSizes(zoom_);
    style.FontSizeBase = size(TextStyle::body);
    style.FontScaleMain = zoom_;
    ImGui::GetStyle() = style;
    ImGui::GetIO().FontDefault = regular_;
}

float Theme::px(float length) const { return std::round(length * zoom_); }

ImU32 Theme::strong(Tone tone) const {
    const Palette& p = colors();
    switch (tone) {
    case Tone::info: return p.accent;
    case Tone::ok: return p.ok;
    case Tone::warn: return p.warn;
    case Tone::error: return p.error;
    case Tone::neutral: break;
    }
    return p.muted;
}

ImU32 Theme::soft(Tone tone) const {
    const Palette& p = colors();
    switch (tone) {
    case Tone::info: return p.accent_soft;
    case Tone::ok: return p.ok_soft;
    case Tone::warn: return p.warn_soft;
    case Tone::error: return p.error_soft;
    case Tone::neutral: break;
    }
    return p.neutral_soft;
}

ImFont* Theme::font(TextStyle style) const {
    return style == TextStyle::body || style == TextStyle::small ? regular_ : semibold_;
}

float Theme::size(TextStyle style) {
    switch (style) {
    case TextStyle::small: return 15;
    case TextStyle::heading: return 19;
    case TextStyle::title: return 24;
    case TextStyle::body:
    case TextStyle::strong: break;
    }
    return 17;
}

std::string Theme::check_glyphs() const {
    std::string wanted = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
                         "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆFGHIÌỈĨÍỊJKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVWXYỲỶỸÝỴZ"
                         "0123456789“”‘’\"'–—-…·•.,;:!?()[]{}/\\%&@#*+=<>|_~$₫§°×±≤≥→←↑↓↩✓✗";
    for (const std::string_view icon : icon::kAll) wanted += icon;

    std::string missing;
    for (const char32_t letter : text::to_code_points(wanted)) {
        const auto code = static_cast<ImWchar>(letter);
        if (regular_->IsGlyphInFont(code) && semibold_->IsGlyphInFont(code)) continue;
        if (!missing.empty()) missing += ' ';
        missing += text::to_utf8(std::u32string_view(&letter, 1));
    }
    return missing;
}

} // namespace dongthac::ui
