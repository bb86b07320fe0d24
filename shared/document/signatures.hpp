#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dongthac::document {

/// Who signs and who only drew up, took the minutes or counted: titles with the names under them, side by side or one
/// under the other. Knows the parts of an ending by numbers its reader gives them.
class Signatures {
  public:
    /// A title or a name where it stands: `column` in letters from the left edge, `line` in order.
    struct Place {
        std::size_t part = 0;
        std::size_t line = 0;
        std::size_t column = 0;
    };

    /// Goes on with the title over it in its column, or begins a signature.
    void title(const Place& place, const std::string& text);
    /// Goes under the title next to its column; call it only when wants_name().
    void name(const Place& place, const std::string& text);

    /// A title has no name yet.
    [[nodiscard]] bool wants_name() const;
    [[nodiscard]] bool has_title() const { return !hands_.empty(); }
    [[nodiscard]] bool has_name() const { return names_ > 0; }

    struct Reading {
        std::vector<std::string> titles; ///< of who signs, outermost first
        std::string name;                ///< under them; empty when nobody has signed there
        std::vector<std::size_t> others; ///< parts that belong to the other signatures
        std::vector<std::string> other_names;
    };
    /// The first of those with the highest office signs: a head of an office before the head of a group, both before
    /// who drew it up; with a name before without.
    [[nodiscard]] Reading decide();

  private:
    struct Hand {
        std::vector<std::size_t> parts;
        std::vector<std::string> titles;
        std::string name;
        std::size_t line = 0;   ///< of its last title
        std::size_t column = 0; ///< of its last title
        int office = 0;
        bool authority = false; ///< its last title stands for somebody: "TM. …"
    };
    struct Name {
        Place place;
        std::string text;
    };
    void close_group();
    void give(Hand& hand, const Name& name);
    [[nodiscard]] bool stacked() const;

    std::vector<Hand> hands_;
    std::size_t group_ = 0;   ///< the first of the hands that may still get a title or a name
    std::vector<Name> below_; ///< names below titles that stand one under the other
    std::size_t names_ = 0;
};

/// "TM. …", "KT. …", "T/M …", "DUYỆT CỦA …": on whose behalf the title below it signs.
[[nodiscard]] bool is_authority(std::string_view text);

} // namespace dongthac::document
