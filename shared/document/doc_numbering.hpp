#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "shared/document/doc_paragraphs.hpp"
#include "shared/document/list_numbers.hpp"

namespace dongthac::document {

/// The lists of a .doc (MS-DOC, PlfLst and PlfLfo) by the numbers paragraphs name them with, from 1. `document` and
/// `table` are its streams; views are kept of neither. Damaged tables give what can be read of them: time and memory
/// are bounded whatever they say.
[[nodiscard]] ListNumbers doc_numbering(std::string_view document, std::string_view table, const DocFormat& format);

/// Counts `paragraphs` on and puts their numbers before their words; where there are no words, into DocLine::number.
/// How many have words and a list that is not in `lists`.
std::size_t number_paragraphs(std::vector<DocLine>& paragraphs, ListNumbers& lists);

} // namespace dongthac::document
