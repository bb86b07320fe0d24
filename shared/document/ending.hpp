#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "shared/document/block.hpp"
#include "shared/document/lines.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// Where the parts after the body start, as indexes of lines; equal to the number of lines when absent.
struct EndingBounds {
    std::size_t ending = 0;   ///< recipients and signature, in either order
    std::size_t appendix = 0; ///< the first appendix
    bool has_recipients = false;
};
[[nodiscard]] EndingBounds find_ending(const SourceText& source, const std::vector<TextLine>& lines);

/// Recipients and signatures as they stand. Words that are neither stay free.
struct Ending {
    std::vector<Block> blocks; ///< the titles and names of those who do not sign are paragraphs
    std::vector<std::string> other_signers;
};

/// Reads the lines [first, last): two columns that may stand side by side or one after the other. Fills the signer's
/// fields with who signs as the head (Signatures).
[[nodiscard]] Ending read_ending(const SourceText& source, const std::vector<TextLine>& lines, std::size_t first,
                                 std::size_t last, model::Outline& outline);

} // namespace dongthac::document
