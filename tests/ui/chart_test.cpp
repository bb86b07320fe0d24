#include <array>

#include "client/ui/widgets/badge.hpp"
#include "client/ui/widgets/chart.hpp"
#include "tests/ui/support/ui_test.hpp"

namespace dongthac::test {

namespace {

class Chart : public UiTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        draw = [this](const ui::UiContext& ctx) {
            const TestWindow window;
            if (const auto bar = ui::bar_chart(ctx, "tiến độ", bars)) pressed = bar;
            height = ui::bar_chart_height(ctx, bars.size());
        };
        frames(2);
    }
    std::vector<ui::ChartBar> bars = {{"tháng 9 năm 2026", 31, 31, ui::Tone::ok},
                                      {"tháng 10 năm 2026", 1'234, 1'240, ui::Tone::warn},
                                      {"tháng 11 năm 2026", 0, 0, ui::Tone::neutral}};
    std::optional<std::size_t> pressed;
    float height = 0;
};

} // namespace

TEST_F(Chart, EveryBarHasItsLabelAndItsNumbers) {
    EXPECT_TRUE(sees("tháng 9 năm 2026"));
    EXPECT_TRUE(sees("31/31 (100 %)"));
    EXPECT_TRUE(sees("1.234/1.240 (99 %)")) << "rounded down: not all of them";
    EXPECT_TRUE(sees(tr("chart.none"))) << "nothing to count is not none of them";
    EXPECT_EQ(item("tháng 11 năm 2026").box.Max.y - item("tháng 9 năm 2026").box.Min.y, height);
}

TEST_F(Chart, ABarIsPressedByTheMouseAndByTheKeyboard) {
    click("tháng 10 năm 2026");
    EXPECT_EQ(pressed, 1U);

    pressed.reset();
    key(ImGuiKey_Tab); // the keyboard shows where it is
    key(ImGuiKey_Enter);
    EXPECT_EQ(pressed, 1U);
    key(ImGuiKey_Tab);
    key(ImGuiKey_Space);

    EXPECT_EQ(pressed, 2U);
}

TEST_F(Chart, AToneIsSaidByAnIconToo) {
    struct Case {
        std::size_t part, all;
        ui::Tone tone;
    };
    constexpr std::array kCases = {Case{0, 0, ui::Tone::neutral}, Case{31, 31, ui::Tone::ok},
                                   Case{30, 31, ui::Tone::warn},  Case{5, 10, ui::Tone::warn},
                                   Case{4, 10, ui::Tone::error},  Case{0, 9, ui::Tone::error}};
    for (const Case& one : kCases) EXPECT_EQ(ui::share_tone(one.part, one.all), one.tone) << one.part << "/" << one.all;
    EXPECT_NE(ui::tone_icon(ui::Tone::warn), ui::tone_icon(ui::Tone::error));
    EXPECT_NE(ui::tone_icon(ui::Tone::ok), ui::tone_icon(ui::Tone::warn));
}

TEST_F(Chart, OfThousandsOnlyThoseInViewAreDrawn) {
    for (const std::size_t all : {0u, 1u, 3'000u}) {
        bars.clear();
        for (std::size_t i = 0; i < all; ++i) bars.push_back({"Trường " + std::to_string(i), i % 9, 8, ui::Tone::warn});
        frames(2);
        EXPECT_EQ(sees("Trường 0"), all > 0);
        EXPECT_FALSE(sees("Trường 2999")) << all;
        EXPECT_LE(Probe::instance().items().size(), 100u) << all;
    }
}

TEST_F(Chart, NarrowPlacesDrawWithoutABar) {
    ImGui::GetIO().DisplaySize = {140, 400};
    frames(2);

    EXPECT_TRUE(sees("31/31 (100 %)"));
}

} // namespace dongthac::test
