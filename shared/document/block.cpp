#include "shared/document/block.hpp"

#include <algorithm>
#include <utility>

#include "shared/document/letters.hpp"
#include "shared/text/fold.hpp"

namespace dongthac::document {

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

} // namespace

Block make_block(const SourceText& source, model::ItemRole role, int level, WordList words, std::size_t label_bytes) {
    Block block{role, level, std::move(words), {}, {}};
    const std::string whole = source.join(block.words);
    label_bytes = std::min(label_bytes, whole.size());
    block.label = trimmed(std::string_view(whole).substr(0, label_bytes));
    block.text = trimmed(std::string_view(whole).substr(label_bytes));
    return block;
}

Block row_block(int level, WordList words, std::string text) {
    return {model::ItemRole::table_row, level, std::move(words), {}, std::move(text)};
}

std::string key_of(std::string_view text, std::size_t bytes) {
    std::size_t size = std::min(text.size(), bytes);
    while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0u) == 0x80u) --size;
    return text::search_key(text.substr(0, size));
}

bool starts_with_office(std::string_view key) {
    constexpr std::string_view kOffices[] = {
        "ubnd",      "uy ban",       "hdnd",    "hoi dong", "so",       "phong",    "truong",  "bo",
        "ban",       "trung tam",    "dang uy", "thanh uy", "quan uy",  "huyen uy", "chi bo",  "hoi",
        "cong doan", "lien doan",    "cuc",     "vu",       "tong cuc", "chi cuc",  "nha tre", "co so",
        "nhom tre",  "lop mau giao", "cum",     "doan",     "vien",     "hoc vien", "dang bo", "tinh uy"};
    // "Tổ Khoa học tự nhiên" is a group of teachers; "Tổ chức thực hiện", "Tờ trình" and "Tổ quốc" are none.
    constexpr std::string_view kNoGroups[] = {"to chuc", "to trinh", "to quoc", "to roi", "to giac"};
    if (starts_with_words(key, "to"))
        return std::ranges::none_of(kNoGroups, [&](std::string_view words) { return starts_with_words(key, words); });
    return std::ranges::any_of(kOffices, [&](std::string_view office) { return starts_with_words(key, office); });
}

std::vector<int> years_in(std::string_view text) {
    std::vector<int> years;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_digit(text[end])) ++end;
        const std::string_view digits = text.substr(at, end - at);
        if (digits.size() == 4 && (starts_with(digits, "19") || starts_with(digits, "20")))
            years.push_back(std::stoi(std::string(digits)));
        at = end;
    }
    return years;
}

} // namespace dongthac::document
