#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/model/outline.hpp"

namespace dongthac::document {

/// The cells of a table row, trimmed: "1 | Tin bài | " → "1", "Tin bài", "". At least one; '|' cannot stand in a cell.
[[nodiscard]] std::vector<std::string> cells_of(std::string_view text);

/// "STT", "TT": the column counts the rows.
[[nodiscard]] bool is_ordinal_header(std::string_view header);

/// What the cells of a column below its header are, judged by most of them.
enum class ColumnContent { words, numbers, marks };

/// A run of table_row items as it is printed. Owns its texts.
struct Table {
    /// The first is the header; all have the same number of cells, 1 to 63 (Word has no more). A short row got empty
    /// cells at its end; what a long one has too much stands, its '|' kept, in its last cell. Rows without a word or
    /// '|' are left out, so there may be none.
    std::vector<std::vector<std::string>> rows;
    std::vector<ColumnContent> columns;
    std::size_t items = 0; ///< length of the run
};

/// The table that the leading table_row items of `items` make.
[[nodiscard]] Table read_table(std::span<const model::OutlineItem> items);

/// Words start at the left, numbers end at the right, marks ("x", "05/3", the ordinals under "STT") and headers stand
/// in the middle.
enum class CellAlign { left, center, right };
[[nodiscard]] CellAlign align_of(const Table& table, std::size_t row, std::size_t column);

} // namespace dongthac::document
