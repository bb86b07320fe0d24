#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "shared/document/doc_paragraphs.hpp"
#include "shared/document/read_text.hpp"

namespace dongthac::document {

/// Paragraphs of a .doc as the structurer reads them. A table that only places things — the letterhead, the signature
/// beside the recipients — becomes its lines, those of a letterhead side by side with tabs; a table with data becomes
/// rows, '|' in its cells made '¦' and counted in `bars`. `note_at` gives the text of the note that is referred to at
/// a place, which follows its paragraph in brackets.
[[nodiscard]] std::vector<ReadLine> doc_lines(const std::vector<DocLine>& paragraphs,
                                              const std::function<std::string(std::size_t)>& note_at,
                                              std::size_t& bars);

} // namespace dongthac::document
