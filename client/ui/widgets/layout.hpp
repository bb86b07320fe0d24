#pragma once

#include <string_view>

#include "client/ui/context.hpp"

namespace dongthac::ui {

/// A white card with a border, alive until the end of its scope. A size of 0 fits what is in it (height) or fills the
/// width left (width); a given height scrolls.
class Card {
  public:
    enum class Padding { normal, none };
    Card(const UiContext& ctx, std::string_view id, ImVec2 size = {0, 0}, Padding padding = Padding::normal);
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;
};

/// A part of the window without a frame that scrolls by itself. Size 0 fills what is left.
class Region {
  public:
    Region(const UiContext& ctx, std::string_view id, ImVec2 size = {0, 0});
    ~Region();
    Region(const Region&) = delete;
    Region& operator=(const Region&) = delete;
};

/// The head of a screen: its title, a muted line under it ("" for none).
void page_header(const UiContext& ctx, std::string_view title, std::string_view subtitle = {});
/// The head of a part of a screen, with a count pill when `count` >= 0.
void section_title(const UiContext& ctx, std::string_view title, int count = -1);
/// Vertical distance, from ctx.theme.space().
void gap(float pixels);
/// The next item stands to the right of the last one, `distance` pixels away (-1: the usual).
void same_row(float distance = -1);
/// Moves the cursor on the current row so that something `width` pixels wide ends at the right edge; never to the left
/// of where it is. Call after same_row().
void push_right(float width);
/// Puts text of the body font level with the buttons of its row; call before text().
void align_to_controls(const UiContext& ctx);
/// A thin line across.
void divider(const UiContext& ctx);

} // namespace dongthac::ui
