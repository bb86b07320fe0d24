#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <imgui.h>

#include "client/app/redraw.hpp"
#include "client/app/strings.hpp"
#include "client/ui/context.hpp"
#include "client/ui/theme.hpp"
#include "tests/ui/support/probe.hpp"

namespace dongthac::test {

/// The folder with lang/ and fonts/ that the test program uses.
[[nodiscard]] std::filesystem::path assets_folder();

/// A window of 1366×768 without a display: real fonts, real strings, injected events, its own clock. A test sets `draw`
/// and then clicks and types by label. Frames are 1/60 s apart; nothing sleeps.
class UiTest : public ::testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;

    /// What the window shows; called once a frame.
    std::function<void(const ui::UiContext&)> draw = [](const ui::UiContext&) {};

    void frame();
    void frames(int count);
    /// Draws frames until ImGui's queue of events is empty, and one more.
    void settle();
    /// Lets `seconds` pass in frames of 1/60 s.
    void pass(double seconds);

    /// Presses the middle of the item. Fails the test when it is not drawn or cannot be reached.
    void click(std::string_view label, std::size_t nth = 0);
    void double_click(std::string_view label, std::size_t nth = 0);
    void move_mouse(ImVec2 at);
    void press_mouse(ImVec2 at);
    void drag_mouse(ImVec2 from, ImVec2 to);
    void wheel(std::string_view label, float notches);

    /// Queues characters and draws.
    void type(std::string_view utf8);
    void key(ImGuiKey key);
    void chord(ImGuiKeyChord chord);
    /// Only queues: for bursts that must arrive in one frame.
    void queue_key(ImGuiKey key);
    void queue_text(std::string_view utf8);

    [[nodiscard]] bool sees(std::string_view label) const { return Probe::instance().find(label).has_value(); }
    /// Some label contains `part`.
    [[nodiscard]] bool mentions(std::string_view part) const { return Probe::instance().mentions(part); }
    [[nodiscard]] std::size_t count(std::string_view label) const { return Probe::instance().count(label); }
    /// Fails the test when there is none.
    [[nodiscard]] ProbedItem item(std::string_view label, std::size_t nth = 0) const;

    [[nodiscard]] double now() const { return now_; }
    [[nodiscard]] app::Redraw& redraw() { return redraw_; }
    [[nodiscard]] const app::Strings& strings() const { return *strings_; }
    [[nodiscard]] std::string tr(std::string_view key, app::Args args = {}) const { return strings_->tr(key, args); }
    [[nodiscard]] ui::Theme& theme() { return *theme_; }

  private:
    void chord_event(ImGuiKeyChord chord, bool down);

    std::unique_ptr<app::Strings> strings_;
    std::unique_ptr<ui::Theme> theme_;
    app::Redraw redraw_;
    double now_ = 100;
};

/// A borderless window that fills the display, for widget tests.
class TestWindow {
  public:
    TestWindow();
    ~TestWindow();
};

} // namespace dongthac::test
