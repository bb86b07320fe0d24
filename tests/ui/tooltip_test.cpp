#include "client/ui/widgets/button.hpp"
#include "client/ui/widgets/text.hpp"
#include "tests/ui/support/ui_test.hpp"

namespace dongthac::test {

namespace {

class Tooltip : public UiTest {
  protected:
    void SetUp() override {
        UiTest::SetUp();
        draw = [](const ui::UiContext& ctx) {
            const TestWindow window;
            (void)ui::button(ctx, "Gửi ngay");
            ui::tooltip(ctx, "Gửi mọi thay đổi lên máy chủ");
        };
    }
    [[nodiscard]] static bool shown() {
        const ImGuiWindow* window = ImGui::FindWindowByName("##Tooltip_00");
        return window != nullptr && window->Active;
    }
};

} // namespace

// UiTest fails on what ImGui complains about: a font pushed in the tooltip and taken back outside it.
TEST_F(Tooltip, ComesAfterTheDelayAndLeavesImGuiAsItWas) {
    frames(2);
    move_mouse(item("Gửi ngay").box.GetCenter());
    EXPECT_FALSE(shown());

    pass(1);

    EXPECT_TRUE(shown());
}

} // namespace dongthac::test
