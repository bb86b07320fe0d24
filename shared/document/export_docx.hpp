#pragma once

#include <string>

#include "shared/base/result.hpp"
#include "shared/document/layout.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// The document as a Word file (OOXML, ECMA-376) laid out after NĐ 30/2020/NĐ-CP, Phụ lục I (figures: `layout`).
/// Labels are literal text: automatic numbering can print neither "đ)" nor the duplicate numbers a source has (TRAPS,
/// Word and PDF). The outline itself is in the file as well, for import_file. The same outline always gives the same
/// bytes. Returns the file's bytes; error internal {reason} only when a part would pass 4 GiB or the result fails
/// lint_docx.
[[nodiscard]] base::Result<std::string> export_docx(const model::Outline& outline, const Nd30Layout& layout);

} // namespace dongthac::document
