#pragma once

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/random.hpp"

/// Vietnamese material for tests, made rather than copied.
namespace dongthac::text::vietnamese {

/// One letter with a diacritic, as one code point and as base + marks in the canonical order; its bare letter in
/// `folded`.
struct Letter {
    std::string composed;
    std::string decomposed;
    std::string folded;
    bool capital = false;
};

/// The 134 letters with diacritics: 12 vowels × 6 tones less the 6 bare ones, đ; small and capital.
inline std::vector<Letter> letters() {
    struct Row {
        std::string_view composed; // tones none, huyền, hỏi, ngã, sắc, nặng
        std::string_view base;
        std::string_view shape; // the mark that makes another letter
    };
    static constexpr auto kRows = std::to_array<Row>({
        {"aàảãáạ", "a", ""},       {"ăằẳẵắặ", "a", "\u0306"}, {"âầẩẫấậ", "a", "\u0302"}, {"eèẻẽéẹ", "e", ""},
        {"êềểễếệ", "e", "\u0302"}, {"iìỉĩíị", "i", ""},       {"oòỏõóọ", "o", ""},       {"ôồổỗốộ", "o", "\u0302"},
        {"ơờởỡớợ", "o", "\u031B"}, {"uùủũúụ", "u", ""},       {"ưừửữứự", "u", "\u031B"}, {"yỳỷỹýỵ", "y", ""},
        {"AÀẢÃÁẠ", "A", ""},       {"ĂẰẲẴẮẶ", "A", "\u0306"}, {"ÂẦẨẪẤẬ", "A", "\u0302"}, {"EÈẺẼÉẸ", "E", ""},
        {"ÊỀỂỄẾỆ", "E", "\u0302"}, {"IÌỈĨÍỊ", "I", ""},       {"OÒỎÕÓỌ", "O", ""},       {"ÔỒỔỖỐỘ", "O", "\u0302"},
        {"ƠỜỞỠỚỢ", "O", "\u031B"}, {"UÙỦŨÚỤ", "U", ""},       {"ƯỪỬỮỨỰ", "U", "\u031B"}, {"YỲỶỸÝỴ", "Y", ""},
    });
    static constexpr auto kTones =
        std::to_array<std::string_view>({"", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"});

    std::vector<Letter> all = {{"đ", "đ", "d", false}, {"Đ", "Đ", "d", true}};
    for (const Row& row : kRows) {
        const bool capital = row.base[0] < 'a';
        const std::string folded(1, static_cast<char>(row.base[0] | 0x20));
        std::size_t at = 0;
        for (const std::string_view tone : kTones) {
            const auto lead = static_cast<unsigned char>(row.composed[at]);
            const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
            const std::string composed(row.composed.substr(at, size));
            at += size;
            if (size == 1) continue;
            // The dot below stands nearer the letter than a hat; the horn nearer than any tone.
            const bool tone_first = tone == "\u0323" && row.shape != "\u031B";
            const std::string marks =
                tone_first ? std::string(tone) + std::string(row.shape) : std::string(row.shape) + std::string(tone);
            all.push_back({composed, std::string(row.base) + marks, folded, capital});
        }
    }
    return all;
}

/// Seed of a property test: DONGTHAC_TEST_SEED when set, so that a failure can be run again.
inline std::uint64_t seed() {
    const char* given = std::getenv("DONGTHAC_TEST_SEED");
    return given != nullptr ? std::strtoull(given, nullptr, 10) : 20260304;
}

/// A string like a plan's: syllables, numbers, punctuation, white space of several kinds, now and then something odd.
inline std::string random_text(base::Random& random, std::uint64_t most_pieces) {
    static constexpr auto kPieces = std::to_array<std::string_view>(
        {"truyền",        "thông",  "trường", "Đặng",       "đội", "ngữ", "Hoà", "hòa", "xã", "ƯỚC", "mầm", "non",
         "quý",           "2026",   "15",     "5b",         " ",   " ",   " ",   " ",   " ",  "  ",  "\n",  "\t",
         "\u00A0",        ",",      ".",      ";",          "-",   "/",   "(",   ")",   "“",  "”",   "%",   "&",
         "e\u0302\u0323", "\u0301", "\u200B", "\U0001F600", "日本"});
    std::string text;
    for (std::uint64_t left = random.below(most_pieces + 1); left > 0; --left)
        text += kPieces[random.below(kPieces.size())];
    return text;
}

} // namespace dongthac::text::vietnamese
