#include "shared/document/nesting.hpp"

#include <algorithm>
#include <optional>

#include "shared/document/letters.hpp"

namespace dongthac::document {

namespace {

using text::LabelKind;

bool is_bullet(LabelKind kind) { return kind == LabelKind::dash || kind == LabelKind::plus || kind == LabelKind::dot; }

// Dots between the numbers of a label: "1.1" and "1.1." have one, both are printed.
std::size_t inner_dots(std::string_view printed) {
    while (ends_with(printed, ".")) printed.remove_suffix(1);
    return static_cast<std::size_t>(std::ranges::count(printed, '.'));
}

// What makes two labels of one kind different ways of numbering: "1." and "(1)" are, "a)" and "a." or "-" and "–" are
// slips of one hand.
std::string style_of(const text::Label& label) {
    switch (label.kind) {
    case LabelKind::arabic:
        return starts_with(label.printed, "(") ? "(1)" : ends_with(label.printed, ")") ? "1)" : "1.";
    case LabelKind::arabic_pair: return "1" + std::string(inner_dots(label.printed), '.') + "1";
    case LabelKind::dot: return label.printed;
    case LabelKind::dash: return "-";
    case LabelKind::plus: return "+";
    case LabelKind::point: return "a";
    case LabelKind::roman: return "I";
    case LabelKind::letter: return "A";
    case LabelKind::part: return "part";
    case LabelKind::article: return "article";
    case LabelKind::none: return {};
    }
    return {};
}

} // namespace

Nesting::Nesting(const std::vector<Paragraph>& paragraphs, std::size_t first, std::size_t end) {
    std::optional<LabelKind> outer;
    for (std::size_t i = first; i < end; ++i) {
        const LabelKind kind = paragraphs[i].label.kind;
        numbered_sections_ = numbered_sections_ || kind == LabelKind::roman || kind == LabelKind::letter ||
                             kind == LabelKind::part || kind == LabelKind::article;
        if (!outer && (kind == LabelKind::roman || kind == LabelKind::letter)) outer = kind;
    }
    letters_enclose_ = outer == LabelKind::letter;
}

int Nesting::usual_rank(const text::Label& label) const {
    switch (label.kind) {
    case LabelKind::part: return rank::kPart;
    case LabelKind::letter: return letters_enclose_ ? rank::kOuter : rank::kArticle - 1;
    case LabelKind::roman: return rank::kSection;
    case LabelKind::article: return rank::kArticle;
    case LabelKind::arabic: return rank::kSubsection;
    case LabelKind::arabic_pair:
        return rank::kPair + static_cast<int>(std::min<std::size_t>(5, inner_dots(label.printed)));
    case LabelKind::point: return rank::kPoint;
    case LabelKind::dash: return rank::kDash;
    case LabelKind::dot: return rank::kDot;
    case LabelKind::plus: return rank::kPlus;
    case LabelKind::none: break;
    }
    return rank::kPlain;
}

int Nesting::rank_of(const Paragraph& paragraph) const {
    const text::Label& label = paragraph.label;
    const int usual = usual_rank(label);
    if (label.kind == LabelKind::none || stack_.empty()) return usual;
    const std::string style = style_of(label);
    const Enclosing* same_sort = nullptr; // the innermost numbered in another style of this kind
    for (auto open = stack_.rbegin(); open != stack_.rend(); ++open) {
        if (open->style == style) return open->rank;
        const bool sort = is_bullet(label.kind) ? is_bullet(open->kind)
                                                : label.kind == LabelKind::arabic && open->kind == LabelKind::arabic;
        if (sort && same_sort == nullptr) same_sort = &*open;
    }
    const Enclosing& last = stack_.back();
    if (is_bullet(label.kind)) return same_sort != nullptr && same_sort->rank >= usual ? same_sort->rank + 1 : usual;
    // "(1)" is the innermost of numbers; "2)" after "1." is a slip.
    const bool begins = label.number <= 1;
    if (label.kind == LabelKind::arabic && style != "1." && begins && last.kind != LabelKind::none &&
        (last.rank <= rank::kPoint || last.opens_list))
        return std::max(usual, last.rank + 1);
    if (same_sort != nullptr && same_sort->number + 1 == label.number) return same_sort->rank;
    if (label.kind == LabelKind::point && begins && last.opens_list && last.rank >= rank::kPoint) return last.rank + 1;
    return usual;
}

model::ItemRole Nesting::content_above(int rank) const {
    const auto open = std::ranges::find_if(stack_.rbegin(), stack_.rend(),
                                           [&](const Enclosing& enclosing) { return enclosing.rank < rank; });
    return open == stack_.rend() ? model::ItemRole::paragraph : open->content;
}

void Nesting::leave(int rank) {
    while (!stack_.empty() && stack_.back().rank >= rank) stack_.pop_back();
}

void Nesting::enter(int rank, model::ItemRole content, const Paragraph& paragraph) {
    stack_.push_back({rank, level(), content, paragraph.label.kind, style_of(paragraph.label), paragraph.label.number,
                      ends_with(paragraph.text, ":")});
}

} // namespace dongthac::document
