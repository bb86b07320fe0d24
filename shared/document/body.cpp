#include "shared/document/body.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "shared/document/letters.hpp"
#include "shared/document/nesting.hpp"
#include "shared/document/opening.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using text::LabelKind;

constexpr std::size_t kHeadingWords = 25;
constexpr std::size_t kBulletTitleWords = 6;
constexpr std::size_t kClosingParagraphs = 3;

std::string_view own_text(const Paragraph& paragraph) {
    return std::string_view(paragraph.text).substr(std::min(paragraph.label.text_offset, paragraph.text.size()));
}

bool is_bullet(LabelKind kind) { return kind == LabelKind::dash || kind == LabelKind::dot || kind == LabelKind::plus; }

bool ends_list_item(std::string_view text) {
    return ends_with(text, ".") || ends_with(text, ";") || ends_with(text, ",");
}

/// Walks down the body keeping the headings that enclose the current paragraph.
class BodyReader {
  public:
    BodyReader(const SourceText& source, const std::vector<Paragraph>& paragraphs, std::size_t first, std::size_t end)
        : source_(source), paragraphs_(paragraphs), first_(first), end_(end), nesting_(paragraphs, first, end) {}

    std::vector<Block> read() {
        for (std::size_t i = first_; i < end_; ++i) {
            const Paragraph* next = i + 1 < end_ ? &paragraphs_[i + 1] : nullptr;
            if (paragraphs_[i].look.table_row)
                read_row(paragraphs_[i]);
            else
                read_paragraph(paragraphs_[i], next);
        }
        return std::move(blocks_);
    }

  private:
    void read_row(const Paragraph& row) {
        nesting_.leave(rank::kDash);
        blocks_.push_back(row_block(nesting_.level(), row.words, row.text));
    }

    void read_paragraph(const Paragraph& paragraph, const Paragraph* next) {
        const LabelKind kind = paragraph.label.kind;
        const bool capitals = is_capital_heading(paragraph.text, paragraph.label) && !is_bullet(kind);
        const bool section = kind == LabelKind::roman || kind == LabelKind::part || kind == LabelKind::letter;
        if (capitals || (section && paragraph.words.size() <= 2 * kHeadingWords) || is_title_like(paragraph, next))
            return read_heading(paragraph, next, capitals);
        int rank = nesting_.rank_of(paragraph);
        // "… tại địa chỉ:" with "+" below is itself one of the dashes; with "-" below it gathers them.
        const bool gathers = ends_with(paragraph.text, ":") && next != nullptr;
        if (kind == LabelKind::none) rank = gathers && next->label.kind == LabelKind::plus ? rank::kDash : rank::kPlain;
        nesting_.leave(kind == LabelKind::none ? rank::kDash : rank);
        put(paragraph, role_of_item(paragraph));
        if (rank < rank::kPlain) nesting_.enter(rank, nesting_.content(), paragraph);
    }

    void read_heading(const Paragraph& paragraph, const Paragraph* next, bool capitals) {
        int rank = nesting_.rank_of(paragraph);
        if (paragraph.label.kind == LabelKind::none) {
            const bool over_list =
                next != nullptr && next->label.kind != LabelKind::none && ends_with(paragraph.text, ":");
            rank = capitals    ? (nesting_.numbered_sections() ? rank::kArticle + 1 : rank::kSection)
                   : over_list ? rank::kGroup
                               : rank::kSubsection;
        }
        nesting_.leave(rank);
        const ItemRole content_here = nesting_.content();
        const ItemRole said = purpose_of_heading(key_of(own_text(paragraph)));
        const bool implementing = content_here == ItemRole::assignment;
        const bool assignee = implementing && said != ItemRole::reporting && said != ItemRole::budget;
        const ItemRole content = assignee ? ItemRole::assignment : said != ItemRole::paragraph ? said : content_here;
        ItemRole role = nesting_.level() == 0 ? ItemRole::section : ItemRole::subsection;
        if (assignee && role == ItemRole::subsection) role = ItemRole::assignee;
        // "… gồm:" over a list inside purposes or topics is one of them, not a heading of its own.
        const std::string key = key_of(paragraph.text);
        const bool titled = paragraph.words.size() <= 10 && is_upper(first_letter(paragraph.text)) &&
                            !has_words(key, "gom") && !has_words(key, "sau");
        if (rank == rank::kGroup && !assignee && said == ItemRole::paragraph && content_here != ItemRole::paragraph &&
            !titled)
            role = role_of_item(paragraph);
        put(paragraph, role);
        nesting_.enter(rank, content, paragraph);
    }

    // A title, not a sentence. What follows decides where the words alone do not.
    [[nodiscard]] bool is_title_like(const Paragraph& paragraph, const Paragraph* next) const {
        const std::string_view text = own_text(paragraph);
        const LabelKind kind = paragraph.label.kind;
        if (paragraph.words.size() > kHeadingWords || text.empty()) return false;
        const bool known = purpose_of_heading(key_of(text)) != ItemRole::paragraph;
        if (is_bullet(kind)) return known && heads_bullets(paragraph, next);
        const int below = next == nullptr ? 0 : next->look.table_row ? rank::kPlain : nesting_.usual_rank(next->label);
        const bool over = below > nesting_.usual_rank(paragraph.label);
        if (ends_list_item(text)) return known && over && paragraph.words.size() <= 9 && kind != LabelKind::none;
        if (kind == LabelKind::none) {
            const bool points_down = ends_with(text, ":") && next != nullptr && next->label.kind != LabelKind::none;
            if (paragraph.look.bold && !is_lower(first_letter(text))) return true;
            return (known && paragraph.words.size() <= 8 && !is_lower(first_letter(text))) || points_down;
        }
        if (kind == LabelKind::article) return true;
        if (kind == LabelKind::point) return paragraph.words.size() <= 14 && over;
        // "2. Kinh phí đóng góp đầu năm" between topics is one of them: a word alone does not part it from the rest.
        const bool in_list = nesting_.content_above(nesting_.rank_of(paragraph)) != ItemRole::paragraph;
        return over || paragraph.look.bold || (known && !in_list);
    }

    // "*Mục đích:" over dashes. Among tasks "- Nhiệm vụ:" is still somebody's.
    [[nodiscard]] bool heads_bullets(const Paragraph& paragraph, const Paragraph* next) const {
        return ends_with(paragraph.text, ":") && paragraph.words.size() <= kBulletTitleWords && next != nullptr &&
               is_bullet(next->label.kind) && next->label.printed != paragraph.label.printed &&
               nesting_.content_above(nesting_.rank_of(paragraph)) != ItemRole::assignment;
    }

    [[nodiscard]] ItemRole role_of_item(const Paragraph& paragraph) const {
        if (paragraph.words.size() <= kHeadingWords + 5 && paragraph.text.front() == '(') {
            const std::string key = key_of(paragraph.text);
            if (has_words(key, "phu luc") && (has_words(key, "kem") || has_words(key, "chi tiet")))
                return ItemRole::appendix_ref;
        }
        return nesting_.content();
    }

    void put(const Paragraph& paragraph, ItemRole role) {
        blocks_.push_back(make_block(source_, role, nesting_.level(), paragraph.words, paragraph.label.text_offset));
    }

    const SourceText& source_;
    const std::vector<Paragraph>& paragraphs_;
    std::size_t first_;
    std::size_t end_;
    Nesting nesting_;
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
                               {"ket qua thuc hien", ItemRole::paragraph}, // of a report: neither task nor topic
                               {"ket qua dat duoc", ItemRole::paragraph},
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
