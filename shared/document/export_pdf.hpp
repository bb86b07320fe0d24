#pragma once

#include <string>

#include "shared/base/result.hpp"
#include "shared/document/layout.hpp"
#include "shared/document/pages.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// Laid-out pages as a PDF 1.7 file: A4, the letters used of each face embedded, every letter with the code point it is
/// copied as, headings as bookmarks, title, issuing body and language (vi) in its properties, no date and no other
/// thing that changes: the same pages give the same bytes. Error internal {reason} when HarfBuzz or zlib refuses.
[[nodiscard]] base::Result<std::string> write_pdf(const Pages& pages, const Typefaces& faces);

/// make_pages and write_pdf.
[[nodiscard]] base::Result<std::string> export_pdf(const model::Outline& outline, const Nd30Layout& layout,
                                                   const Typefaces& faces);

} // namespace dongthac::document
