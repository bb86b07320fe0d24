#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>

#include "client/app/redraw.hpp"
#include "client/platform/window.hpp"
#include "shared/base/result.hpp"

namespace dongthac::platform {

struct RunOptions {
    /// When the program started, for the time to the first frame.
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
    /// A file that gets one line per frame, "<number> <milliseconds since started>", at once: a test outside the
    /// program counts idle frames and reads the time to the first. Empty for none.
    std::filesystem::path frames_report = {};
    /// Closes by itself after so many seconds; 0 waits for the person.
    double stop_after = 0;
};

struct RunReport {
    std::uint64_t frames = 0;
    double first_frame_ms = 0;
};

/// Draws when `redraw` says so and sleeps otherwise, until the window is closed. `draw` gets the time of `redraw`.
/// A worker that has news calls redraw.wake() and Window::wake(). Error: unwritable_file for the report.
[[nodiscard]] base::Result<RunReport> run(Window& window, app::Redraw& redraw,
                                          const std::function<void(double now)>& draw, const RunOptions& options = {});

} // namespace dongthac::platform
