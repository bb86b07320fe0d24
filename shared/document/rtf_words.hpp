#pragma once

#include <optional>
#include <string_view>

namespace dongthac::document {

/// What a group of an .rtf is opened for by a word.
enum class RtfOpens {
    skip,
    table, ///< of fonts' colours, styles, lists: no paragraph stands in it
    picture,
    comment,
    shape,
    fonts,
    box,
    note,
    number, ///< the automatic number of a paragraph as it was printed
    furniture,
    text
};

/// Nothing for a word that opens no group of another sort.
[[nodiscard]] std::optional<RtfOpens> rtf_opens(std::string_view word);

/// The character that a word or sign stands for: "emdash", "~".
[[nodiscard]] std::optional<char16_t> rtf_character(std::string_view word);

} // namespace dongthac::document
