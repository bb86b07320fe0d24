#include "shared/text/fold.hpp"

#include <algorithm>

#include <utf8proc.h>

#include "shared/text/characters.hpp"

namespace dongthac::text {

namespace {

char32_t lower(char32_t c) { return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))); }

char32_t upper(char32_t c) { return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c))); }

// The letter under the diacritics. Unicode does not decompose đ, so it is named here; old files hold the Icelandic ð in
// its place, which looks the same in capitals.
char32_t bare_letter(char32_t c) {
    if (c < 0x80) return c;
    if (c == 0x111 || c == 0xF0) return 'd';
    const std::u32string parts = decompose(c);
    // Only a letter with marks is reduced: a Hangul syllable, too, decomposes, but into letters.
    const auto is_mark = [](char32_t part) { return class_of(part) == CharacterClass::mark; };
    return std::all_of(parts.begin() + 1, parts.end(), is_mark) ? parts.front() : c;
}

template <class Change>
std::string map_each(std::string_view utf8, Change change) {
    std::string mapped;
    mapped.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const Decoded next = decode_at(utf8, at);
        append_utf8(mapped, change(next.value));
        at += next.size;
    }
    return mapped;
}

std::string_view next_word(std::string_view& rest) {
    const std::size_t begin = rest.find_first_not_of(' ');
    if (begin == std::string_view::npos) {
        rest = {};
        return {};
    }
    const std::size_t end = std::min(rest.find(' ', begin), rest.size());
    const std::string_view word = rest.substr(begin, end - begin);
    rest.remove_prefix(end);
    return word;
}

bool starts_a_word(std::string_view key, std::string_view word) {
    for (std::size_t at = key.find(word); at != std::string_view::npos; at = key.find(word, at + 1))
        if (at == 0 || key[at - 1] == ' ') return true;
    return false;
}

} // namespace

std::string search_key(std::string_view utf8) {
    std::string key;
    key.reserve(utf8.size());
    bool space_due = false;
    for (std::size_t at = 0; at < utf8.size();) {
        const Decoded next = decode_at(utf8, at);
        at += next.size;
        const char32_t letter = bare_letter(lower(next.value));
        switch (class_of(letter)) {
        case CharacterClass::mark: break; // the tone of a decomposed letter
        case CharacterClass::letter:
        case CharacterClass::digit:
            if (space_due && !key.empty()) key.push_back(' ');
            space_due = false;
            append_utf8(key, letter);
            break;
        default: space_due = true;
        }
    }
    return key;
}

std::string to_lower(std::string_view utf8) { return map_each(utf8, lower); }

std::string to_upper(std::string_view utf8) { return map_each(utf8, upper); }

bool matches(std::string_view key, std::string_view query) {
    for (std::string_view word = next_word(query); !word.empty(); word = next_word(query))
        if (!starts_a_word(key, word)) return false;
    return true;
}

} // namespace dongthac::text
