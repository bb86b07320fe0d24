#include "shared/document/table.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/document/block.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/printable.hpp"

namespace dongthac::document {

namespace {

using Row = std::vector<std::string>;

constexpr std::size_t kMostColumns = 63; // of a table in Word

constexpr std::array<std::string_view, 6> kSpaces = {" ", "\t", "\n", "\r", "\u00A0", "\u202F"};
constexpr std::array<std::string_view, 8> kFillers = {"-", "–", "—", "x", "X", "+", "…", "..."};
constexpr std::array<std::string_view, 10> kNumberSigns = {".", ",", "%", "+", "-", "–", "−", " ", "\u00A0", "\u202F"};

std::string_view trimmed(std::string_view text) {
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view space : kSpaces) {
            if (starts_with(text, space)) again = true, text.remove_prefix(space.size());
            if (ends_with(text, space)) again = true, text.remove_suffix(space.size());
        }
    }
    return text;
}

std::string in_one(const Row& row, std::size_t first) {
    std::string out = row[first];
    for (std::size_t i = first + 1; i < row.size(); ++i) out += " | " + row[i];
    return out;
}

void fit(Row& row, std::size_t columns) {
    if (row.size() > columns) row[columns - 1] = in_one(row, columns - 1);
    row.resize(columns);
}

enum class CellContent { nothing, filler, number, mark, words };

CellContent content_of(std::string_view cell) {
    if (cell.empty()) return CellContent::nothing;
    if (std::ranges::find(kFillers, cell) != kFillers.end()) return CellContent::filler;
    bool digits = false;
    bool slash = false;
    while (!cell.empty()) {
        const auto sign = std::ranges::find_if(kNumberSigns, [&](auto known) { return starts_with(cell, known); });
        const bool digit = cell[0] >= '0' && cell[0] <= '9';
        if (!digit && cell[0] != '/' && sign == kNumberSigns.end()) return CellContent::words;
        digits = digits || digit;
        slash = slash || cell[0] == '/';
        cell.remove_prefix(digit || cell[0] == '/' ? 1 : sign->size());
    }
    if (!digits) return CellContent::words;
    return slash ? CellContent::mark : CellContent::number;
}

ColumnContent content_of(const std::vector<Row>& rows, std::size_t column) {
    if (is_ordinal_header(rows.front()[column])) return ColumnContent::marks;
    std::array<std::size_t, 5> count{};
    for (std::size_t row = 1; row < rows.size(); ++row)
        ++count.at(static_cast<std::size_t>(content_of(rows[row][column])));
    const auto [nothing, filler, number, mark, words] = count;
    if (words > number + mark || number + mark + words + filler == 0) return ColumnContent::words;
    return number > 0 && number >= mark ? ColumnContent::numbers : ColumnContent::marks;
}

} // namespace

std::vector<std::string> cells_of(std::string_view text) {
    std::vector<std::string> cells;
    for (std::size_t at = 0;;) {
        const std::size_t end = std::min(text.find('|', at), text.size());
        cells.emplace_back(trimmed(text.substr(at, end - at)));
        if (end == text.size()) return cells;
        at = end + 1;
    }
}

bool is_ordinal_header(std::string_view header) {
    const std::string key = key_of(header);
    return key == "stt" || key == "tt" || key == "so tt";
}

Table read_table(std::span<const model::OutlineItem> items) {
    Table table;
    for (const model::OutlineItem& item : items) {
        if (item.role != model::ItemRole::table_row) break;
        ++table.items;
        Row cells = cells_of(printed(item));
        if (cells.size() > 1 || !cells.front().empty()) table.rows.push_back(std::move(cells));
    }
    if (table.rows.empty()) return table;
    std::size_t columns = table.rows.front().size();
    // A header of one cell says nothing about the columns: it would put every row into one.
    if (columns == 1)
        for (const Row& row : table.rows) columns = std::max(columns, row.size());
    columns = std::min(columns, kMostColumns);
    for (Row& row : table.rows) fit(row, columns);
    for (std::size_t column = 0; column < columns; ++column) table.columns.push_back(content_of(table.rows, column));
    return table;
}

CellAlign align_of(const Table& table, std::size_t row, std::size_t column) {
    if (row == 0) return CellAlign::center;
    const CellContent content = content_of(table.rows[row][column]);
    switch (table.columns[column]) {
    case ColumnContent::words: return CellAlign::left;
    case ColumnContent::numbers: return content == CellContent::words ? CellAlign::left : CellAlign::right;
    case ColumnContent::marks: return content == CellContent::words ? CellAlign::left : CellAlign::center;
    }
    return CellAlign::left;
}

} // namespace dongthac::document
