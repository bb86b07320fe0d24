#include <array>
#include <cmath>

#include "client/ui/theme.hpp"
#include "tests/ui/support/ui_test.hpp"

namespace dongthac::test {

namespace {

using Theme = UiTest;

double channel(ImU32 color, int shift) {
    const double value = ((color >> shift) & 0xFF) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(ImU32 color) {
    return 0.2126 * channel(color, IM_COL32_R_SHIFT) + 0.7152 * channel(color, IM_COL32_G_SHIFT) +
           0.0722 * channel(color, IM_COL32_B_SHIFT);
}

// WCAG 2.1, 1.4.3.
double contrast(ImU32 one, ImU32 two) {
    const double a = luminance(one) + 0.05;
    const double b = luminance(two) + 0.05;
    return a > b ? a / b : b / a;
}

} // namespace

TEST_F(Theme, FontsHaveEveryVietnameseLetterSignAndIcon) { EXPECT_EQ(theme().check_glyphs(), ""); }

TEST_F(Theme, CheckNamesALetterThatTheFontsLack) {
    // The check itself must be able to fail: no text font here has this Hangul letter.
    EXPECT_FALSE(theme().font(ui::TextStyle::body)->IsGlyphInFont(0xD55C));
}

TEST_F(Theme, TextIsReadableOnItsBackgroundInEveryPalette) {
    for (const auto name : {ui::ThemeName::light, ui::ThemeName::dark, ui::ThemeName::high_contrast}) {
        const ui::Palette& p = ui::palette_of(name);
        const std::array pairs = {
            std::pair{p.text, p.panel},       std::pair{p.text, p.background}, std::pair{p.muted, p.panel},
            std::pair{p.muted, p.background}, std::pair{p.text, p.selection},  std::pair{p.on_accent, p.accent},
            std::pair{p.on_accent, p.error},  std::pair{p.ok, p.ok_soft},      std::pair{p.warn, p.warn_soft},
            std::pair{p.error, p.error_soft}, std::pair{p.accent, p.panel},    std::pair{p.accent, p.accent_soft},
            std::pair{p.text, p.accent_soft}, std::pair{p.muted, p.hover},     std::pair{p.muted, p.neutral_soft},
            std::pair{p.text, p.hover},       std::pair{p.error, p.panel}};
        for (std::size_t i = 0; i < pairs.size(); ++i)
            EXPECT_GE(contrast(pairs[i].first, pairs[i].second), 4.5)
                << "palette " << static_cast<int>(name) << ", pair " << i;
    }
}

TEST_F(Theme, ZoomScalesLengthsAndStaysInItsRange) {
    theme().apply(ui::ThemeName::dark, 1.5f);
    EXPECT_EQ(theme().control_height(), 54);
    EXPECT_EQ(theme().name(), ui::ThemeName::dark);

    theme().apply(ui::ThemeName::light, 9);
    EXPECT_EQ(theme().zoom(), 2);
    frame();
    EXPECT_FLOAT_EQ(ImGui::GetStyle().FontScaleMain, 2);
}

TEST(ThemeFiles, AMissingFontIsAnErrorThatNamesTheFile) {
    ImGui::CreateContext();
    const auto theme = ui::Theme::load("/nowhere/assets", ui::ThemeName::light, 1);
    ImGui::DestroyContext();

    ASSERT_FALSE(theme.has_value());
    EXPECT_EQ(theme.error().code, base::Code::missing_file);
    EXPECT_NE(theme.error().arg("path").find("Inter-Regular.otf"), std::string_view::npos);
}

} // namespace dongthac::test
