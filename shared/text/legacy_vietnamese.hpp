#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dongthac::text {

/// Ways Vietnamese was written before Unicode: fonts that draw Vietnamese letters in the places of Western ones.
enum class LegacyTable {
    tcvn3, ///< TCVN 5712:1993 third set, "ABC": one character for each letter
    vni,   ///< VNI for Windows: a letter, then its marks as a character of their own
};

/// "TCVN3", "VNI": as people call it, in both languages.
[[nodiscard]] std::string_view name_of(LegacyTable table);

/// How the characters of a run are to be read.
struct LegacyEncoding {
    LegacyTable table = LegacyTable::tcvn3;
    bool capitals = false; ///< the font draws small letters as capitals (.VnTimeH)
    friend bool operator==(const LegacyEncoding&, const LegacyEncoding&) = default;
};

/// What a font's name says: ".VnTime", ".VnArialH", "VNI-Times", also as a .pdf has it ("ABCDEF+.VnTime,Bold"). Nothing
/// for a font of Unicode letters.
[[nodiscard]] std::optional<LegacyEncoding> legacy_font(std::string_view font_name);

/// `utf8` holds a letter that needs Unicode: a Vietnamese one with no place in a Western font.
[[nodiscard]] bool is_beyond_western(std::string_view utf8);

/// `utf8`, which holds the characters as a Western program sees them ("Tr­êng" with U+00AD, "Tröôøng"), as Unicode NFC.
/// Call it before soft hyphens are dropped (in TCVN3 U+00AD is "ư"). In VNI a letter and its mark may stand in two
/// runs: `before` is what the run before this one holds in the file, "" where that has another font. A mark that
/// belongs to the last letter of `before` comes out as the combining characters that make it whole. A word with a
/// Vietnamese letter that no such font has a place for was typed as Unicode in spite of its font: it comes back as it
/// is, and so do words of its run that are Vietnamese as they stand and none by the table. Ill-formed bytes become
/// U+FFFD.
[[nodiscard]] std::string from_legacy(std::string_view utf8, LegacyEncoding encoding, std::string_view before = {});

/// For text without fonts: nothing unless most words with letters beyond ASCII become Vietnamese syllables by one of
/// the tables and are none before. Unicode Vietnamese, English and French come out as nothing. Looks at the first 64
/// KiB.
[[nodiscard]] std::optional<LegacyEncoding> detect_legacy(std::string_view utf8);

} // namespace dongthac::text
