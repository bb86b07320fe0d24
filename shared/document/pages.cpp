#include "shared/document/pages.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "shared/document/print_blocks.hpp"
#include "shared/document/printable.hpp"
#include "shared/document/typeset.hpp"

namespace dongthac::document {

namespace {

constexpr double kTableRule = 10; // twips: four eighths of a point, as in the .docx
constexpr double kRounding = 0.01;
constexpr std::size_t kTogether = 2; // lines of a paragraph that stand on a page at least (widows and orphans)

/// A row of a table, set: its cells' lines one below the other.
struct SetRow {
    double height = 0;
    std::vector<std::vector<SetBox>> cells; ///< a gap between paragraphs is a box without anything in it
    RowKind kind = RowKind::plain;
    Keep keep = Keep::no;
};

struct SetTable {
    std::vector<int> columns;
    Frame frame = Frame::none;
    std::vector<SetRow> rows;
};

using SetBlock = std::variant<SetParagraph, SetTable>;

double height_of(const std::vector<SetBox>& boxes) {
    double sum = 0;
    for (const SetBox& box : boxes) sum += box.height;
    return sum;
}

std::vector<SetBox> set_cell(const Typesetter& typesetter, const PrintCell& cell, double width) {
    std::vector<SetBox> out;
    for (const PrintParagraph& paragraph : cell) {
        SetParagraph set = typesetter.set(paragraph, width);
        if (set.before > 0) out.push_back({.height = set.before, .texts = {}, .rules = {}});
        for (SetBox& line : set.lines) out.push_back(std::move(line));
        if (set.after > 0) out.push_back({.height = set.after, .texts = {}, .rules = {}});
    }
    return out;
}

SetBlock set_block(const Typesetter& typesetter, const PrintParagraph& paragraph, double width) {
    return typesetter.set(paragraph, width);
}

SetBlock set_block(const Typesetter& typesetter, const PrintTable& table, double /*width*/) {
    SetTable out{.columns = table.columns, .frame = table.frame, .rows = {}};
    const double beside = table.frame == Frame::ruled ? 2 * kCellMargin : 0;
    for (const PrintRow& row : table.rows) {
        SetRow set{.height = 0, .cells = {}, .kind = row.kind, .keep = Keep::no};
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            set.cells.push_back(set_cell(typesetter, row.cells[i], table.columns[i] - beside));
            set.height = std::max(set.height, height_of(set.cells.back()));
        }
        if (!row.cells.empty() && !row.cells[0].empty()) set.keep = row.cells[0][0].format.keep;
        out.rows.push_back(std::move(set));
    }
    return out;
}

/// Puts blocks on pages, one below the other.
class Paginator {
  public:
    Paginator(const Nd30Layout& layout, const Typefaces& faces) : layout_(layout), faces_(faces) {
        out_.width = layout.page_width;
        out_.height = layout.page_height;
        out_.pages.emplace_back();
    }

    Pages paginate(const std::vector<SetBlock>& blocks) {
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (!is_empty_page() && chain_height(blocks, i) > left() + kRounding &&
                chain_height(blocks, i) <= layout_.text_height())
                next_page();
            if (const auto* table = std::get_if<SetTable>(&blocks[i]))
                put(*table, behind(*table) ? chain_height(blocks, i + 1) : 0);
            else
                put(std::get<SetParagraph>(blocks[i]));
            if (ends_part(blocks[i])) begin_part();
        }
        while (out_.pages.size() > 1 && out_.pages.back().texts.empty() && out_.pages.back().rules.empty())
            out_.pages.pop_back();
        number_pages();
        return std::move(out_);
    }

  private:
    [[nodiscard]] double left() const { return layout_.text_height() - y_; }
    [[nodiscard]] bool is_empty_page() const { return y_ == 0; }

    void next_page() {
        out_.pages.emplace_back();
        y_ = 0;
    }

    [[nodiscard]] static bool ends_part(const SetBlock& block) {
        const auto* paragraph = std::get_if<SetParagraph>(&block);
        return paragraph != nullptr && paragraph->page_break == Break::part_after;
    }

