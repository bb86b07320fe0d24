#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "client/app/redraw.hpp"
#include "client/platform/png.hpp"
#include "shared/base/result.hpp"

struct GLFWwindow;

namespace dongthac::platform {

enum class Visibility { shown, hidden };

/// How the window draws, best first. opengl2: no 3.0 context. plain: Windows without any driver (Remote Desktop, a
/// fresh PC): a context of our own on whatever pixel format there is, drawn by Windows itself.
enum class Graphics { opengl3, opengl2, plain };

struct WindowOptions {
    std::string title = {};
    int width = 1366;
    int height = 768;
    Visibility visibility = Visibility::shown;
    /// The first way to try; later ones follow when it fails. Tests start further down.
    Graphics best = Graphics::opengl3;
};

/// The window of the program, with its ImGui context and backends; one at a time. UI thread, except `wake`.
class Window {
  public:
    /// Error no_display {reason} when no way of drawing works.
    [[nodiscard]] static base::Result<std::unique_ptr<Window>> open(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    [[nodiscard]] Graphics graphics() const { return graphics_; }
    /// Name of the renderer as the driver says it, for the log and the about page.
    [[nodiscard]] std::string renderer() const;
    /// The screen's own scale (1 = 96 dpi); multiply the person's zoom by it.
    [[nodiscard]] float content_scale() const;
    void set_title(const std::string& utf8);

    [[nodiscard]] bool close_requested() const;
    void request_close();
    /// Seconds since the window system was started; the scale of `run` and Redraw.
    [[nodiscard]] double now() const;

    /// Tells `redraw` of everything that happens to the window until it is told otherwise (nullptr). Borrowed.
    void report_to(app::Redraw* redraw) { redraw_ = redraw; }
    /// Sleeps until an event, `wake` or `seconds`; 0 only looks.
    void wait(double seconds);
    /// Ends a `wait`. Any thread, while the window lives.
    static void wake();
    [[nodiscard]] app::InputQueue input_queue() const;
    /// Files dropped on the window since the last call, UTF-8.
    [[nodiscard]] std::vector<std::string> take_dropped();

    /// Draws one frame: `draw` submits widgets to ImGui, then it is shown.
    void frame(const std::function<void()>& draw);
    /// Draws one frame of width×height and gives its pixels instead of showing it. Works for a hidden window.
    /// Error internal when the driver can make no such picture.
    [[nodiscard]] base::Result<Image> picture(int width, int height, const std::function<void()>& draw);

    /// Called while Windows holds the program in its own resize loop; `run` sets it.
    void on_refresh(std::function<void()> refresh) { refresh_ = std::move(refresh); }

  private:
    Window() = default;

    [[nodiscard]] base::Result<void> open_with(Graphics graphics, const WindowOptions& options);
    void install_callbacks();
    [[nodiscard]] bool start_imgui();
    void close();
    void begin_frame();
    void render(int width, int height);
    void present();

    GLFWwindow* window_ = nullptr;
    Graphics graphics_ = Graphics::opengl3;
    void* plain_context_ = nullptr; ///< HGLRC of Graphics::plain
    app::Redraw* redraw_ = nullptr;
    std::function<void()> refresh_;
    std::vector<std::string> dropped_;
    bool imgui_ = false;
    bool in_frame_ = false;
};

/// Opens a hidden window, lets `prepare` load what the picture needs (theme), draws three frames so that the layout has
/// settled, and writes the last as PNG. `draw` gets the steady time. Errors: no_display, those of prepare, of the file.
[[nodiscard]] base::Result<void> draw_to_png(int width, int height, const std::filesystem::path& file,
                                             const std::function<base::Result<void>()>& prepare,
                                             const std::function<void(double now)>& draw);

} // namespace dongthac::platform
