#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dongthac::document {

/// One level of a list of a word processor, whatever kind of file it stands in (ECMA-376 part 1, 17.9; MS-DOC, LVL).
struct ListLevel {
    int start = 1;
    std::string format = "decimal"; ///< as the standard names it: "upperRoman", "bullet", "none"
    std::string text;               ///< "%1.%2.", or the sign of a bullet
    std::string style;              ///< of paragraphs that stand on this level; "" for none
    std::optional<int> restart;     ///< the level, from 1, behind which it begins again; 0 is never
    bool arabic = false;            ///< the numbers of all levels are printed as figures whatever their format

    /// Sets `start`, kept between 0 and 9999.
    void set_start(long value);
    /// Sets `text` as it stands in the file, shown in a font: letters of old fonts and signs of picture fonts become
    /// Unicode. Call it when `format` is set. What is longer than any number is left out.
    void set_text(std::string_view shown, std::string_view font);
};

inline constexpr std::size_t kListLevels = 9;
using ListLevels = std::array<ListLevel, kListLevels>;

/// Automatic numbers as a word processor prints them. They are no text of a file: counters have to be kept while the
/// paragraphs are read in order. Owns what it holds.
class ListNumbers {
  public:
    /// Lists of one definition count on from each other, except where one has a start of its own.
    struct List {
        int definition = 0;
        std::shared_ptr<const ListLevels> levels;               ///< never null
        std::array<std::optional<int>, kListLevels> first = {}; ///< where it begins anew at its first paragraph
    };
    void add(int number, List list) { lists_.insert_or_assign(number, std::move(list)); }
    [[nodiscard]] bool has(int list) const { return lists_.contains(list); }

    /// Counts one paragraph and gives its number: "I.", "1.2.", "a)", "-"; "" where the list prints nothing or is
    /// unknown. At most kLongestNumber bytes. A level outside of a list's is the nearest one.
    [[nodiscard]] std::string next(int list, int level);

    /// The level that a style of paragraphs stands on in `list`; 0 when the list does not say.
    [[nodiscard]] int level_of(int list, std::string_view style) const;

    /// Counts from the beginning: the text boxes and the notes of a file have numbers of their own.
    void begin_again();

    static constexpr std::size_t kLongestNumber = 60;

  private:
    using Counters = std::array<std::optional<int>, kListLevels>;
    [[nodiscard]] static std::string number_of(const ListLevels& levels, const Counters& counters, std::size_t level);

    std::map<int, List> lists_;
    std::map<int, Counters> counters_;              ///< by definition
    std::map<int, std::bitset<kListLevels>> begun_; ///< levels of lists that took the start of their own
};

/// `number` in a format of the standard ("upperRoman"); as figures where the format is none we know.
[[nodiscard]] std::string format_number(int number, std::string_view format);

/// `text`, which is not blank, behind its automatic number. White space at its start would part columns.
[[nodiscard]] std::string behind_number(std::string_view number, std::string_view text);

} // namespace dongthac::document
