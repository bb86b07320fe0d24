#include <algorithm>
#include <string>
#include <string_view>

#include "shared/document/lines.hpp"

namespace dongthac::document {

namespace {

constexpr std::size_t kCellWords = 40; // columns of prose are no table a line can hold
constexpr std::size_t kTwoColumnWords = 14;
constexpr std::size_t kOneCellRows = 20; // more of them in a row are paragraphs

std::size_t strokes_in(const TextLine& line) { return static_cast<std::size_t>(std::ranges::count(line.text, '|')); }
bool opened(const TextLine& line) { return line.text.front() == '|'; }
bool closed(const TextLine& line) { return line.text.size() > 1 && line.text.back() == '|'; }

// Cells by tabs and wide gaps; a gap behind the label of a paragraph parts nothing.
std::size_t columns_of(const SourceText& source, const TextLine& line) {
    const auto cells = cells_of(source, line);
    if (cells.size() < 2) return 1;
    if (std::ranges::any_of(cells, [](const Cell& cell) { return cell.words.size() > kCellWords; })) return 1;
    const bool labelled = line.label.kind != text::LabelKind::none && cells.front().text == line.label.printed;
    const std::size_t columns = cells.size() - (labelled ? 1 : 0);
    if (columns == 2 && (labelled || line.words.size() > kTwoColumnWords)) return 1;
    return columns;
}

/// Cells with one tab between them, the empty ones too; `indent` tabs stand before the first of every row.
std::vector<WordList> tab_cells(const SourceText& source, const TextLine& line, std::size_t indent) {
    std::vector<WordList> cells;
    for (const std::uint32_t word : line.words) {
        const std::size_t tabs = source.words()[word].tabs;
        cells.resize(cells.empty() ? 1 + tabs - std::min(tabs, indent) : cells.size() + tabs);
        cells.back().push_back(word);
    }
    return cells;
}
// How many they are, without making them: a line may be nothing but tabs.
std::size_t tab_columns(const SourceText& source, const TextLine& line, std::size_t indent) {
    std::size_t columns = 0;
    for (const std::uint32_t word : line.words) {
        const std::size_t tabs = source.words()[word].tabs;
        columns = columns == 0 ? 1 + tabs - std::min(tabs, indent) : columns + tabs;
    }
    return columns;
}

enum class Cut { nowhere, strokes, tabs, gaps };

/// A table as its first row shows it.
struct Shape {
    Cut cut = Cut::nowhere;
    std::size_t columns = 1;
    std::size_t cells = 0;  ///< with the numbers of its rows, which may be their labels
    std::size_t indent = 0; ///< tabs before its rows
};

std::size_t stroke_columns(const TextLine& line) {
    return strokes_in(line) + 1 - (opened(line) ? 1 : 0) - (closed(line) ? 1 : 0);
}

Shape shape_of(const SourceText& source, const TextLine& line) {
    if (line.words.empty()) return {};
    if (strokes_in(line) > 0) return {Cut::strokes, stroke_columns(line), 0, 0};
    const std::size_t columns = columns_of(source, line);
    if (columns < 2) return {};
    const std::size_t indent = source.words()[line.words.front()].tabs;
    // Two tabs here and there only bring the columns under each other.
    const bool one_each = std::ranges::all_of(line.words.begin() + 1, line.words.end(), [&](std::uint32_t index) {
        const Word& word = source.words()[index];
        return word.tabs == (word.gap >= kColumnGap ? 1 : 0);
    });
    return {one_each ? Cut::tabs : Cut::gaps, columns, tab_columns(source, line, indent), indent};
}

/// What a line is below the rows of a table: `short_row` only as long as the table is certain, `one_cell` only where
/// more rows follow.
enum class Fit { none, row, short_row, one_cell };

Fit fit_of_tabs(const SourceText& source, const TextLine& line, const Shape& shape) {
    const std::size_t columns = tab_columns(source, line, shape.indent);
    if (columns < 2 || columns > shape.cells) return Fit::none;
    const auto cells = tab_cells(source, line, shape.indent);
    if (std::ranges::any_of(cells, [](const WordList& cell) { return cell.size() > kCellWords; })) return Fit::none;
    const auto filled = std::ranges::count_if(cells, [](const WordList& cell) { return !cell.empty(); });
    if (filled < 2) return Fit::one_cell;
    const bool labelled = line.label.kind != text::LabelKind::none && columns == 2;
    if (labelled && source.join(cells.front()) == line.label.printed) return Fit::none; // a label and its paragraph
    if (shape.cells == 2 && line.words.size() > kTwoColumnWords) return Fit::none;
    return columns + 1 >= shape.cells ? Fit::row : Fit::short_row;
}

Fit fit_of(const SourceText& source, const TextLine& line, const Shape& shape) {
    if (line.words.empty() || (strokes_in(line) > 0) != (shape.cut == Cut::strokes)) return Fit::none;
    if (shape.cut == Cut::tabs) return fit_of_tabs(source, line, shape);
    // An empty last cell leaves no gap: a row may be a cell shorter than the first.
    const std::size_t columns = shape.cut == Cut::strokes ? stroke_columns(line) : columns_of(source, line);
    return columns >= 2 && columns <= shape.columns && columns + 1 >= shape.columns ? Fit::row : Fit::none;
}

// A header of three columns and rows of three; two columns are seen in many lists that are no table.
bool is_table(const Shape& shape, std::size_t rows) {
    if (shape.columns < 2) return false;
    if (shape.cut == Cut::strokes) return rows >= 2;
    return shape.columns >= 3 ? rows >= 2 : rows >= 3;
}

/// The end of the rows that begin at `start`, `start` itself when they are none.
std::size_t table_end(const SourceText& source, const std::vector<TextLine>& lines, std::size_t start, std::size_t last,
                      const Shape& shape) {
    if (shape.columns < 2) return start;
    std::size_t rows = 1;
    std::size_t end = start + 1; // behind the last line that is certainly a row
    for (std::size_t next = end; next < last; ++next) {
        const Fit fit = fit_of(source, lines[next], shape);
        if (fit == Fit::none || (fit == Fit::short_row && !is_table(shape, rows))) break;
        if (fit == Fit::one_cell && next - end >= kOneCellRows) break;
        if (fit == Fit::one_cell) continue;
        rows += fit == Fit::row ? 1 : 0;
        end = next + 1;
    }
    return is_table(shape, rows) ? end : start;
}

std::string row_of_strokes(const TextLine& line, const Shape& shape) {
    std::string_view text = line.text;
    // "| Tin | 5" below "Lớp | Tin | Số": a stroke at the edge, or an empty cell where one is missing.
    if (opened(line) && stroke_columns(line) >= shape.columns) text.remove_prefix(1);
    if (!text.empty() && text.back() == '|') text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return std::string(text);
}

std::string row_of(const SourceText& source, const TextLine& line, const Shape& shape) {
    if (shape.cut == Cut::strokes) return row_of_strokes(line, shape);
    std::string out;
    if (shape.cut == Cut::gaps) {
        for (const Cell& cell : cells_of(source, line)) out += (out.empty() ? "" : " | ") + cell.text;
        return out;
    }
    bool first = true;
    for (const WordList& cell : tab_cells(source, line, shape.indent)) {
        if (!first) out += out.empty() || out.back() == ' ' ? "| " : " | ";
        out += source.join(cell);
        first = false;
    }
    return out;
}

} // namespace

std::vector<std::optional<std::string>> table_rows(const SourceText& source, const std::vector<TextLine>& lines,
                                                   std::size_t first, std::size_t last) {
    std::vector<std::optional<std::string>> rows(last > first ? last - first : 0);
    for (std::size_t start = first; start < last;) {
        const Shape shape = shape_of(source, lines[start]);
        const std::size_t end = table_end(source, lines, start, last, shape);
        for (std::size_t row = start; row < end; ++row) rows[row - first] = row_of(source, lines[row], shape);
        start = std::max(end, start + 1);
    }
    return rows;
}

} // namespace dongthac::document
