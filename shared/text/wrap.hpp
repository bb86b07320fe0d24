#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace dongthac::text {

/// One visual row of a paragraph: code points [begin, end), `width` in the unit of the advance function;
/// `hard` when it ends with a line feed (which belongs to the row).
struct Row {
    std::size_t begin = 0;
    std::size_t end = 0;
    float width = 0;
    bool hard = false;
    friend bool operator==(const Row&, const Row&) = default;
};

/// Width of one code point in the caller's unit (pixels, millimetres, …).
using Advance = std::function<float(char32_t)>;

/// Breaks at spaces so that no row is wider than `limit`; a word wider than a row is cut between code points. White
/// space at a break hangs over the edge. Never empty: "" gives one empty row, a trailing line feed gives an empty last
/// row.
[[nodiscard]] std::vector<Row> wrap(std::u32string_view text, float limit, const Advance& advance);

/// Index of the row that holds position `at` (the later row at a boundary; the last row for the end of the text).
[[nodiscard]] std::size_t row_of(const std::vector<Row>& rows, std::size_t at);

} // namespace dongthac::text
