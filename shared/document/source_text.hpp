#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dongthac::document {

/// One white-space separated word of the source. The importer moves indexes of words about, never strings, so that at
/// the end it can be said of each word where it went.
struct Word {
    std::string_view text;  ///< its real text, left-overs of a converter and marks that print nothing cut away; empty
                            ///< when nothing else was in it
    std::uint32_t line = 0; ///< index into SourceText::lines
    std::uint16_t gap = 0;  ///< columns of white space before it on its line, at most 65,535; a tab counts as kTabGap
    std::uint16_t tabs = 0; ///< of these, how many tabs
};

/// White space as wide as this stands between the columns of a letterhead, not between words.
inline constexpr std::uint32_t kColumnGap = 3;
inline constexpr std::uint32_t kTabGap = 8;

using WordList = std::vector<std::uint32_t>;

/// A whole file cut into words and lines. Views in `words` point into what this owns; movable, not copyable.
class SourceText {
  public:
    struct Line {
        std::uint32_t first = 0; ///< words [first, last) of the line
        std::uint32_t last = 0;
    };

    /// `nfc` must be what text::to_nfc returned. Never fails.
    explicit SourceText(std::string nfc);

    [[nodiscard]] const std::vector<Word>& words() const { return words_; }
    [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }
    /// "[bookmark: …]" marks a converter left behind, as they stood, in order.
    [[nodiscard]] const std::vector<std::string>& residue() const { return residue_; }

    /// The words joined by one space; a word broken after the hyphen of a document symbol or a span of years
    /// ("QĐ-" / "UBND", "2022-" / "2025") is made whole again.
    [[nodiscard]] std::string join(const WordList& words) const;

  private:
    struct Range {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    void find_residue(std::vector<Range>& ranges);
    [[nodiscard]] std::string_view without_residue(Range word, const std::vector<Range>& ranges, std::size_t& next);

    std::unique_ptr<const std::string> nfc_;
    std::vector<std::unique_ptr<const std::string>> patched_; ///< words that had a left-over in their middle
    std::vector<Word> words_;
    std::vector<Line> lines_;
    std::vector<std::string> residue_;
};

/// True when `left` ends in a hyphen that belongs inside one symbol or number with `right`.
[[nodiscard]] bool hyphen_joins(std::string_view left, std::string_view right);

} // namespace dongthac::document
