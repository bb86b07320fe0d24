#pragma once

#ifdef _WIN32

struct GLFWwindow;

/// What only Windows needs. UI thread.
namespace dongthac::platform {

/// Makes Backspace of UniKey and its like arrive: they send it as a Unicode character or with a foreign scan code, and
/// GLFW 3.4 drops both, so "tạo" would become "taoạo" (TRAPS.md). Call once the ImGui context exists.
void install_unikey_fix(GLFWwindow* window);
void remove_unikey_fix(GLFWwindow* window);

/// A WGL context on any pixel format, Microsoft's software one included, made current. Null when even that fails.
[[nodiscard]] void* make_plain_context(GLFWwindow* window);
void drop_plain_context(void* context);
/// Shows what was drawn in a plain context.
void present_plain(GLFWwindow* window);

} // namespace dongthac::platform

#endif
