#include "client/app/files.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "client/app/printing.hpp"
#include "client/app/records_workbook.hpp"
#include "client/app/sums_workbook.hpp"
#include "client/app/wording.hpp"
#include "shared/base/assets.hpp"
#include "shared/base/files.hpp"
#include "shared/document/document_json.hpp"
#include "shared/document/export_docx.hpp"
#include "shared/document/export_html.hpp"
#include "shared/document/export_pdf.hpp"
#include "shared/document/export_text.hpp"
#include "shared/document/outline_of.hpp"
#include "shared/office/documents.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::app {

namespace {

std::string extension_of(const std::filesystem::path& file) {
    return text::to_lower(base::path_to_utf8(file.extension()));
}

std::unexpected<base::Error> unsupported(const std::string& extension, std::string_view supported) {
    return base::fail(base::Code::unsupported_format,
                      {{"extension", extension}, {"supported", std::string(supported)}});
}

base::Result<std::string> pdf_of(const model::Outline& outline) {
    DT_TRY(const Printing printing, Printing::load());
    return document::export_pdf(outline, printing.layout, printing.faces);
}

/// As printed, by the file name's extension.
base::Result<void> write_outline(const model::Outline& outline, const std::filesystem::path& file,
                                 std::string_view supported) {
    const std::string extension = extension_of(file);
    if (extension == ".txt") return base::write_file(file, document::export_text(outline));
    if (extension != ".html" && extension != ".docx" && extension != ".pdf") return unsupported(extension, supported);
    DT_TRY(const std::filesystem::path assets, base::find_assets());
    DT_TRY(const document::Nd30Layout layout, document::load_layout(assets));
    if (extension == ".html") return base::write_file(file, document::export_html(outline, layout));
    DT_TRY(const std::string bytes, extension == ".pdf" ? pdf_of(outline) : document::export_docx(outline, layout));
    return base::write_file(file, bytes);
}

} // namespace

base::Result<document::ImportedFile> read_file(const std::filesystem::path& file) {
    DT_TRY(const std::string content, base::read_file(file, document::kMostFileBytes));
    return document::import_file(content, base::path_to_utf8(file));
}

base::Result<void> export_document(office::Workspace& office, const base::DocumentId& id,
                                   const std::filesystem::path& file) {
    DT_TRY(const change::Document document, office::read_document(office, id));
    const std::string extension = extension_of(file);
    if (extension == ".json") return base::write_file(file, document::document_json(document).dump(2) + "\n");
    return write_outline(document::outline_of(document), file, ".docx .pdf .html .txt .json");
}

std::string file_name_for(std::string_view number, std::string_view symbol, std::string_view subject) {
    constexpr std::size_t kLongest = 120; // bytes; folders above it need room too
    std::string name(number);
    const auto add = [&name](std::string_view between, std::string_view part) {
        if (!name.empty() && !part.empty()) name += between;
        name += part;
    };
    add("-", symbol);
    add(" ", subject);
    std::ranges::replace_if(
        name, [](char c) { return static_cast<unsigned char>(c) < ' ' || std::string_view("<>:\"/\\|?*").contains(c); },
        '-');
    if (name.size() > kLongest) name.resize(std::min(name.rfind(' ', kLongest), name.size()));
    while (name.ends_with('.') || name.ends_with(' ')) name.pop_back(); // Windows takes them away
    return (name.empty() ? "van-ban" : name) + ".docx";
}

base::Result<std::size_t> export_records(office::Workspace& office, std::string_view kind, const Strings& strings,
                                         const std::filesystem::path& file) {
    if (extension_of(file) != ".xlsx") return unsupported(extension_of(file), ".xlsx");
    DT_TRY(const view_model::RecordRows rows, view_model::record_rows(office, kind));
    DT_TRY(const std::string bytes, records_workbook(strings, rows));
    DT_CHECK(base::write_file(file, bytes));
    return rows.rows.size();
}

base::Result<void> export_consolidation(office::Workspace& office, const office::Consolidation& sums,
                                        const Strings& strings, const std::filesystem::path& file) {
    if (extension_of(file) == ".xlsx") {
        DT_TRY(const std::string bytes, sums_workbook(office, strings, sums));
        return base::write_file(file, bytes);
    }
    DT_TRY(const model::Outline outline, office::consolidated_outline(office, sums, consolidated_wording_of(strings)));
    return write_outline(outline, file, ".docx .pdf .html .txt .xlsx");
}

} // namespace dongthac::app
