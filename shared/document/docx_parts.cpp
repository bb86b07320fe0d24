#include "shared/document/docx_parts.hpp"

#include <array>
#include <initializer_list>
#include <utility>

#include <pugixml.hpp>

#include "shared/document/embedded_outline.hpp"
#include "shared/document/ooxml.hpp"
#include "shared/document/styles.hpp"

namespace dongthac::document {

namespace {

using namespace ooxml;

constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006/";
constexpr std::string_view kWordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

struct Part {
    std::string name;
    std::string type;
};

std::string content_types() {
    pugi::xml_document document;
    pugi::xml_node types = add(document, "Types");
    set(types, "xmlns", std::string(kPackage) + "content-types");
    const auto by_extension = [&](const char* extension, std::string_view type) {
        pugi::xml_node node = add(types, "Default");
        set(node, "Extension", extension);
        set(node, "ContentType", type);
    };
    by_extension("rels", "application/vnd.openxmlformats-package.relationships+xml");
    by_extension("xml", "application/xml");
    const std::string word(kWordType);
    const std::array<Part, 8> parts = {
        {{"/word/document.xml", word + "document.main+xml"},
         {"/word/styles.xml", word + "styles+xml"},
         {"/word/settings.xml", word + "settings+xml"},
         {"/word/header1.xml", word + "header+xml"},
         {"/word/header2.xml", word + "header+xml"},
         {std::string("/") + kOutlineProperties,
          "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"},
         {"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
         {"/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"}}};
    for (const Part& part : parts) {
        pugi::xml_node node = add(types, "Override");
        set(node, "PartName", part.name);
        set(node, "ContentType", part.type);
    }
    return to_xml(document);
}

std::string relations(std::initializer_list<std::pair<std::string, const char*>> targets) {
    pugi::xml_document document;
    pugi::xml_node list = add(document, "Relationships");
    set(list, "xmlns", std::string(kPackage) + "relationships");
    int id = 0;
    for (const auto& [type, target] : targets) {
        pugi::xml_node node = add(list, "Relationship");
        set(node, "Id", "rId" + std::to_string(++id));
        set(node, "Type", type);
        set(node, "Target", target);
    }
    return to_xml(document);
}

std::string office_relation(const char* kind) { return std::string(kRelationNamespace) + "/" + kind; }

void add_style(pugi::xml_node styles, const Style& style) {
    pugi::xml_node node = add(styles, "w:style");
    set(node, "w:type", "paragraph");
    if (style.based_on == nullptr)
        set(node, "w:default", 1);
    else if (std::string_view(style.id) != docx_style::kHeader)
        set(node, "w:customStyle", 1);
    set(node, "w:styleId", style.id);
    add_value(node, "w:name", style.name);
    if (style.based_on != nullptr) add_value(node, "w:basedOn", style.based_on);
    add(node, "w:qFormat");
    // The builders make whole paragraphs and runs; a style holds only their properties.
    pugi::xml_document scratch;
    pugi::xml_node paragraph = add_paragraph(scratch, style.paragraph);
    add_run(paragraph, "", style.run);
    if (pugi::xml_node properties = paragraph.child("w:pPr")) {
        if (style.outline_level >= 0) add_value(properties, "w:outlineLvl", style.outline_level);
        node.append_copy(properties);
    }
    if (pugi::xml_node properties = paragraph.child("w:r").child("w:rPr")) node.append_copy(properties);
}

std::string styles(const Nd30Layout& layout) {
    pugi::xml_document document;
    pugi::xml_node root = add(document, "w:styles");
    set(root, "xmlns:w", kMainNamespace);
    pugi::xml_node defaults = add(root, "w:docDefaults");
    pugi::xml_node run = add(add(defaults, "w:rPrDefault"), "w:rPr");
    pugi::xml_node fonts = add(run, "w:rFonts");
    for (const char* script : {"w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"}) set(fonts, script, kNd30Font);
    add_value(run, "w:sz", layout.body_size);
    add_value(run, "w:szCs", layout.body_size);
    pugi::xml_node language = add(run, "w:lang");
    set(language, "w:val", "vi-VN");
    set(language, "w:eastAsia", "en-US");
    set(language, "w:bidi", "ar-SA");
    add(defaults, "w:pPrDefault");

    for (const Style& style : styles_of(layout)) add_style(root, style);
    return to_xml(document);
}

std::string settings(const Nd30Layout& layout) {
    pugi::xml_document document;
    pugi::xml_node root = add(document, "w:settings");
    set(root, "xmlns:w", kMainNamespace);
    set(add(root, "w:zoom"), "w:percent", 100);
    add_value(root, "w:defaultTabStop", layout.first_line);
    add_value(root, "w:characterSpacingControl", "doNotCompress");
    pugi::xml_node mode = add(add(root, "w:compat"), "w:compatSetting");
    set(mode, "w:name", "compatibilityMode");
    set(mode, "w:uri", "http://schemas.microsoft.com/office/word");
    set(mode, "w:val", "15");
    add_value(root, "w:themeFontLang", "vi-VN");
    return to_xml(document);
}

enum class Header { page_number, empty };

std::string header(Header kind) {
    pugi::xml_document document;
    pugi::xml_node root = add(document, "w:hdr");
    set(root, "xmlns:w", kMainNamespace);
    pugi::xml_node paragraph = add_paragraph(root, {.style = docx_style::kHeader, .align = Align::center});
    if (kind == Header::empty) return to_xml(document);
    const auto field = [&](const char* type) { set(add(add(paragraph, "w:r"), "w:fldChar"), "w:fldCharType", type); };
    field("begin");
    pugi::xml_node instruction = add(add(paragraph, "w:r"), "w:instrText");
    set(instruction, "xml:space", "preserve");
    instruction.text().set(" PAGE ");
    field("separate");
    add_run(paragraph, "2");
    field("end");
    return to_xml(document);
}

std::string core_properties(const std::string& title, const std::string& creator) {
    pugi::xml_document document;
    pugi::xml_node root = add(document, "cp:coreProperties");
    set(root, "xmlns:cp", std::string(kPackage) + "metadata/core-properties");
    set(root, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    add(root, "dc:title").text().set(title.c_str());
    add(root, "dc:creator").text().set(creator.c_str());
    return to_xml(document);
}

std::string app_properties() {
    pugi::xml_document document;
    pugi::xml_node root = add(document, "Properties");
    set(root, "xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
    add(root, "Application").text().set("DongThac");
    return to_xml(document);
}

} // namespace

std::vector<ZipEntry> docx_parts(const std::string& title, const std::string& creator, const Nd30Layout& layout,
                                 const model::Outline& outline) {
    const std::string outline_part = std::string("../") + kOutlinePart;
    return {{"[Content_Types].xml", content_types()},
            {"_rels/.rels",
             relations({{office_relation("officeDocument"), "word/document.xml"},
                        {std::string(kPackage) + "relationships/metadata/core-properties", "docProps/core.xml"},
                        {office_relation("extended-properties"), "docProps/app.xml"}})},
            {"word/_rels/document.xml.rels", relations({{office_relation("styles"), "styles.xml"},
                                                        {office_relation("settings"), "settings.xml"},
                                                        {office_relation("header"), "header1.xml"},
                                                        {office_relation("header"), "header2.xml"},
                                                        {office_relation("customXml"), outline_part.c_str()}})},
            {"word/styles.xml", styles(layout)},
            {"word/settings.xml", settings(layout)},
            {"word/header1.xml", header(Header::page_number)},
            {"word/header2.xml", header(Header::empty)},
            {kOutlinePart, embedded_outline(outline)},
            {kOutlineProperties, embedded_properties()},
            {"customXml/_rels/item1.xml.rels", relations({{office_relation("customXmlProps"), "itemProps1.xml"}})},
            {"docProps/core.xml", core_properties(title, creator)},
            {"docProps/app.xml", app_properties()}};
}

} // namespace dongthac::document
