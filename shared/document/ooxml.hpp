#pragma once

#include <span>
#include <string>
#include <string_view>

#include "shared/document/paragraph.hpp"

namespace pugi {
class xml_document;
class xml_node;
} // namespace pugi

/// Small builders for WordprocessingML (ECMA-376 part 1). Element order inside w:pPr, w:rPr and w:tblPr follows the
/// schema: Word refuses files that mix it up. All lengths in twips, sizes in half points. Nodes belong to their
/// document.
namespace dongthac::document::ooxml {

inline constexpr const char* kMainNamespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
inline constexpr const char* kRelationNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
inline constexpr const char* kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

pugi::xml_node add(pugi::xml_node parent, const char* name);
void set(pugi::xml_node node, const char* attribute, std::string_view value);
void set(pugi::xml_node node, const char* attribute, int value);
/// <name w:val="value"/>
void add_value(pugi::xml_node parent, const char* name, std::string_view value);
void add_value(pugi::xml_node parent, const char* name, int value);

pugi::xml_node add_paragraph(pugi::xml_node parent, const ParagraphFormat& format);
/// A run of `text`; a line feed in it becomes a line break.
void add_run(pugi::xml_node paragraph, std::string_view text, const RunFormat& format = {});

/// A table of fixed columns.
pugi::xml_node add_table(pugi::xml_node parent, std::span<const int> columns, Frame frame);
/// A row that no page break goes through.
pugi::xml_node add_row(pugi::xml_node table, RowKind kind = RowKind::plain);
/// The text of a header's cell stands in the middle of its height.
pugi::xml_node add_cell(pugi::xml_node row, int width, RowKind kind = RowKind::plain);

/// The XML of `document` with its declaration, no added white space.
[[nodiscard]] std::string to_xml(const pugi::xml_document& document);

} // namespace dongthac::document::ooxml
