#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "shared/document/layout.hpp"
#include "shared/document/typeface.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// Words on one line in one face. Lengths in twips from the upper left corner of the page.
struct PageText {
    double x = 0;
    double y = 0; ///< of the base line
    double width = 0;
    Face face = Face::regular;
    int size = 0;   ///< half points
    double gap = 0; ///< what each space is wider than the face has it, so that the line fills its width
    std::string text;
};

/// A black line, upright or level.
struct PageRule {
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;
};

struct Page {
    std::vector<PageText> texts; ///< in reading order
    std::vector<PageRule> rules;
};

struct Bookmark {
    std::string title;
    int level = 0;
    std::size_t page = 0;
    double y = 0; ///< the top of the heading
};

/// A document as it lies on paper: what the .pdf holds and a preview draws.
struct Pages {
    double width = 0;
    double height = 0;
    std::vector<Page> pages; ///< at least one
    std::vector<Bookmark> bookmarks;
    std::string title;
    std::string author; ///< the issuing body
};

/// Sets a document on pages after `layout` (NĐ 30/2020/NĐ-CP, Phụ lục I), of the same paragraphs and tables as
/// export_docx: lines are broken by the widths of `faces`, paragraphs justified, the header of a table is printed again
/// on each of its pages, the signature stands with the paragraph before it, and the page number stands in the middle of
/// the head from the second page on. The same outline always gives the same pages. Never fails.
[[nodiscard]] Pages make_pages(const model::Outline& outline, const Nd30Layout& layout, const Typefaces& faces);

} // namespace dongthac::document
