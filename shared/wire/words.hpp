#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dongthac::wire {

// Text on the wire is a row of words (docs/adr/0010): Vietnamese has some seven thousand syllables, so naming one costs
// one or two bytes where spelling it costs five. Everything here is frozen with segment format 2.

/// A run of letters and digits, one mark, or nothing; between two words stands one space unless they are glued.
enum class WordClass : std::uint8_t { empty, run, mark };

struct Piece {
    std::string_view word;
    bool glued = false; ///< no space before it
};

/// The class of `word`; nothing when it is more than one word.
[[nodiscard]] std::optional<WordClass> class_of(std::string_view word);

/// Cuts any bytes into words, appended to `pieces`; nothing for no bytes. ASCII letters, digits and bytes above 0x7f
/// make runs, other ASCII and U+2000 to U+203F are marks.
void split_text(std::string_view text, std::vector<Piece>& pieces);

/// The same for a list whose elements are just these words and the runs of spaces between them, which is what typed
/// text becomes; false, and `pieces` of no use, for any other list and for an empty one.
[[nodiscard]] bool split_tokens(std::span<const std::string> tokens, std::vector<Piece>& pieces);

/// Finds words by their bytes. The words are borrowed.
class WordIndex {
  public:
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};

    /// kNone when it was never added.
    [[nodiscard]] std::uint32_t find(std::string_view word) const;
    /// Its number, counted from 0 in the order of add(). It must not be there yet.
    std::uint32_t add(std::string_view word);
    [[nodiscard]] std::string_view at(std::uint32_t number) const { return words_[number]; }
    [[nodiscard]] std::size_t size() const { return words_.size(); }

  private:
    [[nodiscard]] std::size_t slot_of(std::string_view word) const;
    void grow();

    std::vector<std::string_view> words_;
    std::vector<std::uint32_t> slots_; ///< number + 1; 0 is free
};

/// The words that every program knows (assets/wire/words-1.txt), commonest first; number 0 is the empty word. Frozen.
[[nodiscard]] const WordIndex& common_words();

} // namespace dongthac::wire
