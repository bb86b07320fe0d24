#pragma once

#include <filesystem>
#include <string>

#include "client/app/strings.hpp"
#include "shared/document/import_file.hpp"
#include "shared/model/outline.hpp"
#include "shared/office/consolidated_report.hpp"
#include "shared/office/workspace.hpp"

namespace dongthac::app {

/// Reads a plan or report file of any form into an outline; nothing is stored. Errors: missing_file, unreadable_file,
/// too_large (before anything is read), those of document::import_file.
[[nodiscard]] base::Result<document::ImportedFile> read_file(const std::filesystem::path& file);

/// Writes a document by its file name's extension: .docx .pdf .html .txt .json. Whole or not at all. Errors:
/// unsupported_format, unwritable_file, disk_full, unknown_document; those of load_layout and Typefaces::load where the
/// program's own files are missing or broken.
[[nodiscard]] base::Result<void> export_document(office::Workspace& office, const base::DocumentId& document,
                                                 const std::filesystem::path& file);

/// What a file of the document would be called: "12-KH-MNBM Truyền thông năm 2026.docx". Characters that no file name
/// may have on Windows are '-', and a long subject is cut between words; "van-ban.docx" when it has no name yet.
[[nodiscard]] std::string file_name_for(std::string_view number, std::string_view symbol, std::string_view subject);

/// Writes the list of one kind of record as an Excel workbook; gives how many rows. Errors: unknown_kind,
/// unsupported_format for another extension than .xlsx, those of export_xlsx, unwritable_file.
[[nodiscard]] base::Result<std::size_t> export_records(office::Workspace& office, std::string_view kind,
                                                       const Strings& strings, const std::filesystem::path& file);

/// Writes a consolidation by its file name's extension: .docx .pdf .html .txt as the report to the office above would
/// be printed, .xlsx with the figures, every office's share and where everybody stands. Errors as export_document.
[[nodiscard]] base::Result<void> export_consolidation(office::Workspace& office, const office::Consolidation& sums,
                                                      const Strings& strings, const std::filesystem::path& file);

} // namespace dongthac::app
