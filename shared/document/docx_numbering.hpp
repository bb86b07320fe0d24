#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "shared/document/docx_styles.hpp"

namespace dongthac::document {

/// Automatic numbers as a word processor prints them (ECMA-376 part 1, 17.9). They are no text of a file: counters have
/// to be kept while the paragraphs are read in order.
class DocxNumbering {
  public:
    /// `numbering` is w:numbering; an empty node gives a document without lists. `styles` is used here only.
    DocxNumbering(pugi::xml_node numbering, const DocxStyles& styles);

    /// Counts one paragraph and gives its label: "I.", "1.2.", "a)", "-"; "" where the list prints nothing or is
    /// unknown. Bullets drawn by picture fonts come out as "•".
    [[nodiscard]] std::string next(int list, int level);

    /// The level that a style of paragraphs stands on in `list`; 0 when the list does not say.
    [[nodiscard]] int level_of(int list, std::string_view style) const;

  private:
    static constexpr std::size_t kLevels = 9;
    struct Level {
        int start = 1;
        std::string format = "decimal";
        std::string text;           ///< "%1.%2."
        std::string style;          ///< of paragraphs that are numbered by it
        std::optional<int> restart; ///< the level, from 1, behind which it begins again; 0 is never
        bool arabic = false;        ///< levels above are printed as figures whatever their format
    };
    using Levels = std::array<Level, kLevels>;
    /// What the lists that share one definition have counted.
    struct Counters {
        std::array<std::optional<int>, kLevels> values;
    };
    struct List {
        int definition = 0;
        Levels levels;
        std::array<std::optional<int>, kLevels> first; ///< where the list begins anew at its first paragraph
    };

    static void read_level(pugi::xml_node node, Level& level);
    void read_list(pugi::xml_node node, const std::map<int, Levels>& definitions);
    [[nodiscard]] static std::string label(const List& list, const Counters& counters, std::size_t level);

    std::map<int, List> lists_;
    std::map<int, Counters> counters_;
};

/// `number` in a format of the standard ("upperRoman"); as figures where the format is none we know.
[[nodiscard]] std::string format_number(int number, std::string_view format);

/// The character a picture font ("Symbol", "Wingdings") draws for `code`, as the nearest one of Unicode.
[[nodiscard]] std::string_view symbol_of(std::string_view font, char32_t code);

} // namespace dongthac::document
