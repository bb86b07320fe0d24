#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "shared/base/result.hpp"
#include "shared/text/date.hpp"

namespace dongthac::document {

/// Figures of NĐ 30/2020/NĐ-CP, Phụ lục I, as chosen within its ranges in assets/layout/nd30-2020.json, which names the
/// article of each. Lengths in twips (1/20 pt), type sizes in half points, as OOXML counts them. Filled by load_layout
/// wherever something is printed: no figure of a page that anybody sees stands in the program.
struct Nd30Layout {
    std::string version;
    text::Date valid_from;

    int page_width = 0;
    int page_height = 0;
    int margin_top = 0;
    int margin_bottom = 0;
    int margin_left = 0;
    int margin_right = 0;
    int page_number_from_top = 0;
    // Heads of the two columns.
    int left_column = 0;
    int office_size = 0;
    int national_name_size = 0;
    int motto_size = 0;
    int number_size = 0;
    int letter_subject_size = 0;
    // Type, subject, bases and body.
    int body_size = 0;
    int first_line = 0;
    int paragraph_gap = 0; ///< between paragraphs
    int line_pitch = 0;    ///< 240 is single
    // Tables: the decree has no size for them; where many columns would break words and numbers, smaller letters read
    // better.
    int table_size = 0;
    int table_least_size = 0;
    // Signature and recipients.
    int recipients_column = 0;
    int recipients_heading_size = 0;
    int recipients_size = 0;
    int signature_lines = 0; ///< blank lines for the hand and the seal

    [[nodiscard]] constexpr int text_width() const { return page_width - margin_left - margin_right; }
    [[nodiscard]] constexpr int text_height() const { return page_height - margin_top - margin_bottom; }
};

/// Reads `<assets>/layout/nd30-2020.json`. Errors: missing_file, unreadable_file, too_large; those of parse_layout.
[[nodiscard]] base::Result<Nd30Layout> load_layout(const std::filesystem::path& assets);

/// The contents of such a file (docs/file-formats.md, §8). Errors: bad_bytes {what: layout, reason} when it is not a
/// JSON object of format 1; bad_value {field, value, expected} for a version, date or source that is missing, a figure
/// that is missing, unknown, in another unit or outside of what a page can have, and columns wider than the text.
[[nodiscard]] base::Result<Nd30Layout> parse_layout(std::string_view text);

inline constexpr const char* kNd30Font = "Times New Roman";
/// Mục II.1: the words themselves are fixed.
inline constexpr const char* kNationalName = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
inline constexpr const char* kNationalMotto = "Độc lập - Tự do - Hạnh phúc";

} // namespace dongthac::document
