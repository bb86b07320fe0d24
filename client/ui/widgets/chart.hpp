#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "client/ui/context.hpp"

namespace dongthac::ui {

/// `part` of `all` for one period: handed in, on time.
struct ChartBar {
    std::string label; ///< "tháng 10 năm 2026"
    std::size_t part = 0;
    std::size_t all = 0; ///< 0: nothing to count yet
    Tone tone = Tone::info;
};

/// The bars of a chart, each made when it comes into view: an office may have thousands below it.
struct ChartBars {
    std::size_t count = 0;
    std::function<ChartBar(std::size_t)> at;
};

/// Bars below one another, each with its label and its numbers, as wide as the room left. The tone of a bar is also an
/// icon and a pattern. Each is a stop for the keyboard, called by its label; gives the one that was pressed.
[[nodiscard]] std::optional<std::size_t> bar_chart(const UiContext& ctx, std::string_view id, const ChartBars& bars);
[[nodiscard]] std::optional<std::size_t> bar_chart(const UiContext& ctx, std::string_view id,
                                                   std::span<const ChartBar> bars);
[[nodiscard]] float bar_chart_height(const UiContext& ctx, std::size_t bars);

/// What had come in by the end of one day.
struct ChartDay {
    std::string label;                ///< "25/10"
    std::optional<std::size_t> value; ///< nothing for a day that is still to come
    bool deadline = false;
};
/// Columns side by side that rise to `all`, as wide as the room left: what came after the deadline has a pattern, the
/// deadline is a line with `deadline` beside it. Each column tells its numbers when the mouse rests on it; the last one
/// has them written over it.
void day_chart(const UiContext& ctx, std::string_view id, std::span<const ChartDay> days, std::size_t all,
               std::string_view deadline);

/// ok for all, warn for most, error for less than half; neutral where there is nothing to count.
[[nodiscard]] Tone share_tone(std::size_t part, std::size_t all);

} // namespace dongthac::ui
