#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "shared/document/read_text.hpp"
#include "shared/text/legacy_vietnamese.hpp"

namespace dongthac::document {

struct DocxBlock;

/// A paragraph of a .docx as it is printed.
struct DocxParagraph {
    std::string label; ///< its automatic number
    std::string text;  ///< UTF-8; a line feed is a line break, a tab a tab
    LineLook look;
    std::vector<std::string> notes;  ///< its footnotes and endnotes
    std::vector<DocxBlock> floating; ///< what its text boxes hold
};

struct DocxCell {
    std::size_t columns = 1; ///< that it spans
    std::vector<DocxBlock> blocks;
};

struct DocxRow {
    std::size_t indented = 0; ///< columns it leaves free at its start
    std::vector<DocxCell> cells;
};

struct DocxTable {
    bool ruled = false; ///< has lines between its cells
    std::vector<DocxRow> rows;
};

struct DocxBlock {
    std::variant<DocxParagraph, DocxTable> content;
};

/// All words of `blocks` in one line, cells parted by spaces.
[[nodiscard]] std::string words_of(const std::vector<DocxBlock>& blocks);

/// What a reader of a .docx met that is no word of the document.
struct DocxCounts {
    std::size_t deleted_words = 0;  ///< tracked deletions
    std::size_t inserted_words = 0; ///< tracked insertions, which are kept
    std::size_t hidden_words = 0;
    std::size_t notes = 0;
    std::size_t comments = 0;
    std::size_t pictures = 0;
    std::size_t contents = 0;           ///< lines of automatic tables of contents, which say the headings again
    std::set<text::LegacyTable> legacy; ///< ways of writing before Unicode that its fonts stand for
    std::size_t objects = 0;            ///< embedded files, charts, drawings whose words stand in other parts
};

} // namespace dongthac::document
