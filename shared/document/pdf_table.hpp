#pragma once

#include <span>
#include <string>
#include <vector>

#include "shared/document/pdf_lines.hpp"

namespace dongthac::document {

/// A table drawn with lines: where its rows and columns are parted.
class PdfGrid {
  public:
    /// The tables among the drawn lines of a page of `width` and `height` points, from the top: lines that touch, with
    /// at least two columns and a row. The frame of a page is no part of a table that touches it. Takes from
    /// `budget.steps`; without any left there are no tables.
    [[nodiscard]] static std::vector<PdfGrid> find(std::span<const PdfRule> rules, double width, double height,
                                                   PdfBudget& budget);

    [[nodiscard]] bool holds(const PdfWord& word) const;
    [[nodiscard]] double top() const { return ys_.front(); }
    [[nodiscard]] double bottom() const { return ys_.back(); }
    /// The rows of `words` that stand in it, cells parted by " | "; a cell that spans several stands in the first of
    /// them. Rows without a word are left out. A '|' in a cell becomes '¦' and is counted in `bars`.
    [[nodiscard]] std::vector<std::string> rows(std::span<const PdfWord> words, std::size_t& bars) const;

  private:
    void note(const PdfRule& rule);
    /// Is there a line at xs_[x] beside row `row`, at ys_[y] above column `column`?
    [[nodiscard]] bool parts_columns(std::size_t x, std::size_t row) const { return upright_[x * ys_.size() + row]; }
    [[nodiscard]] bool parts_rows(std::size_t y, std::size_t column) const { return level_[y * xs_.size() + column]; }

    std::vector<double> xs_;
    std::vector<double> ys_;
    std::vector<bool> upright_;
    std::vector<bool> level_;
};

} // namespace dongthac::document
