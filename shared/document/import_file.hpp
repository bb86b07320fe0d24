#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/document/read_text.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// Largest file import takes; photographs in it are skipped, not read.
inline constexpr std::size_t kMostFileBytes = std::size_t{64} << 20;
/// Largest text import takes, as a text file or out of an office file: what one act can send to the server. A plan is
/// some tens of kilobytes.
inline constexpr std::size_t kMostTextBytes = std::size_t{2} << 20;

/// The forms import reads, for sentences.
inline constexpr std::string_view kImportedForms = ".docx .doc .rtf .pdf .txt";

struct ImportedFile {
    model::Outline outline;
    std::vector<ReadText::Remark> remarks; ///< see ReadText; also edited_in_word {paragraphs}, outline_ignored,
                                           ///< broken_bytes {places} of a text file
    std::vector<std::string> source;       ///< the file's own lines, for a person to compare with
};

/// Reads a plan or report of any form into an outline. The form is told by the bytes, never by the extension: people
/// rename files, and mail programs do. A .docx of ours gives back the outline that is inside of it as far as the page
/// says the same (reconcile.hpp). Pure; any thread; time and memory grow with the size.
///
/// `file_name` only names the file in errors: too_large {path, limit_mb}, unsupported_format {extension, supported},
/// empty_file, not_a_plan, not_utf8; password_file, damaged_file, only_pictures of the forms.
[[nodiscard]] base::Result<ImportedFile> import_file(std::string_view bytes, std::string_view file_name);

} // namespace dongthac::document
