#include "client/platform/run_loop.hpp"

#include <algorithm>
#include <fstream>

#include "shared/base/files.hpp"

namespace dongthac::platform {

namespace {

class FrameLog {
  public:
    explicit FrameLog(const RunOptions& options) : started_(options.started), wanted_(!options.frames_report.empty()) {
        if (wanted_) file_.open(options.frames_report, std::ios::binary | std::ios::trunc);
    }

    [[nodiscard]] bool failed() const { return wanted_ && !file_; }

    void add(RunReport& report) {
        const std::chrono::duration<double, std::milli> since = std::chrono::steady_clock::now() - started_;
        if (++report.frames == 1) report.first_frame_ms = since.count();
        if (wanted_) file_ << report.frames << ' ' << since.count() << std::endl;
    }

  private:
    std::chrono::steady_clock::time_point started_;
    bool wanted_;
    std::ofstream file_;
};

} // namespace

base::Result<RunReport> run(Window& window, app::Redraw& redraw, const std::function<void(double now)>& draw,
                            const RunOptions& options) {
    FrameLog log(options);
    if (log.failed())
        return base::fail(base::Code::unwritable_file,
                          {{"path", base::path_to_utf8(options.frames_report)}, {"reason", "open"}});

    RunReport report;
    const auto draw_frame = [&] {
        redraw.begin_frame();
        window.frame([&] { draw(window.now()); });
        redraw.end_frame(window.input_queue());
        log.add(report);
    };
    window.report_to(&redraw);
    window.on_refresh(draw_frame);
    const double end = options.stop_after > 0 ? window.now() + options.stop_after : app::Redraw::kLongestWait * 1e6;
    while (!window.close_requested() && window.now() < end) {
        window.wait(std::clamp(end - window.now(), 0.0, redraw.wait_seconds(window.now())));
        if (redraw.should_draw(window.now())) draw_frame();
    }
    window.on_refresh({});
    window.report_to(nullptr);
    return report;
}

} // namespace dongthac::platform
