#include "client/platform/window.hpp"

#include <algorithm>
#include <utility>

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl2.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <imgui_internal.h>

#include "client/platform/offscreen.hpp"
#include "client/platform/windows_only.hpp"

namespace dongthac::platform {

namespace {

constexpr int kSettlingFrames = 5;

std::string last_error() {
    const char* words = nullptr;
    const int code = glfwGetError(&words);
    return code == GLFW_NO_ERROR || !words ? "GLFW" : words;
}

void set_hints(Graphics graphics, const WindowOptions& options) {
    glfwDefaultWindowHints();
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE); // shown only once it can be drawn: no white flash
    glfwWindowHint(GLFW_FOCUS_ON_SHOW, options.visibility == Visibility::shown ? GLFW_TRUE : GLFW_FALSE);
    if (graphics == Graphics::opengl3) {
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
    }
    if (graphics == Graphics::plain) glfwWindowHint(GLFW_CLIENT_API, GLFW_NO_API);
}

// No wider or higher than the screen, less what a task bar and a title need.
void fit_to_screen(int& width, int& height) {
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    if (!monitor) return;
    int x = 0, y = 0, most_width = 0, most_height = 0;
    glfwGetMonitorWorkarea(monitor, &x, &y, &most_width, &most_height);
    if (most_width > 0) width = std::min(width, most_width);
    if (most_height > 0) height = std::min(height, most_height);
}

Window* owner(GLFWwindow* window) { return static_cast<Window*>(glfwGetWindowUserPointer(window)); }

Image flipped(int width, int height, const std::string& rows) {
    Image image{.width = width, .height = height, .rgba = std::string(rows.size(), '\0')};
    const auto row = static_cast<std::size_t>(width) * 4;
    for (int y = 0; y < height; ++y) // OpenGL counts rows from below
        rows.copy(image.rgba.data() + static_cast<std::size_t>(y) * row, row,
                  static_cast<std::size_t>(height - 1 - y) * row);
    return image;
}

} // namespace

base::Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
    if (!glfwInit()) return base::fail(base::Code::no_display, {{"reason", last_error()}});
    std::unique_ptr<Window> window(new Window);
    std::string reason;
    for (const Graphics graphics : {Graphics::opengl3, Graphics::opengl2, Graphics::plain}) {
        if (graphics < options.best) continue;
        const auto opened = window->open_with(graphics, options);
        if (opened) return window;
        reason = opened.error().arg("reason");
        window->close();
    }
    return base::fail(base::Code::no_display, {{"reason", reason}});
}

base::Result<void> Window::open_with(Graphics graphics, const WindowOptions& options) {
    graphics_ = graphics;
#ifndef _WIN32
    if (graphics == Graphics::plain) return base::fail(base::Code::no_display, {{"reason", "OpenGL"}});
#endif
    set_hints(graphics, options);
    int width = options.width;
    int height = options.height;
    if (options.visibility == Visibility::shown) fit_to_screen(width, height);
    window_ = glfwCreateWindow(width, height, options.title.c_str(), nullptr, nullptr);
    if (!window_) return base::fail(base::Code::no_display, {{"reason", last_error()}});
#ifdef _WIN32
    if (graphics == Graphics::plain) {
        plain_context_ = make_plain_context(window_);
        if (!plain_context_) return base::fail(base::Code::no_display, {{"reason", "WGL"}});
    }
#endif
    if (graphics != Graphics::plain) {
        glfwMakeContextCurrent(window_);
        // A hidden window is never shown, so there is no vertical blank to wait for.
        glfwSwapInterval(options.visibility == Visibility::shown ? 1 : 0);
    }
    install_callbacks();
    if (!start_imgui()) return base::fail(base::Code::no_display, {{"reason", "OpenGL"}});
#ifdef _WIN32
    install_unikey_fix(window_);
#endif
    if (options.visibility == Visibility::shown) glfwShowWindow(window_);
    return {};
}

// Ours first: ImGui's backend calls the ones it finds, so both hear of an event.
void Window::install_callbacks() {
    glfwSetWindowUserPointer(window_, this);
    const auto note = [](GLFWwindow* window) {
        if (Window* self = owner(window); self && self->redraw_) self->redraw_->event();
    };
    static constexpr auto kNote = +note;
    glfwSetKeyCallback(window_, [](GLFWwindow* window, int, int, int, int) { kNote(window); });
    glfwSetCharCallback(window_, [](GLFWwindow* window, unsigned int) { kNote(window); });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* window, int, int, int) { kNote(window); });
    glfwSetCursorPosCallback(window_, [](GLFWwindow* window, double, double) { kNote(window); });
    glfwSetCursorEnterCallback(window_, [](GLFWwindow* window, int) { kNote(window); });
    glfwSetScrollCallback(window_, [](GLFWwindow* window, double, double) { kNote(window); });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* window, int) { kNote(window); });
    glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* window, int, int) { kNote(window); });
    glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* window, float, float) { kNote(window); });
    glfwSetWindowCloseCallback(window_, [](GLFWwindow* window) { kNote(window); });
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* window) {
        kNote(window);
        Window* self = owner(window);
        if (self && self->refresh_ && !self->in_frame_) self->refresh_();
    });
    glfwSetWindowIconifyCallback(window_, [](GLFWwindow* window, int iconified) {
        Window* self = owner(window);
        if (self && self->redraw_) self->redraw_->set_shown(iconified ? app::Shown::minimised : app::Shown::visible);
    });
    glfwSetDropCallback(window_, [](GLFWwindow* window, int count, const char** paths) {
        kNote(window);
        if (Window* self = owner(window)) self->dropped_.insert(self->dropped_.end(), paths, paths + count);
    });
}

