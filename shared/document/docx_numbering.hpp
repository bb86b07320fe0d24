#pragma once

#include "shared/document/docx_styles.hpp"
#include "shared/document/list_numbers.hpp"

namespace dongthac::document {

/// The lists of a .docx by their numbers (ECMA-376 part 1, 17.9). `numbering` is w:numbering; an empty node gives a
/// document without lists. Of `styles` nothing is kept.
[[nodiscard]] ListNumbers docx_numbering(pugi::xml_node numbering, const DocxStyles& styles);

} // namespace dongthac::document
