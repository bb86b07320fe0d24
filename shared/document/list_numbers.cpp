#include "shared/document/list_numbers.hpp"

#include <algorithm>

#include "shared/document/private_bullets.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/labels.hpp"
#include "shared/text/legacy_vietnamese.hpp"

namespace dongthac::document {

namespace {

constexpr int kMostNumber = 9999;

// a … z, aa, bb …: a word processor repeats the letter.
std::string letters_for(int number) {
    if (number < 1 || number > 26 * 8) return std::to_string(number);
    const auto times = static_cast<std::size_t>((number - 1) / 26 + 1);
    return std::string(times, static_cast<char>('a' + (number - 1) % 26));
}

std::string bullet(std::string_view text, std::string_view font) {
    if (text.empty()) return {};
    const text::Decoded first = text::decode_at(text, 0);
    if (first.size < text.size()) return std::string(text);
    constexpr std::string_view kKept[] = {"-", "–", "—", "+", "*"};
    const auto kept = [&](std::string_view mark) { return std::ranges::find(kKept, mark) != std::ranges::end(kKept); };
    if (const std::string_view symbol = symbol_of(font, first.value); !symbol.empty())
        return std::string(kept(symbol) ? symbol : "•");
    // "o" of a typewriter's face is the ring of second levels.
    if (kept(text) || (text::class_of(first.value) != text::CharacterClass::other && text != "o"))
        return std::string(text);
    return "•";
}

} // namespace

void ListLevel::set_start(long value) { start = static_cast<int>(std::clamp<long>(value, 0, kMostNumber)); }

void ListLevel::set_text(std::string_view shown, std::string_view font) {
    text.clear();
    if (shown.size() > ListNumbers::kLongestNumber) return;
    const auto legacy = text::legacy_font(font);
    text = legacy ? text::from_legacy(shown, *legacy) : std::string(shown);
    if (format == "bullet") text = bullet(text, font);
}

std::string format_number(int number, std::string_view format) {
    if (format == "none") return {};
    if (format == "upperRoman" || format == "lowerRoman") {
        const std::string roman = text::to_roman(number);
        if (!roman.empty()) return format == "upperRoman" ? roman : text::to_lower(roman);
    }
    if (format == "lowerLetter") return letters_for(number);
    if (format == "upperLetter") return text::to_upper(letters_for(number));
    const std::string figures = std::to_string(number);
    return format == "decimalZero" && number < 10 ? "0" + figures : figures;
}

std::string behind_number(std::string_view number, std::string_view text) {
    if (number.empty()) return std::string(text);
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    return std::string(number) + " " + std::string(text.substr(begin));
}

int ListNumbers::level_of(int list, std::string_view style) const {
    const auto found = lists_.find(list);
    if (found == lists_.end() || style.empty()) return 0;
    const ListLevels& levels = *found->second.levels;
    const auto level = std::ranges::find(levels, style, &ListLevel::style);
    return level == levels.end() ? 0 : static_cast<int>(level - levels.begin());
}

void ListNumbers::begin_again() {
    counters_.clear();
    begun_.clear();
}

std::string ListNumbers::next(int number, int wanted) {
    const auto found = lists_.find(number);
    if (found == lists_.end()) return {};
    const List& list = found->second;
    const ListLevels& levels = *list.levels;
    const auto level = static_cast<std::size_t>(std::clamp(wanted, 0, static_cast<int>(kListLevels) - 1));
    Counters& counters = counters_[list.definition];
    std::optional<int>& value = counters[level];
    // A list with a start of its own takes it once; lists of one definition otherwise count on.
    const bool anew = list.first[level].has_value() && !begun_[number][level];
    if (anew) {
        begun_[number].set(level);
        value = std::clamp(*list.first[level], 0, kMostNumber);
    } else {
        value = value ? std::min(*value + 1, kMostNumber) : levels[level].start;
    }
    for (std::size_t above = 0; above < level; ++above)
        if (!counters[above]) counters[above] = levels[above].start;
    for (std::size_t below = level + 1; below < kListLevels; ++below) {
        const int restart = levels[below].restart.value_or(static_cast<int>(below));
        if (restart != 0 && static_cast<int>(level) < restart) counters[below].reset();
    }
    std::string out = number_of(levels, counters, level);
    return out.size() > kLongestNumber ? std::string() : out;
}

std::string ListNumbers::number_of(const ListLevels& levels, const Counters& counters, std::size_t level) {
    const ListLevel& own = levels[level];
    if (own.format == "bullet") return own.text;
    std::string out;
    for (std::size_t at = 0; at < own.text.size(); ++at) {
        const char digit = at + 1 < own.text.size() ? own.text[at + 1] : '\0';
        if (own.text[at] != '%' || digit < '1' || digit > '9') {
            out += own.text[at];
            continue;
        }
        ++at;
        const auto named = static_cast<std::size_t>(digit - '1');
        const ListLevel& other = levels[named];
        out += format_number(counters[named].value_or(other.start), own.arabic ? "decimal" : other.format);
    }
    return out;
}

} // namespace dongthac::document
