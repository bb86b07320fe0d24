#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/document/docx_blocks.hpp"
#include "shared/document/docx_fields.hpp"
#include "shared/document/docx_styles.hpp"
#include "shared/document/list_numbers.hpp"

namespace dongthac::document {

/// Reads WordprocessingML (ECMA-376 part 1, chapter 17) into paragraphs and tables as they are printed: changes that
/// were tracked are taken for accepted, fields are their results. One reader goes through the parts of one document in
/// order, because automatic numbers count on.
class DocxBody {
  public:
    /// Texts of footnotes and endnotes by kind ("footnoteReference") and id.
    using Notes = std::map<std::pair<std::string, std::string>, std::string>;

    DocxBody(const DocxStyles& styles, ListNumbers& numbering) : styles_(styles), numbering_(numbering) {}

    void set_notes(Notes notes) { notes_ = std::move(notes); }

    /// The blocks below `container` (w:body, w:hdr, w:footnote, …).
    [[nodiscard]] std::vector<DocxBlock> read(pugi::xml_node container);

    [[nodiscard]] const DocxCounts& counts() const { return counts_; }
    /// True when parts were nested deeper than any writer does, and left out: the file is not to be believed.
    [[nodiscard]] bool too_deep() const { return too_deep_; }

  private:
    struct Building; // a paragraph while its runs are read
    enum class Tracked { no, inserted };

    void read_blocks(pugi::xml_node parent, std::vector<DocxBlock>& out);
    void read_block(pugi::xml_node node, std::vector<DocxBlock>& out);
    void read_paragraph(pugi::xml_node node, std::vector<DocxBlock>& out);
    void finish_paragraph(pugi::xml_node node, Building& building, std::vector<DocxBlock>& out);
    void read_table(pugi::xml_node node, std::vector<DocxBlock>& out);
    void read_rows(pugi::xml_node parent, DocxTable& table);
    void read_cells(pugi::xml_node parent, DocxRow& row);
    void read_inline(pugi::xml_node parent, Building& building, Tracked tracked);
    void read_run(pugi::xml_node run, Building& building, Tracked tracked);
    void read_run_part(pugi::xml_node part, const LetterLook& look, Building& building, Tracked tracked);
    void read_field_mark(pugi::xml_node mark, Building& building);
    void read_drawing(pugi::xml_node node, std::vector<DocxBlock>& out);
    void add_text(std::string_view text, const LetterLook& look, Building& building, Tracked tracked);
    void count_deleted(pugi::xml_node node);
    [[nodiscard]] static pugi::xml_node chosen(pugi::xml_node alternatives);
    [[nodiscard]] std::string label_of(pugi::xml_node properties, const ParagraphLook& look);

    const DocxStyles& styles_;
    ListNumbers& numbering_;
    Notes notes_;
    DocxCounts counts_;
    DocxContents contents_;
    int depth_ = 0;
    bool too_deep_ = false;
    /// Words of a paragraph whose end was deleted: the next one begins with them.
    DocxParagraph carried_;
};

} // namespace dongthac::document
