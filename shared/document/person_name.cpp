#include "shared/document/person_name.hpp"

#include <algorithm>
#include <string>

#include "shared/document/letters.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/syllable.hpp"

namespace dongthac::document {

namespace {

constexpr std::string_view kSurnames[] = {
    "nguyễn", "trần",  "lê",    "phạm",  "hoàng", "huỳnh", "phan",  "vũ",     "võ",   "đặng",   "bùi",   "đỗ",
    "hồ",     "ngô",   "dương", "lý",    "đào",   "đinh",  "trịnh", "trương", "mai",  "cao",    "hà",    "tạ",
    "lương",  "tô",    "lưu",   "phùng", "thái",  "tống",  "vương", "quách",  "kiều", "châu",   "lâm",   "la",
    "nông",   "triệu", "chu",   "bế",    "lò",    "lường", "quàng", "cà",     "tòng", "vàng",   "giàng", "sùng",
    "thào",   "vừ",    "mùa",   "hạng",  "lầu",   "lù",    "tẩn",   "lừu",    "điêu", "cầm",    "bạc",   "đèo",
    "hứa",    "ma",    "hầu",   "chảo",  "phàn",  "xa",    "tráng", "doãn",   "đàm",  "nghiêm", "khuất", "ông"};

} // namespace

bool is_full_name(std::string_view text) {
    constexpr std::size_t kLongest = 60;
    if (text.size() > kLongest) return false;
    std::size_t syllables = 0;
    for (std::size_t at = 0; at <= text.size(); ++syllables) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        if (word.empty() || !is_upper(first_letter(word))) return false;
        if (syllables == 0 && std::ranges::find(kSurnames, text::to_lower(word)) == std::ranges::end(kSurnames))
            return false;
        if (word.size() > 1 && !text::is_syllable(word)) return false;
        at = end + 1;
    }
    return syllables >= 2 && syllables <= 5 && !starts_with_words(text::search_key(text), "ho so");
}

} // namespace dongthac::document
