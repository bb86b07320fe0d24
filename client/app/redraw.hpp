#pragma once

#include <atomic>
#include <cstdint>
#include <limits>

namespace dongthac::app {

enum class Shown { visible, minimised };
enum class InputQueue { empty, pending };

/// Decides when the window is drawn, so that an untouched window costs nothing (TRAPS: without a GPU a frame costs
/// 40–60 ms) and yet nothing is left half drawn. No ImGui, no clock of its own: times are seconds on any steady scale,
/// always the same one. UI thread only, except `wake`.
///
/// One turn of the loop: sleep `wait_seconds`, tell it of events, then if `should_draw` → `begin_frame`, draw (widgets
/// call `request_at`), `end_frame`.
class Redraw {
  public:
    /// ImGui settles a layout over up to three frames: hover, then size, then scroll.
    static constexpr int kFramesAfterEvent = 3;
    /// Sleep when there is nothing to wait for; an event or `wake` ends it earlier.
    static constexpr double kLongestWait = 3600;

    /// Something happened that can change the picture: a key, the mouse, a resize, new data.
    void event();
    /// From a worker thread: new data is there. The platform also posts an empty event to end the sleep.
    void wake() { woken_.store(true, std::memory_order_release); }
    /// A picture is needed again at `seconds` (caret blink, toast end). Asked anew in every frame; the earliest wins.
    void request_at(double seconds);
    /// Nothing is drawn while minimised; coming back counts as an event.
    void set_shown(Shown shown);
    [[nodiscard]] Shown shown() const { return shown_; }

    [[nodiscard]] bool should_draw(double now);
    /// Starts a frame: earlier `request_at` are forgotten.
    void begin_frame();
    /// Ends a frame. `queue` pending: ImGui spreads a burst over frames, so draw on until it is empty.
    void end_frame(InputQueue queue);
    /// Seconds the loop may sleep, 0 when a frame is due.
    [[nodiscard]] double wait_seconds(double now);
    /// Frames drawn so far.
    [[nodiscard]] std::uint64_t frames() const { return frames_; }

  private:
    static constexpr double kNever = std::numeric_limits<double>::infinity();

    std::atomic<bool> woken_{false};
    int frames_due_ = kFramesAfterEvent; // a new window needs its first picture
    double deadline_ = kNever;
    Shown shown_ = Shown::visible;
    std::uint64_t frames_ = 0;
};

} // namespace dongthac::app
