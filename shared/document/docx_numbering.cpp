#include "shared/document/docx_numbering.hpp"

#include <algorithm>
#include <utility>

#include <pugixml.hpp>

#include "shared/document/letters.hpp"
#include "shared/document/ooxml_read.hpp"
#include "shared/text/characters.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/labels.hpp"

namespace dongthac::document {

namespace {

using namespace ooxml;

constexpr int kMostNumber = 9999;
constexpr std::size_t kLongestLabel = 60; // bytes; what is longer numbers nothing

int bounded(std::string_view text, int otherwise) {
    return std::clamp(number_in(text).value_or(otherwise), 0, kMostNumber);
}

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

std::string_view symbol_of(std::string_view font, char32_t code) {
    const bool pictures = starts_with(font, "Wingdings") || starts_with(font, "Webdings");
    const bool private_use = code >= 0xF020 && code <= 0xF0FF;
    if (!private_use && !pictures && font != "Symbol") return {};
    const char32_t place = private_use ? code - 0xF000 : code;
    struct Drawn {
        char32_t place;
        std::string_view symbol;
    };
    constexpr Drawn kWingdings[] = {{0xFC, "✓"}, {0xFE, "☑"}, {0xFB, "✗"}, {0xFD, "☒"}, {0xA8, "□"}, {0x6F, "□"},
                                    {0x72, "□"}, {0xE0, "→"}, {0xE8, "→"}, {0xF0, "→"}, {0xF3, "↔"}};
    constexpr Drawn kSymbol[] = {{0x2D, "-"}, {0xB0, "°"}, {0xB1, "±"}, {0xB4, "×"}, {0xB8, "÷"}, {0xA3, "≤"},
                                 {0xB3, "≥"}, {0xB9, "≠"}, {0xAE, "→"}, {0xDE, "⇒"}, {0x2B, "+"}};
    for (const Drawn& drawn : kWingdings)
        if (pictures && drawn.place == place) return drawn.symbol;
    for (const Drawn& drawn : kSymbol)
        if (!pictures && drawn.place == place) return drawn.symbol;
    return private_use || pictures ? "•" : std::string_view();
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

DocxNumbering::DocxNumbering(pugi::xml_node numbering, const DocxStyles& styles) {
    std::map<int, Levels> definitions;
    std::map<int, std::string> named; // definitions that stand in a style of lists
    for (pugi::xml_node node : numbering.children()) {
        if (local_name(node) != "abstractNum") continue;
        const int id = number_in(attribute(node, "abstractNumId")).value_or(-1);
        Levels& levels = definitions[id];
        if (const std::string_view style = value_of(node, "numStyleLink"); !style.empty()) named[id] = style;
        for (pugi::xml_node level : node.children()) {
            const int at = number_in(attribute(level, "ilvl")).value_or(-1);
            if (local_name(level) == "lvl" && at >= 0 && at < static_cast<int>(kLevels))
                read_level(level, levels[static_cast<std::size_t>(at)]);
        }
    }
    std::map<int, int> definition_of_list;
    for (pugi::xml_node node : numbering.children())
        if (local_name(node) == "num")
            definition_of_list[number_in(attribute(node, "numId")).value_or(-1)] =
                number_in(value_of(node, "abstractNumId")).value_or(-1);
    for (const auto& [id, style] : named) {
        const auto list = definition_of_list.find(styles.list_of(style).value_or(-1));
        if (list == definition_of_list.end()) continue;
        if (const auto found = definitions.find(list->second); found != definitions.end())
            definitions[id] = Levels(found->second);
    }
    for (pugi::xml_node node : numbering.children())
        if (local_name(node) == "num") read_list(node, definitions);
}

void DocxNumbering::read_level(pugi::xml_node node, Level& level) {
    level.start = bounded(value_of(node, "start"), level.start);
    if (const pugi::xml_node format = child(node, "numFmt")) level.format = attribute(format, "val");
    // Newer formats ("custom", "000") stand behind a choice.
    if (const pugi::xml_node fallback = child(child(node, "AlternateContent"), "Fallback"))
        if (const pugi::xml_node format = child(fallback, "numFmt")) level.format = attribute(format, "val");
    level.style = value_of(node, "pStyle");
    level.restart = number_in(value_of(node, "lvlRestart"));
    level.arabic = switch_in(node, "isLgl").value_or(false);
    const std::string_view text = value_of(node, "lvlText");
    level.text = text.size() > kLongestLabel ? std::string_view() : text;
    if (level.format == "bullet") level.text = bullet(level.text, read_letter_look(child(node, "rPr")).font);
}

void DocxNumbering::read_list(pugi::xml_node node, const std::map<int, Levels>& definitions) {
    List list;
    list.definition = number_in(value_of(node, "abstractNumId")).value_or(-1);
    const auto levels = definitions.find(list.definition);
    if (levels == definitions.end()) return;
    list.levels = levels->second;
    for (pugi::xml_node change : node.children()) {
        const int at = number_in(attribute(change, "ilvl")).value_or(-1);
        if (local_name(change) != "lvlOverride" || at < 0 || at >= static_cast<int>(kLevels)) continue;
        const auto level = static_cast<std::size_t>(at);
        if (const pugi::xml_node own = child(change, "lvl")) read_level(own, list.levels[level]);
        if (const pugi::xml_node start = child(change, "startOverride"))
            list.first[level] = bounded(attribute(start, "val"), 1);
    }
    lists_.insert_or_assign(number_in(attribute(node, "numId")).value_or(-1), std::move(list));
}

int DocxNumbering::level_of(int list, std::string_view style) const {
    const auto found = lists_.find(list);
    if (found == lists_.end() || style.empty()) return 0;
    const auto level = std::ranges::find(found->second.levels, style, &Level::style);
    return level == found->second.levels.end() ? 0 : static_cast<int>(level - found->second.levels.begin());
}

std::string DocxNumbering::next(int number, int wanted) {
    const auto found = lists_.find(number);
    if (found == lists_.end()) return {};
    List& list = found->second;
    const auto level = static_cast<std::size_t>(std::clamp(wanted, 0, static_cast<int>(kLevels) - 1));
    Counters& counters = counters_[list.definition];
    std::optional<int>& value = counters.values[level];
    const int start = list.first[level].value_or(list.levels[level].start);
    // A list with a start of its own takes it once; lists of one definition otherwise count on.
    if (std::exchange(list.first[level], std::nullopt)) value.reset();
    value = value ? std::min(*value + 1, kMostNumber) : start;
    for (std::size_t above = 0; above < level; ++above)
        if (!counters.values[above]) counters.values[above] = list.levels[above].start;
    for (std::size_t below = level + 1; below < kLevels; ++below) {
        const int restart = list.levels[below].restart.value_or(static_cast<int>(below));
        if (restart != 0 && static_cast<int>(level) < restart) counters.values[below].reset();
    }
    return label(list, counters, level);
}

std::string DocxNumbering::label(const List& list, const Counters& counters, std::size_t level) {
    const Level& own = list.levels[level];
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
        const Level& other = list.levels[named];
        out += format_number(counters.values[named].value_or(other.start), own.arabic ? "decimal" : other.format);
    }
    return out;
}

} // namespace dongthac::document
