#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/document/block.hpp"
#include "shared/document/lines.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// The printed head of a document (NĐ 30/2020/NĐ-CP, Phụ lục I): offices, national name, number, place and date, type,
/// subject.
struct Letterhead {
    std::vector<Block> blocks;
    std::size_t next_line = 0; ///< the first line after it
    bool has_number = false;
    bool has_date = false;
    std::vector<WordList> rules; ///< strokes and stars between its lines
    WordList subject;            ///< "V/v …" of a letter, which has no type
};

/// The line that names the document's type ("KẾ HOẠCH"), looked for at the start of the document only.
[[nodiscard]] std::optional<std::size_t> find_type_line(const std::vector<TextLine>& lines);

/// A letter (công văn): it names no type, and somebody it is addressed to.
[[nodiscard]] bool is_letter(const std::vector<TextLine>& lines);

/// Reads the letterhead off the first lines and fills the header fields of `outline`. `end` bounds the subject.
[[nodiscard]] Letterhead read_letterhead(const SourceText& source, const std::vector<TextLine>& lines, std::size_t end,
                                         model::Outline& outline);

/// Number and symbol of `outline` as they are printed: "Số: 07 /KH-MNHD".
void take_number(std::string_view printed, model::Outline& outline);
/// Place and date of `outline` as they are printed: "Hoa Mai, ngày 05 tháng 3 năm 2026"; no date where the day is
/// blank.
void take_place_date(std::string_view printed, model::Outline& outline);

/// True for a line that begins a legal basis: "Căn cứ …", "Thực hiện Kế hoạch số …", "Xét đề nghị …".
[[nodiscard]] bool opens_basis(std::string_view text);

} // namespace dongthac::document
