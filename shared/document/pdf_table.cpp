#include "shared/document/pdf_table.hpp"

#include <algorithm>
#include <numeric>

namespace dongthac::document {

namespace {

constexpr double kTouch = 3;              ///< points: lines as near as this meet
constexpr std::size_t kMostRules = 4'000; ///< a page with more is a drawing
constexpr std::size_t kMostRows = 400;
constexpr std::size_t kMostColumns = 63; ///< as many as Word has

bool touch(const PdfRule& a, const PdfRule& b) {
    return a.x0 <= b.x1 + kTouch && b.x0 <= a.x1 + kTouch && a.y0 <= b.y1 + kTouch && b.y0 <= a.y1 + kTouch;
}

/// Sorted, those within kTouch of the one before left out.
std::vector<double> distinct(std::vector<double> values) {
    std::ranges::sort(values);
    std::vector<double> kept;
    for (const double value : values)
        if (kept.empty() || value - kept.back() > kTouch) kept.push_back(value);
    return kept;
}

/// The set each rule belongs to, as the index of one of them.
std::vector<std::size_t> components(std::span<const PdfRule> rules) {
    std::vector<std::size_t> parent(rules.size());
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    const auto root = [&](std::size_t i) {
        while (parent[i] != i) i = parent[i] = parent[parent[i]];
        return i;
    };
    for (std::size_t i = 0; i < rules.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (touch(rules[i], rules[k])) parent[root(i)] = root(k);
    for (std::size_t i = 0; i < rules.size(); ++i) parent[i] = root(i);
    return parent;
}

/// Between which two of `edges` `value` lies.
std::size_t band(const std::vector<double>& edges, double value) {
    const auto after = std::ranges::upper_bound(edges, value);
    const auto index = static_cast<std::size_t>(after - edges.begin());
    return std::clamp<std::size_t>(index, 1, edges.size() - 1) - 1;
}

double middle_of(const PdfWord& word) { return (word.left + word.right) / 2; }
/// Inside the letters, where no line of a table can be.
double height_of(const PdfWord& word) { return word.y - 0.3 * word.size; }

} // namespace

std::vector<PdfGrid> PdfGrid::find(std::span<const PdfRule> rules) {
    std::vector<PdfGrid> grids;
    if (rules.size() < 4 || rules.size() > kMostRules) return grids;
    const std::vector<std::size_t> sets = components(rules);
    for (std::size_t set = 0; set < rules.size(); ++set) {
        if (sets[set] != set) continue;
        PdfGrid grid;
        std::vector<double> xs, ys;
        bool upright = false;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            if (sets[i] != set) continue;
            const PdfRule& rule = rules[i];
            grid.rules_.push_back(rule);
            if (rule.level()) {
                ys.push_back((rule.y0 + rule.y1) / 2);
                xs.insert(xs.end(), {rule.x0, rule.x1}); // a table may be open at its sides
            } else {
                upright = true;
                xs.push_back((rule.x0 + rule.x1) / 2);
            }
        }
        grid.xs_ = distinct(std::move(xs));
        grid.ys_ = distinct(std::move(ys));
        const bool table = upright && grid.xs_.size() >= 3 && grid.ys_.size() >= 2;
        if (table && grid.xs_.size() <= kMostColumns && grid.ys_.size() <= kMostRows) grids.push_back(std::move(grid));
    }
    std::ranges::sort(grids, {}, &PdfGrid::top);
    return grids;
}

bool PdfGrid::holds(const PdfWord& word) const {
    const double x = middle_of(word);
    const double y = height_of(word);
    return x > xs_.front() - kTouch && x < xs_.back() + kTouch && y > ys_.front() && y < ys_.back();
}

bool PdfGrid::parts_columns(std::size_t x, std::size_t row) const {
    const double y = (ys_[row] + ys_[row + 1]) / 2;
    return std::ranges::any_of(rules_, [&](const PdfRule& rule) {
        return !rule.level() && std::abs((rule.x0 + rule.x1) / 2 - xs_[x]) <= kTouch && rule.y0 <= y && rule.y1 >= y;
    });
}

bool PdfGrid::parts_rows(std::size_t y, std::size_t column) const {
    const double x = (xs_[column] + xs_[column + 1]) / 2;
    return std::ranges::any_of(rules_, [&](const PdfRule& rule) {
        return rule.level() && std::abs((rule.y0 + rule.y1) / 2 - ys_[y]) <= kTouch && rule.x0 <= x && rule.x1 >= x;
    });
}

std::vector<std::string> PdfGrid::rows(std::span<const PdfWord> words, std::size_t& bars) const {
    const std::size_t columns = xs_.size() - 1;
    std::vector<std::vector<std::string>> cells(ys_.size() - 1, std::vector<std::string>(columns));
    for (const PdfWord& word : words) {
        std::size_t row = band(ys_, height_of(word));
        std::size_t column = band(xs_, middle_of(word));
        while (column > 0 && !parts_columns(column, row)) --column;
        while (row > 0 && !parts_rows(row, column)) --row;
        std::string& cell = cells[row][column];
        if (!cell.empty()) cell += ' ';
        for (const char c : word.text) {
            // It parts cells here.
            cell += c == '|' ? "¦" : std::string(1, c);
            bars += c == '|' ? 1 : 0;
        }
    }
    std::vector<std::string> rows;
    for (const auto& row : cells) {
        if (std::ranges::all_of(row, &std::string::empty)) continue;
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) line += (i > 0 ? " | " : "") + row[i];
        rows.push_back(std::move(line));
    }
    return rows;
}

} // namespace dongthac::document
