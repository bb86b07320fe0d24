#include "shared/document/embedded_outline.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "shared/document/ooxml.hpp"
#include "shared/document/ooxml_read.hpp"
#include "shared/text/date.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::document {

namespace {

using nlohmann::json;

constexpr std::size_t kMostBytes = std::size_t{4} << 20;
constexpr std::size_t kMostItems = 20'000;
constexpr int kDeepestLevel = 40;
constexpr int kFormat = 1;

constexpr const char* kPropertiesNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
constexpr const char* kIdentity = "{6F1D4C52-8A0B-4E37-9C65-2D0F7A91B3E8}"; // one of our own, always the same

struct TextField {
    const char* name;
    std::string model::Outline::*member;
};
constexpr TextField kTextFields[] = {{"superior_body", &model::Outline::superior_body},
                                     {"issuing_body", &model::Outline::issuing_body},
                                     {"document_number", &model::Outline::document_number},
                                     {"symbol", &model::Outline::symbol},
                                     {"place_name", &model::Outline::place_name},
                                     {"doc_type", &model::Outline::doc_type},
                                     {"subject", &model::Outline::subject},
                                     {"signer_name", &model::Outline::signer_name}};

/// Takes values out of what somebody else wrote; remembers that one was not of its form.
class Taker {
  public:
    std::string text(const json& object, const char* name) {
        const auto found = object.find(name);
        if (found == object.end() || !found->is_string()) return fail();
        auto nfc = text::to_nfc(found->get_ref<const std::string&>());
        return nfc ? std::move(*nfc) : fail();
    }

    std::vector<std::string> texts(const json& object, const char* name) {
        std::vector<std::string> out;
        const auto found = object.find(name);
        if (found == object.end() || !found->is_array() || found->size() > kMostItems) {
            fail();
            return out;
        }
        for (const json& each : *found) {
            auto nfc = each.is_string() ? text::to_nfc(each.get_ref<const std::string&>()) : text::to_nfc("");
            out.push_back(nfc && each.is_string() ? std::move(*nfc) : fail());
        }
        return out;
    }

    void item(const json& node, model::Outline& outline) {
        if (!node.is_object()) return void(fail());
        model::OutlineItem item;
        const auto role = model::role_from(text(node, "role"));
        const auto level = node.find("level");
        const bool has_level = level != node.end() && level->is_number_unsigned() &&
                               level->get<std::uint64_t>() <= static_cast<std::uint64_t>(kDeepestLevel);
        if (!role || !has_level) return void(fail());
        item.role = *role;
        item.level = level->get<int>();
        item.label = text(node, "label");
        item.text = text(node, "text");
        outline.items.push_back(std::move(item));
    }

    [[nodiscard]] bool ok() const { return ok_; }
    std::string fail() {
        ok_ = false;
        return {};
    }

  private:
    bool ok_ = true;
};

} // namespace

std::string embedded_outline(const model::Outline& outline) {
    json fields = json::object();
    for (const TextField& field : kTextFields) fields[field.name] = outline.*field.member;
    fields["issued_on"] = outline.issued_on ? json(text::to_iso(*outline.issued_on)) : json(nullptr);
    fields["signer_titles"] = outline.signer_titles;
    json nodes = json::array();
    for (const model::OutlineItem& item : outline.items)
        nodes.push_back({{"role", model::name_of(item.role)},
                         {"level", std::max(0, item.level)},
                         {"label", item.label},
                         {"text", item.text}});
    const json all = {{"format", kFormat}, {"fields", fields}, {"nodes", nodes}};

    pugi::xml_document document;
    pugi::xml_node root = ooxml::add(document, "outline");
    ooxml::set(root, "xmlns", kOutlineNamespace);
    // Letters as \u escapes: XML forbids some of those that a text may hold.
    root.text().set(all.dump(-1, ' ', true, json::error_handler_t::replace).c_str());
    return ooxml::to_xml(document);
}

std::string embedded_properties() {
    pugi::xml_document document;
    pugi::xml_node item = ooxml::add(document, "ds:datastoreItem");
    ooxml::set(item, "ds:itemID", kIdentity);
    ooxml::set(item, "xmlns:ds", kPropertiesNamespace);
    pugi::xml_node schema = ooxml::add(ooxml::add(item, "ds:schemaRefs"), "ds:schemaRef");
    ooxml::set(schema, "ds:uri", kOutlineNamespace);
    return ooxml::to_xml(document);
}

std::optional<model::Outline> read_embedded(std::string_view xml) {
    pugi::xml_document document;
    if (xml.size() > kMostBytes || !ooxml::load(document, xml)) return std::nullopt;
    const pugi::xml_node root = document.document_element();
    if (ooxml::local_name(root) != "outline") return std::nullopt;
    const json all = json::parse(root.text().get(), nullptr, false);
    if (!all.is_object() || all.value("format", json()) != kFormat) return std::nullopt;
    const auto fields = all.find("fields");
    const auto nodes = all.find("nodes");
    if (fields == all.end() || !fields->is_object() || nodes == all.end() || !nodes->is_array() ||
        nodes->size() > kMostItems)
        return std::nullopt;

    model::Outline outline;
    Taker take;
    for (const TextField& field : kTextFields) outline.*field.member = take.text(*fields, field.name);
    outline.signer_titles = take.texts(*fields, "signer_titles");
    if (const auto date = fields->find("issued_on"); date != fields->end() && date->is_string()) {
        if (const auto read = text::parse_iso(date->get_ref<const std::string&>()))
            outline.issued_on = *read;
        else
            take.fail();
    }
    for (const json& node : *nodes) take.item(node, outline);
    if (!take.ok()) return std::nullopt;
    return outline;
}

} // namespace dongthac::document
