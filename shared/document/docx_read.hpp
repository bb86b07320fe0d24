#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/document/read_text.hpp"

namespace dongthac::document {

/// What a .docx holds.
struct DocxContent {
    ReadText text;
    std::vector<std::string> printed; ///< see DocxLines
    std::string embedded;             ///< XML of the outline this program has put into it; "" when there is none
};

/// Reads a .docx or .docm as Word, LibreOffice, Google Docs or WPS write it: text with automatic numbers, tables, text
/// boxes, notes and results of fields, tracked changes taken for accepted. Macros, pictures and embedded files are
/// never opened. What is no word of the document is said in remarks: macros, deleted, inserted, hidden, notes,
/// comments, contents, pictures, objects, page_furniture, bars. Time and memory grow with the XML, of which at most 32
/// MiB are unpacked.
///
/// Errors: password_file {path}, damaged_file {path, reason}, too_large {path, limit_mb}, only_pictures {path}.
[[nodiscard]] base::Result<DocxContent> open_docx(std::string_view bytes, std::string_view file_name);

/// Only its text.
[[nodiscard]] base::Result<ReadText> read_docx(std::string_view bytes, std::string_view file_name);

} // namespace dongthac::document