    void begin_part() {
        next_page();
        parts_.push_back(out_.pages.size() - 1);
    }
    [[nodiscard]] bool is_new_part() const { return parts_.back() + 1 == out_.pages.size(); }

    // What must stand on one page at least with the beginning of blocks[first].
    [[nodiscard]] static double chain_height(const std::vector<SetBlock>& blocks, std::size_t first) {
        double sum = 0;
        for (std::size_t i = first; i < blocks.size(); ++i) {
            if (const auto* table = std::get_if<SetTable>(&blocks[i])) return sum + head_of(*table);
            const auto& paragraph = std::get<SetParagraph>(blocks[i]);
            if (paragraph.keep == Keep::no || paragraph.page_break == Break::part_after)
                return sum + head_of(paragraph);
            sum += paragraph.height();
        }
        return sum;
    }

    [[nodiscard]] static double head_of(const SetTable& table) {
        double sum = 0;
        for (const SetRow& row : table.rows) {
            sum += row.height;
            if (row.keep == Keep::no) break;
        }
        return sum;
    }

    [[nodiscard]] static double head_of(const SetParagraph& paragraph) {
        double sum = paragraph.before;
        for (std::size_t i = 0; i < first_lines(paragraph.lines.size()); ++i) sum += paragraph.lines[i].height;
        return sum;
    }

    // Of `lines` how many may not be parted from the first.
    [[nodiscard]] static std::size_t first_lines(std::size_t lines) {
        return lines < 2 * kTogether ? lines : kTogether;
    }

