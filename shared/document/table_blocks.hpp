#pragma once

#include <vector>

#include "shared/document/layout.hpp"
#include "shared/document/paragraph.hpp"
#include "shared/document/table.hpp"

namespace dongthac::document {

/// The type size in half points and the columns' widths in twips that a table is set with: the largest size of
/// the layout in which no word is broken, widths in proportion to what the cells hold. The widths sum up to `total`.
struct TableMeasures {
    int size = 0;
    std::vector<int> widths;
};
[[nodiscard]] TableMeasures measure_table(const Table& table, int total, const Nd30Layout& layout);

/// `table`, as wide as the text, behind a gap. Nothing when it has no rows.
[[nodiscard]] std::vector<PrintBlock> table_blocks(const Table& table, const Nd30Layout& layout);

} // namespace dongthac::document
