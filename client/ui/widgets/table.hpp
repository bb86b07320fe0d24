#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "client/ui/context.hpp"

namespace dongthac::ui {

enum class Align { left, right };
enum class Sortable { no, yes };

struct Column {
    std::string label;
    float width = 0; ///< pixels at zoom 1; 0 shares the rest by `stretch`
    float stretch = 1;
    Align align = Align::left; ///< of the heading; cells align themselves (text_right)
    Sortable sortable = Sortable::no;
};

struct TableState {
    std::optional<std::size_t> selected;
    std::size_t sort_column = 0;
    bool descending = false;
};

struct TableEvents {
    std::optional<std::size_t> clicked;   ///< row pressed once; `state.selected` already has it
    std::optional<std::size_t> activated; ///< double click, or Enter on the selected row
    bool sort_changed = false;            ///< sort by state.sort_column, state.descending
};

struct TableOptions {
    float height = 0; ///< pixels; 0 fits the rows, -1 fills the height left and scrolls
    /// Name of a row for tests and for the keyboard; default "row <index>".
    std::function<std::string(std::size_t)> row_label = {};
};

/// A table that costs only its visible rows. `cell` draws one cell and may hold buttons. Any number of rows.
TableEvents table(const UiContext& ctx, std::string_view id, std::span<const Column> columns, std::size_t rows,
                  TableState& state, const std::function<void(std::size_t row, std::size_t column)>& cell,
                  const TableOptions& options = {});

enum class Branch { leaf, closed, open };

struct TreeRow {
    int depth = 0;
    Branch branch = Branch::leaf;
    bool selected = false;
    std::string_view icon = {};
    std::string_view detail = {}; ///< muted, at the right edge
    Tone detail_tone = Tone::neutral;
};

struct TreeRowEvents {
    bool toggled = false; ///< the triangle, or arrow right / left
    bool clicked = false;
};

/// One line of a tree or outline.
TreeRowEvents tree_row(const UiContext& ctx, std::string_view label, const TreeRow& row);

} // namespace dongthac::ui
