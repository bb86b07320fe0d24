#include "shared/document/sheet_names.hpp"

#include <set>
#include <string_view>
#include <utility>

#include "shared/document/printable.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::document {

namespace {

constexpr std::size_t kLongest = 31;
constexpr std::u32string_view kForbidden = U"[]:*?/\\";
constexpr const char* kUnnamed = "Bảng";

std::u32string allowed_letters(const std::string& wanted) {
    // What is no UTF-8 becomes U+FFFD first; then nothing is left that to_nfc could refuse.
    std::u32string out;
    for (const char32_t letter : text::to_code_points(text::to_nfc(xml_safe(wanted)).value_or(std::string()))) {
        if (kForbidden.find(letter) != std::u32string_view::npos)
            out += U'-';
        else if (letter == U'\'')
            out += U'’'; // a sheet may hold one, but not at its ends, and doubled inside formulas
        else if (!text::is_white_space(letter))
            out += letter;
        else if (!out.empty() && out.back() != U' ')
            out += U' ';
    }
    return out;
}

std::u32string cut(const std::u32string& name, std::size_t most) {
    std::size_t units = 0;
    std::u32string out;
    for (const char32_t letter : name) {
        units += letter > 0xFFFF ? 2 : 1;
        if (units > most) break;
        out += letter;
    }
    while (!out.empty() && out.back() == U' ') out.pop_back();
    return out;
}

} // namespace

std::vector<std::string> sheet_names(std::span<const std::string> wanted) {
    std::vector<std::string> out;
    std::set<std::string> taken{"history"}; // Excel keeps it for itself
    for (const std::string& name : wanted) {
        std::u32string letters = cut(allowed_letters(name), kLongest);
        if (letters.empty()) letters = text::to_code_points(kUnnamed);
        std::string free = text::to_utf8(letters);
        for (int number = 2; !taken.insert(text::to_lower(free)).second; ++number) {
            const std::string ending = " (" + std::to_string(number) + ")";
            free = text::to_utf8(cut(letters, kLongest - ending.size())) + ending;
        }
        out.push_back(std::move(free));
    }
    return out;
}

} // namespace dongthac::document
