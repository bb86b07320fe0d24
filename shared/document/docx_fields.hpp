#pragma once

#include <string>
#include <string_view>

namespace pugi {
class xml_node;
} // namespace pugi

namespace dongthac::document {

/// Follows an automatic table of contents (field TOC) through the paragraphs of a file: its lines are the headings
/// over again.
class DocxContents {
  public:
    /// A w:fldChar: one more field begins or ends.
    void mark(pugi::xml_node field);
    /// A w:instrText: what the field that has begun computes. A table of contents that never ends is taken for none,
    /// or the rest of the file would be part of it.
    void instruction(pugi::xml_node text);
    [[nodiscard]] bool inside() const { return open_ > 0; }

  private:
    int open_ = 0;         ///< fields, the table of contents among them
    bool endless_ = false; ///< one was met; no other is looked for
};

/// What a field says it computes is a table of contents.
[[nodiscard]] bool is_contents(std::string_view instruction);

/// What a form field (a w:fldChar that begins one) shows and no run says: the chosen entry of its list, "☒" or "☐".
[[nodiscard]] std::string shown_by_form_field(pugi::xml_node field);

} // namespace dongthac::document
