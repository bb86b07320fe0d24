#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/ui/context.hpp"
#include "shared/text/date.hpp"

namespace dongthac::ui {

/// A number in the cell of a day: an icon stands for what is counted, so that colour is never alone.
struct DayCount {
    Tone tone = Tone::neutral;
    std::string_view icon;
    std::string number;
};

struct MonthDay {
    text::Date day;
    bool in_month = true;
    bool off = false; ///< shaded
    bool today = false;
    std::string note; ///< a word in its corner: "nghỉ"
    std::vector<DayCount> counts;
    std::string hint; ///< what is counted, as a sentence; tests find it
};

struct MonthGridState {
    std::optional<text::Date> follows; ///< the day that takes the keyboard when it is next drawn as the chosen one
};

/// Whole weeks as a grid, with the names of seven days above. Gives the day that was chosen: by a click, Enter or
/// Space, or with the keyboard in it by the arrow keys and Page Up and Page Down (a month). One stop for Tab. A cell is
/// called "03/11/2026".
[[nodiscard]] std::optional<text::Date> month_grid(const UiContext& ctx, std::span<const std::string> weekdays,
                                                   std::span<const MonthDay> days, const text::Date& chosen,
                                                   float height, MonthGridState& state);

/// The same day so many months away; the last one of a shorter month.
[[nodiscard]] text::Date month_away(const text::Date& day, int months);

} // namespace dongthac::ui
