#include "shared/document/export_text.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/document/printable.hpp"
#include "shared/document/table.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::document {

namespace {

constexpr std::size_t kWidestColumn = 40;
constexpr std::string_view kBetween = "  ";

/// Characters as they are counted on a line: marks that stand over a letter take no place of their own.
std::size_t places(std::string_view text) {
    const std::u32string letters = text::to_code_points(text);
    return static_cast<std::size_t>(std::ranges::count_if(
        letters, [](char32_t letter) { return text::class_of(letter) != text::CharacterClass::mark; }));
}

/// `cell` in lines of at most `width` characters; a longer word has its line to itself and stands out.
std::vector<std::string> wrapped(std::string_view cell, std::size_t width) {
    std::vector<std::string> lines(1);
    for (std::size_t at = 0; at < cell.size();) {
        const std::size_t end = std::min(cell.find_first_of(" \t\n", at), cell.size());
        const std::string_view word = cell.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        std::string& line = lines.back();
        if (line.empty())
            line = word;
        else if (places(line) + 1 + places(word) <= width)
            line += " " + std::string(word);
        else
            lines.emplace_back(word);
    }
    return lines;
}

std::string padded(const std::string& text, std::size_t width, CellAlign align) {
    const std::size_t used = places(text);
    if (used >= width) return text;
    const std::size_t left = align == CellAlign::left     ? 0
                             : align == CellAlign::center ? (width - used) / 2
                                                          : width - used;
    return std::string(left, ' ') + text + std::string(width - used - left, ' ');
}

/// The rows with their columns under each other; a row whose cells do not fit takes several lines.
std::vector<std::string> aligned_rows(const Table& table) {
    std::vector<std::vector<std::vector<std::string>>> cells;
    std::vector<std::size_t> widths(table.columns.size());
    for (const auto& row : table.rows) {
        auto& lines = cells.emplace_back();
        for (std::size_t column = 0; column < row.size(); ++column) {
            lines.push_back(wrapped(row[column], kWidestColumn));
            for (const std::string& line : lines.back())
                widths[column] = std::clamp(places(line), widths[column], kWidestColumn);
        }
    }
    std::vector<std::string> out;
    for (std::size_t row = 0; row < cells.size(); ++row) {
        std::size_t height = 1;
        for (const auto& cell : cells[row]) height = std::max(height, cell.size());
        for (std::size_t i = 0; i < height; ++i) {
            std::string line;
            for (std::size_t column = 0; column < widths.size(); ++column) {
                const auto& cell = cells[row][column];
                if (column > 0) line += kBetween;
                line += padded(i < cell.size() ? cell[i] : "", widths[column], align_of(table, row, column));
            }
            line.erase(line.find_last_not_of(' ') + 1);
            out.push_back(std::move(line));
        }
    }
    return out;
}

/// Lines with one empty line between parts that have any.
class Writer {
  public:
    void line(std::string_view text) {
        if (text.empty()) return;
        if (gap_ && !out_.empty()) out_ += '\n';
        gap_ = false;
        out_ += text;
        out_ += '\n';
    }
    void items(const std::vector<model::OutlineItem>& items) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (items[i].role != model::ItemRole::table_row) {
                line(printed(items[i]));
                continue;
            }
            const Table table = read_table(std::span(items).subspan(i));
            part();
            for (const std::string& row : aligned_rows(table)) line(row);
            part();
            i += table.items - 1;
        }
    }
    void part() { gap_ = true; }
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    std::string out_;
    bool gap_ = false;
};

} // namespace

std::string export_text(const model::Outline& outline) {
    const Printable page = make_printable(outline);
    Writer writer;
    for (const std::string& body : page.superior_bodies) writer.line(body);
    writer.line(page.issuing_body);
    writer.line(page.national_name);
    writer.line(page.national_motto);
    writer.line(page.number_line);
    writer.line(page.about);
    writer.line(page.place_date);
    writer.items(page.notes);
    writer.part();
    writer.line(page.doc_type);
    writer.line(page.subject);
    writer.part();
    writer.items(page.opening);
    writer.part();
    writer.items(page.body);
    writer.items(page.closing);
    writer.part();
    writer.line(page.recipients_heading);
    writer.items(page.recipients);
    writer.part();
    for (const std::string& title : page.signer_titles) writer.line(title);
    writer.line(page.signer_name);
    writer.part();
    writer.items(page.appendices);
    return writer.take();
}

} // namespace dongthac::document
