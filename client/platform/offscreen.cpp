#include "client/platform/offscreen.hpp"

#include <GLFW/glfw3.h>

namespace dongthac::platform {

namespace {

// OpenGL 3.0 constants; the system header may stop at 1.1 (Windows).
constexpr GLenum kFramebuffer = 0x8D40;
constexpr GLenum kRenderbuffer = 0x8D41;
constexpr GLenum kColorAttachment = 0x8CE0;
constexpr GLenum kFramebufferComplete = 0x8CD5;
constexpr GLenum kRgba8 = 0x8058;

#ifdef _WIN32
#define DONGTHAC_GL __stdcall
#else
#define DONGTHAC_GL
#endif

using Generate = void(DONGTHAC_GL*)(GLsizei, GLuint*);
using Delete = void(DONGTHAC_GL*)(GLsizei, const GLuint*);
using Bind = void(DONGTHAC_GL*)(GLenum, GLuint);
using Storage = void(DONGTHAC_GL*)(GLenum, GLenum, GLsizei, GLsizei);
using Attach = void(DONGTHAC_GL*)(GLenum, GLenum, GLenum, GLuint);
using Check = GLenum(DONGTHAC_GL*)(GLenum);

template <class Function>
bool find(Function& function, const char* name) {
    function = reinterpret_cast<Function>(glfwGetProcAddress(name));
    return function != nullptr;
}

} // namespace

struct Offscreen::Functions {
    Generate generate_framebuffers = nullptr;
    Generate generate_renderbuffers = nullptr;
    Delete delete_framebuffers = nullptr;
    Delete delete_renderbuffers = nullptr;
    Bind bind_framebuffer = nullptr;
    Bind bind_renderbuffer = nullptr;
    Storage storage = nullptr;
    Attach attach = nullptr;
    Check check = nullptr;

    [[nodiscard]] bool load() {
        return find(generate_framebuffers, "glGenFramebuffers") && find(generate_renderbuffers, "glGenRenderbuffers") &&
               find(delete_framebuffers, "glDeleteFramebuffers") &&
               find(delete_renderbuffers, "glDeleteRenderbuffers") && find(bind_framebuffer, "glBindFramebuffer") &&
               find(bind_renderbuffer, "glBindRenderbuffer") && find(storage, "glRenderbufferStorage") &&
               find(attach, "glFramebufferRenderbuffer") && find(check, "glCheckFramebufferStatus");
    }
};

std::unique_ptr<Offscreen> Offscreen::make(int width, int height) {
    auto functions = std::make_unique<Functions>();
    if (!functions->load()) return nullptr;
    std::unique_ptr<Offscreen> made(new Offscreen);
    made->gl_ = std::move(functions);
    const Functions& gl = *made->gl_;
    gl.generate_framebuffers(1, &made->framebuffer_);
    gl.generate_renderbuffers(1, &made->renderbuffer_);
    gl.bind_renderbuffer(kRenderbuffer, made->renderbuffer_);
    gl.storage(kRenderbuffer, kRgba8, width, height);
    gl.bind_framebuffer(kFramebuffer, made->framebuffer_);
    gl.attach(kFramebuffer, kColorAttachment, kRenderbuffer, made->renderbuffer_);
    if (gl.check(kFramebuffer) != kFramebufferComplete) return nullptr;
    return made;
}

Offscreen::~Offscreen() {
    gl_->bind_framebuffer(kFramebuffer, 0);
    gl_->delete_framebuffers(1, &framebuffer_);
    gl_->delete_renderbuffers(1, &renderbuffer_);
}

} // namespace dongthac::platform
