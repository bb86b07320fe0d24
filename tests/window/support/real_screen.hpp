#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <imgui.h>

#include "client/app/redraw.hpp"
#include "client/app/strings.hpp"
#include "client/platform/run_loop.hpp"
#include "client/platform/window.hpp"
#include "client/ui/context.hpp"
#include "client/ui/theme.hpp"

namespace dongthac::test {

/// A real window with the program's own loop, worked by a person made of code: the mouse and single keys are the X
/// server's when xdotool is there, letters go into ImGui's queue as an input method's do (xdotool loses Vietnamese
/// ones). Nothing is drawn that the loop would not draw by itself, so a wake that is missing is a test that times out.
/// One at a time; test thread only. A step that cannot be done fails the test.
class RealScreen {
  public:
    static constexpr double kPatience = 30; ///< seconds until a condition counts as never reached

    explicit RealScreen(const app::Strings& strings);
    ~RealScreen();

    std::function<void(const ui::UiContext&)> draw = [](const ui::UiContext&) {};

    [[nodiscard]] app::Redraw& redraw() { return redraw_; }
    /// What a worker calls when it has news. Any thread.
    void wake();

    /// Runs the loop until `reached` holds after a frame; false when it did not within `seconds`.
    [[nodiscard]] bool run_until(const std::function<bool()>& reached, double seconds = kPatience);
    /// Runs the loop for `seconds`, whatever happens.
    [[nodiscard]] platform::RunReport run_for(double seconds);
    /// Runs the loop until no frame is due.
    void settle();

    /// Moves the pointer to the middle of the item, waits until the window knows, and presses.
    void click(std::string_view label, std::size_t nth = 0);
    /// Presses and releases `key`; `keysym` is X's name for it.
    void key(ImGuiKey key, std::string_view keysym);
    /// Types as UniKey does: '<' is one of its Backspaces; all is in the queue before the next frame.
    void type(std::string_view keys);

    /// Some label of the last frame is, or contains, this.
    [[nodiscard]] static bool sees(std::string_view label);
    [[nodiscard]] static bool mentions(std::string_view part);

    /// Writes the window as 1366×768 PNG to $DONGTHAC_PICTURES/<name>.png, if that is set.
    void picture(std::string_view name);
    /// From the constructor's first line to the end of the first frame.
    [[nodiscard]] double first_frame_ms() const { return first_frame_ms_; }
    [[nodiscard]] std::string renderer() const { return window_->renderer(); }

  private:
    void draw_frame(double now);
    [[nodiscard]] platform::RunReport run(double seconds);
    void move_to(ImVec2 at);

    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
    const app::Strings& strings_;
    app::Redraw redraw_;
    std::unique_ptr<platform::Window> window_;
    std::unique_ptr<ui::Theme> theme_;
    std::function<bool()> reached_;
    bool done_ = false;
    int presses_ = 0; ///< of the mouse, ended
    int strokes_ = 0; ///< of `watched_key_`, ended
    ImGuiKey watched_key_ = ImGuiKey_None;
    double first_frame_ms_ = 0;
};

} // namespace dongthac::test
