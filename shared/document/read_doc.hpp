#pragma once

#include <string_view>

#include "shared/base/result.hpp"
#include "shared/document/read_text.hpp"

namespace dongthac::document {

/// The largest .doc that is read, in bytes; pictures make them large.
inline constexpr std::size_t kLargestDoc = 100u << 20;

/// The text of a document of Word 97 to 2003: whole paragraphs with their automatic numbers, tables with data as rows,
/// the letterhead's columns parted by tabs, also where only the head of a page has it, notes in brackets behind their
/// paragraphs, text boxes and notes nothing refers to at the end. Remarks: pictures, notes, comments, deleted, hidden,
/// bars {count}, page_furniture {text of headers and footers}, legacy_letters {table}, text_boxes {paragraphs},
/// automatic_numbers {paragraphs whose numbers Word counts itself, and whose list the file does not tell}, macros.
///
/// Time and memory are bounded by the file's size. Errors, with {path} `file_name`: too_large {limit_mb} of the file or
/// of its text; password_file; old_format {format} (Word 6 and 95, RTF); damaged_file {reason}; empty_file;
/// only_pictures. Pure; any thread.
[[nodiscard]] base::Result<ReadText> read_doc(std::string_view bytes, std::string_view file_name);

} // namespace dongthac::document
