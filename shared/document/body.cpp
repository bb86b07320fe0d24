#include "shared/document/body.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "shared/document/letters.hpp"
#include "shared/document/opening.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using text::LabelKind;

// Smaller encloses larger. Gaps leave room for the depth of "1.1.1" and for groups without a label.
constexpr int kSectionRank = 10;
constexpr int kSubsectionRank = 20;
constexpr int kPairRank = 30;
constexpr int kPointRank = 40;
constexpr int kGroupRank = 45;
constexpr int kDashRank = 50;
constexpr int kDotRank = 55;
constexpr int kPlusRank = 60;
constexpr int kPlainRank = 70;

constexpr std::size_t kHeadingWords = 25;
constexpr std::size_t kClosingParagraphs = 3;

int rank_of(const text::Label& label) {
    switch (label.kind) {
    case LabelKind::roman: return kSectionRank;
    case LabelKind::arabic: return kSubsectionRank;
    case LabelKind::arabic_pair:
        return kPairRank + static_cast<int>(std::min<std::ptrdiff_t>(5, std::ranges::count(label.printed, '.')));
    case LabelKind::point: return kPointRank;
    case LabelKind::dash: return kDashRank;
    case LabelKind::dot: return kDotRank;
    case LabelKind::plus: return kPlusRank;
    case LabelKind::none: return kPlainRank;
    }
    return kPlainRank;
}

std::string_view own_text(const Paragraph& paragraph) {
    return std::string_view(paragraph.text).substr(std::min(paragraph.label.text_offset, paragraph.text.size()));
}

bool ends_list_item(std::string_view text) {
    return ends_with(text, ".") || ends_with(text, ";") || ends_with(text, ",");
}

// A title, not a sentence. What follows decides where the words alone do not.
bool is_title_like(const Paragraph& paragraph, const Paragraph* next) {
    const std::string_view text = own_text(paragraph);
    if (paragraph.words.size() > kHeadingWords || text.empty()) return false;
    const int rank = rank_of(paragraph.label);
    if (rank >= kDashRank && rank < kPlainRank) return false;
    const bool known = purpose_of_heading(key_of(text)) != ItemRole::paragraph;
    if (ends_list_item(text)) return known && paragraph.words.size() <= 9 && paragraph.label.kind != LabelKind::none;
    const LabelKind kind = paragraph.label.kind;
    if (kind == LabelKind::none) {
        const bool points_down = ends_with(text, ":") && next != nullptr && next->label.kind != LabelKind::none;
        if (paragraph.look.bold && !is_lower(first_letter(text))) return true;
        return (known && paragraph.words.size() <= 8 && !is_lower(first_letter(text))) || points_down;
    }
    if (kind == LabelKind::point)
        return paragraph.words.size() <= 14 && next != nullptr && rank_of(next->label) > kPointRank;
    if (kind == LabelKind::arabic || kind == LabelKind::arabic_pair)
        return known || paragraph.look.bold || (next != nullptr && rank_of(next->label) > rank_of(paragraph.label));
    return false;
}

/// Walks down the body keeping the headings that enclose the current paragraph.
class BodyReader {
  public:
    BodyReader(const SourceText& source, const std::vector<Paragraph>& paragraphs, std::size_t first, std::size_t end)
        : source_(source), paragraphs_(paragraphs), first_(first), end_(end) {
        for (std::size_t i = first; i < end; ++i)
            numbered_sections_ = numbered_sections_ || paragraphs[i].label.kind == LabelKind::roman;
    }

    std::vector<Block> read() {
        for (std::size_t i = first_; i < end_; ++i)
            read_paragraph(paragraphs_[i], i + 1 < end_ ? &paragraphs_[i + 1] : nullptr);
        return std::move(blocks_);
    }

  private:
    struct Enclosing {
        int rank = 0;
        int level = 0;
        ItemRole content = ItemRole::paragraph; ///< role of what stands below
    };

    void read_paragraph(const Paragraph& paragraph, const Paragraph* next) {
        // It belongs to what announces it, and ends nothing.
        if (paragraph.look.table_row) return put(paragraph, ItemRole::table_row, level_here());
        const bool capitals =
            is_capital_heading(paragraph.text, paragraph.label) && paragraph.label.kind != LabelKind::dash;
        const bool roman = paragraph.label.kind == LabelKind::roman && paragraph.words.size() <= 2 * kHeadingWords;
        if (capitals || roman || is_title_like(paragraph, next)) return read_heading(paragraph, next, capitals);
        int rank = rank_of(paragraph.label);
        // "… tại địa chỉ:" with "+" below is itself one of the dashes; with "-" below it gathers them.
        const bool gathers = ends_with(paragraph.text, ":") && next != nullptr;
        if (paragraph.label.kind == LabelKind::none)
            rank = gathers && next->label.kind == LabelKind::plus ? kDashRank : kPlainRank;
        leave(paragraph.label.kind == LabelKind::none ? kDashRank : rank);
        const ItemRole role = role_of_item(paragraph);
        put(paragraph, role, level_here());
        if (rank < kPlainRank) enclosing_.push_back({rank, level_here(), content_here()});
    }

