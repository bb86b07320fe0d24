#include "shared/document/pdf_letters.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "shared/text/characters.hpp"
#include "shared/text/nfc.hpp"
#include "shared/text/read_plain.hpp"

namespace dongthac::document {

namespace {

struct Named {
    std::string_view name;
    char32_t letter;
};

// Adobe Glyph List; letters with marks are put together from their names below. Sorted.
constexpr std::array<Named, 173> kNames = {{
    {"AE", 0xC6},
    {"Dcroat", 0x110},
    {"Delta", 0x394},
    {"Dmacron", 0x110},
    {"Dslash", 0x110},
    {"Eth", 0xD0},
    {"Euro", 0x20AC},
    {"H18533", 0x25CF},
    {"H22073", 0x25A1},
    {"Lslash", 0x141},
    {"OE", 0x152},
    {"Omega", 0x3A9},
    {"Oslash", 0xD8},
    {"Thorn", 0xDE},
    {"acute", 0xB4},
    {"acutecomb", 0x301},
    {"ae", 0xE6},
    {"alpha", 0x3B1},
    {"ampersand", 0x26},
    {"approxequal", 0x2248},
    {"arrowdown", 0x2193},
    {"arrowleft", 0x2190},
    {"arrowright", 0x2192},
    {"arrowup", 0x2191},
    {"asciicircum", 0x5E},
    {"asciitilde", 0x7E},
    {"asterisk", 0x2A},
    {"at", 0x40},
    {"backslash", 0x5C},
    {"bar", 0x7C},
    {"beta", 0x3B2},
    {"braceleft", 0x7B},
    {"braceright", 0x7D},
    {"bracketleft", 0x5B},
    {"bracketright", 0x5D},
    {"breve", 0x2D8},
    {"brevecmb", 0x306},
    {"brokenbar", 0xA6},
    {"bullet", 0x2022},
    {"caron", 0x2C7},
    {"cedilla", 0xB8},
    {"cent", 0xA2},
    {"checkmark", 0x2713},
    {"circle", 0x25CB},
    {"circumflex", 0x2C6},
    {"circumflexcmb", 0x302},
    {"colon", 0x3A},
    {"comma", 0x2C},
    {"copyright", 0xA9},
    {"currency", 0xA4},
    {"dagger", 0x2020},
    {"daggerdbl", 0x2021},
    {"dcroat", 0x111},
    {"degree", 0xB0},
    {"dieresis", 0xA8},
    {"divide", 0xF7},
    {"dmacron", 0x111},
    {"dollar", 0x24},
    {"dong", 0x20AB},
    {"dotaccent", 0x2D9},
    {"dotbelowcmb", 0x323},
    {"dotbelowcomb", 0x323},
    {"dotlessi", 0x131},
    {"eight", 0x38},
    {"ellipsis", 0x2026},
    {"emdash", 0x2014},
    {"endash", 0x2013},
    {"equal", 0x3D},
    {"eth", 0xF0},
    {"euro", 0x20AC},
    {"exclam", 0x21},
    {"exclamdown", 0xA1},
    {"ff", 0xFB00},
    {"ffi", 0xFB03},
    {"ffl", 0xFB04},
    {"fi", 0xFB01},
    {"figuredash", 0x2012},
    {"filledbox", 0x25A0},
    {"five", 0x35},
    {"fl", 0xFB02},
    {"florin", 0x192},
    {"four", 0x34},
    {"fraction", 0x2044},
    {"germandbls", 0xDF},
    {"grave", 0x60},
    {"gravecomb", 0x300},
    {"greater", 0x3E},
    {"greaterequal", 0x2265},
    {"guillemotleft", 0xAB},
    {"guillemotright", 0xBB},
    {"guilsinglleft", 0x2039},
    {"guilsinglright", 0x203A},
    {"hookabovecomb", 0x309},
    {"hookcmb", 0x309},
    {"horizontalbar", 0x2015},
    {"horncmb", 0x31B},
    {"hungarumlaut", 0x2DD},
    {"hyphen", 0x2D},
    {"infinity", 0x221E},
    {"integral", 0x222B},
    {"less", 0x3C},
    {"lessequal", 0x2264},
    {"logicalnot", 0xAC},
    {"lozenge", 0x25CA},
    {"lslash", 0x142},
    {"macron", 0xAF},
    {"middot", 0xB7},
    {"minus", 0x2212},
    {"mu", 0xB5},
    {"mu1", 0xB5},
    {"multiply", 0xD7},
    {"nbspace", 0xA0},
    {"nine", 0x39},
    {"nonbreakingspace", 0xA0},
    {"notequal", 0x2260},
    {"numbersign", 0x23},
    {"oe", 0x153},
    {"ogonek", 0x2DB},
    {"one", 0x31},
    {"onehalf", 0xBD},
    {"onequarter", 0xBC},
    {"onesuperior", 0xB9},
    {"openbullet", 0x25E6},
    {"ordfeminine", 0xAA},
    {"ordmasculine", 0xBA},
    {"oslash", 0xF8},
    {"paragraph", 0xB6},
    {"parenleft", 0x28},
    {"parenright", 0x29},
    {"partialdiff", 0x2202},
    {"percent", 0x25},
    {"period", 0x2E},
    {"periodcentered", 0xB7},
    {"perthousand", 0x2030},
    {"pi", 0x3C0},
    {"plus", 0x2B},
    {"plusminus", 0xB1},
    {"product", 0x220F},
    {"question", 0x3F},
    {"questiondown", 0xBF},
    {"quotedbl", 0x22},
    {"quotedblbase", 0x201E},
    {"quotedblleft", 0x201C},
    {"quotedblright", 0x201D},
    {"quoteleft", 0x2018},
    {"quoteright", 0x2019},
    {"quotesinglbase", 0x201A},
    {"quotesingle", 0x27},
    {"radical", 0x221A},
    {"registered", 0xAE},
    {"ring", 0x2DA},
    {"section", 0xA7},
    {"semicolon", 0x3B},
    {"seven", 0x37},
    {"sfthyphen", 0xAD},
    {"six", 0x36},
    {"slash", 0x2F},
    {"softhyphen", 0xAD},
    {"space", 0x20},
    {"sterling", 0xA3},
    {"summation", 0x2211},
    {"thorn", 0xFE},
    {"three", 0x33},
    {"threequarters", 0xBE},
    {"threesuperior", 0xB3},
    {"tilde", 0x2DC},
    {"tildecomb", 0x303},
    {"trademark", 0x2122},
    {"two", 0x32},
    {"twosuperior", 0xB2},
    {"underscore", 0x5F},
    {"yen", 0xA5},
    {"zero", 0x30},
}};
static_assert(std::ranges::is_sorted(kNames, {}, &Named::name));

// Marks as they follow a letter in its name, the longer of two with one beginning first.
constexpr std::array<Named, 16> kMarks = {{
    {"hookabove", 0x309},
    {"dotbelow", 0x323},
    {"dotaccent", 0x307},
    {"circumflex", 0x302},
    {"commaaccent", 0x327},
    {"hungarumlaut", 0x30B},
    {"dieresis", 0x308},
    {"cedilla", 0x327},
    {"macron", 0x304},
    {"ogonek", 0x328},
    {"breve", 0x306},
    {"caron", 0x30C},
    {"acute", 0x301},
    {"grave", 0x300},
    {"tilde", 0x303},
    {"horn", 0x31B},
}};

// Mac OS Roman from 0x80 on, StandardEncoding from 0xA0 on.
constexpr std::u32string_view kMacRoman = U"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«"
                                          U"»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
static_assert(kMacRoman.size() == 128);
constexpr char32_t kStandardLetters[] = U"\0¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\0–†‡·\0¶•‚„”»…‰\0¿\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—\0\0\0\0\0\0\0\0"
                                        U"\0\0\0\0\0\0\0\0Æ\0ª\0\0\0\0ŁØŒº\0\0\0\0\0æ\0\0\0ı\0\0łøœß\0\0\0\0";
constexpr std::u32string_view kStandard(kStandardLetters, 96);

std::optional<char32_t> hex(std::string_view digits) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc() || end != digits.data() + digits.size() || value > 0x10FFFF) return std::nullopt;
    return value;
}

