#include "shared/document/ooxml_read.hpp"

#include <algorithm>
#include <charconv>

#include <pugixml.hpp>

namespace dongthac::document::ooxml {

namespace {

constexpr std::ptrdiff_t kMostTags = 1'500'000;
constexpr int kLargestNumber = 1'000'000;

std::string_view without_prefix(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

} // namespace

bool load(pugi::xml_document& document, std::string_view xml) {
    // A tag of four bytes takes sixteen times as much in memory.
    if (xml.size() > kMostXml || std::ranges::count(xml, '<') > kMostTags) return false;
    return static_cast<bool>(document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata));
}

std::string_view local_name(pugi::xml_node node) {
    return node.type() == pugi::node_element ? without_prefix(node.name()) : std::string_view();
}

void walk(pugi::xml_node node, const std::function<void(pugi::xml_node)>& visit) {
    for (pugi::xml_node at = node.first_child(); at;) {
        visit(at);
        if (at.first_child()) {
            at = at.first_child();
            continue;
        }
        while (at && at != node && !at.next_sibling()) at = at.parent();
        if (!at || at == node) return;
        at = at.next_sibling();
    }
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
    for (pugi::xml_node each : node.children())
        if (local_name(each) == name) return each;
    return {};
}

std::string_view attribute(pugi::xml_node node, std::string_view name) {
    for (pugi::xml_attribute each : node.attributes())
        if (without_prefix(each.name()) == name) return each.value();
    return {};
}

std::string_view value_of(pugi::xml_node node, std::string_view name) { return attribute(child(node, name), "val"); }

std::optional<int> number_in(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || std::abs(value) > kLargestNumber)
        return std::nullopt;
    return value;
}

std::optional<bool> switch_in(pugi::xml_node node, std::string_view name) {
    const pugi::xml_node found = child(node, name);
    if (!found) return std::nullopt;
    const std::string_view value = attribute(found, "val");
    return value != "0" && value != "false" && value != "off" && value != "none";
}

} // namespace dongthac::document::ooxml
