#pragma once

#include <string_view>

#include "shared/base/result.hpp"
#include "shared/document/read_text.hpp"

namespace dongthac::document {

/// The text of a file of Rich Text Format (1.9.1), which offices often call .doc: what read_doc gives of a .doc, with
/// the letterhead of a page's head where the text has none, automatic numbers as the program that wrote the file
/// printed them. Remarks: pictures, notes, comments, deleted, hidden, bars, page_furniture, legacy_letters, text_boxes.
///
/// A file that was cut off gives what is there. Memory is bounded. Errors, with {path} `file_name`: too_large
/// {limit_mb} for more paragraphs or letters than any paper has; damaged_file {reason}, also where a missing brace
/// makes words part of a group that is no text, and where nothing is left of a file that was cut off; empty_file;
/// only_pictures. Pure; any thread.
[[nodiscard]] base::Result<ReadText> read_rtf(std::string_view bytes, std::string_view file_name);

} // namespace dongthac::document
