#pragma once

#include <string_view>
#include <vector>

#include "shared/document/layout.hpp"
#include "shared/document/paragraph.hpp"

namespace dongthac::document {

/// Styles that a paragraph of a printed document may name.
namespace docx_style {
inline constexpr const char* kNormal = "Normal";
inline constexpr const char* kHeader = "Header";
inline constexpr const char* kType = "DtLoai";
inline constexpr const char* kSubject = "DtTrichYeu";
inline constexpr const char* kBasis = "DtCanCu";
inline constexpr const char* kBody = "DtNoiDung";
inline constexpr const char* kSection = "DtMuc";
inline constexpr const char* kSubsection = "DtKhoan";
inline constexpr const char* kPlain = "DtO";
inline constexpr const char* kAppendix = "DtPhuLuc";
} // namespace docx_style

/// A paragraph style: what it sets over the style it is based on.
struct Style {
    const char* id;
    const char* name;     ///< as Word lists it
    const char* based_on; ///< nullptr: on nothing
    ParagraphFormat paragraph;
    RunFormat run;
    int outline_level = -1; ///< of a heading, from 0
};

/// Every style, each behind the one it is based on.
[[nodiscard]] std::vector<Style> styles_of(const Nd30Layout& layout);

/// What a paragraph of `format` and `run` comes to with its style: no value is left to inherit.
struct Resolved {
    ParagraphFormat format;
    RunFormat run;
    int outline_level = -1;
};
[[nodiscard]] Resolved resolve(const std::vector<Style>& styles, const ParagraphFormat& format, const RunFormat& run,
                               const Nd30Layout& layout);

} // namespace dongthac::document
