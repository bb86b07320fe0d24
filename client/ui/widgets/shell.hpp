#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "client/ui/context.hpp"

namespace dongthac::ui {

struct RailItem {
    std::string_view icon;
    std::string label;
    std::string hint = {};     ///< tooltip: the shortcut
    int count = 0;             ///< a pill when above 0
    Tone tone = Tone::neutral; ///< of the pill
};

/// The left navigation, as high as the space left. Gives the index of the item pressed.
[[nodiscard]] std::optional<std::size_t> nav_rail(const UiContext& ctx, std::string_view brand,
                                                  std::span<const RailItem> items, std::size_t selected);
[[nodiscard]] float rail_width(const Theme& theme);

struct StatusPart {
    std::string_view icon = {};
    std::string label;
    Tone tone = Tone::neutral;
    std::string hint = {};
};

/// The bottom line: `left` from the left edge, `right` to the right edge. Gives the label of the part pressed, "" for
/// none.
[[nodiscard]] std::string status_bar(const UiContext& ctx, std::span<const StatusPart> left,
                                     std::span<const StatusPart> right);
[[nodiscard]] float status_bar_height(const Theme& theme);

struct Shell {
    std::string_view brand;
    std::span<const RailItem> items;
    std::size_t selected = 0;
    std::span<const StatusPart> status_left;
    std::span<const StatusPart> status_right;
};

struct ShellEvents {
    std::optional<std::size_t> rail;
    std::string status; ///< label of the status part pressed, "" for none
};

/// The whole window: rail, status bar, and `content` drawn in between with the page's padding. `content` runs once.
[[nodiscard]] ShellEvents shell(const UiContext& ctx, const Shell& parts, const std::function<void()>& content);

/// A window-filling page without rail or status bar (enrolment, a damaged database), `content` in a centred column.
void plain_page(const UiContext& ctx, float column_width, const std::function<void()>& content);

} // namespace dongthac::ui
