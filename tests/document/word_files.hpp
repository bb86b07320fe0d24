#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/document/zip.hpp"

/// Word files put together by hand, with the XML that word processors write.
namespace dongthac::tests {

/// A part beside the main one: what kind of relation leads to it ("styles"), its name below word/, its XML.
struct WordPart {
    std::string kind;
    std::string name;
    std::string xml;
};

inline constexpr std::string_view kWordNamespaces =
    R"( xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
    R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")"
    R"( xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006")"
    R"( xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape")"
    R"( xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main")"
    R"( xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math")";

/// An element of the main namespace with `inner` inside: xml("styles", …).
inline std::string word_xml(const std::string& root, const std::string& inner) {
    return "<w:" + root + std::string(kWordNamespaces) + ">" + inner + "</w:" + root + ">";
}

inline std::string relations_xml(const std::vector<std::pair<std::string, std::string>>& targets) {
    std::string xml = R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
    int id = 0;
    for (const auto& [kind, target] : targets)
        xml += "<Relationship Id=\"rId" + std::to_string(++id) +
               "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + kind +
               "\" Target=\"" + target + "\"/>";
    return xml + "</Relationships>";
}

/// The files of a package whose main part is `document`.
inline std::vector<document::ZipEntry> word_entries(const std::string& document, const std::vector<WordPart>& parts) {
    std::vector<std::pair<std::string, std::string>> targets;
    for (const WordPart& part : parts) targets.emplace_back(part.kind, part.name);
    std::vector<document::ZipEntry> entries = {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", relations_xml({{"officeDocument", "word/document.xml"}})},
        {"word/document.xml", document},
        {"word/_rels/document.xml.rels", relations_xml(targets)}};
    for (const WordPart& part : parts) entries.push_back({"word/" + part.name, part.xml});
    return entries;
}

/// A .docx with `body` inside of w:body.
inline std::string word_file(const std::string& body, const std::vector<WordPart>& parts = {}) {
    const std::string document = word_xml("document", "<w:body>" + body + "<w:sectPr/></w:body>");
    return document::write_zip(word_entries(document, parts)).value();
}

/// A run and a paragraph of plain text; `properties` is the inside of w:rPr or w:pPr.
inline std::string run(const std::string& text, const std::string& properties = {}) {
    return "<w:r><w:rPr>" + properties + "</w:rPr><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
}
inline std::string paragraph(const std::string& inner, const std::string& properties = {}) {
    return "<w:p><w:pPr>" + properties + "</w:pPr>" + inner + "</w:p>";
}
inline std::string said(const std::string& text) { return paragraph(run(text)); }

inline std::string cell(const std::string& blocks, const std::string& properties = {}) {
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + blocks + "</w:tc>";
}
inline std::string row(const std::string& cells) { return "<w:tr>" + cells + "</w:tr>"; }
inline constexpr const char* kRuled = R"(<w:tblBorders><w:top w:val="single"/></w:tblBorders>)";
inline std::string table(const std::string& rows, const std::string& properties = {}) {
    return "<w:tbl><w:tblPr>" + properties + "</w:tblPr><w:tblGrid/>" + rows + "</w:tbl>";
}

} // namespace dongthac::tests
