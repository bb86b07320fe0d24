#pragma once

#include <string>
#include <vector>

#include "shared/document/lines.hpp"
#include "shared/model/outline.hpp"

namespace dongthac::document {

/// How deep a way of numbering usually stands: smaller encloses larger. The gaps leave room for the depth of "1.1.1",
/// for headings without a label and for a list inside a list.
namespace rank {
inline constexpr int kPart = 5;
inline constexpr int kOuter = 8; ///< numerals over letters or letters over numerals, whichever comes first
inline constexpr int kSection = 12;
inline constexpr int kArticle = 16;
inline constexpr int kSubsection = 20;
inline constexpr int kPair = 30;
inline constexpr int kPoint = 40;
inline constexpr int kGroup = 46;
inline constexpr int kDash = 50;
inline constexpr int kDot = 56;
inline constexpr int kPlus = 62;
inline constexpr int kPlain = 90;
} // namespace rank

/// The headings and items that enclose the place reached in a body, outermost first.
class Nesting {
  public:
    struct Enclosing {
        int rank = 0;
        int level = 0;
        model::ItemRole content = model::ItemRole::paragraph; ///< role of what stands below
        text::LabelKind kind = text::LabelKind::none;
        std::string style; ///< what stands for its way of numbering: "1.", "1.1", "(1)", "-"
        int number = 0;
        bool opens_list = false; ///< it ends with a colon
    };

    /// Looks at the numbering of the whole body first: which of "A." and "I." comes first encloses the other.
    explicit Nesting(const std::vector<Paragraph>& paragraphs, std::size_t first, std::size_t end);

    /// The rank of a paragraph at this place by its label alone; rank::kPlain without one. A mark that is new below
    /// another of its sort ("+" below "-", "-" below "•", "(1)" below "a)") goes inside it.
    [[nodiscard]] int rank_of(const Paragraph& paragraph) const;
    /// Leaves everything that does not enclose `rank`.
    void leave(int rank);
    void enter(int rank, model::ItemRole content, const Paragraph& paragraph);

    [[nodiscard]] int level() const { return stack_.empty() ? 0 : stack_.back().level + 1; }
    [[nodiscard]] model::ItemRole content() const {
        return stack_.empty() ? model::ItemRole::paragraph : stack_.back().content;
    }
    /// What the headings that would enclose something of `rank` say their items are for.
    [[nodiscard]] model::ItemRole content_above(int rank) const;
    [[nodiscard]] bool numbered_sections() const { return numbered_sections_; }

    /// What the kind of label alone says, wherever it stands.
    [[nodiscard]] int usual_rank(const text::Label& label) const;

  private:
    std::vector<Enclosing> stack_;
    bool letters_enclose_ = false;
    bool numbered_sections_ = false;
};

} // namespace dongthac::document
