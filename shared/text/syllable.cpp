#include "shared/text/syllable.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "shared/text/characters.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::text {

namespace {

// Without tones.
constexpr std::array<std::string_view, 28> kOnsets = {
    "",   "b",   "c",  "ch", "d",  "g",  "gh", "gi", "h", "k",  "kh", "l", "m", "n",
    "ng", "ngh", "nh", "p",  "ph", "qu", "r",  "s",  "t", "th", "tr", "v", "x", "đ",
};
constexpr std::array<std::string_view, 164> kRhymes = {
    "a",    "ac",  "ach",  "ai",   "am",   "an",  "ang",  "anh", "ao",  "ap",   "at",   "au",   "ay",  "e",    "ec",
    "em",   "en",  "eng",  "eo",   "ep",   "et",  "i",    "ia",  "ich", "im",   "in",   "inh",  "ip",  "it",   "iu",
    "iêc",  "iêm", "iên",  "iêng", "iêp",  "iêt", "iêu",  "o",   "oa",  "oac",  "oach", "oai",  "oam", "oan",  "oang",
    "oanh", "oao", "oap",  "oat",  "oay",  "oc",  "oe",   "oen", "oeo", "oet",  "oi",   "om",   "on",  "ong",  "ooc",
    "oong", "op",  "ot",   "oăc",  "oăm",  "oăn", "oăng", "oăt", "u",   "ua",   "uc",   "ui",   "um",  "un",   "ung",
    "up",   "ut",  "uy",   "uya",  "uych", "uyn", "uynh", "uyp", "uyt", "uyu",  "uyên", "uyêt", "uân", "uâng", "uât",
    "uây",  "uê",  "uêch", "uênh", "uêu",  "uôc", "uôi",  "uôm", "uôn", "uông", "uôt",  "uơ",   "y",   "yên",  "yêm",
    "yêng", "yêt", "yêu",  "ynh",  "yt",   "yu",  "ych",  "âc",  "âm",  "ân",   "âng",  "âp",   "ât",  "âu",   "ây",
    "ê",    "êch", "êm",   "ên",   "ênh",  "êp",  "êt",   "êu",  "ô",   "ôc",   "ôi",   "ôm",   "ôn",  "ông",  "ôp",
    "ôt",   "ăc",  "ăm",   "ăn",   "ăng",  "ăp",  "ăt",   "ơ",   "ơi",  "ơm",   "ơn",   "ơp",   "ơt",  "ư",    "ưa",
    "ưc",   "ưi",  "ưng",  "ưt",   "ưu",   "ươc", "ươi",  "ươm", "ươn", "ương", "ươp",  "ươt",  "ươu", "êng",
};
constexpr std::size_t kLongest = 7 * 3; // "nghiêng", in bytes and to be safe

bool is_tone(char32_t c) { return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323; }

} // namespace

bool is_syllable(std::string_view word) {
    if (word.empty() || word.size() > kLongest) return false;
    std::u32string plain;
    int tones = 0;
    for (const char32_t letter : to_code_points(to_lower(word)))
        for (const char32_t part : decompose(letter)) {
            if (is_tone(part)) {
                ++tones;
            } else {
                plain.push_back(part);
            }
        }
    if (tones > 1) return false;
    const auto bare = to_nfc(to_utf8(plain));
    if (!bare) return false;
    const std::string_view all = *bare;
    // "gi" and "qu" begin like shorter ones, so every cut is tried.
    for (std::size_t cut = 0; cut <= std::min<std::size_t>(3, all.size()); ++cut)
        if (std::ranges::find(kOnsets, all.substr(0, cut)) != kOnsets.end() &&
            std::ranges::find(kRhymes, all.substr(cut)) != kRhymes.end())
            return true;
    return false;
}

} // namespace dongthac::text