bool Window::start_imgui() {
    ImGui::CreateContext();
    imgui_ = true;
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    // Input methods send Backspaces and letters in one burst; without the queue ImGui loses some (TRAPS.md).
    io.ConfigInputTrickleEventQueue = true;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    io.ConfigDebugHighlightIdConflicts = false; // a message for programmers, in English; the tests look for it
    if (graphics_ == Graphics::plain) return ImGui_ImplGlfw_InitForOther(window_, true) && ImGui_ImplOpenGL2_Init();
    if (!ImGui_ImplGlfw_InitForOpenGL(window_, true)) return false;
    return graphics_ == Graphics::opengl3 ? ImGui_ImplOpenGL3_Init("#version 130") : ImGui_ImplOpenGL2_Init();
}

void Window::close() {
    if (imgui_) {
        const ImGuiIO& io = ImGui::GetIO();
        if (io.BackendRendererUserData) {
            if (graphics_ == Graphics::opengl3)
                ImGui_ImplOpenGL3_Shutdown();
            else
                ImGui_ImplOpenGL2_Shutdown();
        }
#ifdef _WIN32
        if (window_) remove_unikey_fix(window_);
#endif
        if (io.BackendPlatformUserData) ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
        imgui_ = false;
    }
#ifdef _WIN32
    if (plain_context_) drop_plain_context(plain_context_);
    plain_context_ = nullptr;
#endif
    if (window_) glfwDestroyWindow(window_);
    window_ = nullptr;
}

Window::~Window() {
    close();
    glfwTerminate();
}

std::string Window::renderer() const {
    const auto name = [](GLenum which) {
        const auto* words = reinterpret_cast<const char*>(glGetString(which));
        return std::string(words ? words : "?");
    };
    return name(GL_RENDERER) + " " + name(GL_VERSION);
}

float Window::content_scale() const {
    float x = 1;
    float y = 1;
    glfwGetWindowContentScale(window_, &x, &y);
    return x > 0 ? x : 1;
}

void Window::set_title(const std::string& utf8) { glfwSetWindowTitle(window_, utf8.c_str()); }

bool Window::close_requested() const { return glfwWindowShouldClose(window_) != 0; }

void Window::request_close() { glfwSetWindowShouldClose(window_, GLFW_TRUE); }

double Window::now() const { return glfwGetTime(); }

void Window::wait(double seconds) {
    if (seconds > 0)
        glfwWaitEventsTimeout(seconds);
    else
        glfwPollEvents();
    // The UniKey fix adds keys without any callback of GLFW.
    if (redraw_ && input_queue() == app::InputQueue::pending) redraw_->event();
}

void Window::wake() { glfwPostEmptyEvent(); }

app::InputQueue Window::input_queue() const {
    return ImGui::GetCurrentContext()->InputEventsQueue.empty() ? app::InputQueue::empty : app::InputQueue::pending;
}

std::vector<std::string> Window::take_dropped() { return std::exchange(dropped_, {}); }

void Window::begin_frame() {
    in_frame_ = true;
    if (graphics_ == Graphics::opengl3)
        ImGui_ImplOpenGL3_NewFrame();
    else
        ImGui_ImplOpenGL2_NewFrame();
    ImGui_ImplGlfw_NewFrame();
}

void Window::render(int width, int height) {
    ImGui::Render();
    const ImVec4 back = ImGui::GetStyle().Colors[ImGuiCol_WindowBg];
    glViewport(0, 0, width, height);
    glClearColor(back.x, back.y, back.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    if (graphics_ == Graphics::opengl3)
        ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    else
        ImGui_ImplOpenGL2_RenderDrawData(ImGui::GetDrawData());
    in_frame_ = false;
}

void Window::present() {
#ifdef _WIN32
    if (graphics_ == Graphics::plain) return present_plain(window_);
#endif
    glfwSwapBuffers(window_);
}

void Window::frame(const std::function<void()>& draw) {
    begin_frame();
    ImGui::NewFrame();
    draw();
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    render(width, height);
    present();
}

base::Result<Image> Window::picture(int width, int height, const std::function<void()>& draw) {
    if (width <= 0 || height <= 0)
        return base::fail(base::Code::bad_value, {{"field", "size"},
                                                  {"value", std::to_string(width) + "x" + std::to_string(height)},
                                                  {"expected", "1366x768"}});
    auto offscreen = Offscreen::make(width, height);
    // Without framebuffer objects the window's own back buffer has to do, and it must be as large as the picture.
    if (!offscreen) glfwSetWindowSize(window_, width, height);

    begin_frame();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
    io.DisplayFramebufferScale = {1, 1};
    ImGui::NewFrame();
    draw();
    render(width, height);

    std::string rows(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, '\0');
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rows.data());
    const GLenum failed = glGetError();
    offscreen.reset();
    present();
    if (failed != GL_NO_ERROR)
        return base::fail(base::Code::internal, {{"reason", "OpenGL " + std::to_string(failed)}});
    return flipped(width, height, rows);
}

base::Result<void> draw_to_png(int width, int height, const std::filesystem::path& file,
                               const std::function<base::Result<void>()>& prepare,
                               const std::function<void(double now)>& draw) {
    DT_TRY(const auto window, Window::open({.width = width, .height = height, .visibility = Visibility::hidden}));
    DT_CHECK(prepare());
    base::Result<Image> image;
    for (int i = 0; i < kSettlingFrames; ++i) {
        image = window->picture(width, height, [&] { draw(window->now()); });
        if (!image) return base::pass(image);
    }
    return write_png(file, *image);
}

} // namespace dongthac::platform
