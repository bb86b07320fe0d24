#include "shared/document/print_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>
#include <utility>

#include "shared/document/letters.hpp"
#include "shared/document/styles.hpp"
#include "shared/document/table.hpp"
#include "shared/document/table_blocks.hpp"

namespace dongthac::document {

namespace {

using model::ItemRole;
using model::OutlineItem;

constexpr double kHalf = 0.4; // rules under names and titles: a third to a half of the text (mục II.2, II.5)

// Width in twips of `text` in Times Bold of `size` half points.
int bold_width(std::string_view text, int size) { return static_cast<int>(times_bold_width(text) * size / 100); }

// `text` over as few lines as its column needs, of about equal width: Word would leave one word alone on the last.
std::string balanced(std::string_view text, int width, int size) {
    const int whole = bold_width(text, size);
    const int lines = std::max(1, static_cast<int>(std::ceil(static_cast<double>(whole) / (width * 0.96))));
    std::string out;
    std::string line;
    int used = 1;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        const std::string longer = line.empty() ? std::string(word) : line + " " + std::string(word);
        if (!line.empty() && used < lines && bold_width(longer, size) > whole / lines + bold_width(word, size) / 2) {
            out += line + "\n";
            line = word;
            ++used;
        } else {
            line = longer;
        }
        at = end + 1;
    }
    return out + line;
}

/// An office's name as a clerk breaks it: what kind it is on the first line, its own name on the next.
std::string office_lines(std::string_view name, int width, int size) {
    constexpr std::string_view kKinds[] = {"TRƯỜNG TIỂU HỌC VÀ TRUNG HỌC CƠ SỞ",
                                           "TRƯỜNG TRUNG HỌC PHỔ THÔNG",
                                           "TRƯỜNG TRUNG HỌC CƠ SỞ",
                                           "TRƯỜNG TIỂU HỌC",
                                           "TRƯỜNG MẦM NON",
                                           "TRƯỜNG MẪU GIÁO",
                                           "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
                                           "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
                                           "TRUNG TÂM GIÁO DỤC THƯỜNG XUYÊN",
                                           "ỦY BAN NHÂN DÂN"};
    const auto fits = [&](std::string_view line) { return bold_width(line, size) <= width * 0.96; };
    for (const std::string_view kind : kKinds) {
        if (fits(name) || !starts_with(name, kind) || name.size() <= kind.size() || name[kind.size()] != ' ') continue;
        const std::string_view own = name.substr(kind.size() + 1);
        if (fits(kind) && fits(own)) return std::string(kind) + "\n" + std::string(own);
    }
    return balanced(name, width, size);
}

std::string_view last_line(std::string_view text) {
    const std::size_t feed = text.rfind('\n');
    return feed == std::string_view::npos ? text : text.substr(feed + 1);
}

const char* style_of(const OutlineItem& item) {
    if (item.role == ItemRole::legal_basis) return docx_style::kBasis;
    if (item.role == ItemRole::section) return docx_style::kSection;
    return is_heading_role(item.role) ? docx_style::kSubsection : docx_style::kBody;
}

// The line that announces a table stands on its page.
bool announces_table(const std::vector<OutlineItem>& items, std::size_t i) {
    constexpr std::size_t kLongest = 300; // bytes; what is longer is text of its own
    return i + 1 < items.size() && items[i + 1].role == ItemRole::table_row && items[i].text.size() <= kLongest;
}

/// Puts the parts of a page one behind the other.
class Builder {
  public:
    explicit Builder(const Nd30Layout& layout) : layout_(layout) {}

    std::vector<PrintBlock> build(const Printable& page) {
        add_head(page);
        add_title(page);
        add_items(page.opening, Keep::no);
        add_items(page.body, Keep::no);
        add_items(page.closing, Keep::with_next);
        add_end(page);
        add_thin_line();
        add_appendices(page.appendices);
        return std::move(blocks_);
    }

