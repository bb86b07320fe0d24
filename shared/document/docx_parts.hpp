#pragma once

#include <string>
#include <vector>

#include "shared/document/zip.hpp"

namespace dongthac::document {

/// Styles that word/document.xml may name; defined in word/styles.xml.
namespace docx_style {
inline constexpr const char* kType = "DtLoai";
inline constexpr const char* kSubject = "DtTrichYeu";
inline constexpr const char* kBasis = "DtCanCu";
inline constexpr const char* kBody = "DtNoiDung";
inline constexpr const char* kSection = "DtMuc";
inline constexpr const char* kSubsection = "DtKhoan";
inline constexpr const char* kPlain = "DtO";
inline constexpr const char* kAppendix = "DtPhuLuc";
} // namespace docx_style

inline constexpr const char* kDefaultHeaderId = "rId3"; ///< page number, from the second page on
inline constexpr const char* kFirstHeaderId = "rId4";   ///< empty, on the first page

/// Every part of a .docx but word/document.xml, in the order of the package; the document part belongs between the
/// first kBeforeDocument of them and the rest. `title` and `creator` go into the properties.
inline constexpr std::size_t kBeforeDocument = 3;
[[nodiscard]] std::vector<ZipEntry> docx_parts(const std::string& title, const std::string& creator);

} // namespace dongthac::document
