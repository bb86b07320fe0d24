#include "shared/document/export_docx.hpp"

#include <variant>
#include <vector>

#include <pugixml.hpp>

#include "shared/document/docx_parts.hpp"
#include "shared/document/ooxml.hpp"
#include "shared/document/package_lint.hpp"
#include "shared/document/print_blocks.hpp"
#include "shared/document/printable.hpp"

namespace dongthac::document {

namespace {

using namespace ooxml;

/// Paper, margins and numbers of the pages up to here; a part counts its pages from 1.
void write_section(pugi::xml_node parent, const Nd30Layout& layout) {
    pugi::xml_node section = add(parent, "w:sectPr");
    const auto reference = [&](const char* type, const char* id) {
        pugi::xml_node node = add(section, "w:headerReference");
        set(node, "w:type", type);
        set(node, "r:id", id);
    };
    reference("default", kDefaultHeaderId);
    reference("first", kFirstHeaderId);
    pugi::xml_node size = add(section, "w:pgSz");
    set(size, "w:w", layout.page_width);
    set(size, "w:h", layout.page_height);
    pugi::xml_node margins = add(section, "w:pgMar");
    set(margins, "w:top", layout.margin_top);
    set(margins, "w:right", layout.margin_right);
    set(margins, "w:bottom", layout.margin_bottom);
    set(margins, "w:left", layout.margin_left);
    set(margins, "w:header", layout.page_number_from_top);
    set(margins, "w:footer", layout.page_number_from_top);
    set(margins, "w:gutter", 0);
    set(add(section, "w:pgNumType"), "w:start", 1);
    add(section, "w:titlePg"); // the first page carries no number
}

void write(pugi::xml_node parent, const PrintParagraph& paragraph, const Nd30Layout& layout) {
    pugi::xml_node node = add_paragraph(parent, paragraph.format);
    if (paragraph.format.page_break == Break::part_after) {
        pugi::xml_node properties = node.child("w:pPr");
        write_section(properties ? properties : node.prepend_child("w:pPr"), layout);
    }
    if (paragraph.text) add_run(node, *paragraph.text, paragraph.run);
}

void write(pugi::xml_node parent, const PrintTable& table, const Nd30Layout& layout) {
    pugi::xml_node node = add_table(parent, table.columns, table.frame);
    for (const PrintRow& row : table.rows) {
        pugi::xml_node line = add_row(node, row.kind);
        for (std::size_t column = 0; column < row.cells.size(); ++column) {
            pugi::xml_node cell = add_cell(line, table.columns[column], row.kind);
            for (const PrintParagraph& paragraph : row.cells[column]) write(cell, paragraph, layout);
        }
    }
}

std::string document_part(const Printable& page, const Nd30Layout& layout) {
    pugi::xml_document document;
    pugi::xml_node root = add(document, "w:document");
    set(root, "xmlns:w", kMainNamespace);
    set(root, "xmlns:r", kRelationNamespace);
    pugi::xml_node body = add(root, "w:body");
    for (const PrintBlock& block : print_blocks(page, layout))
        std::visit([&](const auto& part) { write(body, part, layout); }, block);
    write_section(body, layout);
    return to_xml(document);
}

} // namespace

base::Result<std::string> export_docx(const model::Outline& outline, const Nd30Layout& layout) {
    const Printable page = make_printable(outline);
    std::vector<ZipEntry> parts = docx_parts(xml_safe(title_of(page)), xml_safe(page.issuing_body), layout, outline);
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(kBeforeDocument),
                 {"word/document.xml", document_part(page, layout)});
    DT_TRY(std::string file, write_zip(parts));
    // An office that opens a file Word calls unreadable has lost its afternoon; better no file and a reason.
    if (const auto findings = lint_docx(file); !findings.empty())
        return base::fail(base::Code::internal, {{"reason", findings.front()}});
    return file;
}

} // namespace dongthac::document
