#include "shared/document/docx_lines.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "shared/document/block.hpp"
#include "shared/document/docx_table_use.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/lines.hpp"
#include "shared/document/list_numbers.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::document {

namespace {

constexpr std::size_t kLongestSigned = 400; // bytes of a line of signers
constexpr std::size_t kMostSigned = 12;     // paragraphs from signers' titles to their names, room to sign between them
constexpr std::size_t kMostColumns = 63;    // of a table in Word
constexpr std::string_view kBar = "¦";      // a bar that parts no cells

// White space made single spaces, none at the ends. A tab stays where `tabs` says so.
enum class Tabs { to_spaces, keep };
std::string squeezed(std::string_view text, Tabs tabs = Tabs::to_spaces) {
    std::string out;
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded next = text::decode_at(text, at);
        if (tabs == Tabs::keep && next.value == '\t') {
            if (!out.empty()) out += '\t';
            space = false;
        } else if (text::is_white_space(next.value) || next.value < ' ') {
            space = !out.empty() && out.back() != '\t';
        } else {
            if (space) out += ' ';
            out += text.substr(at, next.size);
            space = false;
        }
        at += next.size;
    }
    return out;
}

std::vector<std::string_view> split(std::string_view text, char mark) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0;;) {
        const std::size_t end = std::min(text.find(mark, at), text.size());
        parts.push_back(text.substr(at, end - at));
        if (end == text.size()) return parts;
        at = end + 1;
    }
}

std::string with_label(const DocxParagraph& paragraph) {
    return paragraph.text.empty() ? std::string() : behind_number(paragraph.label, paragraph.text);
}

/// The columns of a paragraph that was set with tabs and wide gaps, which has nothing else.
std::vector<std::string> typed_columns(const DocxParagraph& paragraph) {
    constexpr std::string_view kGap = "     ";
    std::vector<std::string> columns;
    if (!paragraph.label.empty() || !paragraph.floating.empty() || !paragraph.notes.empty() ||
        paragraph.text.size() > kLongestSigned)
        return columns;
    std::string text = paragraph.text;
    for (std::size_t at = 0; (at = text.find(kGap, at)) != std::string::npos;) text.replace(at, kGap.size(), "\t");
    for (const std::string_view column : split(text, '\t'))
        if (std::string words = squeezed(column); !words.empty()) columns.push_back(std::move(words));
    return columns;
}

/// Paragraphs that stand for a table.
struct TypedTable {
    DocxTable table;
    std::size_t paragraphs = 0; ///< 0: there is none
};

// Two or more signers' titles typed side by side, their names as many columns below.
TypedTable typed_signers(std::span<const DocxBlock> blocks) {
    TypedTable out;
    std::size_t columns = 0;
    for (std::size_t i = 0; i < std::min(blocks.size(), kMostSigned); ++i) {
        const auto* paragraph = std::get_if<DocxParagraph>(&blocks[i].content);
        if (paragraph == nullptr) break;
        const std::vector<std::string> texts = typed_columns(*paragraph);
        if (i > 0 && texts.empty() && squeezed(paragraph->text).empty() && paragraph->floating.empty()) continue;
        if (texts.size() < 2 || (columns != 0 && texts.size() != columns) || starts_with(texts.front(), "Nơi nhận"))
            break;
        columns = texts.size();
        DocxRow& row = out.table.rows.emplace_back();
        for (const std::string& text : texts)
            row.cells.push_back({1, {DocxBlock{DocxParagraph{{}, text, paragraph->look, {}, {}}}}});
        out.paragraphs = i + 1;
    }
    if (out.table.rows.size() < 2 || use_of(out.table) != TableUse::signature) out.paragraphs = 0;
    return out;
}

