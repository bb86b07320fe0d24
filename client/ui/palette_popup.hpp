#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "client/app/app_model.hpp"
#include "client/ui/context.hpp"

namespace dongthac::ui {

/// Ctrl+K: a field, and under it the commands and paragraphs that hold the words. All by keyboard.
class PalettePopup {
  public:
    void open();
    [[nodiscard]] bool is_open() const { return open_; }
    /// Call every frame. `entries` gives what fits the words.
    [[nodiscard]] std::optional<app::Intent>
    draw(const UiContext& ctx, const std::function<const std::vector<app::PaletteEntry>&(const std::string&)>& entries);

  private:
    [[nodiscard]] std::optional<app::Intent> draw_list(const UiContext& ctx,
                                                       const std::vector<app::PaletteEntry>& entries);

    std::string words_;
    std::size_t chosen_ = 0;
    bool open_ = false;
    bool opening_ = false;
    bool scroll_ = false;
};

} // namespace dongthac::ui
