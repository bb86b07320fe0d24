#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/document/follow_items.hpp"
#include "shared/document/import_file.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// What an import recognised, while a person looks it over: nothing is stored yet, no word is ever lost
/// (Outline::words stays, placed and unplaced add up to it), and each step can be taken back. Owns everything; one
/// thread at a time.
class Review {
  public:
    explicit Review(ImportedFile file);

    [[nodiscard]] const model::Outline& outline() const { return step().outline; }
    /// The record type it becomes; at first what the file seems to be (kind_of).
    [[nodiscard]] const std::string& kind() const { return step().kind; }
    [[nodiscard]] const std::vector<ReadText::Remark>& remarks() const { return remarks_; }
    /// The lines of the file as they were read.
    [[nodiscard]] const std::vector<std::string>& source() const { return source_; }
    /// For each item the line of the file on which it begins; nothing where none reads like it.
    [[nodiscard]] std::vector<std::optional<std::size_t>> source_lines() const;

    // Each of the following is one step. Errors: unknown_node {id} where there is no such item; bad_value {field,
    // value, expected} where the step cannot be taken, and nothing has changed.

    // What follows from the items (header fields that nobody typed, plans above, flags) is read again at each step.

    /// What the paragraph is. A role of the letterhead or the end takes the paragraph's words into its field; where a
    /// document has one of it (number, date, type, signer), what was taken for it becomes a paragraph.
    [[nodiscard]] base::Result<void> set_role(std::size_t item, model::ItemRole role);
    /// `deeper` levels further in, or out when negative; what stands below it goes along.
    [[nodiscard]] base::Result<void> indent(std::size_t item, int deeper);
    /// To the end of the item before it, its label as words.
    [[nodiscard]] base::Result<void> join(std::size_t item);
    /// Cut in front of word `word` of its text (from 1): the rest is an item of its own behind it, a label at its
    /// beginning read as one.
    [[nodiscard]] base::Result<void> split(std::size_t item, std::size_t word);
    /// Words that had no place become a paragraph behind an item; at the beginning without it.
    [[nodiscard]] base::Result<void> place(std::size_t unplaced, std::optional<std::size_t> behind);
    /// Number, date, names, … by name ("document_number"); from then on it stays, whatever the items say.
    [[nodiscard]] base::Result<void> set_field(std::string_view field, std::string_view value);
    /// Errors: unknown_kind for what is no kind of paper.
    [[nodiscard]] base::Result<void> set_kind(std::string_view kind);

    /// At least ten steps can be taken back, and as many more as a fixed amount of memory holds.
    [[nodiscard]] bool can_undo() const { return at_ > 0; }
    [[nodiscard]] bool can_redo() const { return at_ + 1 < steps_.size(); }
    void undo();
    void redo();

  private:
    struct Step {
        model::Outline outline;
        std::string kind;
        TypedFields typed;
    };
    [[nodiscard]] const Step& step() const { return steps_[at_]; }
    void take(model::Outline next);
    void take_step(Step next);

    std::size_t most_steps_;
    std::deque<Step> steps_; ///< after each step; the first as it was imported, until that is too long ago
    std::size_t at_ = 0;
    std::vector<ReadText::Remark> remarks_;
    std::vector<std::string> source_;
    std::vector<std::string> folded_source_;
};

/// The record type a paper seems to be, by its type's name; "plan" where that says nothing. A person may say otherwise.
[[nodiscard]] std::string_view kind_of(const model::Outline& outline);

} // namespace dongthac::document
