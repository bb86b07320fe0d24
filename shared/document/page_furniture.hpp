#pragma once

#include <cstddef>
#include <vector>

#include "shared/document/lines.hpp"

namespace dongthac::document {

/// What a page prints around its text.
enum class Furniture { none, page_number, running_head };

/// What each of the lines is. Page numbers count up: "2", "- 2 -", "Trang 2", "2/5"; any other lone number is
/// somebody's figure, and the first page carries none by decree. A running head is the same short line at the edge of
/// two pages or more: beside a page number, in the midst of a sentence, or the first line of all.
[[nodiscard]] std::vector<Furniture> find_furniture(const std::vector<TextLine>& lines);

} // namespace dongthac::document
