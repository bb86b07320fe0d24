#include "shared/document/table_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>

#include "shared/document/letters.hpp"
#include "shared/document/styles.hpp"

namespace dongthac::document {

namespace {

constexpr int kCellGap = 40;                  ///< twips above and below the text of a cell
constexpr int kBeside = 2 * kCellMargin + 30; ///< margins, lines, and what the measuring of letters may be off
constexpr int kLongestWord = 2000;            ///< twips: a longer one (an address) may be broken

/// What a column asks for, in twips.
struct Demand {
    int least = 0;     ///< its longest word on one line
    int most = 0;      ///< its widest cell on one line
    double weight = 0; ///< its share of what is left when not all can have their most
};

int width_of(std::string_view text, std::size_t row, int size) {
    return static_cast<int>((row == 0 ? times_bold_width(text) : times_width(text)) * size / 100);
}

// The longest stretch without a place to break a line; both programs break behind a hyphen.
int longest_word(std::string_view text, std::size_t row, int size) {
    int longest = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" -", at), text.size());
        const std::size_t shown = end < text.size() && text[end] == '-' ? end + 1 : end;
        longest = std::max(longest, width_of(text.substr(at, shown - at), row, size));
        at = end + 1;
    }
    return longest;
}

Demand demand_of(const Table& table, std::size_t column, int size) {
    Demand demand{.least = kBeside, .most = kBeside};
    double area = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string& cell = table.rows[row][column];
        const int width = width_of(cell, row, size);
        demand.least = std::max(demand.least, std::min(longest_word(cell, row, size), kLongestWord) + kBeside);
        demand.most = std::max(demand.most, width + kBeside);
        area += width;
    }
    // The root: ten times the text does not want ten times the width, for its lines may be more.
    demand.weight = std::sqrt(area) + 1;
    return demand;
}

std::vector<Demand> demands_of(const Table& table, int size) {
    std::vector<Demand> demands;
    for (std::size_t column = 0; column < table.columns.size(); ++column)
        demands.push_back(demand_of(table, column, size));
    return demands;
}

int sum_of(const std::vector<Demand>& demands, int Demand::*part) {
    return std::accumulate(demands.begin(), demands.end(), 0,
                           [part](int sum, const Demand& demand) { return sum + demand.*part; });
}

// Everybody's least, and the rest by weight to those who want more, nobody getting more than they want.
std::vector<double> shared_out(const std::vector<Demand>& demands, int total) {
    std::vector<double> widths;
    for (const Demand& demand : demands) widths.push_back(demand.least);
    double left = total - sum_of(demands, &Demand::least);
    for (bool again = true; again && left > 0;) {
        double weights = 0;
        for (std::size_t i = 0; i < demands.size(); ++i)
            if (widths[i] < demands[i].most) weights += demands[i].weight;
        if (weights <= 0) break;
        const double unit = left / weights;
        again = false;
        for (std::size_t i = 0; i < demands.size(); ++i) {
            const double wish = demands[i].most - widths[i];
            if (wish <= 0 || wish > unit * demands[i].weight) continue;
            widths[i] = demands[i].most;
            left -= wish;
            again = true;
        }
        if (again) continue;
        for (std::size_t i = 0; i < demands.size(); ++i)
            if (widths[i] < demands[i].most) widths[i] += unit * demands[i].weight;
    }
    return widths;
}

// Whole twips in proportion to `parts`, at least one each, that sum up to `total`.
std::vector<int> scaled_to(const std::vector<double>& parts, int total) {
    const double whole = std::accumulate(parts.begin(), parts.end(), 0.0);
    std::vector<int> widths;
    double before = 0;
    for (const double part : parts) {
        const auto from = static_cast<int>(std::lround(before * total / whole));
        before += part;
        widths.push_back(static_cast<int>(std::lround(before * total / whole)) - from);
    }
    return widths;
}

Align print_align(CellAlign align) {
    switch (align) {
    case CellAlign::left: return Align::left;
    case CellAlign::center: return Align::center;
    case CellAlign::right: break;
    }
    return Align::right;
}

} // namespace

TableMeasures measure_table(const Table& table, int total, const Nd30Layout& layout) {
    TableMeasures measures{.size = layout.table_size, .widths = {}};
    std::vector<Demand> demands = demands_of(table, measures.size);
    while (sum_of(demands, &Demand::least) > total && measures.size > layout.table_least_size) {
        measures.size -= 2;
        demands = demands_of(table, measures.size);
    }
    measures.widths = scaled_to(shared_out(demands, total), total);
    return measures;
}

std::vector<PrintBlock> table_blocks(const Table& table, const Nd30Layout& layout) {
    if (table.rows.empty()) return {};
    const TableMeasures measures = measure_table(table, layout.text_width(), layout);
    PrintTable out{.columns = measures.widths, .frame = Frame::ruled, .rows = {}};
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        PrintRow row{.kind = i == 0 ? RowKind::header : RowKind::plain, .cells = {}};
        for (std::size_t column = 0; column < measures.widths.size(); ++column)
            row.cells.push_back({{.format = {.style = docx_style::kPlain,
                                             .align = print_align(align_of(table, i, column)),
                                             .keep = i == 0 ? Keep::with_next : Keep::no,
                                             .before = kCellGap,
                                             .after = kCellGap},
                                  .text = table.rows[i][column],
                                  .run = {.bold = i == 0, .size = measures.size}}});
        out.rows.push_back(std::move(row));
    }
    const ParagraphFormat gap{
        .style = docx_style::kPlain, .keep = Keep::with_next, .line = layout.paragraph_gap, .exact = true};
    return {PrintParagraph{.format = gap}, std::move(out)};
}

} // namespace dongthac::document
