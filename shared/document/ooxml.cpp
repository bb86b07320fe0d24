#include "shared/document/ooxml.hpp"

#include <algorithm>
#include <numeric>
#include <sstream>

#include <pugixml.hpp>

#include "shared/document/printable.hpp"

namespace dongthac::document::ooxml {

namespace {

const char* name_of(Align align) {
    switch (align) {
    case Align::left: return "left";
    case Align::center: return "center";
    case Align::right: return "right";
    case Align::both: return "both";
    case Align::inherit: break;
    }
    return nullptr;
}

// A thin line on one side; `width` in eighths of a point.
void add_line(pugi::xml_node borders, const char* side, int width) {
    pugi::xml_node line = add(borders, side);
    set(line, "w:val", "single");
    set(line, "w:sz", width);
    set(line, "w:space", 0);
    set(line, "w:color", "000000");
}

void add_spacing(pugi::xml_node properties, const ParagraphFormat& format) {
    if (format.before < 0 && format.after < 0 && format.line < 0) return;
    pugi::xml_node spacing = add(properties, "w:spacing");
    if (format.before >= 0) set(spacing, "w:before", format.before);
    if (format.after >= 0) set(spacing, "w:after", format.after);
    if (format.line < 0) return;
    set(spacing, "w:line", format.line);
    set(spacing, "w:lineRule", format.exact ? "exact" : "auto");
}

void add_indent(pugi::xml_node properties, const ParagraphFormat& format) {
    if (format.left < 0 && format.right < 0 && format.first_line < 0) return;
    pugi::xml_node indent = add(properties, "w:ind");
    if (format.left >= 0) set(indent, "w:left", format.left);
    if (format.right >= 0) set(indent, "w:right", format.right);
    if (format.first_line >= 0) set(indent, "w:firstLine", format.first_line);
}

} // namespace

pugi::xml_node add(pugi::xml_node parent, const char* name) { return parent.append_child(name); }

void set(pugi::xml_node node, const char* attribute, std::string_view value) {
    node.append_attribute(attribute) = xml_safe(value).c_str();
}

void set(pugi::xml_node node, const char* attribute, int value) { node.append_attribute(attribute) = value; }

void add_value(pugi::xml_node parent, const char* name, std::string_view value) {
    set(add(parent, name), "w:val", value);
}

void add_value(pugi::xml_node parent, const char* name, int value) { set(add(parent, name), "w:val", value); }

pugi::xml_node add_paragraph(pugi::xml_node parent, const ParagraphFormat& format) {
    pugi::xml_node paragraph = add(parent, "w:p");
    pugi::xml_node properties = add(paragraph, "w:pPr");
    if (format.style != nullptr) add_value(properties, "w:pStyle", format.style);
    if (format.keep == Keep::with_next) {
        add(properties, "w:keepNext");
        add(properties, "w:keepLines");
    }
    if (format.rule == Rule::beneath) add_line(add(properties, "w:pBdr"), "w:bottom", 6);
    add_spacing(properties, format);
    add_indent(properties, format);
    if (const char* align = name_of(format.align)) add_value(properties, "w:jc", align);
    if (!properties.first_child()) paragraph.remove_child(properties);
    return paragraph;
}

void add_run(pugi::xml_node paragraph, std::string_view text, const RunFormat& format) {
    pugi::xml_node run = add(paragraph, "w:r");
    if (format.bold || format.italic || format.size > 0) {
        pugi::xml_node properties = add(run, "w:rPr");
        if (format.bold) {
            add(properties, "w:b");
            add(properties, "w:bCs");
        }
        if (format.italic) {
            add(properties, "w:i");
            add(properties, "w:iCs");
        }
        if (format.size > 0) {
            add_value(properties, "w:sz", format.size);
            add_value(properties, "w:szCs", format.size);
        }
    }
    for (std::size_t at = 0;;) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        pugi::xml_node piece = add(run, "w:t");
        set(piece, "xml:space", "preserve");
        piece.text().set(xml_safe(text.substr(at, end - at)).c_str());
        if (end == text.size()) return;
        add(run, "w:br");
        at = end + 1;
    }
}

pugi::xml_node add_table(pugi::xml_node parent, std::span<const int> columns, Frame frame) {
    pugi::xml_node table = add(parent, "w:tbl");
    pugi::xml_node properties = add(table, "w:tblPr");
    pugi::xml_node width = add(properties, "w:tblW");
    set(width, "w:w", std::accumulate(columns.begin(), columns.end(), 0));
    set(width, "w:type", "dxa");
    add_value(properties, "w:jc", "center");
    if (frame == Frame::ruled) {
        pugi::xml_node borders = add(properties, "w:tblBorders");
        for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"})
            add_line(borders, side, 4);
    }
    set(add(properties, "w:tblLayout"), "w:type", "fixed");
    pugi::xml_node margins = add(properties, "w:tblCellMar");
    for (const char* side : {"w:left", "w:right"}) {
        pugi::xml_node margin = add(margins, side);
        set(margin, "w:w", frame == Frame::ruled ? kCellMargin : 0);
        set(margin, "w:type", "dxa");
    }
    pugi::xml_node grid = add(table, "w:tblGrid");
    for (const int column : columns) set(add(grid, "w:gridCol"), "w:w", column);
    return table;
}

pugi::xml_node add_row(pugi::xml_node table, RowKind kind) {
    pugi::xml_node row = add(table, "w:tr");
    pugi::xml_node properties = add(row, "w:trPr");
    add(properties, "w:cantSplit");
    if (kind == RowKind::header) add(properties, "w:tblHeader");
    return row;
}

pugi::xml_node add_cell(pugi::xml_node row, int width, RowKind kind) {
    pugi::xml_node cell = add(row, "w:tc");
    pugi::xml_node properties = add(cell, "w:tcPr");
    pugi::xml_node size = add(properties, "w:tcW");
    set(size, "w:w", width);
    set(size, "w:type", "dxa");
    if (kind == RowKind::header) add_value(properties, "w:vAlign", "center");
    return cell;
}

std::string to_xml(const pugi::xml_document& document) {
    std::ostringstream out;
    document.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return kDeclaration + out.str();
}

} // namespace dongthac::document::ooxml
