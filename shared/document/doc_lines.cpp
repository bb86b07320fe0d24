#include "shared/document/doc_lines.hpp"

#include <algorithm>
#include <utility>

#include "shared/text/fold.hpp"

namespace dongthac::document {

namespace {

constexpr char16_t kCellEnd = 0x07;
constexpr std::size_t kShortTable = 3; ///< rows of a table without lines that may only place things

/// A table while it is put together: rows, cells, paragraphs.
using TableCell = std::vector<DocLine>;
struct DocTable {
    std::vector<std::vector<TableCell>> rows = {{}};
    TableCell open;
    bool ruled = false;

    [[nodiscard]] bool empty() const { return rows.size() == 1 && rows[0].empty() && open.empty(); }
};

enum class TableUse { letterhead, columns, data };

TableUse use_of(const DocTable& table) {
    bool head = false, recipients = false;
    std::size_t columns = 0;
    for (const auto& row : table.rows) {
        columns = std::max(columns, row.size());
        for (const TableCell& cell : row)
            for (const DocLine& paragraph : cell)
                for (const std::string& line : paragraph.lines) {
                    const std::string key = text::search_key(line.substr(0, 200));
                    head = head || key.starts_with("cong hoa xa hoi chu nghia") || key.starts_with("doc lap tu do");
                    recipients = recipients || key.starts_with("noi nhan");
                }
    }
    const bool short_one = table.rows.size() <= kShortTable;
    if (columns <= 1) return TableUse::columns; // a frame
    if (head) return TableUse::letterhead;
    if (recipients && (!table.ruled || short_one)) return TableUse::columns;
    return !table.ruled && short_one && columns <= 2 ? TableUse::columns : TableUse::data;
}

class Writer {
  public:
    Writer(const std::function<std::string(std::size_t)>& note_at, std::size_t& bars)
        : note_at_(note_at), bars_(bars) {}

    void add(const DocLine& paragraph) {
        const bool in_table = paragraph.format.in_table || paragraph.end == kCellEnd;
        if (!in_table) {
            end_table();
            write(paragraph);
            return;
        }
        // Without formatting a row's end is a cell's end behind another.
        const bool row_end =
            paragraph.format.row_end || (!paragraph.format.in_table && after_cell_ && paragraph.lines.front().empty());
        after_cell_ = paragraph.end == kCellEnd && !row_end;
        if (row_end) {
            table_.ruled = table_.ruled || paragraph.format.ruled;
            if (has_words(paragraph) || !paragraph.marks.empty()) table_.rows.back().push_back({paragraph}); // damage
            table_.rows.emplace_back();
            return;
        }
        table_.open.push_back(paragraph);
        if (paragraph.end == kCellEnd) table_.rows.back().push_back(std::exchange(table_.open, {}));
    }

    [[nodiscard]] std::vector<ReadLine> take() {
        end_table();
        return std::move(lines_);
    }

  private:
    void write(const DocLine& paragraph) {
        for (const std::string& line : paragraph.lines)
            lines_.push_back({line,
                              {.whole = true,
                               .table_row = false,
                               .centred = paragraph.format.centred.value_or(false),
                               .bold = paragraph.bold,
                               .italic = paragraph.italic}});
        write_notes(paragraph);
    }
    void write_notes(const DocLine& paragraph) {
        for (const std::size_t mark : paragraph.marks)
            if (std::string note = note_at_(mark); !note.empty()) add_whole("[" + note + "]");
    }
    void add_whole(std::string text, bool table_row = false) {
        lines_.push_back({std::move(text),
                          {.whole = true, .table_row = table_row, .centred = false, .bold = false, .italic = false}});
    }

    void end_table() {
        after_cell_ = false;
        if (table_.empty()) return;
        DocTable table = std::exchange(table_, {});
        if (!table.open.empty()) table.rows.back().push_back(std::move(table.open));
        const TableUse use = use_of(table);
        for (const auto& row : table.rows) {
            if (row.empty()) continue;
            if (use == TableUse::letterhead) {
                write_side_by_side(row);
            } else if (use == TableUse::columns) {
                for (const TableCell& cell : row)
                    for (const DocLine& paragraph : cell) write(paragraph);
            } else {
                write_row(row);
            }
        }
    }
    void write_side_by_side(const std::vector<TableCell>& row) {
        std::vector<std::vector<std::string>> columns;
        for (const TableCell& cell : row) {
            auto& column = columns.emplace_back();
            for (const DocLine& paragraph : cell)
                std::ranges::copy_if(paragraph.lines, std::back_inserter(column), [](const std::string& line) {
                    return line.find_first_not_of(" \t") != std::string::npos;
                });
        }
        const std::size_t height = std::ranges::max(columns, {}, &std::vector<std::string>::size).size();
        for (std::size_t i = 0; i < height; ++i) {
            std::string line;
            for (std::size_t k = 0; k < columns.size(); ++k) {
                if (k > 0) line += '\t';
                if (i < columns[k].size()) line += columns[k][i];
            }
            add_whole(std::move(line));
        }
        for (const TableCell& cell : row)
            for (const DocLine& paragraph : cell) write_notes(paragraph);
    }
    void write_row(const std::vector<TableCell>& row) {
        std::string line;
        for (std::size_t k = 0; k < row.size(); ++k) {
            if (k > 0) line += " | ";
            bool first = true;
            const auto add_part = [&](const std::string& part) {
                if (part.empty()) return;
                if (!first) line += ' ';
                first = false;
                for (const char c : part) {
                    line += c == '|' ? "¦" : std::string(1, c);
                    bars_ += c == '|' ? 1 : 0;
                }
            };
            // A number alone in a cell is a row's number.
            if (row[k].size() == 1) add_part(row[k].front().number);
            for (const DocLine& paragraph : row[k])
                for (const std::string& part : paragraph.lines) add_part(part);
        }
        add_whole(std::move(line), true);
        for (const TableCell& cell : row)
            for (const DocLine& paragraph : cell) write_notes(paragraph);
    }

    const std::function<std::string(std::size_t)>& note_at_;
    std::size_t& bars_;
    std::vector<ReadLine> lines_;
    DocTable table_;
    bool after_cell_ = false;
};

} // namespace

std::vector<ReadLine> doc_lines(const std::vector<DocLine>& paragraphs,
                                const std::function<std::string(std::size_t)>& note_at, std::size_t& bars) {
    Writer writer(note_at, bars);
    for (const DocLine& paragraph : paragraphs) writer.add(paragraph);
    return writer.take();
}

} // namespace dongthac::document
