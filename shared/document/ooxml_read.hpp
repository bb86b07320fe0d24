#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace pugi {
class xml_document;
class xml_node;
} // namespace pugi

/// Reading the XML of office files that other programs wrote. Names are compared without their prefix: Word writes
/// "w:p", a script of somebody's "ns0:p", and the strict form of the standard differs in the address behind the prefix
/// only.
namespace dongthac::document::ooxml {

/// Parses `xml`. Memory stays within some ten times `kMostXml`. False when it is not well-formed, or has more tags than
/// a document of a thousand pages.
inline constexpr std::size_t kMostXml = std::size_t{32} << 20;
[[nodiscard]] bool load(pugi::xml_document& document, std::string_view xml);

/// The name of an element without its prefix; "" for what is no element.
[[nodiscard]] std::string_view local_name(pugi::xml_node node);

/// Calls `visit` with every node below `node` in the order of the file, without a call for each level: the depth of a
/// hostile file is not ours to choose.
void walk(pugi::xml_node node, const std::function<void(pugi::xml_node)>& visit);

/// The first child of that name; an empty node when there is none.
[[nodiscard]] pugi::xml_node child(pugi::xml_node node, std::string_view name);

/// The value of an attribute, "" when absent. Lives as long as the document.
[[nodiscard]] std::string_view attribute(pugi::xml_node node, std::string_view name);

/// The "val" of the child `name`, "" when absent.
[[nodiscard]] std::string_view value_of(pugi::xml_node node, std::string_view name);

/// A whole number; nothing when it is none or outside of ±1,000,000.
[[nodiscard]] std::optional<int> number_in(std::string_view text);

/// What a switch like <w:b/> under `node` says; nothing when it is not there.
[[nodiscard]] std::optional<bool> switch_in(pugi::xml_node node, std::string_view name);

} // namespace dongthac::document::ooxml
