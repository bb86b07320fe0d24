#pragma once

#include <cstddef>
#include <vector>

#include "shared/document/block.hpp"
#include "shared/document/lines.hpp"

namespace dongthac::document {

/// What stands between the subject and the first heading: addressees, legal bases, the sentence that leads in; as plain
/// paragraphs what the document came with ("(Ban hành kèm theo …)") and who decides ("HIỆU TRƯỞNG TRƯỜNG …").
struct Opening {
    std::vector<Block> blocks;
    std::size_t next_paragraph = 0; ///< the first paragraph of the body
};

/// Several documents quoted in one paragraph and parted by semicolons become one basis each (NĐ 30/2020/NĐ-CP, Phụ lục
/// I, mục II.5: one to a line).
[[nodiscard]] Opening read_opening(const SourceText& source, const std::vector<Paragraph>& paragraphs);

/// A paragraph that starts the body: a numbered heading, or one in capitals.
[[nodiscard]] bool is_heading(const Paragraph& paragraph);

} // namespace dongthac::document
