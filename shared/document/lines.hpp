#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/document/read_text.hpp"
#include "shared/document/source_text.hpp"
#include "shared/text/labels.hpp"

namespace dongthac::document {

/// A part of a line that stands apart: letterheads and signatures come out of converters as columns glued by white
/// space.
struct Cell {
    WordList words;
    std::string text; ///< the words, joined
};

/// A line of the source that says something, in reading order.
struct TextLine {
    WordList words;
    std::string text;         ///< joined by single spaces
    text::Label label;        ///< how the line is numbered, if it is
    bool after_blank = false; ///< an empty line (or one of left-overs only) stands before it
    bool after_page = false;  ///< furniture was taken out here: what stands before it may go on
    double width = 0;         ///< set in Times, thousandths of the type size
    LineLook look;            ///< what the format of the file says of it
};

/// Lines and what was taken out of them before anything else was read.
struct CleanLines {
    std::vector<TextLine> lines;
    std::vector<WordList> footer_urls;   ///< a page footer's address standing alone in the text
    std::vector<WordList> page_numbers;  ///< numbers standing alone that count pages: "2", "- 2 -", "Trang 2/5"
    std::vector<WordList> running_heads; ///< what stands again at the edge of each page
    std::vector<WordList> rules;         ///< "————", "*****": drawn lines
};

/// Takes furniture out. A URL line goes only when the same address occurs elsewhere (TRAPS, Word and PDF) and no
/// sentence before it waits for one. `looks` holds one for each line of `source`, or none where the file has none to
/// tell; a row of a table is never furniture.
[[nodiscard]] CleanLines clean_lines(const SourceText& source, std::span<const LineLook> looks = {});

/// text::read_label on the first bytes of `text`: a line of megabytes must not be decoded for its label.
[[nodiscard]] text::Label label_of(std::string_view text);

/// The columns of a line: cut at tabs and at white space of kColumnGap or more, except inside a date with blanks left
/// to fill.
[[nodiscard]] std::vector<Cell> cells_of(const SourceText& source, const TextLine& line);

/// What each of the lines [first, last) says as a row of a table: its cells between " | ", without strokes at its
/// edges; nothing for a line that is none. Rows are runs of lines cut into the same number of cells by '|', by tabs or
/// by wide gaps. Where one tab parts the cells of the first row, a further tab is an empty cell, and a shorter row
/// stays.
[[nodiscard]] std::vector<std::optional<std::string>>
table_rows(const SourceText& source, const std::vector<TextLine>& lines, std::size_t first, std::size_t last);

/// How wide lines were set, measured over the document.
struct WrapProfile {
    bool wrapped = false;         ///< lines were broken by a page's width, not by the author
    double width = 0;             ///< of a full line that continues a paragraph
    double first_width = 0;       ///< of a full line that starts one; smaller by the indent
    bool blank_separates = false; ///< empty lines stand between paragraphs only
};
/// Whole lines and rows of tables are left aside.
[[nodiscard]] WrapProfile measure_wrap(const std::vector<TextLine>& lines);

/// A paragraph made whole from its lines.
struct Paragraph {
    WordList words;
    std::string text; ///< of a table row: its cells between '|'
    text::Label label;
    LineLook look; ///< of its first line; table_row also where a plain text has a table
};

/// Joins the hard-wrapped lines [first, last) into paragraphs; a whole line stays one.
[[nodiscard]] std::vector<Paragraph> join_lines(const SourceText& source, const std::vector<TextLine>& lines,
                                                std::size_t first, std::size_t last, const WrapProfile& wrap);

/// "I. MỤC ĐÍCH": a heading in capitals, numbered or not.
[[nodiscard]] bool is_capital_heading(const std::string& text, const text::Label& label);

} // namespace dongthac::document
