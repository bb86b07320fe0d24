#pragma once

#include <string_view>

#include "client/ui/context.hpp"

namespace dongthac::ui {

/// primary: the way on, at most one in a view; secondary: outlined; quiet: no frame until hovered; danger: cannot be
/// undone.
enum class ButtonKind { primary, secondary, quiet, danger };
enum class Enabled { yes, no };

struct ButtonOptions {
    ButtonKind kind = ButtonKind::secondary;
    std::string_view icon = {}; ///< from icons.hpp, before the label
    Enabled enabled = Enabled::yes;
    float width = 0;            ///< pixels; 0 fits the label, -1 fills the width left
    std::string_view hint = {}; ///< tooltip; say the shortcut here
};

/// True in the frame it was pressed (mouse, Enter, Space).
[[nodiscard]] bool button(const UiContext& ctx, std::string_view label, const ButtonOptions& options = {});
/// Only the icon is drawn; `label` is its name for tests and its tooltip unless `options.hint` is given.
[[nodiscard]] bool icon_button(const UiContext& ctx, std::string_view icon, std::string_view label,
                               const ButtonOptions& options = {.kind = ButtonKind::quiet});
/// Words that act, in the accent colour, without a frame.
[[nodiscard]] bool link(const UiContext& ctx, std::string_view label);
/// Width in pixels that button() would take.
[[nodiscard]] float button_width(const UiContext& ctx, std::string_view label, const ButtonOptions& options = {});

} // namespace dongthac::ui
