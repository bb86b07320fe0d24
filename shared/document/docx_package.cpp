#include "shared/document/docx_package.hpp"

#include <algorithm>
#include <utility>

#include <pugixml.hpp>

#include "shared/document/letters.hpp"
#include "shared/document/ooxml_read.hpp"

namespace dongthac::document {

namespace {

constexpr std::string_view kUsualMainPart = "word/document.xml";
constexpr std::size_t kMostRelations = 4000; // each is looked up among up to 65,535 parts

std::string_view folder_of(std::string_view part) {
    const std::size_t slash = part.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : part.substr(0, slash + 1);
}

std::unexpected<base::Error> damaged(const std::string& file_name, std::string_view reason) {
    return base::fail(base::Code::damaged_file, {{"path", file_name}, {"reason", std::string(reason)}});
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Names that differ in case only are one, says the standard; some writers rely on it.
bool same_part(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, lower, lower); }

} // namespace

std::string resolve_part(std::string_view folder, std::string_view target) {
    if (starts_with(target, "/")) return std::string(target.substr(1));
    std::string base(folder);
    while (starts_with(target, "../") || starts_with(target, "./")) {
        if (starts_with(target, "../") && !base.empty())
            base = folder_of(std::string_view(base).substr(0, base.size() - 1));
        target.remove_prefix(target.find('/') + 1);
    }
    return base + std::string(target);
}

base::Result<DocxPackage> DocxPackage::open(std::string_view bytes, std::string_view file_name) {
    DocxPackage package;
    package.file_name_ = file_name;
    package.left_ = ooxml::kMostXml;
    auto items = list_zip(bytes);
    if (!items) return damaged(package.file_name_, items.error().arg("reason"));
    package.items_ = std::move(*items);
    if (std::ranges::any_of(package.items_, &ZipItem::encrypted))
        return base::fail(base::Code::password_file, {{"path", package.file_name_}});

    DT_TRY(const std::vector<Relation> roots, package.relations_of(""));
    package.main_part_ = kUsualMainPart;
    for (const Relation& relation : roots)
        if (relation.kind == "officeDocument" && package.has(relation.part)) package.main_part_ = relation.part;
    if (!package.has(package.main_part_)) return damaged(package.file_name_, "no main part");
    DT_TRY(package.relations_, package.relations_of(package.main_part_));
    return package;
}

const ZipItem* DocxPackage::find(std::string_view part) const {
    const auto found = std::ranges::find_if(items_, [&](const ZipItem& item) { return same_part(item.name, part); });
    return found == items_.end() ? nullptr : &*found;
}

std::vector<std::string> DocxPackage::parts_of(std::string_view kind) const {
    std::vector<std::string> parts;
    for (const Relation& relation : relations_)
        if (relation.kind == kind && has(relation.part)) parts.push_back(relation.part);
    return parts;
}

base::Result<std::string> DocxPackage::read(std::string_view part) {
    const ZipItem* item = find(part);
    if (item == nullptr) return std::string();
    if (item->size > left_)
        return base::fail(base::Code::too_large,
                          {{"path", file_name_}, {"limit_mb", std::to_string(ooxml::kMostXml >> 20)}});
    left_ -= item->size;
    auto content = unpack(*item);
    if (!content) return damaged(file_name_, content.error().arg("reason"));
    return content;
}

base::Result<std::vector<DocxPackage::Relation>> DocxPackage::relations_of(std::string_view part) {
    const std::string_view folder = folder_of(part);
    const std::string name = std::string(folder) + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
    DT_TRY(const std::string xml, read(name));
    std::vector<Relation> relations;
    pugi::xml_document document;
    // Without its relations the text of a file can still be read.
    if (xml.empty() || !ooxml::load(document, xml)) return relations;
    for (pugi::xml_node node : ooxml::child(document, "Relationships").children()) {
        if (relations.size() >= kMostRelations) break;
        const std::string_view type = ooxml::attribute(node, "Type");
        const bool outside = ooxml::attribute(node, "TargetMode") == "External";
        relations.push_back({std::string(type.substr(type.rfind('/') + 1)), std::string(ooxml::attribute(node, "Id")),
                             outside ? "" : resolve_part(folder, ooxml::attribute(node, "Target"))});
    }
    return relations;
}

} // namespace dongthac::document
