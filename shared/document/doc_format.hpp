#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/text/legacy_vietnamese.hpp"

namespace dongthac::document {

/// Properties of a run of characters (MS-DOC, Chpx), as far as reading needs them.
struct DocRun {
    std::optional<std::uint16_t> font;       ///< of ASCII letters
    std::optional<std::uint16_t> other_font; ///< of the letters beyond
    std::optional<bool> bold;
    std::optional<bool> italic;
    bool deleted = false; ///< under change tracking
    bool hidden = false;
    std::uint16_t symbol = 0; ///< the character of an inserted symbol
};

/// Properties of a paragraph (Papx).
struct DocParagraph {
    std::uint16_t style = 0;
    bool in_table = false;
    bool row_end = false;
    bool ruled = false; ///< of the end of a row: lines are drawn around its cells
    /// What is not said here the style says, its bases included.
    std::optional<bool> centred;
    std::optional<std::uint16_t> list; ///< as the file has it: list_of
    std::optional<std::uint8_t> level; ///< of the list, from 0

    void put_under(const DocParagraph& base);
    /// The list Word numbers it by, from 1; 0 for none.
    [[nodiscard]] int list_of() const;
};

/// Where formatting changes, by offset into the WordDocument stream. Damaged tables give what can be read of them.
class DocFormat {
  public:
    /// `document` and `table` are the streams WordDocument and 0Table or 1Table; views are kept of neither.
    DocFormat(std::string_view document, std::string_view table);

    /// What the file says of the character at `offset`, its paragraph's style included.
    [[nodiscard]] DocRun run_at(std::uint32_t offset) const;
    /// The next offset at which run_at or paragraph_at may say something else.
    [[nodiscard]] std::uint32_t next_change(std::uint32_t offset) const;
    [[nodiscard]] DocParagraph paragraph_at(std::uint32_t offset) const;
    /// The encoding of the font that shows `run`'s letters.
    [[nodiscard]] std::optional<text::LegacyEncoding> legacy_of(const DocRun& run) const;
    /// The name of the font that `properties` (Chpx) say; "" where they say none.
    [[nodiscard]] std::string_view font_in(std::string_view properties) const;

  private:
    struct Font {
        std::string name;
        std::optional<text::LegacyEncoding> legacy;
    };
    struct Style {
        std::uint16_t base = 0xFFF;
        DocRun run;
        DocParagraph paragraph;
    };
    void read_fonts(std::string_view table);
    void read_styles(std::string_view sheet);
    static void read_style(std::string_view raw, std::size_t fixed_size, Style& style);
    void inherit();
    void read_runs(std::string_view document, std::string_view pages);
    void read_paragraphs(std::string_view document, std::string_view pages);
    [[nodiscard]] const Style* style_of(std::uint16_t index) const;

    std::vector<Font> fonts_;
    std::vector<Style> styles_;
    std::uint16_t default_font_ = 0;
    std::map<std::uint32_t, DocRun> runs_;             ///< by where they begin
    std::map<std::uint32_t, DocParagraph> paragraphs_; ///< by where they begin
};

/// The bytes of `stream` that entry `index` of the FIB's table of places names; empty when they are not in it.
[[nodiscard]] std::string_view doc_place(std::string_view document, std::string_view stream, std::size_t index);

} // namespace dongthac::document
