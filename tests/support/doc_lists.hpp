#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/compound_builder.hpp"

/// The tables of lists and styles of a .doc (MS-DOC) for DocBuilder.
namespace dongthac::tests {

/// An LVL. In `text` the characters 0 to 8 stand for the numbers of the levels.
struct DocLevel {
    std::uint32_t kind = 0; ///< MSONFC: 0 figures, 1 and 2 Roman, 3 and 4 letters, 23 a bullet
    std::u16string text;
    std::uint32_t start = 1;
    std::uint32_t flags = 0;   ///< 4: all numbers in figures, 8: `restart` holds
    std::uint32_t restart = 0; ///< the level, from 1, behind which it begins again
    std::string letters = {};  ///< property modifications of its letters

    [[nodiscard]] std::string bytes() const {
        std::string out;
        put(out, start, 4);
        put(out, kind, 1);
        put(out, flags, 1);
        out += std::string(18, '\0');
        put(out, static_cast<std::uint32_t>(letters.size()), 1);
        put(out, 2, 1);
        put(out, restart, 1);
        put(out, 0, 1);
        out += "PP" + letters;
        put(out, static_cast<std::uint32_t>(text.size()), 2);
        for (const char16_t unit : text) put(out, unit, 2);
        return out;
    }
};

/// An LSTF and its levels: one, or nine of which the last stands for the missing ones.
struct DocDefinition {
    std::uint32_t id = 0;
    std::vector<DocLevel> levels;
    std::vector<std::uint32_t> styles = {}; ///< of paragraphs, for each level
};

/// An LFO and what it changes of its definition.
struct DocList {
    std::uint32_t definition = 0;
    struct Change {
        std::uint32_t level = 0;
        std::optional<std::uint32_t> start;
        std::optional<DocLevel> own = {};
    };
    std::vector<Change> changes = {};
};

/// A style of paragraphs; `base` is its index.
struct DocStyle {
    std::uint32_t base = 0xFFF;
    std::string paragraph = {}; ///< property modifications
};

inline std::string definitions_table(const std::vector<DocDefinition>& definitions) {
    std::string out;
    put(out, static_cast<std::uint32_t>(definitions.size()), 2);
    for (const DocDefinition& definition : definitions) {
        put(out, definition.id, 4);
        put(out, 0, 4);
        for (std::size_t i = 0; i < 9; ++i) put(out, i < definition.styles.size() ? definition.styles[i] : 0xFFF, 2);
        put(out, definition.levels.size() == 1 ? 1 : 0, 2);
    }
    return out;
}
/// Stands behind the table above, and is no part of it by the file's list of places.
inline std::string levels_table(const std::vector<DocDefinition>& definitions) {
    std::string out;
    for (const DocDefinition& definition : definitions)
        for (std::size_t i = 0; i < (definition.levels.size() == 1 ? 1 : 9); ++i)
            out += definition.levels[std::min(i, definition.levels.size() - 1)].bytes();
    return out;
}
inline std::string lists_table(const std::vector<DocList>& lists) {
    std::string out, changes;
    put(out, static_cast<std::uint32_t>(lists.size()), 4);
    for (const DocList& list : lists) {
        put(out, list.definition, 4);
        put(out, 0, 4);
        put(out, 0, 4);
        put(out, static_cast<std::uint32_t>(list.changes.size()), 4);
        put(changes, 0xFFFFFFFF, 4);
        for (const DocList::Change& change : list.changes) {
            put(changes, change.start.value_or(0), 4);
            put(changes, change.level | (change.start ? 0x10 : 0) | (change.own ? 0x20 : 0), 4);
            if (change.own) changes += change.own->bytes();
        }
    }
    return out + changes;
}

inline std::string styles_table(const std::vector<DocStyle>& styles) {
    std::string out;
    put(out, 18, 2);
    put(out, static_cast<std::uint32_t>(styles.size()), 2);
    put(out, 10, 2);
    out += std::string(14, '\0');
    for (const DocStyle& style : styles) {
        std::string own;
        put(own, 0, 2);
        put(own, 1 | style.base << 4, 2); // of paragraphs
        own += std::string(6, '\0');
        put(own, 1, 2);
        put(own, 'S', 2);
        put(own, 0, 2);
        put(own, static_cast<std::uint32_t>(style.paragraph.size() + 2), 2);
        own += std::string(2, '\0') + style.paragraph;
        if (own.size() % 2 != 0) own += '\0';
        put(own, 0, 2);
        put(out, static_cast<std::uint32_t>(own.size()), 2);
        out += own;
    }
    return out;
}

} // namespace dongthac::tests