/// Writes blocks down in the order they are read in.
class Writer {
  public:
    void write(const std::vector<DocxBlock>& blocks) {
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (const auto* paragraph = std::get_if<DocxParagraph>(&blocks[i].content)) {
                const TypedTable signers = typed_signers(std::span(blocks).subspan(i));
                if (signers.paragraphs == 0) {
                    write(*paragraph);
                    continue;
                }
                write(signers.table);
                i += signers.paragraphs - 1;
            } else {
                write(std::get<DocxTable>(blocks[i].content));
            }
        }
    }

    DocxLines take() { return std::move(out_); }

  private:
    void write(const DocxParagraph& paragraph) {
        const std::vector<std::string> pieces = pieces_of(paragraph);
        for (const std::string& piece : pieces) out_.lines.push_back({piece, paragraph.look});
        if (pieces.empty()) out_.lines.push_back({}); // an empty line says that something begins
        write_notes(paragraph, pieces.empty());
        write(paragraph.floating);
    }

    // Behind a sentence its notes do no harm; a heading stays alone.
    void write_notes(const DocxParagraph& paragraph, bool alone) {
        std::string all;
        for (const std::string& note : paragraph.notes) all += " [" + squeezed(note) + "]";
        const bool heading = paragraph.look.bold || paragraph.look.centred || capital_share(paragraph.text) > 0.8;
        const bool apart = alone || heading;
        print(with_label(paragraph) + (apart ? "" : all));
        if (all.empty()) return;
        if (!apart) {
            out_.lines.back().text += all;
            return;
        }
        print(all);
        out_.lines.push_back({all.substr(1), {.whole = true}});
    }

    // The lines of a paragraph. A break inside of a sentence is white space; where one sentence ends, a number begins
    // or lines stand in the middle of the page, it parts what should have been paragraphs.
    static std::vector<std::string> pieces_of(const DocxParagraph& paragraph) {
        std::vector<std::string> pieces;
        const std::string all = with_label(paragraph);
        for (const std::string_view raw : split(all, '\n')) {
            // Columns of a head that has no table are parted by tabs and long gaps.
            std::string line(raw);
            if (squeezed(line).empty()) continue;
            if (pieces.empty() || parts(pieces.back(), line, paragraph.look))
                pieces.push_back(std::move(line));
            else
                pieces.back() += " " + line;
        }
        return pieces;
    }

    static bool parts(std::string_view before, std::string_view line, const LineLook& look) {
        if (look.centred || document::label_of(line).kind != text::LabelKind::none) return true;
        const std::string start = squeezed(line.substr(0, 40));
        const std::string end = squeezed(before.size() > 40 ? before.substr(before.size() - 40) : before);
        const bool ended = !end.empty() && std::string_view(".;:!?").find(end.back()) != std::string_view::npos;
        return (ended && is_upper(first_letter(start))) || starts_with(start, "Nơi nhận") ||
               line.find('\t') != std::string_view::npos || before.find('\t') != std::string_view::npos;
    }

    void write(const DocxTable& table) {
        const TableUse use = use_of(table);
        if (use == TableUse::signature) {
            for (const DocxCell* cell : down_the_columns(table)) write_column(cell->blocks);
            return;
        }
        for (const DocxRow& row : table.rows) {
            if (use == TableUse::data) {
                write_data(row);
            } else if (use == TableUse::letterhead &&
                       std::ranges::count_if(row.cells, is_empty) + 1 < std::ssize(row.cells)) {
                write_side_by_side(row);
            } else {
                for (const DocxCell& cell : row.cells) write_column(cell.blocks);
            }
        }
    }

    // Lines of a cell, each by itself: nothing of a cell is broken by the page's width.
    void write_column(const std::vector<DocxBlock>& blocks) {
        const std::size_t first = out_.lines.size();
        write(blocks);
        for (std::size_t i = first; i < out_.lines.size(); ++i)
            if (!out_.lines[i].look.table_row) out_.lines[i].text = squeezed(out_.lines[i].text, Tabs::keep);
    }

    // First lines of all cells, then second ones, … as they stand beside each other on paper.
    void write_side_by_side(const DocxRow& row) {
        std::vector<std::vector<ReadLine>> columns;
        std::size_t most = 0;
        for (const DocxCell& cell : row.cells) {
            Writer column;
            column.write_column(cell.blocks);
            std::ranges::move(column.out_.printed, std::back_inserter(out_.printed));
            out_.bars += column.out_.bars;
            std::erase_if(column.out_.lines, [](const ReadLine& line) { return line.text.empty(); });
            most = std::max(most, column.out_.lines.size());
            columns.push_back(std::move(column.out_.lines));
        }
        for (std::size_t i = 0; i < most; ++i) {
            ReadLine line{{}, {.whole = true}};
            for (const std::vector<ReadLine>& column : columns) {
                if (i >= column.size()) continue;
                line.text += (line.text.empty() ? "" : "\t") + column[i].text;
            }
            out_.lines.push_back(std::move(line));
        }
    }

    void write_data(const DocxRow& row) {
        std::string text;
        std::size_t columns = 0;
        bool empty = true;
        const auto add = [&](const std::string& cell) {
            if (++columns > 1) text += columns > kMostColumns ? " " : " | ";
            text += cell;
            empty = empty && cell.empty();
        };
        for (std::size_t i = 0; i < row.indented; ++i) add({});
        for (const DocxCell& cell : row.cells) {
            add(cell_text(cell));
            for (std::size_t i = 1; i < cell.columns && columns < kMostColumns; ++i) add({});
        }
        if (empty) return;
        print(text);
        out_.lines.push_back({std::move(text), {.whole = true, .table_row = true}});
    }

    // A number alone in a cell is a row's number.
    std::string cell_text(const DocxCell& cell) {
        std::string words = words_of(cell.blocks);
        if (words.empty() && cell.blocks.size() == 1)
            if (const auto* paragraph = std::get_if<DocxParagraph>(&cell.blocks.front().content))
                words = paragraph->label;
        return without_bars(squeezed(words), out_.bars);
    }

    void print(std::string_view text) {
        if (std::string words = printed_words(text); !words.empty()) out_.printed.push_back(std::move(words));
    }

    DocxLines out_;
};

// Somebody pasted lines of a page as paragraphs: then they are joined by the measure of the page like plain text.
bool are_wrapped(const std::vector<ReadLine>& lines) {
    std::string text;
    for (const ReadLine& line : lines) text += squeezed(line.look.table_row ? "" : line.text) + "\n";
    auto nfc = text::to_nfc(text);
    if (!nfc) return false;
    const SourceText source(std::move(*nfc));
    return measure_wrap(clean_lines(source).lines).wrapped;
}

} // namespace

std::string printed_words(std::string_view text) {
    std::string words = squeezed(text);
    if (auto nfc = text::to_nfc(words)) words = std::move(*nfc);
    return words;
}

std::string without_bars(std::string_view cell, std::size_t& bars) {
    std::string out;
    for (const char c : cell) {
        if (c == '|') {
            ++bars;
            out += kBar;
        } else {
            out += c;
        }
    }
    return out;
}

DocxLines to_lines(const std::vector<DocxBlock>& blocks) {
    Writer writer;
    writer.write(blocks);
    DocxLines out = writer.take();
    if (are_wrapped(out.lines))
        for (ReadLine& line : out.lines) line.look.whole = line.look.table_row;
    return out;
}

} // namespace dongthac::document
