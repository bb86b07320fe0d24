#include "shared/text/legacy_vietnamese.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "shared/text/characters.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/syllable.hpp"

namespace dongthac::text {

namespace {

// TCVN 5712:1993. The fonts use the places of the third set; what the second set has beyond it is kept for those who
// typed with it. From 0xA1 on.
constexpr std::u32string_view kTcvn3 = U"ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323"
                                       U"àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";
static_assert(kTcvn3.size() == 0xFF - 0xA1 + 1);

// VNI: characters that are a letter by themselves.
struct Letter {
    char32_t seen;
    char32_t meant;
};
constexpr std::array<Letter, 14> kVniLetters = {{
    {U'ö', U'ư'},
    {U'ô', U'ơ'},
    {U'ñ', U'đ'},
    {U'î', U'ỵ'},
    {U'æ', U'ỉ'},
    {U'ó', U'ĩ'},
    {U'ò', U'ị'},
    {U'Ö', U'Ư'},
    {U'Ô', U'Ơ'},
    {U'Ñ', U'Đ'},
    {U'Î', U'Ỵ'},
    {U'Æ', U'Ỉ'},
    {U'Ó', U'Ĩ'},
    {U'Ò', U'Ị'},
}};

// VNI: characters that are the marks of the vowel before them, and which vowels may carry them.
struct Mark {
    char32_t seen;
    char32_t hat; ///< 0: none
    char32_t tone;
};
constexpr std::array<Mark, 17> kVniMarks = {{
    {U'ù', 0, 0x301},
    {U'ø', 0, 0x300},
    {U'û', 0, 0x309},
    {U'õ', 0, 0x303},
    {U'ï', 0, 0x323},
    {U'â', 0x302, 0},
    {U'á', 0x302, 0x301},
    {U'à', 0x302, 0x300},
    {U'å', 0x302, 0x309},
    {U'ã', 0x302, 0x303},
    {U'ä', 0x302, 0x323},
    {U'ê', 0x306, 0},
    {U'é', 0x306, 0x301},
    {U'è', 0x306, 0x300},
    {U'ú', 0x306, 0x309},
    {U'ü', 0x306, 0x303},
    {U'ë', 0x306, 0x323},
}};

/// Capitals of the Western half: À–Þ stand 32 below à–þ.
char32_t small(char32_t c) { return (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ? c + 32 : c; }

bool may_carry(char32_t vowel, char32_t hat) {
    switch (hat) {
    case 0x302: return vowel == U'a' || vowel == U'e' || vowel == U'o';
    case 0x306: return vowel == U'a';
    default: return std::u32string_view(U"aeouyơư").contains(vowel);
    }
}

/// A letter that needs Unicode: every Vietnamese one outside of the Western half.
bool needs_unicode(char32_t c) {
    return (c >= 0x1EA0 && c <= 0x1EF9) || std::u32string_view(U"ĂăĐđĨĩŨũƠơƯư").contains(c);
}

/// The Western character that was meant: symbol fonts are stored in a private area, and µ has a Greek double.
char32_t western(char32_t c) {
    if (c >= 0xF020 && c <= 0xF0FF) return c - 0xF000;
    return c == 0x3BC ? 0xB5 : c;
}

std::u32string from_tcvn3(std::u32string_view seen) {
    std::u32string meant;
    meant.reserve(seen.size());
    for (const char32_t c : seen) meant.push_back(c >= 0xA1 && c <= 0xFF ? kTcvn3[c - 0xA1] : c);
    return meant;
}

char32_t vni_letter(char32_t seen) {
    const auto letter = std::ranges::find(kVniLetters, seen, &Letter::seen);
    return letter == kVniLetters.end() ? seen : letter->meant;
}

/// Appends the marks that `seen` stands for behind `base`; false when it is none, or none that `base` may carry.
bool append_vni_mark(std::u32string& to, char32_t base, char32_t seen) {
    const char32_t vowel = base == U'Ơ' ? U'ơ' : base == U'Ư' ? U'ư' : small(base);
    const auto mark = std::ranges::find(kVniMarks, small(seen), &Mark::seen);
    if (mark == kVniMarks.end() || !may_carry(vowel, mark->hat)) return false;
    if (mark->hat != 0) to.push_back(mark->hat);
    if (mark->tone != 0) to.push_back(mark->tone);
    return true;
}

std::u32string from_vni(std::u32string_view seen, char32_t before = 0) {
    std::u32string meant;
    meant.reserve(seen.size());
    char32_t base = vni_letter(before);
    for (const char32_t c : seen) {
        if (append_vni_mark(meant, base, c)) {
            base = 0; // one mark each
        } else {
            base = vni_letter(c);
            meant.push_back(base);
        }
    }
    return meant;
}

/// Calls `visit` for each word that has letters of ASCII and characters beyond: «, ° and µ alone say nothing.
template <class Visit>
void for_each_marked_word(std::u32string_view points, Visit&& visit) {
    const auto parts = [](char32_t c) {
        return c < 0x80 ? !((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'))
                        : c == 0xA0 || (c >= 0x2000 && c < 0x2070);
    };
    for (std::size_t begin = 0; begin < points.size();) {
        std::size_t end = begin;
        bool plain = false;
        bool marked = false;
        for (; end < points.size() && !parts(points[end]); ++end) (points[end] < 0x80 ? plain : marked) = true;
        if (plain && marked) visit(points.substr(begin, end - begin));
        begin = end + 1;
    }
}

/// How many words become syllables by a table.
struct Tally {
    std::size_t words = 0;
    std::size_t syllables = 0; ///< that were changed by the table
    std::set<std::string> different;
};
Tally tally(std::u32string_view points, LegacyTable table) {
    Tally tally;
    for_each_marked_word(points, [&](std::u32string_view word) {
        ++tally.words;
        const std::u32string meant = table == LegacyTable::tcvn3 ? from_tcvn3(word) : from_vni(word);
        const auto composed = to_nfc(to_utf8(meant));
        if (!composed || meant == word || !is_syllable(*composed)) return;
        ++tally.syllables;
        tally.different.insert(*composed);
    });
    return tally;
}

/// Without a table.
Tally as_they_are(std::u32string_view points) {
    Tally tally;
    for_each_marked_word(points, [&](std::u32string_view word) {
        ++tally.words;
        if (is_syllable(to_utf8(word))) ++tally.syllables;
    });
    return tally;
}

/// All of `utf8` by the table; `before`: from_legacy.
std::string converted(std::string_view utf8, LegacyEncoding encoding, std::string_view before = {}) {
    std::u32string points = to_code_points(utf8);
    char32_t letter_before = 0;
    if (encoding.table == LegacyTable::vni) {
        if (const auto composed = to_nfc(to_utf8(points))) points = to_code_points(*composed);
        const std::u32string held = to_code_points(before);
        if (!held.empty() && std::ranges::none_of(held, needs_unicode)) letter_before = western(held.back());
    }
    std::ranges::transform(points, points.begin(), western);
    const bool tcvn3 = encoding.table == LegacyTable::tcvn3;
    const std::string meant = to_utf8(tcvn3 ? from_tcvn3(points) : from_vni(points, letter_before));
    auto composed = to_nfc(meant);
    std::string text = composed ? std::move(*composed) : meant;
    return encoding.capitals ? to_upper(text) : text;
}

/// How a word of a run with an old font was typed.
enum class Typed { legacy, unicode, unsaid };
struct Piece {
    std::string_view text;
    Typed typed;
};

std::string_view without_ascii_edges(std::string_view word) {
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    };
    while (!word.empty() && !letter(word.front())) word.remove_prefix(1);
    while (!word.empty() && !letter(word.back())) word.remove_suffix(1);
    return word;
}

Piece judged(std::string_view text, LegacyEncoding encoding) {
    if (is_beyond_western(text)) return {text, Typed::unicode};
    const std::string_view word = without_ascii_edges(text);
    const bool marked = std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (!marked) return {text, Typed::unsaid};
    const bool as_it_is = is_syllable(word);
    const bool by_table = is_syllable(converted(word, encoding));
    return {text, as_it_is == by_table ? Typed::unsaid : by_table ? Typed::legacy : Typed::unicode};
}

/// Behind the word at `at` and the white space that follows it.
std::size_t end_of_word(std::string_view utf8, std::size_t at) {
    const auto blank = [](char c) { return std::string_view(" \t\n\r").contains(c); };
    while (at < utf8.size() && !blank(utf8[at])) ++at;
    while (at < utf8.size() && blank(utf8[at])) ++at;
    return at;
}

} // namespace

bool is_beyond_western(std::string_view utf8) {
    const std::u32string points = to_code_points(utf8);
    return std::ranges::any_of(points, needs_unicode);
}

std::string_view name_of(LegacyTable table) { return table == LegacyTable::tcvn3 ? "TCVN3" : "VNI"; }

std::optional<LegacyEncoding> legacy_font(std::string_view font_name) {
    const auto subset = font_name.find('+');
    if (subset == 6) font_name.remove_prefix(subset + 1);
    // "Times,Bold", "Times-Bold": the style is no part of the family; VNI has its hyphen after three letters.
    const std::string_view family = font_name.substr(0, font_name.find_first_of(",-", 4));
    const bool dotted = family.starts_with(".Vn") || family.starts_with(".VN");
    // A .pdf may leave the dot out.
    const bool plain = family.starts_with("Vn") && family.size() > 2 && family[2] >= 'A' && family[2] <= 'Z';
    if (dotted || plain) return LegacyEncoding{LegacyTable::tcvn3, family.ends_with('H')};
    if (family.starts_with("VNI-") || family.starts_with("VNI ")) return LegacyEncoding{LegacyTable::vni, false};
    return std::nullopt;
}

std::string from_legacy(std::string_view utf8, LegacyEncoding encoding, std::string_view before) {
    if (!is_beyond_western(utf8)) return converted(utf8, encoding, before);
    // Word by word, each with what parts it from the next one.
    std::vector<Piece> pieces;
    std::size_t unicode = 0, legacy = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t end = end_of_word(utf8, at);
        pieces.push_back(judged(utf8.substr(at, end - at), encoding));
        unicode += pieces.back().typed == Typed::unicode ? 1 : 0;
        legacy += pieces.back().typed == Typed::legacy ? 1 : 0;
        at = end;
    }
    std::string text;
    for (const Piece& piece : pieces) {
        const bool as_it_is = piece.typed == Typed::unicode || (piece.typed == Typed::unsaid && unicode > legacy);
        const std::string_view in_front = text.empty() ? before : std::string_view();
        text += as_it_is ? std::string(piece.text) : converted(piece.text, encoding, in_front);
    }
    return text;
}

std::optional<LegacyEncoding> detect_legacy(std::string_view utf8) {
    constexpr std::size_t kSample = 64 * 1024;
    const std::u32string points = to_code_points(utf8.substr(0, kSample));
    const Tally before = as_they_are(points);
    if (before.syllables * 2 > before.words) return std::nullopt; // no table can make twice as many of them
    for (const LegacyTable table : {LegacyTable::tcvn3, LegacyTable::vni}) {
        const Tally found = tally(points, table);
        // "5 µm" would read as "5 àm": one word is no evidence. Three quarters become Vietnamese, and at least twice as
        // many as there are without the table.
        if (found.different.size() >= 2 && found.syllables * 4 >= found.words * 3 &&
            found.syllables >= before.syllables * 2)
            return LegacyEncoding{table, false};
    }
    return std::nullopt;
}

} // namespace dongthac::text
