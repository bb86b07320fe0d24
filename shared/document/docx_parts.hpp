#pragma once

#include <string>
#include <vector>

#include "shared/document/layout.hpp"
#include "shared/document/zip.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

inline constexpr const char* kDefaultHeaderId = "rId3"; ///< page number, from the second page on
inline constexpr const char* kFirstHeaderId = "rId4";   ///< empty, on the first page

/// Every part of a .docx but word/document.xml, in the order of the package; the document part belongs between the
/// first kBeforeDocument of them and the rest. `title` and `creator` go into the properties, `outline` where no word
/// processor looks (embedded_outline.hpp).
inline constexpr std::size_t kBeforeDocument = 3;
[[nodiscard]] std::vector<ZipEntry> docx_parts(const std::string& title, const std::string& creator,
                                               const Nd30Layout& layout, const model::Outline& outline);

} // namespace dongthac::document