/// "uni1EC70301": four digits each; "u1EC7": four to six digits.
std::u32string by_number(std::string_view name) {
    std::u32string letters;
    if (name.starts_with("uni") && name.size() >= 7 && (name.size() - 3) % 4 == 0) {
        for (std::size_t at = 3; at < name.size(); at += 4) {
            const auto letter = hex(name.substr(at, 4));
            if (!letter) return {};
            letters.push_back(*letter);
        }
    } else if (name.starts_with('u') && name.size() >= 5 && name.size() <= 7) {
        if (const auto letter = hex(name.substr(1))) letters.push_back(*letter);
    }
    return letters;
}

/// "a", "aring", "ohornacute": a letter of ASCII and the marks it carries.
std::u32string by_parts(std::string_view name) {
    const bool letter = !name.empty() && ((name[0] | 0x20) >= 'a' && (name[0] | 0x20) <= 'z');
    if (!letter) return {};
    std::u32string letters(1, static_cast<char32_t>(name[0]));
    name.remove_prefix(1);
    if (name == "ring") return letters + U'\u030A';
    while (!name.empty()) {
        const auto mark = std::ranges::find_if(kMarks, [&](const Named& m) { return name.starts_with(m.name); });
        if (mark == kMarks.end()) return {};
        letters.push_back(mark->letter);
        name.remove_prefix(mark->name.size());
    }
    return letters;
}

std::u32string component(std::string_view name) {
    const auto known = std::ranges::lower_bound(kNames, name, {}, &Named::name);
    if (known != kNames.end() && known->name == name) return {known->letter};
    std::u32string letters = by_number(name);
    return letters.empty() ? by_parts(name) : letters;
}

} // namespace

std::string letters_of_glyph(std::string_view name) {
    name = name.substr(0, std::max<std::size_t>(name.find('.', 1), 1));
    std::u32string letters;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find('_'), name.size());
        const std::u32string part = component(name.substr(0, end));
        if (part.empty()) return {};
        letters += part;
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    const auto composed = text::to_nfc(text::to_utf8(letters));
    return composed ? *composed : std::string();
}

char32_t letter_of(PdfEncoding encoding, std::uint8_t code) {
    if (code < 0x20) return 0;
    if (encoding == PdfEncoding::standard && code == 0x27) return U'\u2019';
    if (encoding == PdfEncoding::standard && code == 0x60) return U'\u2018';
    if (code < 0x7F) return code;
    if (encoding == PdfEncoding::win_ansi) return code == 0x7F ? U'\u2022' : text::from_windows_1252(code);
    if (encoding == PdfEncoding::mac_roman) return code < 0x80 ? 0 : kMacRoman[code - 0x80];
    return code < 0xA0 ? 0 : kStandard[code - 0xA0];
}

} // namespace dongthac::document
