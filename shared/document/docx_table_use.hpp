#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "shared/document/docx_blocks.hpp"

namespace dongthac::document {

/// What a table is there for.
enum class TableUse {
    letterhead, ///< the office beside the nation
    signature,  ///< recipients and signers, each in a column
    columns,    ///< a frame, or two columns that only stand beside each other
    data
};

/// Told by the head of the table alone, for words like "Nơi nhận" and the motto stand in tables with data as well: a
/// letterhead has the national name as a paragraph of its first row (the motto, or number and date, where no lines are
/// drawn); a signature has nothing but signers' titles and "Nơi nhận:" in a row at its top.
[[nodiscard]] TableUse use_of(const DocxTable& table);

/// The cells of a signature column by column, from the top: each signer's name comes behind the title it stands under.
[[nodiscard]] std::vector<const DocxCell*> down_the_columns(const DocxTable& table);

/// A paragraph of `blocks`, among their first `bytes` bytes, is the national name of a letterhead: it begins with it or
/// is all in capitals. A sentence that names the Republic is none.
[[nodiscard]] bool has_national_name(const std::vector<DocxBlock>& blocks, std::size_t bytes);

/// Nothing in it is seen.
[[nodiscard]] bool is_empty(const DocxCell& cell);

} // namespace dongthac::document
