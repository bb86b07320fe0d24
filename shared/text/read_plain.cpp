#include "shared/text/read_plain.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/text/characters.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/syllable.hpp"

namespace dongthac::text {

namespace {

using base::Code;
using base::Result;

constexpr std::u32string_view kUpperWestern = U"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
static_assert(kUpperWestern.size() == 32);

// Where Windows-1258 differs from Windows-1252.
constexpr std::array<std::pair<unsigned char, char32_t>, 19> kVietnamese = {{
    {0x8A, 0x8A},  {0x8E, 0x8E}, {0x9A, 0x9A}, {0x9E, 0x9E},  {0xC3, U'Ă'}, {0xCC, 0x300}, {0xD0, U'Đ'},
    {0xD2, 0x309}, {0xD5, U'Ơ'}, {0xDD, U'Ư'}, {0xDE, 0x303}, {0xE3, U'ă'}, {0xEC, 0x301}, {0xF0, U'đ'},
    {0xF2, 0x323}, {0xF5, U'ơ'}, {0xFD, U'ư'}, {0xFE, U'₫'},  {0xFF, U'ÿ'},
}};

constexpr std::size_t kSample = 64 * 1024;

std::string decoded(std::string_view bytes, char32_t (*decode)(unsigned char)) {
    std::string utf8;
    utf8.reserve(bytes.size() * 3 / 2);
    for (const char byte : bytes) append_utf8(utf8, decode(static_cast<unsigned char>(byte)));
    return utf8;
}

enum class ByteOrder { little, big };

std::string from_utf16(std::string_view bytes, ByteOrder order) {
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(order == ByteOrder::little ? second << 8 | first : first << 8 | second);
    };
    std::string utf8;
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t point = unit(at);
        if (point >= 0xD800 && point < 0xDC00 && at + 3 < bytes.size()) {
            const char32_t low = unit(at + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        append_utf8(utf8, point);
    }
    return utf8;
}

/// Without a mark: text in UTF-16 has a zero in every second byte of its ASCII letters and spaces, and nowhere else.
std::optional<ByteOrder> utf16_order(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) return ByteOrder::little;
    if (bytes.starts_with("\xFE\xFF")) return ByteOrder::big;
    const std::string_view sample = bytes.substr(0, kSample);
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < sample.size(); ++i)
        if (sample[i] == '\0') ++zeros[i % 2];
    const std::size_t both = zeros[0] + zeros[1];
    if (bytes.size() % 2 != 0 || both == 0 || both < sample.size() / 8) return std::nullopt;
    if (zeros[0] == 0) return ByteOrder::little;
    if (zeros[1] == 0) return ByteOrder::big;
    return std::nullopt;
}

/// The first byte that no text has. Form feeds stand between pages.
std::optional<std::size_t> first_control(std::string_view text) {
    const auto found = std::ranges::find_if(text, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && !std::string_view("\t\n\r\f\v\x1A").contains(c);
    });
    if (found == text.end()) return std::nullopt;
    return static_cast<std::size_t>(found - text.begin());
}

/// How many of the words with letters beyond ASCII are Vietnamese.
std::size_t vietnamese_words(const std::string& nfc) {
    std::size_t count = 0;
    const std::string_view text = nfc;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        bool marked = false;
        while (end < text.size()) {
            const Decoded next = decode_at(text, end);
            if (!is_word_character(next.value)) break;
            marked = marked || next.size > 1;
            end += next.size;
        }
        if (marked && is_syllable(text.substr(at, end - at))) ++count;
        at = end == at ? at + decode_at(text, at).size : end;
    }
    return count;
}

/// Text of old fonts, as it was meant.
void mend_fonts(PlainText& plain) {
    const auto legacy = detect_legacy(plain.utf8);
    if (!legacy) return;
    plain.utf8 = from_legacy(plain.utf8, *legacy);
    plain.legacy = legacy->table;
}

Result<PlainText> from_utf8(std::string utf8, PlainEncoding encoding, std::string_view file_name) {
    DT_TRY(std::string nfc, to_nfc(utf8));
    const bool blank = std::ranges::all_of(to_code_points(std::string_view(nfc).substr(0, kSample)), is_white_space);
    if (blank && nfc.size() <= kSample) return base::fail(Code::empty_file, {{"path", std::string(file_name)}});
    PlainText plain{std::move(nfc), encoding, 0, std::nullopt};
    mend_fonts(plain);
    return plain;
}

Result<PlainText> from_bytes(std::string_view bytes, std::string_view file_name) {
    // Judged as the fonts' text first: its letters are Western ones, which Windows-1258 partly has as well.
    DT_TRY(PlainText western, from_utf8(decoded(bytes, from_windows_1252), PlainEncoding::windows_1252, file_name));
    if (western.legacy) return western;
    const std::string_view sample = bytes.substr(0, kSample);
    const auto as_1252 = to_nfc(decoded(sample, from_windows_1252));
    const auto as_1258 = to_nfc(decoded(sample, from_windows_1258));
    if (!as_1252 || !as_1258 || vietnamese_words(*as_1258) <= vietnamese_words(*as_1252)) return western;
    return from_utf8(decoded(bytes, from_windows_1258), PlainEncoding::windows_1258, file_name);
}

/// Sequences of UTF-8 beyond ASCII, and places that are none.
struct Sequences {
    std::size_t good = 0;
    std::size_t broken = 0;
    std::string mended; ///< each broken place as one U+FFFD
};

bool is_plain(char byte) { return static_cast<unsigned char>(byte) < 0x80; }
bool goes_on(char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u; }

Sequences sequences_of(std::string_view bytes) {
    Sequences found;
    found.mended.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const Decoded next = decode_at(bytes, at);
        if (next.valid) {
            found.good += is_plain(bytes[at]) ? 0 : 1;
            found.mended.append(bytes, at, next.size);
            at += next.size;
            continue;
        }
        ++found.broken;
        found.mended += "\uFFFD";
        ++at;
        while (at < bytes.size() && goes_on(bytes[at])) ++at; // what is left of one letter
    }
    return found;
}

/// One place in twenty may be broken, or a single one in a short text.
bool is_utf8(const Sequences& found) {
    return found.broken * 20 <= found.good + found.broken || (found.broken == 1 && found.good >= 4);
}

} // namespace

bool is_utf16(std::string_view bytes) { return utf16_order(bytes).has_value(); }

char32_t from_windows_1252(unsigned char byte) {
    return byte >= 0x80 && byte < 0xA0 ? kUpperWestern[byte - 0x80] : byte;
}

char32_t from_windows_1258(unsigned char byte) {
    const auto found = std::ranges::find(kVietnamese, byte, &std::pair<unsigned char, char32_t>::first);
    return found == kVietnamese.end() ? from_windows_1252(byte) : found->second;
}

Result<PlainText> read_plain(std::string_view bytes, std::string_view file_name) {
    if (const auto order = utf16_order(bytes))
        return from_utf8(from_utf16(bytes, *order), PlainEncoding::utf16, file_name);
    if (const auto at = first_control(bytes))
        return base::fail(Code::not_utf8, {{"path", std::string(file_name)}, {"offset", std::to_string(*at)}});
    const Sequences found = sequences_of(bytes);
    if (!is_utf8(found)) return from_bytes(bytes, file_name);
    auto plain = from_utf8(found.mended, PlainEncoding::utf8, file_name);
    if (plain) plain->broken = found.broken;
    return plain;
}

} // namespace dongthac::text
