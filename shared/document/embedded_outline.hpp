#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/model/outline.hpp"

namespace dongthac::document {

/// The outline inside a .docx that we write (docs/file-formats.md): a custom XML part, which Word keeps when it saves
/// and never shows. With it a file of ours comes back with its roles, levels and labels instead of what can be guessed
/// from the printed page.
inline constexpr const char* kOutlineNamespace = "urn:dongthac:outline:1";
inline constexpr const char* kOutlinePart = "customXml/item1.xml";
inline constexpr const char* kOutlineProperties = "customXml/itemProps1.xml";

/// The part, and the one beside it that gives it its identity. The same outline always gives the same bytes; flags,
/// parents, fragments without a place and counts of words are not in it: they are made anew at import, and nothing
/// travels in a file that its page does not show.
[[nodiscard]] std::string embedded_outline(const model::Outline& outline);
[[nodiscard]] std::string embedded_properties();

/// What such a part says. Untrusted: anybody can write one. Nothing when it is not of this form, larger than 4 MiB or
/// of more than 20,000 items.
[[nodiscard]] std::optional<model::Outline> read_embedded(std::string_view xml);

} // namespace dongthac::document
