#include "client/platform/windows_only.hpp"

#ifdef _WIN32

#include <imgui.h>
#include <windows.h>

#define GLFW_EXPOSE_NATIVE_WIN32
#include <GLFW/glfw3.h>
#include <GLFW/glfw3native.h>

namespace dongthac::platform {

namespace {

constexpr const wchar_t* kPreviousProcedure = L"DongThacPreviousProcedure";
constexpr LPARAM kScanCodeBits = 0x01FF0000;
constexpr LPARAM kBackspaceScanCode = 0x000E0000;
constexpr WPARAM kBackspaceLetter = 8;

LRESULT CALLBACK input_procedure(HWND handle, UINT message, WPARAM word, LPARAM extra) {
    // One window, one thread: whether the character that follows was sent as Unicode.
    static bool sent_as_unicode = false;
    if (message == WM_KEYDOWN) sent_as_unicode = word == VK_PACKET;
    if ((message == WM_KEYDOWN || message == WM_KEYUP) && word == VK_BACK)
        extra = (extra & ~kScanCodeBits) | kBackspaceScanCode;
    if (message == WM_CHAR && word == kBackspaceLetter && sent_as_unicode) {
        ImGui::GetIO().AddKeyEvent(ImGuiKey_Backspace, true);
        ImGui::GetIO().AddKeyEvent(ImGuiKey_Backspace, false);
        return 0;
    }
    const auto previous = reinterpret_cast<WNDPROC>(GetPropW(handle, kPreviousProcedure));
    return CallWindowProcW(previous ? previous : DefWindowProcW, handle, message, word, extra);
}

} // namespace

void install_unikey_fix(GLFWwindow* window) {
    const HWND handle = glfwGetWin32Window(window);
    const LONG_PTR previous = GetWindowLongPtrW(handle, GWLP_WNDPROC);
    // First where to go on, then the new procedure: a message may come in between.
    SetPropW(handle, kPreviousProcedure, reinterpret_cast<HANDLE>(previous));
    SetWindowLongPtrW(handle, GWLP_WNDPROC, reinterpret_cast<LONG_PTR>(&input_procedure));
}

void remove_unikey_fix(GLFWwindow* window) {
    const HWND handle = glfwGetWin32Window(window);
    const HANDLE previous = GetPropW(handle, kPreviousProcedure);
    if (!previous) return;
    SetWindowLongPtrW(handle, GWLP_WNDPROC, reinterpret_cast<LONG_PTR>(previous));
    RemovePropW(handle, kPreviousProcedure);
}

void* make_plain_context(GLFWwindow* window) {
    const HDC device = GetDC(glfwGetWin32Window(window));
    PIXELFORMATDESCRIPTOR wanted{};
    wanted.nSize = sizeof wanted;
    wanted.nVersion = 1;
    wanted.dwFlags = PFD_DRAW_TO_WINDOW | PFD_SUPPORT_OPENGL | PFD_DOUBLEBUFFER;
    wanted.iPixelType = PFD_TYPE_RGBA;
    wanted.cColorBits = 32;
    const int format = ChoosePixelFormat(device, &wanted);
    if (!format || !SetPixelFormat(device, format, &wanted)) return nullptr;
    const HGLRC context = wglCreateContext(device);
    if (!context) return nullptr;
    if (wglMakeCurrent(device, context)) return context;
    wglDeleteContext(context);
    return nullptr;
}

void drop_plain_context(void* context) {
    wglMakeCurrent(nullptr, nullptr);
    wglDeleteContext(static_cast<HGLRC>(context));
}

void present_plain(GLFWwindow* window) { SwapBuffers(GetDC(glfwGetWin32Window(window))); }

} // namespace dongthac::platform

#endif
