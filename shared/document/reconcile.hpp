#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "shared/model/outline.hpp"

namespace dongthac::document {

/// An outline that came inside of a file, made to agree with what the file prints.
struct Reconciled {
    model::Outline outline;
    bool kept = false;      ///< false: the outline in the file was of no use, `outline` is `read`
    std::size_t edited = 0; ///< paragraphs changed, added or taken out since the outline was written
};

/// What the reader sees on paper is the document. `embedded` is believed as far as it would print exactly that: it is
/// printed again and compared, paragraph by paragraph, with `printed` (DocxLines). No hash of the file is consulted,
/// for whoever writes the outline could write the hash. Each printed paragraph ends in exactly one place: one that is
/// the same keeps its item; a changed one takes its words from the page and keeps role and level, in the head and the
/// signature also when nothing of it is left, as long as there are as many lines as before; an added one is taken from
/// `read`, what the structurer made of the page alone, and stands in `unplaced` where that has no item of it and it is
/// beside a line of the head or the signature. `words` counts the page, so words == placed + unplaced can fail. When
/// less than half agrees, the file was written over with another document: then `read` is returned.
[[nodiscard]] Reconciled reconcile(const model::Outline& embedded, const std::vector<std::string>& printed,
                                   model::Outline read);

} // namespace dongthac::document
