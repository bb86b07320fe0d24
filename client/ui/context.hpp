#pragma once

#include "client/app/redraw.hpp"
#include "client/app/strings.hpp"
#include "client/ui/theme.hpp"

namespace dongthac::ui {

/// What every widget and screen is given in a frame. Borrowed: lives as long as the frame.
struct UiContext {
    const app::Strings& strings;
    const Theme& theme;
    /// Seconds on the steady scale of `redraw`; never the wall clock.
    double now = 0;
    /// Where a widget asks for a later picture (caret blink, end of a toast).
    app::Redraw& redraw;

    /// The sentence of `key`.
    [[nodiscard]] std::string tr(std::string_view key, app::Args args = {}) const { return strings.tr(key, args); }
};

} // namespace dongthac::ui
