#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace dongthac::document {

enum class Align { inherit, left, center, right, both };
enum class Rule { none, beneath };
enum class Keep { no, with_next };
/// part_after: what follows is a part of its own, with pages counted from 1.
enum class Break { none, part_after };

/// What a paragraph sets over its style; -1 leaves the style's value. Lengths in twips.
struct ParagraphFormat {
    const char* style = nullptr;
    Align align = Align::inherit;
    Keep keep = Keep::no; ///< with_next: also whole on one page
    Break page_break = Break::none;
    Rule rule = Rule::none;
    int before = -1;
    int after = -1;
    int line = -1; ///< with exact: the height; otherwise 240ths of a line
    bool exact = false;
    int left = -1;
    int right = -1;
    int first_line = -1;
};

struct RunFormat {
    bool bold = false;
    bool italic = false;
    int size = 0; ///< half points; 0 leaves the style's
};

/// A paragraph as it is printed. A line feed in the text is a line break; without a text it is an empty line.
struct PrintParagraph {
    ParagraphFormat format = {};
    std::optional<std::string> text = {};
    RunFormat run = {};
};

/// Columns side by side without a line, or ruled cells with some room beside their text.
enum class Frame { none, ruled };
inline constexpr int kCellMargin = 80; ///< left and right, in ruled cells
/// A header is printed again on every page that the table runs over; the text of its cells stands in the middle of
/// their height.
enum class RowKind { plain, header };

using PrintCell = std::vector<PrintParagraph>;
struct PrintRow {
    RowKind kind = RowKind::plain;
    std::vector<PrintCell> cells; ///< as many as the table has columns; no page break goes through them
};
struct PrintTable {
    std::vector<int> columns; ///< widths
    Frame frame = Frame::none;
    std::vector<PrintRow> rows;
};

using PrintBlock = std::variant<PrintParagraph, PrintTable>;

} // namespace dongthac::document
