#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.hpp"
#include "shared/text/legacy_vietnamese.hpp"

namespace dongthac::text {

/// How the bytes of a text file were written.
enum class PlainEncoding { utf8, utf16, windows_1258, windows_1252 };

struct PlainText {
    std::string utf8; ///< NFC, lines ended by LF (text::to_nfc)
    PlainEncoding encoding = PlainEncoding::utf8;
    std::size_t broken = 0;            ///< places of UTF-8 where bytes are missing or wrong; each is a U+FFFD in `utf8`
    std::optional<LegacyTable> legacy; ///< a table of old fonts it was read by, whatever the bytes
};

/// Bytes of a text file or of the clipboard, in whatever of these they were written: UTF-8, UTF-16 with or without a
/// byte order mark, Windows-1258 (a letter, then its tone), TCVN3, VNI, else Windows-1252. Which of the eight-bit ones
/// is judged by how many words become Vietnamese syllables. A few broken bytes, or an end that was cut off, leave a
/// text UTF-8: no other encoding looks like it by chance. Errors, with {path} `file_name`: empty_file (nothing but
/// white space), not_utf8 {path, offset} for bytes that are no text (control characters).
[[nodiscard]] base::Result<PlainText> read_plain(std::string_view bytes, std::string_view file_name);

/// The bytes begin with a mark of UTF-16, or have a zero in every second place and nowhere else.
[[nodiscard]] bool is_utf16(std::string_view bytes);

/// One byte of Windows-1252 or Windows-1258 as a code point; unassigned ones as the control characters they are.
[[nodiscard]] char32_t from_windows_1252(unsigned char byte);
[[nodiscard]] char32_t from_windows_1258(unsigned char byte);

} // namespace dongthac::text
