#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace dongthac::document {

/// What Word would call "unreadable content" in a .docx although every part is valid XML by itself (TRAPS, Word and
/// PDF): a part without a content type, a relation to a missing part, an r:id without a relation, a table cell without
/// a paragraph, a table of more than 63 columns,
/// a row that has not the cells of its table, a style nobody defined, XML that is not well-formed, a
/// missing main part. One line of English per finding, for the programmer; empty when the file is sound.
[[nodiscard]] std::vector<std::string> lint_docx(std::string_view bytes);

/// The text of the main part of a .docx, a line feed after each paragraph, in reading order. Errors: bad_bytes.
[[nodiscard]] base::Result<std::string> docx_text(std::string_view bytes);

/// Why `xml` is not well-formed; nothing when it is.
[[nodiscard]] std::optional<std::string> xml_error(std::string_view xml);

} // namespace dongthac::document
