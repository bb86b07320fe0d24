#pragma once

#include <span>
#include <string>
#include <vector>

#include "shared/document/pdf_lines.hpp"

namespace dongthac::document {

/// A table drawn with lines: where its rows and columns are parted.
class PdfGrid {
  public:
    /// The tables among the drawn lines of a page: lines that touch, with at least two columns and a row.
    [[nodiscard]] static std::vector<PdfGrid> find(std::span<const PdfRule> rules);

    [[nodiscard]] bool holds(const PdfWord& word) const;
    [[nodiscard]] double top() const { return ys_.front(); }
    /// The rows of `words` that stand in it, cells parted by " | "; a cell that spans several stands in the first of
    /// them. Rows without a word are left out. A '|' in a cell becomes '¦' and is counted in `bars`.
    [[nodiscard]] std::vector<std::string> rows(std::span<const PdfWord> words, std::size_t& bars) const;

  private:
    [[nodiscard]] bool parts_columns(std::size_t x, std::size_t row) const;
    [[nodiscard]] bool parts_rows(std::size_t y, std::size_t column) const;

    std::vector<double> xs_;
    std::vector<double> ys_;
    std::vector<PdfRule> rules_;
};

} // namespace dongthac::document
