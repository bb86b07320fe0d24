#include <algorithm>
#include <string>
#include <string_view>

#include "shared/document/lines.hpp"

namespace dongthac::document {

namespace {

constexpr std::size_t kCellWords = 40; // columns of prose are no table a line can hold
constexpr std::size_t kTwoColumnWords = 14;

std::size_t strokes_in(const TextLine& line) { return static_cast<std::size_t>(std::ranges::count(line.text, '|')); }

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

struct Shape {
    std::size_t columns = 1;
    bool strokes = false;
    friend bool operator==(const Shape&, const Shape&) = default;
};

Shape shape_of(const SourceText& source, const TextLine& line) {
    if (line.words.empty()) return {};
    if (const std::size_t strokes = strokes_in(line); strokes > 0) {
        const bool opened = line.text.front() == '|';
        const bool closed = line.text.size() > 1 && line.text.back() == '|';
        return {strokes + 1 - (opened ? 1 : 0) - (closed ? 1 : 0), true};
    }
    return {columns_of(source, line), false};
}

// A header of three columns and rows of three; two columns are seen in many lists that are no table.
bool is_table(const Shape& shape, std::size_t rows) {
    if (shape.columns < 2) return false;
    if (shape.strokes) return rows >= 2;
    return shape.columns >= 3 ? rows >= 2 : rows >= 3;
}

} // namespace

std::vector<bool> table_rows(const SourceText& source, const std::vector<TextLine>& lines, std::size_t first,
                             std::size_t last) {
    std::vector<bool> rows(last > first ? last - first : 0, false);
    std::size_t start = first;
    while (start < last) {
        const Shape shape = shape_of(source, lines[start]);
        std::size_t end = start + 1;
        // An empty last cell leaves no gap: a row may be a cell shorter than the first.
        while (shape.columns > 1 && end < last) {
            const Shape next = shape_of(source, lines[end]);
            if (next.strokes != shape.strokes || next.columns > shape.columns || next.columns < 2 ||
                next.columns + 1 < shape.columns)
                break;
            ++end;
        }
        if (is_table(shape, end - start))
            for (std::size_t row = start; row < end; ++row) rows[row - first] = true;
        start = end;
    }
    return rows;
}

std::string row_text(const SourceText& source, const TextLine& line) {
    if (strokes_in(line) == 0) {
        std::string out;
        for (const Cell& cell : cells_of(source, line)) out += (out.empty() ? "" : " | ") + cell.text;
        return out;
    }
    std::string_view text = line.text;
    if (text.front() == '|') text.remove_prefix(1);
    if (!text.empty() && text.back() == '|') text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return std::string(text);
}

} // namespace dongthac::document
