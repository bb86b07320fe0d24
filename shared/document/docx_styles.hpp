#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace pugi {
class xml_node;
} // namespace pugi

namespace dongthac::document {

/// How letters look, as far as it says something about a text. What is not said is inherited.
struct LetterLook {
    std::optional<bool> bold;
    std::optional<bool> italic;
    std::optional<bool> capitals; ///< small letters are printed as capitals
    std::optional<bool> hidden;
    std::string font; ///< as named for Western letters; "" where it is not said

    /// What stands closer to the letters wins.
    void put_over(const LetterLook& closer);
};

/// How a paragraph looks and is numbered.
struct ParagraphLook {
    std::string align;             ///< "center", …; "" where it is not said
    std::optional<int> list;       ///< number of its list; 0 takes it out of one
    std::optional<int> list_level; ///< from 0
    LetterLook letters;

    void put_over(const ParagraphLook& closer);
};

/// Reads w:rPr and w:pPr; an empty node says nothing.
[[nodiscard]] LetterLook read_letter_look(pugi::xml_node properties);
[[nodiscard]] ParagraphLook read_paragraph_look(pugi::xml_node properties);

/// True when a w:tblBorders or w:tcBorders draws a line; nothing when `borders` is not there.
[[nodiscard]] std::optional<bool> draws_lines(pugi::xml_node borders);

/// The styles of a document, each with all that it inherits. Owns what it holds.
class DocxStyles {
  public:
    /// `styles` is w:styles; an empty node gives a document without styles.
    explicit DocxStyles(pugi::xml_node styles);

    /// What a paragraph of this style looks like; for "" or an unknown style the default one.
    [[nodiscard]] const ParagraphLook& paragraph(std::string_view id) const;
    /// What a style of letters sets; nothing for "" or an unknown one.
    [[nodiscard]] LetterLook letters(std::string_view id) const;
    /// The list that a style of lists stands for.
    [[nodiscard]] std::optional<int> list_of(std::string_view id) const;
    /// True when a style of tables rules them.
    [[nodiscard]] bool rules_tables(std::string_view id) const;

  private:
    struct Style {
        std::string based_on;
        ParagraphLook look;
        std::optional<bool> ruled;
        bool letters_only = false; ///< a style of letters, laid over the paragraph's
    };
    [[nodiscard]] Style resolved(const std::map<std::string, Style, std::less<>>& raw, const Style& style) const;

    ParagraphLook defaults_; ///< of the document
    std::string default_style_;
    ParagraphLook plain_; ///< of a paragraph that names no style
    std::map<std::string, Style, std::less<>> styles_;
};

} // namespace dongthac::document
