#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dongthac::document {

/// A text with its words folded by text::search_key, each with its place, so that what is found by its words is quoted
/// as it stands. "kì", "quí", "lí" count as "ky", "quy", "ly": both are written. Keeps a view of the text.
class FoldedText {
  public:
    static constexpr std::size_t kNone = std::string_view::npos;

    explicit FoldedText(std::string_view text);

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::size_t size() const { return words_.size(); }
    /// Folded; empty at or after size().
    [[nodiscard]] std::string_view word(std::size_t at) const;
    /// What stands before the word since the word before: spaces and signs.
    [[nodiscard]] std::string_view gap_before(std::size_t at) const;
    /// The words [first, last) as they stand.
    [[nodiscard]] std::string_view slice(std::size_t first, std::size_t last) const;
    [[nodiscard]] std::size_t begin_of(std::size_t at) const { return words_[at].begin; }
    [[nodiscard]] std::size_t end_of(std::size_t at) const { return words_[at].end; }

    /// Index of the first word of the first place at or after `from` where the whole words `phrase` stand; kNone.
    [[nodiscard]] std::size_t find(std::string_view phrase, std::size_t from = 0) const;
    [[nodiscard]] bool has(std::string_view phrase) const { return find(phrase) != kNone; }
    /// The words at `at` are `phrase`.
    [[nodiscard]] bool stands_at(std::size_t at, std::string_view phrase) const;
    /// "a|b + c": each group, between "+", has one of its phrases, between "|", in the text.
    [[nodiscard]] bool matches(std::string_view pattern) const;

  private:
    struct Word {
        std::size_t key = 0; ///< where its folded form begins in key_
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    std::string_view text_;
    std::string key_; ///< folded words, a space between
    std::vector<Word> words_;
};

/// How many words a phrase of the tables has: words are parted by one space.
[[nodiscard]] std::size_t words_in(std::string_view phrase);

/// A piece of a paragraph that may ask for one thing. Views of the paragraph.
struct Clause {
    std::string_view text;
    bool starts_sentence = true; ///< not behind a semicolon: names an actor of its own or has the heading's
};

/// A paragraph cut into sentences and, at semicolons, into clauses: "TP.", "(a; b)" and the documents a sentence cites
/// stay whole; what only gives a purpose ("góp phần …") is left out. At most a few more cuts a sentence part what
/// stands in it beside a thing of another kind: "…, hằng tháng …", "… và đề nghị … khen thưởng". Each clause is trimmed
/// of the signs that end it.
[[nodiscard]] std::vector<Clause> clauses_of(std::string_view paragraph);

} // namespace dongthac::document