    void put(const SetParagraph& paragraph) {
        // What is only there for its height has none at the top of a page.
        const bool at_top = is_empty_page() && out_.pages.size() > 1;
        if (at_top && paragraph.blank()) return;
        if (!at_top || is_new_part()) y_ += paragraph.before;
        const std::size_t count = paragraph.lines.size();
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t together = i + kTogether == count && i > 0 ? kTogether : 1;
            double needed = 0;
            for (std::size_t k = i; k < std::min(i + together, count); ++k) needed += paragraph.lines[k].height;
            if (needed > left() + kRounding && !is_empty_page()) {
                if (paragraph.blank()) return;
                next_page();
            }
            if (i == 0 && !paragraph.bookmark.empty())
                out_.bookmarks.push_back(
                    {paragraph.bookmark, paragraph.level, out_.pages.size() - 1, layout_.margin_top + y_});
            put_box(paragraph.lines[i], 0, y_);
            y_ += paragraph.lines[i].height;
        }
        y_ += paragraph.after;
    }

    // The last row stands on the page of what follows.
    [[nodiscard]] static bool behind(const SetTable& table) {
        return table.frame == Frame::ruled && table.rows.back().keep == Keep::with_next;
    }

    // `after`: room that the last row must leave.
    void put(const SetTable& table, double after) {
        const SetRow* header = !table.rows.empty() && table.rows[0].kind == RowKind::header ? &table.rows[0] : nullptr;
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            const SetRow& row = table.rows[i];
            const double needed = row.height + (i + 1 == table.rows.size() ? after : 0);
            if (needed > left() + kRounding && !is_empty_page()) turn_page(table, i > 0 ? header : nullptr);
            if (row.height <= left() + kRounding)
                put_row(table, row);
            else
                put_high_row(table, row, i > 0 ? header : nullptr);
        }
    }

    // The header again, where there is room for more than it.
    void turn_page(const SetTable& table, const SetRow* header) {
        next_page();
        if (header != nullptr && header->height < layout_.text_height() / 2.0) put_row(table, *header);
    }

    void put_row(const SetTable& table, const SetRow& row) {
        double x = 0;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const double above = row.kind == RowKind::header ? (row.height - height_of(row.cells[i])) / 2 : 0;
            double y = y_ + above;
            for (const SetBox& box : row.cells[i]) {
                put_box(box, x + margin_of(table), y);
                y += box.height;
            }
            x += table.columns[i];
        }
        frame(table, row.height);
        y_ += row.height;
    }

    // A row higher than a page: what fits of each cell, page after page.
    void put_high_row(const SetTable& table, const SetRow& row, const SetRow* header) {
        std::vector<std::size_t> done(row.cells.size(), 0);
        for (bool more = true; more;) {
            more = false;
            double x = 0;
            double deepest = 0;
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                double y = 0;
                for (; done[i] < row.cells[i].size(); ++done[i]) {
                    const SetBox& box = row.cells[i][done[i]];
                    if (y + box.height > left() + kRounding && y > 0) break;
                    put_box(box, x + margin_of(table), y_ + y);
                    y += box.height;
                }
                more = more || done[i] < row.cells[i].size();
                deepest = std::max(deepest, y);
                x += table.columns[i];
            }
            frame(table, deepest);
            y_ += deepest;
            if (more) turn_page(table, header);
        }
    }

    static double margin_of(const SetTable& table) { return table.frame == Frame::ruled ? kCellMargin : 0; }

    // The lines around the cells of a row that is `height` high.
    void frame(const SetTable& table, double height) {
        if (table.frame == Frame::none) return;
        const double left = layout_.margin_left;
        const double top = layout_.margin_top + y_;
        double width = 0;
        for (const int column : table.columns) width += column;
        std::vector<PageRule>& rules = out_.pages.back().rules;
        for (const double y : {top, top + height})
            rules.push_back({left - kTableRule / 2, y - kTableRule / 2, width + kTableRule, kTableRule});
        double x = left;
        for (std::size_t i = 0; i <= table.columns.size(); ++i) {
            rules.push_back({x - kTableRule / 2, top, kTableRule, height});
            if (i < table.columns.size()) x += table.columns[i];
        }
    }

    void put_box(const SetBox& box, double x, double y) {
        Page& page = out_.pages.back();
        for (PageText text : box.texts) {
            text.x += layout_.margin_left + x;
            text.y += layout_.margin_top + y;
            page.texts.push_back(std::move(text));
        }
        for (PageRule rule : box.rules) {
            rule.left += layout_.margin_left + x;
            rule.top += layout_.margin_top + y;
            page.rules.push_back(rule);
        }
    }

    // Phụ lục I, mục I.7 and III.4: in the middle of the top margin, not on the first page; of each appendix by itself.
    void number_pages() {
        const Typesetter typesetter(layout_, faces_);
        std::size_t part = 0;
        for (std::size_t i = 0; i < out_.pages.size(); ++i) {
            if (part + 1 < parts_.size() && parts_[part + 1] == i) ++part;
            if (i == parts_[part]) continue;
            const PrintParagraph number{.format = {.style = docx_style::kHeader},
                                        .text = std::to_string(i - parts_[part] + 1)};
            PageText text = typesetter.set(number, layout_.text_width()).lines[0].texts[0];
            text.x += layout_.margin_left;
            text.y += layout_.page_number_from_top;
            out_.pages[i].texts.insert(out_.pages[i].texts.begin(), std::move(text));
        }
    }

    const Nd30Layout& layout_;
    const Typefaces& faces_;
    Pages out_;
    std::vector<std::size_t> parts_{0}; ///< the first page of each part that counts its own
    double y_ = 0;                      ///< below the top margin
};

} // namespace

Pages make_pages(const model::Outline& outline, const Nd30Layout& layout, const Typefaces& faces) {
    const Printable page = make_printable(outline);
    const Typesetter typesetter(layout, faces);
    std::vector<SetBlock> blocks;
    for (const PrintBlock& block : print_blocks(page, layout))
        blocks.push_back(
            std::visit([&](const auto& part) { return set_block(typesetter, part, layout.text_width()); }, block));
    Pages out = Paginator(layout, faces).paginate(blocks);
    out.title = title_of(page);
    out.author = page.issuing_body;
    return out;
}

} // namespace dongthac::document
