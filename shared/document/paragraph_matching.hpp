#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dongthac::document {

/// Paragraphs of two versions of a document set against each other.
class ParagraphMatching {
  public:
    ParagraphMatching(const std::vector<std::string>& before, const std::vector<std::string>& after)
        : before_(before), after_(after) {}

    /// For each paragraph of `before` its place in `after` where it stands word for word, in order: a longest common
    /// subsequence. Nothing when there is too much to compare.
    [[nodiscard]] std::optional<std::vector<std::optional<std::size_t>>> align() const;

    /// A third of the words of the one are in the other, in whatever order: it was changed, not taken out and another
    /// added. All calls together read a bounded number of words; beyond that no two paragraphs are alike.
    [[nodiscard]] bool alike(std::size_t before, std::size_t after);

  private:
    using Words = std::vector<std::uint64_t>; // hashes of folded words, sorted
    [[nodiscard]] const Words& words(const std::string& text, std::optional<Words>& kept) const;

    const std::vector<std::string>& before_;
    const std::vector<std::string>& after_;
    std::vector<std::optional<Words>> words_before_ = std::vector<std::optional<Words>>(before_.size());
    std::vector<std::optional<Words>> words_after_ = std::vector<std::optional<Words>>(after_.size());
    std::size_t budget_ = 20'000'000; // words read; some tens of milliseconds
};

} // namespace dongthac::document
