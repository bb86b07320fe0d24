#include "shared/document/doc_numbering.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "shared/document/compound_file.hpp"
#include "shared/text/nfc.hpp"

namespace dongthac::document {

namespace {

// Entries of FibRgFcLcb97.
constexpr std::size_t kDefinitions = 73;
constexpr std::size_t kLists = 74;

constexpr std::size_t kDefinitionSize = 28; ///< bytes of an LSTF
constexpr std::size_t kListSize = 16;       ///< of an LFO
constexpr std::size_t kMostDefinitions = 4096;
constexpr std::size_t kMostLists = 0x7FE; ///< that a paragraph can name

using Definitions = std::map<int, std::shared_ptr<ListLevels>>;

/// A table while it is read from front to back.
struct Cursor {
    std::string_view bytes;
    std::size_t at = 0;

    [[nodiscard]] bool has(std::size_t size) const { return at <= bytes.size() && size <= bytes.size() - at; }
    [[nodiscard]] std::uint32_t number(std::size_t offset, std::size_t size) const {
        return little_endian(bytes, at + offset, size);
    }
    [[nodiscard]] std::string_view take(std::size_t size) {
        const std::string_view taken = bytes.substr(at, size);
        at += size;
        return taken;
    }
};

/// Where the bytes behind what entry `index` of the table of places names stand in `table`; it may lie at its end.
std::size_t begin_of(std::string_view document, std::string_view table, std::size_t index) {
    const std::string_view place = doc_place(document, table, index);
    return place.empty() ? table.size() : static_cast<std::size_t>(place.data() - table.data());
}

std::string_view format_of(std::uint32_t kind) {
    switch (kind) { // MSONFC
    case 1: return "upperRoman";
    case 2: return "lowerRoman";
    case 3: return "upperLetter";
    case 4: return "lowerLetter";
    case 22: return "decimalZero";
    case 23: return "bullet";
    case 255: return "none";
    default: return "decimal";
    }
}

/// The text of a level: numbers of levels stand in it as the characters 0 to 8.
std::string level_text(std::string_view units) {
    if (units.size() / 2 > ListNumbers::kLongestNumber) return {};
    std::u32string text;
    for (std::size_t i = 0; i + 1 < units.size(); i += 2) {
        const char32_t unit = little_endian(units, i, 2);
        if (unit < kListLevels) {
            text += U'%';
            text += static_cast<char32_t>(U'1' + unit);
        } else if (unit >= U' ') {
            text += unit;
        }
    }
    return text::to_utf8(text);
}

/// An LVL; nothing when it does not end within the table.
std::optional<ListLevel> read_level(Cursor& from, const DocFormat& format) {
    constexpr std::size_t kFixed = 28;
    constexpr std::uint32_t kArabic = 0x04, kOwnRestart = 0x08;
    if (!from.has(kFixed)) return std::nullopt;
    ListLevel level;
    level.set_start(static_cast<std::int32_t>(from.number(0, 4)));
    level.format = format_of(from.number(4, 1));
    const std::uint32_t flags = from.number(5, 1);
    level.arabic = (flags & kArabic) != 0;
    if ((flags & kOwnRestart) != 0) level.restart = static_cast<int>(from.number(26, 1));
    const std::size_t letters = from.number(24, 1);
    const std::size_t paragraph = from.number(25, 1);
    from.at += kFixed;
    if (!from.has(paragraph + letters + 2)) return std::nullopt;
    from.at += paragraph;
    const std::string_view font = format.font_in(from.take(letters));
    const std::size_t units = little_endian(from.take(2), 0, 2);
    if (!from.has(units * 2)) return std::nullopt;
    level.set_text(level_text(from.take(units * 2)), font);
    return level;
}

/// The definitions that are whole, each by what lists call it. All levels of all stand behind the last of them.
Definitions read_definitions(std::string_view document, std::string_view table, const DocFormat& format) {
    Definitions definitions;
    Cursor head{table, begin_of(document, table, kDefinitions)};
    if (!head.has(2)) return definitions;
    const std::size_t count = little_endian(head.take(2), 0, 2);
    if (count > kMostDefinitions || !head.has(count * kDefinitionSize)) return definitions;
    Cursor levels{table, head.at + count * kDefinitionSize};
    for (std::size_t i = 0; i < count; ++i) {
        constexpr std::size_t kStyles = 8, kFlags = 26;
        constexpr std::uint32_t kNoStyle = 0xFFF, kSimple = 1;
        auto read = std::make_shared<ListLevels>();
        const std::size_t own = (head.number(kFlags, 1) & kSimple) != 0 ? 1 : kListLevels;
        for (std::size_t k = 0; k < own; ++k) {
            auto level = read_level(levels, format);
            if (!level) return definitions; // nobody knows where the next one begins
            const std::uint32_t style = head.number(kStyles + k * 2, 2);
            if (style != kNoStyle) level->style = std::to_string(style);
            (*read)[k] = std::move(*level);
        }
        definitions.insert_or_assign(static_cast<int>(head.number(0, 4)), std::move(read));
        head.at += kDefinitionSize;
    }
    return definitions;
}

/// What a list changes of its definition (LFOLVL); false when the table ends before it does.
bool read_change(Cursor& from, const DocFormat& format, ListNumbers::List& list) {
    constexpr std::uint32_t kLevel = 0x0F, kStarts = 0x10, kLooks = 0x20;
    if (!from.has(8)) return false;
    const auto start = static_cast<std::int32_t>(from.number(0, 4));
    const std::uint32_t flags = from.number(4, 4);
    from.at += 8;
    std::optional<ListLevel> own;
    if ((flags & kLooks) != 0 && !(own = read_level(from, format))) return false;
    const std::size_t at = flags & kLevel;
    if (at >= kListLevels || !list.levels) return true;
    if ((flags & kStarts) != 0) list.first[at] = own ? own->start : start;
    if (own) {
        own->style = (*list.levels)[at].style;
        auto levels = std::make_shared<ListLevels>(*list.levels);
        (*levels)[at] = std::move(*own);
        list.levels = std::move(levels);
    }
    return true;
}

} // namespace

ListNumbers doc_numbering(std::string_view document, std::string_view table, const DocFormat& format) {
    ListNumbers lists;
    const Definitions definitions = read_definitions(document, table, format);
    Cursor head{table, begin_of(document, table, kLists)};
    if (!head.has(4)) return lists;
    const std::size_t count = little_endian(head.take(4), 0, 4);
    if (count > kMostLists || !head.has(count * kListSize)) return lists;
    Cursor changes{table, head.at + count * kListSize};
    bool whole = true; // what the lists change is where it should be
    for (std::size_t i = 0; i < count; ++i) {
        constexpr std::size_t kChanges = 12, kPlace = 4;
        ListNumbers::List list;
        list.definition = static_cast<int>(head.number(0, 4));
        if (const auto found = definitions.find(list.definition); found != definitions.end())
            list.levels = found->second;
        const std::size_t changed = head.number(kChanges, 1);
        whole = whole && changed <= kListLevels;
        if (whole) changes.at += kPlace;
        for (std::size_t k = 0; whole && k < changed; ++k) whole = read_change(changes, format, list);
        if (list.levels && (whole || changed == 0)) lists.add(static_cast<int>(i) + 1, std::move(list));
        head.at += kListSize;
    }
    return lists;
}

std::size_t number_paragraphs(std::vector<DocLine>& paragraphs, ListNumbers& lists) {
    std::size_t unknown = 0;
    for (DocLine& paragraph : paragraphs) {
        const DocParagraph& format = paragraph.format;
        const int list = format.list_of();
        if (list == 0 || format.row_end) continue;
        if (!lists.has(list)) {
            unknown += has_words(paragraph) ? 1 : 0;
            continue;
        }
        put_number(paragraph,
                   lists.next(list, format.level ? *format.level : lists.level_of(list, std::to_string(format.style))));
    }
    return unknown;
}

} // namespace dongthac::document
