#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/model/outline.hpp"

namespace dongthac::document {

/// Which part of a page a printed paragraph belongs to: what is made of fields, or the run of the text.
enum class PageZone { head, flow, signature };

/// A paragraph or row of a table as an outline prints it.
struct PrintedUnit {
    std::string text; ///< as in DocxLines::printed
    PageZone zone = PageZone::flow;
    std::optional<std::size_t> item;     ///< of the outline, where one prints it alone
    std::optional<model::ItemRole> role; ///< of what stands here in the head or the signature
    bool says_item = true;               ///< false: a field has other words here than `item`
};

/// What `outline` prints, in the order of the page; the same paragraphs that export_docx writes.
[[nodiscard]] std::vector<PrintedUnit> printed_units(const model::Outline& outline);

/// `text` as two ways of printing it are the same: small letters without white space, numbers without leading zeros.
[[nodiscard]] std::string same_letters(std::string_view text);

/// Where an item of `role` is printed.
[[nodiscard]] PageZone zone_of(model::ItemRole role);

} // namespace dongthac::document
