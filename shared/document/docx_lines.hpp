#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/document/docx_blocks.hpp"
#include "shared/document/read_text.hpp"

namespace dongthac::document {

/// The body of a .docx in the form the structurer reads.
struct DocxLines {
    std::vector<ReadLine> lines;
    /// The same words cut as they are printed — one entry a paragraph, a row of a ruled table with '|' between cells —
    /// with single spaces: what an outline in the file is compared with (embedded_outline.hpp). No empty ones.
    std::vector<std::string> printed;
    std::size_t bars = 0; ///< '|' inside of cells, which came in as '¦': it parts cells here
};

/// Tables that only place things (docx_table_use.hpp) become their lines, columns of a letterhead parted by tabs, those
/// of a signature one after the other, also where tabs set them; tables with data become rows. Notes stand behind the
/// paragraph that refers to them, text boxes below the one they hang on.
[[nodiscard]] DocxLines to_lines(const std::vector<DocxBlock>& blocks);

/// `text` as entries of DocxLines::printed are written: NFC, white space made single spaces, none at the ends.
[[nodiscard]] std::string printed_words(std::string_view text);
/// A cell's text without the sign that parts cells; counts those it has replaced.
[[nodiscard]] std::string without_bars(std::string_view cell, std::size_t& bars);

} // namespace dongthac::document