  private:
    // In place: g++ 12 warns of the other half of a std::variant that is moved.
    void add(PrintParagraph paragraph) {
        blocks_.emplace_back(std::in_place_type<PrintParagraph>, std::move(paragraph));
    }
    void add_columns(std::vector<int> widths, std::vector<PrintRow> rows) {
        auto& table = std::get<PrintTable>(blocks_.emplace_back(std::in_place_type<PrintTable>));
        table.columns = std::move(widths);
        table.rows = std::move(rows);
    }

    // A rule `length` twips long in the middle of a column: an empty line with a border, indented from both sides.
    static PrintParagraph rule(int column, int length, Keep keep) {
        const int side = std::max(0, (column - length) / 2);
        return {.format = {.style = docx_style::kPlain,
                           .align = Align::center,
                           .keep = keep,
                           .rule = Rule::beneath,
                           .line = 60,
                           .exact = true,
                           .left = side,
                           .right = side}};
    }

    static PrintParagraph centred(std::string text, const RunFormat& run, int before = 0) {
        return {.format = {.style = docx_style::kPlain, .align = Align::center, .before = before},
                .text = std::move(text),
                .run = run};
    }

    void add_head(const Printable& page) {
        const int left = layout_.left_column;
        const int right = layout_.text_width() - left;
        PrintCell offices;
        for (const std::string& superior : page.superior_bodies)
            offices.push_back(centred(balanced(superior, left, layout_.office_size), {.size = layout_.office_size}));
        const std::string issuer = office_lines(page.issuing_body, left, layout_.office_size);
        offices.push_back(centred(issuer, {.bold = true, .size = layout_.office_size}));
        if (!issuer.empty())
            offices.push_back(
                rule(left, static_cast<int>(bold_width(last_line(issuer), layout_.office_size) * kHalf), Keep::no));
        const PrintCell nation{centred(page.national_name, {.bold = true, .size = layout_.national_name_size}),
                               centred(page.national_motto, {.bold = true, .size = layout_.motto_size}),
                               rule(right, bold_width(page.national_motto, layout_.motto_size), Keep::no)};
        PrintCell number{centred(page.number_line, {.size = layout_.number_size}, layout_.paragraph_gap)};
        if (!page.about.empty())
            number.push_back(centred(balanced(page.about, left, layout_.letter_subject_size),
                                     {.size = layout_.letter_subject_size}, layout_.paragraph_gap));
        const PrintCell date{
            centred(page.place_date, {.italic = true, .size = layout_.number_size}, layout_.paragraph_gap)};
        add_columns({left, right}, {{.cells = {offices, nation}}, {.cells = {number, date}}});
    }

    void add_title(const Printable& page) {
        for (const OutlineItem& note : page.notes) add(centred(printed(note), {}, layout_.paragraph_gap));
        if (!page.doc_type.empty()) add({.format = {.style = docx_style::kType}, .text = page.doc_type});
        if (page.subject.empty()) return;
        const std::string subject = balanced(page.subject, layout_.text_width() * 9 / 10, layout_.body_size);
        add({.format = {.style = docx_style::kSubject}, .text = subject});
        const int length = std::min(layout_.text_width() / 3, bold_width(last_line(subject), layout_.body_size));
        add(rule(layout_.text_width(), static_cast<int>(length * kHalf), Keep::with_next));
        add({.format = {.style = docx_style::kPlain, .line = layout_.paragraph_gap, .exact = true}});
    }

    // Adds the table that begins with items[first]; returns how many items it is made of, 0 when none begins there.
    std::size_t add_table_at(const std::vector<OutlineItem>& items, std::size_t first) {
        if (items[first].role != ItemRole::table_row) return 0;
        const Table table = read_table(std::span(items).subspan(first));
        for (PrintBlock& block : table_blocks(table, layout_)) blocks_.push_back(std::move(block));
        return table.items;
    }

