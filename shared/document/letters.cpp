#include "shared/document/letters.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

#include "shared/text/characters.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::document {

namespace {

// Advance widths of the Adobe Times metrics (AFM) for U+0020…U+007E.
constexpr std::array<std::uint16_t, 95> kTimes = {
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541};
constexpr std::array<std::uint16_t, 95> kTimesBold = {
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500,  500,
    500, 500, 500, 500, 500, 500,  500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722,  667,
    611, 778, 778, 389, 500, 778,  667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581,  500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333,  556,
    278, 833, 556, 500, 556, 556,  444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394,  520};

char32_t next(std::string_view text, std::size_t& at) {
    const text::Decoded decoded = text::decode_at(text, at);
    at += decoded.size;
    return decoded.value;
}

// The plain letter whose width a Vietnamese letter has; 0 for anything else.
char base_of(char32_t letter) {
    struct Range {
        char32_t first, last;
        char base;
    };
    constexpr std::array<Range, 28> kRanges = {
        {{0x00C0, 0x00C5, 'A'}, {0x00C8, 0x00CB, 'E'}, {0x00CC, 0x00CF, 'I'}, {0x00D2, 0x00D6, 'O'},
         {0x00D9, 0x00DC, 'U'}, {0x00DD, 0x00DD, 'Y'}, {0x00E0, 0x00E5, 'a'}, {0x00E8, 0x00EB, 'e'},
         {0x00EC, 0x00EF, 'i'}, {0x00F2, 0x00F6, 'o'}, {0x00F9, 0x00FC, 'u'}, {0x00FD, 0x00FD, 'y'},
         {0x0102, 0x0103, 'A'}, {0x0110, 0x0111, 'D'}, {0x0128, 0x0129, 'I'}, {0x0168, 0x0169, 'U'},
         {0x01A0, 0x01A1, 'O'}, {0x01AF, 0x01B0, 'U'}, {0x1EA0, 0x1EB7, 'A'}, {0x1EB8, 0x1EC7, 'E'},
         {0x1EC8, 0x1ECB, 'I'}, {0x1ECC, 0x1EE3, 'O'}, {0x1EE4, 0x1EF1, 'U'}, {0x1EF2, 0x1EF9, 'Y'},
         {0x2010, 0x2014, 'n'}, {0x2018, 0x201B, '`'}, {0x201C, 0x201F, 'c'}, {0x2026, 0x2026, 'W'}}};
    for (const Range& range : kRanges) {
        if (letter < range.first || letter > range.last) continue;
        const bool small = range.base >= 'A' && range.base <= 'Z' && letter < 0x2000 && is_lower(letter);
        return small ? static_cast<char>(range.base - 'A' + 'a') : range.base;
    }
    return 0;
}

double width_in(std::string_view text, const std::array<std::uint16_t, 95>& table) {
    double width = 0;
    for (std::size_t at = 0; at < text.size();) {
        char32_t letter = next(text, at);
        if (letter >= 0x300 && letter < 0x370) continue; // combining marks stand over the letter before
        if (letter >= 0x80) {
            const char base = base_of(letter);
            letter = base != 0 ? static_cast<char32_t>(base) : U'n';
        }
        width += letter >= 0x20 && letter < 0x7F ? table[letter - 0x20] : 0;
    }
    return width;
}

} // namespace

bool is_upper(char32_t letter) {
    if (letter < 0x80) return letter >= 'A' && letter <= 'Z';
    if (letter <= 0xDE) return letter >= 0xC0 && letter != 0xD7;
    if (letter == 0x01AF) return true;
    if ((letter >= 0x0100 && letter <= 0x0137) || letter == 0x0168 || letter == 0x01A0) return letter % 2 == 0;
    return letter >= 0x1EA0 && letter <= 0x1EF9 && letter % 2 == 0;
}

bool is_lower(char32_t letter) {
    if (letter < 0x80) return letter >= 'a' && letter <= 'z';
    if (letter <= 0xFF) return letter >= 0xDF && letter != 0xF7;
    if (letter == 0x01B0) return true;
    if ((letter >= 0x0100 && letter <= 0x0137) || letter == 0x0169 || letter == 0x01A1) return letter % 2 == 1;
    return letter >= 0x1EA0 && letter <= 0x1EF9 && letter % 2 == 1;
}

char32_t first_letter(std::string_view text) {
    std::size_t at = 0;
    return text.empty() ? 0 : next(text, at);
}

char32_t last_letter(std::string_view text) {
    if (text.empty()) return 0;
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u) --at;
    return next(text, at);
}

double capital_share(std::string_view text) {
    std::size_t upper = 0;
    std::size_t lower = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = next(text, at);
        upper += is_upper(letter) ? 1u : 0u;
        lower += is_lower(letter) ? 1u : 0u;
    }
    return upper + lower == 0 ? 0 : static_cast<double>(upper) / static_cast<double>(upper + lower);
}

double times_width(std::string_view text) { return width_in(text, kTimes); }

double times_bold_width(std::string_view text) { return width_in(text, kTimesBold); }

bool starts_with(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

bool ends_with(std::string_view text, std::string_view suffix) {
    return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

bool starts_with_words(std::string_view key, std::string_view words) {
    return starts_with(key, words) && (key.size() == words.size() || key[words.size()] == ' ');
}

bool has_words(std::string_view key, std::string_view words) {
    for (std::size_t at = key.find(words); at != std::string_view::npos; at = key.find(words, at + 1)) {
        const bool starts = at == 0 || key[at - 1] == ' ';
        const bool ends = at + words.size() == key.size() || key[at + words.size()] == ' ';
        if (starts && ends) return true;
    }
    return false;
}

std::string sentence_case(std::string_view text) {
    const std::string lower = text::to_lower(text);
    std::size_t first = 1;
    while (first < lower.size() && (static_cast<unsigned char>(lower[first]) & 0xC0u) == 0x80u) ++first;
    return text::to_upper(std::string_view(lower).substr(0, first)) + lower.substr(std::min(first, lower.size()));
}

} // namespace dongthac::document
