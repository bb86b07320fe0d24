#pragma once

#include <vector>

#include "shared/document/layout.hpp"
#include "shared/document/paragraph.hpp"
#include "shared/document/printable.hpp"

namespace dongthac::document {

/// A document as the paragraphs and tables it is printed as, in order: the .docx and the pages of the .pdf are made of
/// the same ones. Breaks inside of headings stand in the text as line feeds.
[[nodiscard]] std::vector<PrintBlock> print_blocks(const Printable& page, const Nd30Layout& layout);

/// What a file's properties call the document: "KẾ HOẠCH Truyền thông …"; "" when it has neither type nor subject.
[[nodiscard]] std::string title_of(const Printable& page);

} // namespace dongthac::document
