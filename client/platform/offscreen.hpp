#pragma once

#include <memory>

namespace dongthac::platform {

/// An OpenGL framebuffer to draw pictures into: what a hidden window's own buffer holds is undefined. Needs the context
/// current for its whole life; bound from making to its end.
class Offscreen {
  public:
    /// Nothing when the driver has no framebuffer objects (below OpenGL 3.0 without the extension).
    [[nodiscard]] static std::unique_ptr<Offscreen> make(int width, int height);
    ~Offscreen();
    Offscreen(const Offscreen&) = delete;
    Offscreen& operator=(const Offscreen&) = delete;

  private:
    struct Functions;
    Offscreen() = default;

    std::unique_ptr<Functions> gl_;
    unsigned int framebuffer_ = 0;
    unsigned int renderbuffer_ = 0;
};

} // namespace dongthac::platform
