#pragma once

#include <string_view>

#include "shared/base/result.hpp"
#include "shared/document/pdf_budget.hpp"
#include "shared/document/read_text.hpp"

namespace dongthac::document {

/// The largest .pdf that is read, in bytes: scanned pages with a layer of recognised text are large.
inline constexpr std::size_t kLargestPdf = 100u << 20;

/// The text of a .pdf: printed lines in reading order, page by page, columns that stand side by side parted by tabs,
/// ruled tables as rows, an empty line where a gap is. The head of a table that comes again over a page is written
/// once. What stands aside (a watermark, turned text), then fields, stamps and signatures laid over a page follow it.
/// Lines are printed ones, so LineLook::whole is set for rows of tables only. Remarks: pictures {count}, page_furniture
/// {page numbers, running lines and watermarks that were taken out, each once}, legacy_letters {table},
/// unreadable_letters {count}, pages_without_text {pages}, bars {count of '|' in cells, now '¦'}, partly_read {} when
/// the file asked for more than any document does.
///
/// Time and memory are bounded by the file's size and a fixed budget (PdfBudget). Errors, with {path} `file_name`:
/// too_large {limit_mb}; password_file; only_pictures (scanned pages); unreadable_fonts; damaged_file {reason}. Any
/// thread.
[[nodiscard]] base::Result<ReadText> read_pdf(std::string_view bytes, std::string_view file_name);
/// The same out of a `budget` of the caller's, who sees afterwards what is left of it.
[[nodiscard]] base::Result<ReadText> read_pdf(std::string_view bytes, std::string_view file_name, PdfBudget& budget);

} // namespace dongthac::document