    void add_items(const std::vector<OutlineItem>& items, Keep keep) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (const std::size_t rows = add_table_at(items, i); rows > 0) {
                i += rows - 1;
                continue;
            }
            ParagraphFormat format{.style = style_of(items[i]),
                                   .keep = announces_table(items, i) ? Keep::with_next : keep};
            if (items[i].role == ItemRole::addressee) format.left = 2 * layout_.first_line;
            add({.format = format, .text = printed(items[i])});
        }
    }

    // Whatever stands before the signature stands on its page.
    void keep_last() {
        if (blocks_.empty()) return;
        if (auto* paragraph = std::get_if<PrintParagraph>(&blocks_.back())) {
            if (paragraph->text) paragraph->format.keep = Keep::with_next;
        } else if (auto& table = std::get<PrintTable>(blocks_.back()); table.frame == Frame::ruled) {
            for (PrintCell& cell : table.rows.back().cells)
                for (PrintParagraph& entry : cell) entry.format.keep = Keep::with_next;
        }
    }

    // Recipients left, signature right, the whole kept on one page with the closing paragraph before it.
    void add_end(const Printable& page) {
        if (page.recipients.empty() && page.signer_titles.empty() && page.signer_name.empty()) return;
        keep_last();
        add({.format = {.style = docx_style::kPlain, .keep = Keep::with_next, .line = 200, .exact = true}});
        const int left = layout_.recipients_column;
        const int right = layout_.text_width() - left;
        const ParagraphFormat entry{.style = docx_style::kPlain, .align = Align::left, .keep = Keep::with_next};
        PrintCell recipients{{.format = entry,
                              .text = page.recipients_heading,
                              .run = {.bold = true, .italic = true, .size = layout_.recipients_heading_size}}};
        for (const OutlineItem& recipient : page.recipients)
            recipients.push_back(
                {.format = entry, .text = printed(recipient), .run = {.size = layout_.recipients_size}});

        PrintCell signature;
        const ParagraphFormat middle{.style = docx_style::kPlain, .align = Align::center, .keep = Keep::with_next};
        const RunFormat bold{.bold = true, .size = layout_.body_size};
        for (const std::string& title : page.signer_titles)
            signature.push_back({.format = middle, .text = balanced(title, right, layout_.body_size), .run = bold});
        for (int line = 0; line < layout_.signature_lines; ++line) signature.push_back({.format = middle});
        signature.push_back(
            {.format = {.style = docx_style::kPlain, .align = Align::center}, .text = page.signer_name, .run = bold});
        add_columns({left, right}, {{.cells = {recipients, signature}}});
    }

    // Word wants a paragraph after a table that ends the text.
    void add_thin_line() { add({.format = {.style = docx_style::kPlain, .line = 20, .exact = true}}); }

    // What stands so far ends here, with its page: a paragraph carries that, a table has one put behind it.
    void end_part() {
        if (std::holds_alternative<PrintTable>(blocks_.back())) add_thin_line();
        std::get<PrintParagraph>(blocks_.back()).format.page_break = Break::part_after;
    }

    // Each appendix with pages of its own (mục III.4), its title centred, what it belongs to in italics beneath (mục
    // III).
    void add_appendices(const std::vector<OutlineItem>& items) {
        bool in_title = false;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (const std::size_t rows = add_table_at(items, i); rows > 0) {
                in_title = false;
                i += rows - 1;
                continue;
            }
            const std::string text = printed(items[i]);
            const bool starts = i == 0 || is_appendix_title(text);
            const Keep keep = announces_table(items, i) ? Keep::with_next : Keep::no;
            if (in_title && starts_with(text, "(") && ends_with(text, ")")) {
                add({.format = {.style = docx_style::kPlain, .align = Align::center, .keep = keep},
                     .text = text,
                     .run = {.italic = true}});
                continue;
            }
            in_title = starts || (in_title && capital_share(text) > 0.8);
            ParagraphFormat format{.style = in_title ? docx_style::kAppendix : docx_style::kBody, .keep = keep};
            if (starts) end_part();
            add({.format = format, .text = text});
        }
    }

    const Nd30Layout& layout_;
    std::vector<PrintBlock> blocks_;
};

} // namespace

std::vector<PrintBlock> print_blocks(const Printable& page, const Nd30Layout& layout) {
    return Builder(layout).build(page);
}

std::string title_of(const Printable& page) {
    if (!page.about.empty()) return page.about;
    return page.doc_type + (page.subject.empty() ? "" : " " + page.subject);
}

} // namespace dongthac::document
