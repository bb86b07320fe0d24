#pragma once

#include <vector>

#include "shared/document/table.hpp"

namespace pugi {
class xml_node;
}

namespace dongthac::document {

/// The type size in half points and the columns' widths in twips that a table is set with: the largest size of
/// layout.hpp in which no word is broken, widths in proportion to what the cells hold. The widths sum up to `total`.
struct TableMeasures {
    int size = 0;
    std::vector<int> widths;
};
[[nodiscard]] TableMeasures measure_table(const Table& table, int total);

/// Writes `table`, as wide as the text, behind a gap. Nothing when it has no rows.
void write_table(pugi::xml_node body, const Table& table);

} // namespace dongthac::document
