#include "tests/window/support/real_screen.hpp"

#include <cstdlib>
#include <filesystem>

#include <GLFW/glfw3.h>
#include <gtest/gtest.h>
#include <imgui_internal.h>

#include "client/app/assets.hpp"
#include "client/platform/png.hpp"
#include "shared/base/files.hpp"
#include "tests/ui/support/probe.hpp"

namespace dongthac::test {

namespace {

constexpr int kWidth = 1366;
constexpr int kHeight = 768;
// A loop that finds nothing due within this has nothing due.
constexpr double kQuiet = 0.02;
constexpr int kMostSettling = 400;

bool has_xdotool() {
    static const bool found = std::system("command -v xdotool >/dev/null 2>&1") == 0;
    return found;
}

void xdotool(const std::string& words) {
    EXPECT_EQ(std::system(("xdotool " + words).c_str()), 0) << "xdotool " << words;
}

} // namespace

RealScreen::RealScreen(const app::Strings& strings) : strings_(strings) {
    window_ = platform::Window::open({.width = kWidth, .height = kHeight}).value();
    // A misuse of ImGui is a failed test, also in a build without assertions.
    ImGui::GetIO().ConfigErrorRecoveryEnableAssert = false;
    ImGuiContext& context = *ImGui::GetCurrentContext();
    context.TestEngineHookItems = true;
    context.ErrorCallback = [](ImGuiContext*, void*, const char* message) { ADD_FAILURE() << "ImGui: " << message; };
    theme_ = std::make_unique<ui::Theme>(
        ui::Theme::load(app::find_assets().value(), ui::ThemeName::light, window_->content_scale()).value());
}

RealScreen::~RealScreen() = default;

void RealScreen::wake() {
    redraw_.wake();
    platform::Window::wake();
}

void RealScreen::draw_frame(double now) {
    Probe::instance().clear();
    if (ImGui::IsMouseReleased(ImGuiMouseButton_Left)) ++presses_;
    if (watched_key_ != ImGuiKey_None && ImGui::IsKeyReleased(watched_key_)) ++strokes_;
    draw({.strings = strings_, .theme = *theme_, .now = now, .redraw = redraw_});
    if (!reached_ || !reached_()) return;
    done_ = true;
    window_->request_close();
}

platform::RunReport RealScreen::run(double seconds) {
    glfwSetWindowShouldClose(glfwGetCurrentContext(), GLFW_FALSE); // the last condition closed it
    done_ = false;
    const auto report = platform::run(*window_, redraw_, [this](double now) { draw_frame(now); },
                                      {.started = started_, .stop_after = seconds});
    EXPECT_TRUE(report);
    if (first_frame_ms_ == 0 && report->frames > 0) first_frame_ms_ = report->first_frame_ms;
    return *report;
}

bool RealScreen::run_until(const std::function<bool()>& reached, double seconds) {
    if (reached()) return true;
    reached_ = reached;
    (void)run(seconds);
    reached_ = {};
    return done_;
}

platform::RunReport RealScreen::run_for(double seconds) { return run(seconds); }

void RealScreen::settle() {
    for (int i = 0; i < kMostSettling; ++i)
        if (run(kQuiet).frames == 0) return;
    ADD_FAILURE() << "the window does not come to rest";
}

void RealScreen::move_to(ImVec2 at) {
    int left = 0;
    int top = 0;
    glfwGetWindowPos(glfwGetCurrentContext(), &left, &top);
    const int x = static_cast<int>(at.x);
    const int y = static_cast<int>(at.y);
    if (has_xdotool()) {
        xdotool("mousemove " + std::to_string(left + x) + " " + std::to_string(top + y));
    } else {
        ImGui::GetIO().AddMousePosEvent(static_cast<float>(x), static_cast<float>(y));
        platform::Window::wake();
    }
    EXPECT_TRUE(run_until([&] {
        const ImVec2 pointer = ImGui::GetIO().MousePos;
        return static_cast<int>(pointer.x) == x && static_cast<int>(pointer.y) == y;
    })) << "the window does not see the pointer at "
        << x << ", " << y;
    settle();
}

void RealScreen::click(std::string_view label, std::size_t nth) {
    settle();
    const auto item = Probe::instance().find(label, nth);
    ASSERT_TRUE(item.has_value()) << "not on the screen: " << label << " (" << nth << ")";
    ASSERT_TRUE(item->reachable()) << "not reachable: " << label;
    move_to(item->box.GetCenter());
    const int before = presses_;
    if (has_xdotool()) {
        xdotool("click 1");
    } else {
        ImGui::GetIO().AddMouseButtonEvent(0, true);
        ImGui::GetIO().AddMouseButtonEvent(0, false);
        platform::Window::wake();
    }
    ASSERT_TRUE(run_until([&] { return presses_ > before; })) << "the window does not see the press on " << label;
    settle();
}

void RealScreen::key(ImGuiKey key, std::string_view keysym) {
    watched_key_ = key;
    const int before = strokes_;
    if (has_xdotool()) {
        xdotool("key " + std::string(keysym));
    } else {
        ImGui::GetIO().AddKeyEvent(key, true);
        ImGui::GetIO().AddKeyEvent(key, false);
        platform::Window::wake();
    }
    ASSERT_TRUE(run_until([&] { return strokes_ > before; })) << "the window does not see the key " << keysym;
    settle();
}

void RealScreen::type(std::string_view keys) {
    ImGuiIO& io = ImGui::GetIO();
    std::string run;
    const auto send = [&] {
        io.AddInputCharactersUTF8(run.c_str());
        run.clear();
    };
    for (const char c : keys) {
        if (c != '<') {
            run += c;
            continue;
        }
        send();
        io.AddKeyEvent(ImGuiKey_Backspace, true);
        io.AddKeyEvent(ImGuiKey_Backspace, false);
    }
    send();
    platform::Window::wake();
    ASSERT_TRUE(run_until([&] { return window_->input_queue() == app::InputQueue::empty; }));
    settle();
}

bool RealScreen::sees(std::string_view label) { return Probe::instance().find(label).has_value(); }

bool RealScreen::mentions(std::string_view part) { return Probe::instance().mentions(part); }

void RealScreen::picture(std::string_view name) {
    const char* folder = std::getenv("DONGTHAC_PICTURES");
    if (!folder) return;
    settle();
    const auto image = window_->picture(kWidth, kHeight, [this] { draw_frame(window_->now()); });
    ASSERT_TRUE(image);
    std::filesystem::create_directories(base::path_from_utf8(folder));
    EXPECT_TRUE(platform::write_png(base::path_from_utf8(folder) / (std::string(name) + ".png"), *image));
    redraw_.event(); // the window shows nothing new until it draws for itself again
    settle();
}

} // namespace dongthac::test
