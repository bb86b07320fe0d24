#include "client/app/redraw.hpp"

#include <algorithm>

namespace dongthac::app {

void Redraw::event() { frames_due_ = kFramesAfterEvent; }

void Redraw::request_at(double seconds) { deadline_ = std::min(deadline_, seconds); }

void Redraw::set_shown(Shown shown) {
    if (shown == shown_) return;
    shown_ = shown;
    if (shown == Shown::visible) event();
}

bool Redraw::should_draw(double now) {
    if (woken_.exchange(false, std::memory_order_acq_rel)) event();
    // Deadlines and events that arrive while minimised keep: the first frame after it shows them.
    if (shown_ == Shown::minimised) return false;
    return frames_due_ > 0 || now >= deadline_;
}

void Redraw::begin_frame() { deadline_ = kNever; }

void Redraw::end_frame(InputQueue queue) {
    ++frames_;
    frames_due_ = std::max(0, frames_due_ - 1);
    // The frame after the last queued event must be drawn too: it is the one that shows its effect.
    if (queue == InputQueue::pending) frames_due_ = std::max(frames_due_, 2);
}

double Redraw::wait_seconds(double now) {
    if (should_draw(now)) return 0;
    if (shown_ == Shown::minimised) return kLongestWait;
    return std::clamp(deadline_ - now, 0.0, kLongestWait);
}

} // namespace dongthac::app
