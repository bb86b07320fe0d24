#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dongthac::document {

/// The letters of a glyph's name in UTF-8 NFC: "Aacute", "ohornacute", "uni1EC7", "u1EC7", "f_i", "a.alt"; empty for a
/// name that says nothing ("g12"). Names of the Adobe Glyph List that Vietnamese and Western text is made of.
[[nodiscard]] std::string letters_of_glyph(std::string_view name);

/// The encodings every reader of .pdf knows (ISO 32000-1, Annex D).
enum class PdfEncoding { standard, mac_roman, win_ansi };

/// What `code` is in that encoding; 0 when nothing.
[[nodiscard]] char32_t letter_of(PdfEncoding encoding, std::uint8_t code);

} // namespace dongthac::document
