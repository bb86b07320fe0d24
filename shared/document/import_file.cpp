#include "shared/document/import_file.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "shared/document/docx_read.hpp"
#include "shared/document/embedded_outline.hpp"
#include "shared/document/import_text.hpp"
#include "shared/document/letters.hpp"
#include "shared/document/read_doc.hpp"
#include "shared/document/read_pdf.hpp"
#include "shared/document/read_rtf.hpp"
#include "shared/document/reconcile.hpp"
#include "shared/document/zip.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/legacy_vietnamese.hpp"
#include "shared/text/read_plain.hpp"

namespace dongthac::document {

namespace {

using Imported = base::Result<ImportedFile>;

constexpr std::string_view kOleMark("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
constexpr std::size_t kSniffed = 4096; // bytes from the start that tell a form

base::Result<void> check_size(std::size_t bytes, std::size_t limit, std::string_view file_name) {
    if (bytes <= limit) return {};
    return base::fail(base::Code::too_large,
                      {{"path", std::string(file_name)}, {"limit_mb", std::to_string(limit >> 20)}});
}

base::Result<void> check_text(const ReadText& read, std::string_view file_name) {
    std::size_t bytes = 0;
    for (const ReadLine& line : read.lines) bytes += line.text.size() + 1;
    return check_size(bytes, kMostTextBytes, file_name);
}

/// Letters of old fonts whose names the file does not tell: what the words become by a table says so.
void read_lost_fonts(ReadText& read) {
    if (std::ranges::find(read.remarks, "legacy_letters", &ReadText::Remark::key) != read.remarks.end()) return;
    std::string all;
    for (const ReadLine& line : read.lines) all += line.text + "\n";
    const auto legacy = text::detect_legacy(all);
    if (!legacy) return;
    for (ReadLine& line : read.lines) line.text = text::from_legacy(line.text, *legacy);
    read.remarks.push_back({"legacy_letters", std::string(text::name_of(legacy->table))});
}

bool starts_like(std::string_view bytes, std::string_view mark) {
    return bytes.size() >= mark.size() && std::ranges::equal(bytes.substr(0, mark.size()), mark, {}, [](char c) {
               return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
           });
}

// Past a byte order mark and white space.
std::string_view content(std::string_view bytes) {
    if (starts_with(bytes, "\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::size_t start = bytes.find_first_not_of(" \t\r\n");
    return start == std::string_view::npos ? std::string_view() : bytes.substr(start);
}

/// The names in a package say what it is; `folder` is "word/", "xl/", …
bool zip_holds(std::string_view bytes, std::string_view folder) {
    if (!starts_with(bytes, "PK")) return false;
    const auto items = list_zip(bytes);
    return items && std::ranges::any_of(*items, [&](const ZipItem& item) { return starts_like(item.name, folder); });
}

// Names of the streams of an OLE file stand in it as UTF-16.
bool ole_holds(std::string_view bytes, std::string_view stream) {
    if (!starts_with(bytes, kOleMark)) return false;
    std::string wide;
    for (const char c : stream) wide += {c, '\0'};
    return bytes.find(wide) != std::string_view::npos;
}

bool is_docx(std::string_view bytes) { return zip_holds(bytes, "word/"); }
bool is_encrypted(std::string_view bytes) { return ole_holds(bytes, "EncryptedPackage"); }
bool is_zip(std::string_view bytes) { return starts_with(bytes, "PK\x03\x04") || starts_with(bytes, "PK\x05\x06"); }

/// Forms we know and do not read, by the extension people know them by.
std::string_view other_form(std::string_view bytes) {
    struct Form {
        std::string_view mark; ///< at the start, small letters
        std::string_view extension;
    };
    constexpr Form kForms[] = {{"<!doctype html", ".html"},
                               {"<html", ".html"},
                               {"mime-version:", ".mht"},
                               {"\x89png", ".png"},
                               {"\xFF\xD8\xFF", ".jpg"},
                               {"gif8", ".gif"},
                               {"ii*", ".tif"},
                               {"mm", ".tif"},
                               {"riff", ".webp"},
                               {"7z\xBC\xAF", ".7z"},
                               {"rar!", ".rar"},
                               {"\x1F\x8B", ".gz"},
                               {"mz", ".exe"}};
    for (const Form& form : kForms) {
        const bool binary = form.extension == ".tif" || form.extension == ".exe" || form.extension == ".webp";
        const bool holds_zero = bytes.substr(0, kSniffed).find('\0') != std::string_view::npos;
        if (starts_like(content(bytes), form.mark) && (!binary || holds_zero)) return form.extension;
    }
    if (starts_with(content(bytes), "<?xml")) {
        const std::string_view head = bytes.substr(0, kSniffed);
        for (const std::string_view sign : {"<html", "<!DOCTYPE html"})
            if (head.find(sign) != std::string_view::npos) return ".html";
        if (head.find("pkg:package") != std::string_view::npos || head.find("w:wordDocument") != std::string_view::npos)
            return ".xml";
    }
    if (zip_holds(bytes, "xl/")) return ".xlsx";
    if (zip_holds(bytes, "ppt/")) return ".pptx";
    if (zip_holds(bytes, "content.xml")) return ".odt";
    if (ole_holds(bytes, "Workbook")) return ".xls";
    if (starts_with(bytes, kOleMark)) return ".ole";
    return {};
}

std::string extension_of(std::string_view file_name) {
    const std::size_t dot = file_name.rfind('.');
    const std::size_t slash = file_name.find_last_of("/\\");
    if (dot == std::string_view::npos || (slash != std::string_view::npos && slash > dot)) return {};
    return text::to_lower(file_name.substr(dot));
}

std::unexpected<base::Error> unsupported(std::string_view extension) {
    return base::fail(base::Code::unsupported_format,
                      {{"extension", std::string(extension)}, {"supported", std::string(kImportedForms)}});
}

Imported refuse_password(std::string_view, std::string_view file_name) {
    return base::fail(base::Code::password_file, {{"path", std::string(file_name)}});
}

bool is_other_form(std::string_view bytes) { return !other_form(bytes).empty(); }

Imported refuse_form(std::string_view bytes, std::string_view) { return unsupported(other_form(bytes)); }

Imported refuse_zip(std::string_view bytes, std::string_view file_name) {
    if (const auto items = list_zip(bytes); !items)
        return base::fail(base::Code::damaged_file,
                          {{"path", std::string(file_name)}, {"reason", std::string(items.error().arg("reason"))}});
    return unsupported(".zip");
}

bool is_binary(std::string_view bytes) { return bytes.substr(0, kSniffed).find('\0') != std::string_view::npos; }

Imported refuse_binary(std::string_view, std::string_view file_name) { return unsupported(extension_of(file_name)); }

Imported import_docx(std::string_view bytes, std::string_view file_name) {
    DT_TRY(DocxContent docx, open_docx(bytes, file_name));
    DT_CHECK(check_text(docx.text, file_name));
    if (docx.embedded.empty()) read_lost_fonts(docx.text);
    ImportedFile out;
    out.remarks = std::move(docx.text.remarks);
    for (const ReadLine& line : docx.text.lines) out.source.push_back(line.text);
    auto read = import_read(docx.text, file_name);
    if (docx.embedded.empty()) {
        if (!read) return base::pass(read);
        out.outline = std::move(*read);
        return out;
    }
    // Of a page without a word of a plan the outline inside may still tell that it is one.
    if (!read && read.error().code != base::Code::not_a_plan) return base::pass(read);
    const auto embedded = read_embedded(docx.embedded);
    const bool readable = read.has_value();
    Reconciled made;
    if (embedded) made = reconcile(*embedded, docx.printed, readable ? *read : model::Outline{});
    if (!made.kept && !readable) return base::pass(read);
    out.outline = made.kept ? std::move(made.outline) : std::move(*read);
    if (!made.kept) out.remarks.push_back({"outline_ignored", {}});
    if (made.edited > 0) out.remarks.push_back({"edited_in_word", std::to_string(made.edited)});
    return out;
}

/// A form whose reader gives lines and nothing more.
template <base::Result<ReadText> (*read)(std::string_view, std::string_view)>
Imported through(std::string_view bytes, std::string_view file_name) {
    DT_TRY(ReadText text, read(bytes, file_name));
    DT_CHECK(check_text(text, file_name));
    read_lost_fonts(text);
    DT_TRY(model::Outline outline, import_read(text, file_name));
    ImportedFile out{std::move(outline), std::move(text.remarks), {}};
    for (ReadLine& line : text.lines) out.source.push_back(std::move(line.text));
    return out;
}

Imported import_plain(std::string_view bytes, std::string_view file_name) {
    DT_CHECK(check_size(bytes.size(), kMostTextBytes, file_name));
    DT_TRY(const text::PlainText plain, text::read_plain(bytes, file_name));
    DT_TRY(model::Outline outline, import_text(plain.utf8, file_name));
    ImportedFile out{std::move(outline), {}, {}};
    if (plain.legacy) {
        out.remarks.push_back({"legacy_letters", std::string(text::name_of(*plain.legacy))});
    } else if (plain.encoding != text::PlainEncoding::utf8) {
        constexpr std::string_view kEncodings[] = {"UTF-8", "UTF-16", "Windows-1258", "Windows-1252"};
        out.remarks.push_back({"text_encoding", std::string(kEncodings[static_cast<std::size_t>(plain.encoding)])});
    }
    if (plain.broken > 0) out.remarks.push_back({"broken_bytes", std::to_string(plain.broken)});
    for (std::size_t at = 0; at < plain.utf8.size();) {
        const std::size_t end = std::min(plain.utf8.find('\n', at), plain.utf8.size());
        out.source.push_back(plain.utf8.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

bool is_pdf(std::string_view bytes) { return bytes.substr(0, kSniffed).find("%PDF-") != std::string_view::npos; }
bool is_rtf(std::string_view bytes) { return starts_like(content(bytes), "{\\rtf"); }
bool is_doc(std::string_view bytes) { return ole_holds(bytes, "WordDocument"); }

bool is_anything(std::string_view) { return true; }

/// The first row whose sign the bytes bear takes them.
struct Form {
    bool (*is)(std::string_view bytes);
    Imported (*import)(std::string_view bytes, std::string_view file_name);
};
constexpr Form kForms[] = {{is_docx, import_docx},      {is_encrypted, refuse_password}, {is_doc, through<read_doc>},
                           {is_pdf, through<read_pdf>}, {is_rtf, through<read_rtf>},     {is_other_form, refuse_form},
                           {is_zip, refuse_zip},        {text::is_utf16, import_plain},  {is_binary, refuse_binary},
                           {is_anything, import_plain}};

} // namespace

base::Result<ImportedFile> import_file(std::string_view bytes, std::string_view file_name) {
    DT_CHECK(check_size(bytes.size(), kMostFileBytes, file_name));
    for (const Form& form : kForms)
        if (form.is(bytes)) return form.import(bytes, file_name);
    return import_plain(bytes, file_name);
}

} // namespace dongthac::document