    void read_heading(const Paragraph& paragraph, const Paragraph* next, bool capitals) {
        int rank = rank_of(paragraph.label);
        if (paragraph.label.kind == LabelKind::none) {
            const bool over_list =
                next != nullptr && next->label.kind != LabelKind::none && ends_with(paragraph.text, ":");
            rank = capitals    ? (numbered_sections_ ? kSectionRank + 5 : kSectionRank)
                   : over_list ? kGroupRank
                               : kSubsectionRank;
        }
        leave(rank);
        const ItemRole said = purpose_of_heading(key_of(own_text(paragraph)));
        const bool implementing = content_here() == ItemRole::assignment;
        const bool assignee = implementing && said != ItemRole::reporting && said != ItemRole::budget;
        const ItemRole content = assignee ? ItemRole::assignment : said != ItemRole::paragraph ? said : content_here();
        ItemRole role = level_here() == 0 ? ItemRole::section : ItemRole::subsection;
        if (assignee && role == ItemRole::subsection) role = ItemRole::assignee;
        // "… gồm:" over a list inside purposes or topics is one of them, not a heading of its own.
        if (rank == kGroupRank && !assignee && said == ItemRole::paragraph && content_here() != ItemRole::paragraph)
            role = role_of_item(paragraph);
        put(paragraph, role, level_here());
        enclosing_.push_back({rank, level_here(), content});
    }

    [[nodiscard]] ItemRole role_of_item(const Paragraph& paragraph) const {
        if (paragraph.words.size() <= kHeadingWords + 5 && paragraph.text.front() == '(') {
            const std::string key = key_of(paragraph.text);
            if (has_words(key, "phu luc") && (has_words(key, "kem") || has_words(key, "chi tiet")))
                return ItemRole::appendix_ref;
        }
        return content_here();
    }

    void leave(int rank) {
        while (!enclosing_.empty() && enclosing_.back().rank >= rank) enclosing_.pop_back();
    }
    [[nodiscard]] int level_here() const { return enclosing_.empty() ? 0 : enclosing_.back().level + 1; }
    [[nodiscard]] ItemRole content_here() const {
        return enclosing_.empty() ? ItemRole::paragraph : enclosing_.back().content;
    }
    void put(const Paragraph& paragraph, ItemRole role, int level) {
        blocks_.push_back(make_block(source_, role, level, paragraph.words, paragraph.label.text_offset));
    }

    const SourceText& source_;
    const std::vector<Paragraph>& paragraphs_;
    std::size_t first_;
    std::size_t end_;
    bool numbered_sections_ = false;
    std::vector<Enclosing> enclosing_;
    std::vector<Block> blocks_;
};

bool sums_up(std::string_view text) {
    constexpr std::string_view kClosers[] = {"tren day la", "nhan duoc ke hoach", "can cu ke hoach nay",
                                             "tren day la", "trong qua trinh",    "ke hoach nay",
                                             "yeu cau cac", "de nghi cac"};
    const std::string key = key_of(text, 80);
    return std::ranges::any_of(kClosers, [&](std::string_view closer) { return starts_with_words(key, closer); });
}

// First paragraph of the closing; `end` when the body just ends.
std::size_t closing_start(const std::vector<Paragraph>& paragraphs, std::size_t first) {
    const std::size_t end = paragraphs.size();
    std::size_t start = end;
    for (std::size_t i = end; i-- > first && end - i <= kClosingParagraphs;) {
        if (paragraphs[i].look.table_row || paragraphs[i].label.kind != LabelKind::none || is_heading(paragraphs[i]))
            break;
        if (sums_up(paragraphs[i].text) || (i + 1 == end && ends_with(paragraphs[i].text, "./."))) start = i;
    }
    return start;
}

} // namespace

model::ItemRole purpose_of_heading(std::string_view key) {
    struct Rule {
        std::string_view words;
        ItemRole role;
    };
    // The first that matches: "NỘI DUNG … VÀ KÊNH …" is about content until a subsection says "Kênh …".
    constexpr Rule kRules[] = {{"kinh phi", ItemRole::budget},
                               {"du toan", ItemRole::budget},
                               {"thuan loi", ItemRole::advantage},
                               {"kho khan", ItemRole::difficulty},
                               {"dac diem tinh hinh", ItemRole::situation},
                               {"tinh hinh chung", ItemRole::situation},
                               {"thuc trang", ItemRole::situation},
                               {"che do thong tin", ItemRole::reporting},
                               {"che do bao cao", ItemRole::reporting},
                               {"thong tin bao cao", ItemRole::reporting},
                               {"bao cao ket qua", ItemRole::reporting},
                               {"to chuc thuc hien", ItemRole::assignment},
                               {"to chuc trien khai", ItemRole::assignment},
                               {"phan cong", ItemRole::assignment},
                               {"trach nhiem", ItemRole::assignment},
                               {"muc dich", ItemRole::purpose},
                               {"muc tieu", ItemRole::purpose},
                               {"yeu cau", ItemRole::requirement},
                               {"nhiem vu khac", ItemRole::other_task},
                               {"truyen thong khac", ItemRole::other_task},
                               {"noi dung khac", ItemRole::other_task},
                               {"noi dung", ItemRole::topic},
                               {"nhiem vu", ItemRole::topic},
                               {"kenh", ItemRole::channel},
                               {"hinh thuc", ItemRole::channel},
                               {"phuong thuc", ItemRole::channel},
                               {"dac diem", ItemRole::situation},
                               {"giai phap", ItemRole::topic}};
    for (const Rule& rule : kRules)
        if (has_words(key, rule.words)) return rule.role;
    return ItemRole::paragraph;
}

std::vector<Block> read_body(const SourceText& source, const std::vector<Paragraph>& paragraphs, std::size_t first) {
    const std::size_t closing = closing_start(paragraphs, first);
    std::vector<Block> blocks = BodyReader(source, paragraphs, first, closing).read();
    for (std::size_t i = closing; i < paragraphs.size(); ++i)
        blocks.push_back(make_block(source, ItemRole::closing, 0, paragraphs[i].words));
    return blocks;
}

} // namespace dongthac::document
