#pragma once

#include <string>
#include <vector>

#include "shared/document/pages.hpp"
#include "shared/document/styles.hpp"

namespace dongthac::document {

/// Something set in type, as high as a line or a row; its texts and rules count from its upper left corner.
struct SetBox {
    double height = 0;
    std::vector<PageText> texts;
    std::vector<PageRule> rules;
};

/// A paragraph set in lines.
struct SetParagraph {
    double before = 0;
    double after = 0;
    Keep keep = Keep::no;
    Break page_break = Break::none;
    std::vector<SetBox> lines; ///< at least one
    std::string bookmark;      ///< of a heading its words, else ""
    int level = 0;             ///< of the bookmark

    [[nodiscard]] double height() const;
    /// Nothing is seen of it.
    [[nodiscard]] bool blank() const;
};

/// Sets paragraphs of one document.
class Typesetter {
  public:
    Typesetter(const Nd30Layout& layout, const Typefaces& faces);

    /// `paragraph` in a column `width` twips wide.
    [[nodiscard]] SetParagraph set(const PrintParagraph& paragraph, double width) const;

  private:
    const Nd30Layout& layout_;
    const Typefaces& faces_;
    std::vector<Style> styles_;
};

} // namespace dongthac::document
