#pragma once

#include <cstddef>
#include <vector>

#include "shared/document/block.hpp"
#include "shared/document/lines.hpp"

namespace dongthac::document {

/// Levels and roles of the paragraphs [first, end) by their labels and by the words of the headings above them. The
/// last paragraphs become `closing` when they sum up ("Trên đây là …", "… ./."). Every paragraph ends in exactly one
/// block.
[[nodiscard]] std::vector<Block> read_body(const SourceText& source, const std::vector<Paragraph>& paragraphs,
                                           std::size_t first);

/// What a heading says its items are for; `paragraph` when it says nothing known. `key` is folded by text::search_key.
/// Implementation is answered as `assignment`.
[[nodiscard]] model::ItemRole purpose_of_heading(std::string_view key);

} // namespace dongthac::document
