#include "shared/document/package_lint.hpp"

#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include <pugixml.hpp>

#include "shared/document/docx_package.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/ooxml_read.hpp"
#include "shared/document/zip.hpp"

namespace dongthac::document {

namespace {

constexpr std::size_t kLargestPackage = std::size_t{256} << 20;
constexpr std::ptrdiff_t kMostColumns = 63;
constexpr std::string_view kMainPart = "word/document.xml";

using Parts = std::map<std::string, std::unique_ptr<pugi::xml_document>>;

bool parse(pugi::xml_document& document, std::string_view xml, std::string& reason) {
    const pugi::xml_parse_result result =
        document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    if (!result) reason = std::string(result.description()) + " at " + std::to_string(result.offset);
    return static_cast<bool>(result);
}

/// Checks one opened package.
class Linter {
  public:
    explicit Linter(Parts parts) : parts_(std::move(parts)) {}

    std::vector<std::string> run() {
        if (!parts_.contains(std::string(kMainPart))) report("no main part");
        check_content_types();
        for (const auto& [name, document] : parts_) {
            if (ends_with(name, ".rels"))
                check_relations(name, *document);
            else
                check_references(name, *document);
        }
        read_styles();
        for (const auto& [name, document] : parts_)
            if (starts_with(name, "word/") && !ends_with(name, ".rels")) check_content(name, *document);
        return std::move(findings_);
    }

  private:
    void report(std::string finding) { findings_.push_back(std::move(finding)); }

    void check_content_types() {
        const auto types = parts_.find("[Content_Types].xml");
        if (types == parts_.end()) return report("no content types");
        std::set<std::string> named;
        std::set<std::string> extensions;
        for (pugi::xml_node node : types->second->child("Types").children()) {
            if (std::string_view(node.name()) == "Default") extensions.insert(node.attribute("Extension").value());
            if (std::string_view(node.name()) != "Override") continue;
            const std::string part = std::string(node.attribute("PartName").value()).substr(1);
            if (!parts_.contains(part)) report("content type of a missing part: " + part);
            named.insert(part);
        }
        for (const auto& [name, document] : parts_) {
            const bool relations = ends_with(name, ".rels") && extensions.contains("rels");
            // Data of other programs has no type of its own.
            const bool data = starts_with(name, "customXml/") && ends_with(name, ".xml") && extensions.contains("xml");
            if (name != types->first && !relations && !data && !named.contains(name))
                report("no content type: " + name);
        }
    }

    // "word/_rels/document.xml.rels" speaks for "word/document.xml" and names parts from the folder "word/".
    void check_relations(const std::string& name, const pugi::xml_document& document) {
        const std::size_t folder = name.find("_rels/");
        const std::string base = name.substr(0, folder);
        for (pugi::xml_node relation : document.child("Relationships").children("Relationship")) {
            if (std::string_view(relation.attribute("TargetMode").value()) == "External") continue;
            const std::string target = relation.attribute("Target").value();
            const std::string part = resolve_part(base, target);
            if (!parts_.contains(part)) report(name + " points to a missing part: " + target);
        }
    }

    void check_references(const std::string& name, const pugi::xml_document& document) {
        std::set<std::string> known;
        const std::size_t slash = name.rfind('/');
        const std::string folder = slash == std::string::npos ? "" : name.substr(0, slash + 1);
        const auto relations = parts_.find(folder + "_rels/" + name.substr(folder.size()) + ".rels");
        if (relations != parts_.end())
            for (pugi::xml_node relation : relations->second->child("Relationships").children("Relationship"))
                if (!known.insert(relation.attribute("Id").value()).second)
                    report("relation id used twice in " + relations->first);
        ooxml::walk(document, [&](pugi::xml_node node) {
            for (const char* attribute : {"r:id", "r:embed", "r:link"})
                if (pugi::xml_attribute id = node.attribute(attribute); id && !known.contains(id.value()))
                    report(name + ": dangling " + attribute + " " + id.value());
        });
    }

    void read_styles() {
        const auto part = parts_.find("word/styles.xml");
        if (part == parts_.end()) return;
        for (pugi::xml_node style : part->second->child("w:styles").children("w:style"))
            if (!styles_.insert(style.attribute("w:styleId").value()).second)
                report(std::string("style defined twice: ") + style.attribute("w:styleId").value());
    }

    void check_content(const std::string& name, const pugi::xml_document& document) {
        ooxml::walk(document, [&](pugi::xml_node node) {
            const std::string_view tag = node.name();
            const bool names_style =
                tag == "w:pStyle" || tag == "w:rStyle" || tag == "w:tblStyle" || tag == "w:basedOn";
            if (names_style && !styles_.contains(node.attribute("w:val").value()))
                report(name + ": unknown style " + node.attribute("w:val").value());
            // The last child must be a paragraph: a cell that ends with a table is refused as well.
            if (tag == "w:tc" && std::string_view(node.last_child().name()) != "w:p")
                report(name + ": table cell without a paragraph");
            if (tag == "w:tr") check_row(name, node);
            if (tag == "w:body" && std::string_view(node.last_child().name()) != "w:sectPr")
                report(name + ": no section at the end");
        });
    }

    void check_row(const std::string& name, pugi::xml_node row) {
        const auto cells = std::ranges::distance(row.children("w:tc"));
        const auto columns = std::ranges::distance(row.parent().child("w:tblGrid").children("w:gridCol"));
        if (columns > kMostColumns) report(name + ": table of too many columns");
        if (cells == 0 || cells != columns) report(name + ": table row of another width than its table");
    }

    Parts parts_;
    std::set<std::string> styles_;
    std::vector<std::string> findings_;
};

} // namespace

std::vector<std::string> lint_docx(std::string_view bytes) {
    auto entries = read_zip(bytes, kLargestPackage);
    if (!entries) return {"not a zip: " + std::string(entries.error().arg("reason"))};
    Parts parts;
    for (const ZipEntry& entry : *entries) {
        auto document = std::make_unique<pugi::xml_document>();
        std::string reason;
        if (!parse(*document, entry.content, reason)) return {entry.name + ": " + reason};
        if (!parts.emplace(entry.name, std::move(document)).second) return {"part stored twice: " + entry.name};
    }
    return Linter(std::move(parts)).run();
}

base::Result<std::string> docx_text(std::string_view bytes) {
    DT_TRY(const std::vector<ZipEntry> entries, read_zip(bytes, kLargestPackage));
    for (const ZipEntry& entry : entries) {
        if (entry.name != kMainPart) continue;
        pugi::xml_document document;
        std::string reason;
        if (!parse(document, entry.content, reason))
            return base::fail(base::Code::bad_bytes, {{"what", "docx"}, {"reason", reason}});
        std::string out;
        ooxml::walk(document, [&](pugi::xml_node node) {
            const std::string_view tag = node.name();
            if (tag == "w:p" && !out.empty()) out += '\n';
            if (tag == "w:t") out += node.text().get();
            if (tag == "w:br" || tag == "w:tab") out += ' ';
        });
        return out;
    }
    return base::fail(base::Code::bad_bytes, {{"what", "docx"}, {"reason", "no main part"}});
}

std::optional<std::string> xml_error(std::string_view xml) {
    pugi::xml_document document;
    std::string reason;
    if (parse(document, xml, reason)) return std::nullopt;
    return reason;
}

} // namespace dongthac::document
