#include "shared/document/pdf_table.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace dongthac::document {

namespace {

constexpr double kTouch = 3;              ///< points: lines as near as this meet
constexpr std::size_t kMostRules = 4'000; ///< a page with more is a drawing
constexpr std::size_t kMostRows = 400;
constexpr std::size_t kMostColumns = 63; ///< as many as Word has
constexpr double kFrame = 0.75;          ///< of the page, that the lines of its frame are long
constexpr int kMostFrames = 4;           ///< one within the other

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

/// Takes `count` from the steps that are left; false when there are too few.
bool take(PdfBudget& budget, std::size_t count) {
    if (budget.steps < count) {
        budget.spent = true;
        budget.steps = 0;
        return false;
    }
    budget.steps -= count;
    return true;
}

/// Sets of lines that touch. None when the budget ends.
std::vector<std::vector<PdfRule>> sets_of(std::vector<PdfRule> rules, PdfBudget& budget) {
    std::ranges::stable_sort(rules, {}, &PdfRule::x0);
    std::vector<std::size_t> parent(rules.size());
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    const auto root = [&](std::size_t i) {
        while (parent[i] != i) i = parent[i] = parent[parent[i]];
        return i;
    };
    for (std::size_t i = 0; i < rules.size(); ++i) {
        std::size_t k = i + 1;
        for (; k < rules.size() && rules[k].x0 <= rules[i].x1 + kTouch; ++k)
            if (touch(rules[i], rules[k])) parent[root(k)] = root(i);
        if (!take(budget, k - i)) return {};
    }
    std::map<std::size_t, std::vector<PdfRule>> sets;
    for (std::size_t i = 0; i < rules.size(); ++i) sets[root(i)].push_back(rules[i]);
    std::vector<std::vector<PdfRule>> out;
    for (auto& [first, set] : sets) out.push_back(std::move(set));
    return out;
}

double middle_x(const PdfRule& rule) { return (rule.x0 + rule.x1) / 2; }
double middle_y(const PdfRule& rule) { return (rule.y0 + rule.y1) / 2; }
bool near(double a, double b) { return std::abs(a - b) <= kTouch; }

/// Takes out the outermost lines that go over most of the page when they are a frame: a closed rectangle, and no other
/// upright line begins or ends at it as those of a table do. Returns whether it did.
bool drop_frame(std::vector<PdfRule>& rules, double width, double height) {
    const auto long_level = [&](const PdfRule& r) { return r.level() && r.x1 - r.x0 >= kFrame * width; };
    const auto long_upright = [&](const PdfRule& r) { return !r.level() && r.y1 - r.y0 >= kFrame * height; };
    std::vector<PdfRule> levels, uprights;
    std::ranges::copy_if(rules, std::back_inserter(levels), long_level);
    std::ranges::copy_if(rules, std::back_inserter(uprights), long_upright);
    if (levels.size() < 2 || uprights.size() < 2) return false;
    const auto [top, bottom] = std::ranges::minmax(levels, {}, middle_y);
    const auto [left, right] = std::ranges::minmax(uprights, {}, middle_x);
    const auto closes = [&](const PdfRule& level) {
        return near(level.x0, middle_x(left)) && near(level.x1, middle_x(right));
    };
    const auto reaches = [&](const PdfRule& upright) {
        return near(upright.y0, middle_y(top)) && near(upright.y1, middle_y(bottom));
    };
    if (!closes(top) || !closes(bottom) || !reaches(left) || !reaches(right)) return false;
    const auto side = [&](const PdfRule& r) {
        return near(middle_x(r), middle_x(left)) || near(middle_x(r), middle_x(right));
    };
    const bool table = std::ranges::any_of(rules, [&](const PdfRule& r) {
        return !r.level() && !side(r) && (near(r.y0, middle_y(top)) || near(r.y1, middle_y(bottom)));
    });
    if (table) return false;
    std::erase_if(rules, [&](const PdfRule& r) {
        return (long_level(r) && (near(middle_y(r), middle_y(top)) || near(middle_y(r), middle_y(bottom)))) ||
               (long_upright(r) && side(r));
    });
    return true;
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

std::vector<PdfGrid> PdfGrid::find(std::span<const PdfRule> rules, double width, double height, PdfBudget& budget) {
    std::vector<PdfGrid> grids;
    if (rules.size() < 4 || rules.size() > kMostRules) return grids;
    std::vector<PdfRule> drawn(rules.begin(), rules.end());
    for (int i = 0; i < kMostFrames && drop_frame(drawn, width, height); ++i) {
    }
    for (const std::vector<PdfRule>& set : sets_of(std::move(drawn), budget)) {
        PdfGrid grid;
        std::vector<double> xs, ys;
        bool upright = false;
        for (const PdfRule& rule : set) {
            if (rule.level()) {
                ys.push_back(middle_y(rule));
                xs.insert(xs.end(), {rule.x0, rule.x1}); // a table may be open at its sides
            } else {
                upright = true;
                xs.push_back(middle_x(rule));
            }
        }
        grid.xs_ = distinct(std::move(xs));
        grid.ys_ = distinct(std::move(ys));
        const bool table = upright && grid.xs_.size() >= 3 && grid.ys_.size() >= 2;
        if (!table || grid.xs_.size() > kMostColumns || grid.ys_.size() > kMostRows) continue;
        if (!take(budget, set.size() * (grid.xs_.size() + grid.ys_.size()))) return {};
        grid.upright_.resize(grid.xs_.size() * grid.ys_.size());
        grid.level_.resize(grid.xs_.size() * grid.ys_.size());
        for (const PdfRule& rule : set) grid.note(rule);
        grids.push_back(std::move(grid));
    }
    std::ranges::stable_sort(grids, {}, &PdfGrid::top);
    return grids;
}

void PdfGrid::note(const PdfRule& rule) {
    if (rule.level()) {
        for (std::size_t y = 0; y < ys_.size(); ++y)
            for (std::size_t column = 0; near(middle_y(rule), ys_[y]) && column + 1 < xs_.size(); ++column) {
                const double x = (xs_[column] + xs_[column + 1]) / 2;
                if (rule.x0 <= x && rule.x1 >= x) level_[y * xs_.size() + column] = true;
            }
        return;
    }
    for (std::size_t x = 0; x < xs_.size(); ++x)
        for (std::size_t row = 0; near(middle_x(rule), xs_[x]) && row + 1 < ys_.size(); ++row) {
            const double y = (ys_[row] + ys_[row + 1]) / 2;
            if (rule.y0 <= y && rule.y1 >= y) upright_[x * ys_.size() + row] = true;
        }
}

bool PdfGrid::holds(const PdfWord& word) const {
    const double x = middle_of(word);
    const double y = height_of(word);
    return x > xs_.front() - kTouch && x < xs_.back() + kTouch && y > ys_.front() && y < ys_.back();
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
