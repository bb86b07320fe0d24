#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/ui/context.hpp"

namespace dongthac::ui {

/// Short notices that something is done, bottom right, gone after four seconds (UI.md). All are kept in a log. UI
/// thread.
class Toasts {
  public:
    static constexpr double kSeconds = 4;
    struct Entry {
        Tone tone;
        std::string text;
        double at; ///< seconds, as UiContext::now
    };

    void add(Tone tone, std::string text, double now);
    /// Over everything else; call last in the frame.
    void draw(const UiContext& ctx);
    /// All notices, oldest first.
    [[nodiscard]] const std::vector<Entry>& log() const { return log_; }

  private:
    std::vector<Entry> log_;
    std::size_t first_live_ = 0;
};

enum class BannerAction { none, acted, dismissed };
enum class Dismiss { no, yes };

/// A state that lasts (offline, wrong clock, update), across the page. `action` "" for none.
[[nodiscard]] BannerAction banner(const UiContext& ctx, Tone tone, std::string_view text, std::string_view action = {},
                                  Dismiss dismiss = Dismiss::no);

/// Says that there is nothing here and what to do next; true when the next step was pressed. `action` "" for none.
[[nodiscard]] bool empty_state(const UiContext& ctx, std::string_view icon, std::string_view title,
                               std::string_view text, std::string_view action = {});

} // namespace dongthac::ui
