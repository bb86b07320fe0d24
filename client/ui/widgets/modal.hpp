#pragma once

#include "client/ui/context.hpp"

namespace dongthac::ui {

enum class Opening { no, yes };

/// A panel in the middle of the window over everything else, as high as what is drawn in it, alive until the end of its
/// scope. `id` tells it from other panels; pass Opening::yes in the first frame.
class Modal {
  public:
    Modal(const UiContext& ctx, const char* id, Opening opening, float width = 520);
    ~Modal();
    Modal(const Modal&) = delete;
    Modal& operator=(const Modal&) = delete;

    /// Draw only when it is.
    [[nodiscard]] bool visible() const { return visible_; }
    /// Escape was pressed here, and not in a list that hangs open over it.
    [[nodiscard]] bool escaped() const;
    /// Ctrl+Enter was pressed. Call before anything is drawn in it: the key presses nothing else then, as a plain Enter
    /// would.
    [[nodiscard]] bool take_confirmation() const;
    /// From the next frame on it is gone.
    void close();

  private:
    bool visible_ = false;
};

/// The item drawn last takes the keyboard and shows it, so that Enter presses it, whatever the mouse did before.
void focus_last_item();

} // namespace dongthac::ui
